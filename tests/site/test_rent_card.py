"""On a listing: the law of an agreement today, what rent it allows, and the landlord's tax."""

import frappe
import pytest
from factories import acting_as, make, make_user

from oppna_ditt_hem.agreements import rent_card

OFFICER = "Housing Officer"


def shown(listing, role=OFFICER) -> dict:
	with acting_as(make_user(role)):
		return {row["key"]: row for row in rent_card.shown(listing.name)}


def test_a_house_falls_under_the_new_act_once_what_is_open_is_answered():
	home = make.listing("Approved", kind="House", rent=6000)
	card = shown(home)
	assert "2026:772" in card["law"]["text"] and len(card["law"]["ask"]) == 2
	assert card["test"]["ask"] and not card["test"]["verified"]
	digits = "".join(filter(str.isdigit, card["tax"]["text"]))
	# Inkomstskattelagen 42 kap.: 72 000 a year less 40 000 and 20 %; facts 7.5.
	assert "72000" in digits and "54400" in digits and not card["tax"]["verified"]
	stay = make.placement("Meeting", listing=home)
	frappe.db.set_value(
		"Placement", stay.name, {"dwellings_let": "1", "let_for_leisure": "No", "agreed_rent": 6000}
	)
	answered = shown(home)["law"]
	assert not answered["ask"] and answered["text"].startswith("2026:772")


def test_a_rent_is_compared_with_other_landlords_homes_of_the_kind():
	home = make.listing("Approved", kind="Annexe", rent=4000)
	make.listing("Approved", kind="Annexe", rent=9000, landlord=home.landlord)
	for rent in (3000, 3500, 3900):
		make.listing("Approved", kind="Annexe", rent=rent)
	test = shown(home)["test"]
	assert "above every home compared" in test["text"] and "2 kap. 5" in test["reference"]
	frappe.db.set_value("Listing", home.name, "rent", 3400)
	assert "isn't above" in shown(home)["test"]["text"]


@pytest.mark.parametrize(("rent", "words"), [(5750, "is at most"), (5751, "is above")])
def test_a_rental_flat_has_the_cap_of_jordabalken(rent, words):
	"""Jordabalken 12 kap. 55 §: own rent and at most 15 % of it for furniture."""
	values = {"tenure": "Rental flat", "consent_to_let": "Given", "consent_document": "/private/files/x.pdf"}
	home = make.listing(rent=rent, own_rent=5000, rent_for_furniture=rent - 5000, **values)
	card = shown(home)
	assert card["law"]["text"].startswith("Jordabalken 12") and words in card["test"]["text"]
	assert "15" in card["rent"]["text"]
	# A flat gives the own rent as deduction instead of 20 %.
	assert "100" in "".join(filter(str.isdigit, card["tax"]["text"]))


def test_a_part_asks_for_its_share():
	home = make.listing(kind="Room", rent=2500, tenure="Rental flat", own_rent=6000)
	assert "share" in shown(home)["test"]["ask"][0] and shown(home)["tax"]["ask"]
	frappe.db.set_value("Listing", home.name, "share_let", 40)
	assert "above" in shown(home)["test"]["text"]


def test_the_card_is_the_offices():
	landlord = make.landlord(user=make_user("Landlord"))
	home = make.listing(landlord=landlord)
	with pytest.raises(frappe.PermissionError):
		shown(home, "Landlord")
	assert shown(home, "Auditor")
