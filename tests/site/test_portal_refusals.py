"""What can't be saved at the landlords' pages: said at its field, by its name, and nothing that was typed is lost."""

import frappe
import pytest
from factories import make
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from portal_help import RENT, SUMMARY, fill_in, listings_of

TOO_LONG = ("Inga skor inne. " * 130).strip()
LABEL = '<a href="#{0}">{1}</a>:'


def step(rut, name: str, key: str, do: str = "next", **typed) -> str:
	rut.at.get(f"/erbjud-bostad?hem={name}&steg={key}")
	return rut.at.press("do", do, **typed)


# --- the list of what is wrong


WRONG = {
	"du": ({"landlord_name": "", "mobile": "call"}, ("landlord_name", "mobile")),
	"bostaden": (
		{"address_line": "", "places": "many", "rooms": "99", "floor_area": "x", "postal_code": "7" * 11},
		("address_line", "places", "rooms", "floor_area", "postal_code"),
	),
	"hyran": (
		{"rent": "", "deposit": "x", "consent_reason": "x" * 141},
		("rent", "deposit", "consent_reason"),
	),
	"tiden": (
		{
			"available_from": "2027-01-01",
			"available_to": "2026-01-01",
			"shortest_stay_months": "9",
			"longest_stay_months": "3",
		},
		("available_to", "longest_stay_months"),
	),
	"passar": (
		{"house_rules": TOO_LONG, "other_information": TOO_LONG},
		("house_rules", "other_information"),
	),
}


@pytest.mark.parametrize("key", WRONG)
def test_each_step_calls_what_is_wrong_by_its_question(rut, key):
	name = fill_in(rut.at)
	typed, wrong = WRONG[key]
	page = step(rut, name, key, **typed)
	(listed,) = SUMMARY.findall(page)
	assert (
		[f'href="#{field}"' in listed for field in wrong]
		== [True] * len(wrong)
		== [True] * listed.count("<li>")
	)


def test_the_last_step_and_the_photos_call_what_is_wrong_by_its_name(rut):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	page = rut.at.send("/erbjud-bostad", steg="skicka", hem=name)
	assert LABEL.format("data_notice_given", "I have read this") in page
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=bilder")
	notes = {"photos": ("notes.txt", b"No photo")}
	page = rut.at.send("/erbjud-bostad", files=notes, steg="bilder", hem=name, do="add")
	assert LABEL.format("photos", "Add photos") in page
	frappe.db.set_value("Listing", name, "rent", 0)
	frappe.db.commit()
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	page = rut.at.send("/erbjud-bostad", steg="skicka", hem=name, data_notice_given="1")
	assert LABEL.format("lacking", "This is left to fill in") in page


# --- what was typed and could not be saved


def test_house_rules_that_are_too_long_are_named_and_kept(rut):
	first, other = (make.listing("Approved", landlord=rut.record) for _time in range(2))
	frappe.db.commit()
	rut.at.get("/mina-bostader")
	sent = {"hem": first.name, "do": "change", "house_rules": TOO_LONG, "other_information": "Nära affären"}
	page = rut.at.send("/mina-bostader", **sent)
	assert LABEL.format(f"{first.name}-house_rules", "House rules") in page
	assert f'id="{first.name}-house_rules-wrong"' in page and "Write at most 2000 characters" in page
	assert f"{TOO_LONG}</textarea>" in page and "Nära affären</textarea>" in page
	cards = {name: page.split(f'id="{name}"')[1].split("</section>")[0] for name in (first.name, other.name)}
	assert "Inga skor" in cards[first.name] and "Inga skor" not in cards[other.name]
	assert [" open" in each.split("Change house rules")[0][-60:] for each in cards.values()] == [True, False]
	assert not any(home.house_rules or home.other_information for home in listings_of(rut.record))


def test_what_another_rule_refuses_stands_there_again(rut):
	"""A municipality has made fields mandatory that the form does not ask for."""
	draft, home = fill_in(rut.at), make.listing("Approved", landlord=rut.record)
	for doctype in ("Listing", "Landlord"):
		make_property_setter(doctype, "postal_code", "reqd", 1, "Check")
	frappe.db.commit()
	rut.at.get("/mina-bostader")
	page = rut.at.send("/mina-bostader", hem=home.name, do="change", house_rules="Nej tack")
	assert is_said("Postal code", page) and "Nej tack</textarea>" in page
	page = step(rut, draft, "du", landlord_name="Rut Nej", mobile="070-174 06 34")
	assert is_said("Postal code", page) and 'value="Rut Nej"' in page
	page = step(rut, draft, "passar", house_rules="Nej tack")
	assert is_said("Postal code", page) and "Nej tack</textarea>" in page
	rut.at.get("/mina-uppgifter")
	page = rut.at.send("/mina-uppgifter", landlord_name="Rut Nej", mobile="070-174 06 34")
	assert is_said("Postal code", page) and 'value="Rut Nej"' in page
	frappe.db.rollback()
	assert frappe.db.get_value("Landlord", rut.record, "landlord_name") == "Rut Uvberg"


