"""Invariant 4: what one side of a placement learns of the other at each stage, by every route."""

import json
from types import SimpleNamespace

import frappe
import pytest
from factories import acting_as, make
from permission_routes import ROUTES, Secret, call, readable
from walking import walk

from oppna_ditt_hem import contact
from oppna_ditt_hem.refusals import ContactNotReleasedError

FAMILY, FAMILY_PHONE, FAMILY_LOGIN = "Familjen Qvarnberg", "070-174 06 12", "Familjens egen rad"
OWNER, OWNER_PHONE = "Rut Zetterqvist", "070-174 06 34"
STREET, NOTE = "Uvstigen 19", "Ring 070-174 06 77"
WITH_PHONE = ("Meeting", "Contract", "Moved In", "Notice Given")
WITH_ADDRESS = ("Contract", "Moved In", "Notice Given")
WAY = ("Offered", "Accepted", *WITH_PHONE, "Ended")


def stay_of(stage: str, **household):
	"""A placement at a stage, with a login on either side, and everything about both in it that might leak."""
	users = SimpleNamespace(landlord=make.user("Landlord"), household=make.user("Applicant"))
	landlord = make.landlord(user=users.landlord, landlord_name=OWNER, mobile=OWNER_PHONE)
	home = make.listing(
		"Approved", landlord=landlord, address_line=STREET, title=f"Hus, {STREET}", house_rules=FAMILY_LOGIN
	)
	family = make.applicant(
		"Seeking", user=users.household, household_name=FAMILY, mobile=FAMILY_PHONE, **household
	)
	stay = make.placement(stage, listing=home, applicant=family)
	stay.add_comment("Comment", NOTE)
	return SimpleNamespace(doc=stay, users=users, landlord=landlord, home=home, family=family)


def answered_by(session, doctype: str, name: str) -> str:
	"""Everything that all routes say of one document."""
	it = Secret(doctype, name, "name", name)
	return "\n".join(readable(way(session, it)) for way in ROUTES.values())


def said_about(session, stay) -> str:
	"""All that a session is told by asking for the stay and everything it leads to, in every way."""
	told = [
		answered_by(session, doc.doctype, doc.name)
		for doc in (stay.doc, stay.landlord, stay.home, stay.family)
	]
	for doctype, name in (("Listing", stay.home.name), ("Applicant", stay.family.name)):
		for method in ("search_link", "search_widget"):
			told.append(readable(call(session, f"frappe.desk.search.{method}", doctype=doctype, txt="")))
		told.append(
			readable(call(session, "frappe.desk.search.get_link_title", doctype=doctype, docname=name))
		)
	told.append(readable(call(session, "frappe.utils.global_search.search", text=FAMILY)))
	joined = ["name", "applicant.household_name", "listing.title", "landlord.mobile", "_comments", "_assign"]
	for field in joined:
		ask = {"doctype": "Placement", "fields": json.dumps([field]), "limit": 0}
		told.append(readable(call(session, "frappe.client.get_list", **ask)))
	for fields in ('["*"]', '["`tabApplicant`.`mobile`"]'):
		told.append(readable(call(session, "frappe.client.get_list", doctype="Placement", fields=fields)))
	return "\n".join(told)


def walked(stay, stage: str):
	"""The same placement a step further on."""
	if stay.doc.stage != stage:
		stay.doc = walk(stay.doc, (stage,), "Housing Officer")
	return stay


def test_no_route_tells_a_side_what_its_own_record_does_not_hold(committed, http):
	stay = stay_of("Offered")
	for stage in WAY:
		walked(stay, stage)
		frappe.db.commit()
		for_landlord = said_about(http(stay.users.landlord), stay)
		assert stay.doc.name in for_landlord and STREET in for_landlord
		for secret in (FAMILY, FAMILY_PHONE, stay.users.household, NOTE):
			assert secret not in for_landlord, f"{secret} to the landlord in {stage}"
		for_household = said_about(http(stay.users.household), stay)
		assert stay.doc.name in for_household and FAMILY_PHONE in for_household
		for secret in (OWNER, OWNER_PHONE, STREET, stay.users.landlord, NOTE, FAMILY_LOGIN):
			assert secret not in for_household, f"{secret} to the household in {stage}"


