"""Whoever was asked and did not end an offer is told that it has ended, kindly and without names."""

import frappe
import pytest
from answering_help import ask, letters_to, link_to, offered
from factories import CLEARED, OFFICER, acting_as, make, make_user
from frappe.utils import add_to_date, now_datetime
from walking import reason

from oppna_ditt_hem.due import offers as due
from oppna_ditt_hem.stages import move_to_stage

ADDRESS = {"Landlord": "greta@landlords.example", "Household": "nadia@households.example"}
OVER = {"Landlord": "gäller inte längre", "Household": "The offer of a home is over"}
IN_TIME = {"Landlord": "Du svarade i tid", "Household": "You answered in time"}
REASONS = {"Landlord": "Home no longer free", "Household": "Too far away"}

pytestmark = pytest.mark.usefixtures("outgoing_mail")


def told() -> list[str]:
	"""The sides that have had a letter saying that it is over."""
	return [side for side, address in ADDRESS.items() if OVER[side] in "".join(letters_to(address))]


def withdraw(placement, who: str) -> None:
	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", placement.name)
		doc.update({"declined_by": who, "decline_reason": reason("Placement Withdrawn", who)})
		doc.save()
		move_to_stage(doc, "Withdrawn")


@pytest.mark.parametrize(("side", "other"), [("Landlord", "Household"), ("Household", "Landlord")])
def test_a_no_is_told_to_the_other_side_only(side, other):
	placement = offered()
	ask(link_to(placement, side).token, answer="No", reason=REASONS[side])
	assert told() == [other]
	(_offer, end) = letters_to(ADDRESS[other])
	assert REASONS[side] not in end and "/svar" not in end


@pytest.mark.parametrize("answered", ADDRESS)
def test_an_offer_that_expires_is_told_to_both_and_thanks_who_has_answered(answered):
	placement = offered()
	ask(link_to(placement, answered).token, answer="Yes")
	placement.db_set("offer_deadline", add_to_date(now_datetime(), hours=-1))
	assert (due.expire(), due.expire()) == (1, 0)
	assert told() == list(ADDRESS)
	for side, address in ADDRESS.items():
		assert (IN_TIME[side] in letters_to(address)[-1]) == (side == answered)
		assert len(letters_to(address)) == 2


@pytest.mark.parametrize(
	("who", "hear"),
	[("Officer", ["Landlord", "Household"]), ("Landlord", ["Household"]), ("Household", ["Landlord"])],
)
def test_an_offer_that_is_taken_back_is_told_to_who_has_not_done_it(who, hear):
	withdraw(offered(), who)
	assert told() == hear


def test_who_has_said_no_by_telephone_is_not_told_so_by_letter():
	placement = offered()
	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", placement.name)
		doc.landlord_answer = "No"
		doc.save()
	withdraw(placement, "Officer")
	assert told() == ["Household"]


def test_who_was_never_asked_hears_nothing():
	landlord = make.landlord(email=ADDRESS["Landlord"], preferred_language="sv")
	withdraw(make.placement("Proposed", listing=make.listing("Approved", landlord=landlord)), "Officer")
	assert letters_to(ADDRESS["Landlord"]) == []


def test_who_could_not_be_asked_hears_nothing_of_what_they_never_knew():
	landlord = make.landlord(email=None, preferred_language="sv")
	placement = make.placement("Offered", listing=make.listing("Approved", landlord=landlord))
	landlord.db_set("email", ADDRESS["Landlord"])
	withdraw(placement, "Officer")
	assert letters_to(ADDRESS["Landlord"]) == []


def test_4_the_letter_tells_neither_name_nor_address_nor_phone():
	placement = offered(title="Granstigen 4, Gretas lilla hus")
	landlord = frappe.get_doc("Landlord", placement.landlord)
	household = frappe.get_doc("Applicant", placement.applicant)
	withdraw(placement, "Officer")
	to_landlord, to_household = (letters_to(address)[-1] for address in ADDRESS.values())
	for secret in (landlord.landlord_name, landlord.mobile, landlord.email, "Granstigen", "Greta"):
		assert secret not in to_household
	for secret in (household.household_name, "Rahimzadeh", household.mobile, household.email):
		assert secret not in to_landlord


def test_6_nobody_is_written_to_about_a_household_that_has_become_protected():
	placement = offered()
	with acting_as(make_user(OFFICER, CLEARED)):
		household = frappe.get_doc("Applicant", placement.applicant)
		household.protection = "Sekretessmarkering"
		household.save()
		placement.db_set("offer_deadline", add_to_date(now_datetime(), hours=-1))
	assert due.expire() == 1
	assert told() == []


def test_an_offer_ends_all_the_same_where_the_text_has_been_removed():
	placement = offered()
	for name in frappe.get_all(
		"Email Template", {"name": ["like", "End of%"]}, pluck="name", order_by="name"
	):
		frappe.delete_doc("Email Template", name)
	withdraw(placement, "Officer")
	assert frappe.db.get_value("Placement", placement.name, "stage") == "Withdrawn"
	assert told() == []