def is_said(label: str, page: str) -> bool:
	"""A refusal names the field as people know it."""
	said = page.split('id="error"')[1].split("</div>")[0]
	return label in said and "postal_code" not in said


# --- saved to go on another day


def test_what_cannot_be_read_is_said_before_one_goes_for_the_day(rut):
	name = fill_in(rut.at)
	page = step(rut, name, "hyran", "later", rent="about five thousand", deposit="4 000")
	assert (
		LABEL.format("rent", "What rent do you want per month?") in page
		and 'value="about five thousand"' in page
	)
	assert "What could be read is saved" in page
	(kept,) = listings_of(rut.record)
	assert (kept.rent, kept.deposit) == (5200, 4000)
	page = rut.at.press("do", "later", rent="4 900")
	assert "Saved. You can go on" in page and listings_of(rut.record)[0].rent == 4900


def test_what_is_still_empty_keeps_nobody_from_going(rut):
	rut.at.get("/erbjud-bostad?steg=bostaden")
	rut.at.press("do", "next", kind="Room", locality="Vansbro", address_line="Å 1", places="1")
	name = listings_of(rut.record)[0].name
	page = step(rut, name, "hyran", "later", consent_reason="I own it")
	assert "Saved. You can go on" in page and listings_of(rut.record)[0].consent_reason == "I own it"


def test_what_has_been_emptied_is_not_said_to_be_saved(rut):
	name = fill_in(rut.at)
	page = step(rut, name, "hyran", "later", rent="")
	assert "This has to be filled in" in page and listings_of(rut.record)[0].rent == 5200


def test_the_step_about_oneself_is_kept_for_another_day_too(rut):
	name = fill_in(rut.at)
	page = step(rut, name, "du", "later", landlord_name="Rut Ek", mobile="070-174 06 34")
	assert "Saved. You can go on" in page and rut.at.url.endswith(f"klart=sparad#{name}")
	page = step(rut, name, "du", "later", landlord_name="Rut Ek Uvberg", mobile="ring")
	assert LABEL.format("mobile", "Your phone number") in page
	frappe.db.rollback()
	assert frappe.db.get_value("Landlord", rut.record, ["landlord_name", "mobile"]) == (
		"Rut Ek Uvberg",
		"070-174 06 34",
	)


# --- there and back


def test_what_is_changed_from_the_review_leads_back_to_it(rut):
	name = fill_in(rut.at)
	for key in ("du", "bostaden", "hyran", "tiden", "passar"):
		page = rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
		(way,) = {link for link in links_in(page) if f"steg={key}&" in link}
		assert "Save and back to the overview" in rut.at.get(way)
		rut.at.press("do", "next")
		assert "steg=skicka" in rut.at.url, key
	assert "Save and back to the overview" not in rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")


def test_the_way_back_to_the_review_outlives_a_fault(rut):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	(way,) = {link for link in links_in(rut.at.page) if "steg=hyran&" in link}
	rut.at.get(way)
	assert "Save and back to the overview" in rut.at.press("do", "next", rent="much")
	rut.at.press("do", "next", **{"rent": RENT["rent"]})
	assert "steg=skicka" in rut.at.url


def links_in(page: str) -> list[str]:
	return [part.split('"')[0] for part in page.split('href="')[1:]]


# --- another language in the middle of it


def test_another_language_leads_back_to_where_one_was(rut):
	name = fill_in(rut.at)
	home = make.listing("Approved", landlord=rut.record)
	stay = make.placement("Offered", listing=home)
	frappe.db.commit()
	for path, sent, place in (
		("/erbjud-bostad", {"steg": "hyran", "hem": name, "rent": "much"}, 'id="rent"'),
		("/forslag", {"nr": stay.name, "do": "no", "reason": ""}, stay.household_alias),
		("/mina-bostader", {"hem": home.name, "do": "write", "message": ""}, home.name),
	):
		rut.at.get("/mina-bostader")
		rut.at.send(path, **sent)
		assert 'role="alert"' in rut.at.page
		for language in ("sv", "en"):
			assert place in rut.at.press("lang", language) and rut.at.status == 200, path
			assert f'lang="{language}"' in rut.at.page.split(">")[1]