def test_the_page_of_contacts_tells_what_the_stage_releases_and_no_more():
	stay = stay_of("Offered")
	for stage in WAY:
		contacts_are_those_of(walked(stay, stage), stage)


@pytest.mark.parametrize("end", ["Declined", "No Show"])
def test_what_was_released_is_taken_back_when_it_comes_to_nothing(end):
	contacts_are_those_of(stay_of(end), end)


def contacts_are_those_of(stay, stage: str) -> None:
	with acting_as(stay.users.landlord):
		told = contact.of_other_side(stay.doc.name)
	phone = {"name": FAMILY, "phone": FAMILY_PHONE} if stage in WITH_PHONE else {}
	assert told == {"locality": "Vansbro", "alias": stay.doc.household_alias, **phone}
	with acting_as(stay.users.household):
		told = contact.of_other_side(stay.doc.name)
	phone = {"name": OWNER, "phone": OWNER_PHONE} if stage in WITH_PHONE else {}
	where = {"address": STREET, "postal_code": ""} if stage in WITH_ADDRESS else {}
	assert told == {"locality": "Vansbro", **phone, **where}


def test_a_protected_household_is_told_of_to_nobody_and_still_gets_its_home():
	stay = stay_of("Contract", protection="Sekretessmarkering")
	with acting_as(stay.users.landlord), pytest.raises(frappe.PermissionError):
		contact.of_other_side(stay.doc.name)
	assert set(contact.released(stay.doc, contact.LANDLORD)) == {"locality", "alias"}
	with acting_as(stay.users.household):
		assert contact.of_other_side(stay.doc.name)["address"] == STREET


def test_nobody_but_the_two_sides_asks_for_contacts():
	stay = stay_of("Contract")
	for role in ("Housing Officer", "Auditor", "Landlord", "Applicant"):
		with acting_as(make.user(role, number=2)), pytest.raises(frappe.PermissionError):
			contact.of_other_side(stay.doc.name)


def test_staff_read_on_as_their_role_allows(committed, http):
	stay = stay_of("Offered")
	frappe.db.commit()
	seen = said_about(http(make.user("Housing Officer")), stay)
	assert all(text in seen for text in (FAMILY, FAMILY_PHONE, OWNER_PHONE, STREET, NOTE))


def test_a_sides_own_login_is_not_left_on_what_the_other_reads():
	stay = stay_of("Offered")
	with acting_as(stay.users.household):
		doc = frappe.get_doc("Placement", stay.doc.name)
		doc.update({"household_answer": "Yes", "household_answer_via": "Portal"})
		doc.flags.written_by_code = True
		doc.save(ignore_permissions=True)
	kept = frappe.get_doc("Placement", stay.doc.name)
	assert kept.household_answer_by == stay.users.household
	assert stay.users.household not in (kept.modified_by, kept.owner)
	assert all(row.modified_by != stay.users.household for row in kept.checks)


@pytest.mark.parametrize("place", ["Uvstigen 19", "uvstigen  19 B", "Hemma hos Rut, Uvstigen 19"])
def test_the_place_to_meet_does_not_give_the_address_away(place):
	stay = stay_of("Accepted")
	stay.doc.meeting_place = place
	with (
		acting_as(make.user("Housing Officer")),
		pytest.raises(ContactNotReleasedError, match="Meeting place"),
	):
		stay.doc.save()


def test_what_each_side_says_at_a_check_stays_with_the_office(committed, http):
	stay = stay_of("Moved In")
	frappe.db.set_value("Placement Check", stay.doc.checks[0].name, "household_answer", "Bad")
	frappe.db.commit()
	for user in (stay.users.landlord, stay.users.household):
		session = http(user)
		assert not session.get(f"/api/resource/Placement/{stay.doc.name}").json()["data"].get("checks")
		ask = {"doctype": "Placement Check", "parent": "Placement", "fields": '["household_answer"]'}
		answer = call(session, "frappe.client.get_list", **ask)
		assert not answer.ok or answer.json()["message"] == []
		row = f"/api/resource/Placement%20Check/{stay.doc.checks[0].name}"
		assert session.get(row).status_code == 403
	ask = {"doctype": "Placement Check", "parent": "Placement", "fields": '["household_answer"]', "limit": 0}
	assert "Bad" in call(http(make.user("Housing Officer")), "frappe.client.get_list", **ask).text
