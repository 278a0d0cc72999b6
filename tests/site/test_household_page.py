"""The private page that tells a household how its case goes: by its link alone, in words, and nothing of anybody else."""

import frappe
import pytest
from factories import make, make_user
from frappe.utils import add_days, now_datetime, nowdate
from people import MANAGER, OFFICER, acting_as
from walking import walk

from oppna_ditt_hem.answering import links, status_links
from oppna_ditt_hem.portal.seeking import status


def household(stage: str = "New", **values):
	doc = make.applicant(stage, **values)
	return doc, status_links.issue(doc.name).token


def shown(token: str) -> dict:
	frappe.local.request_ip = "127.0.0.9"
	return status.act({"token": token})


def test_only_the_hash_of_an_unguessable_token_is_kept(site):
	doc, token = household()
	row = frappe.db.get_value("Answer Link", {"applicant": doc.name}, "*", as_dict=True)
	assert len(token) == 32 and row.token_hash == links.hash_of(token)
	assert token not in str({key: value for key, value in row.items()})
	assert repr(links.Unlogged(token)) == "'…'"


@pytest.mark.parametrize(
	("stage", "said"),
	[
		("New", status.RECEIVED),
		("Assessment", status.LOOKED_AT),
		("Ready", status.LOOKED_AT),
		("Seeking", status.SEEKING),
		("Dormant", status.PAUSED),
		("Closed", status.CLOSED),
	],
)
def test_each_stage_is_told_in_words(site, stage, said):
	doc, token = household(stage)
	assert status.state_of(doc.name) == said
	assert shown(token)["heading"] == status.TOLD[said]()[0]


def test_an_offer_and_a_home_are_told_without_saying_whose(site):
	stay = make.placement("Offered")
	token = status_links.issue(stay.applicant).token
	assert status.state_of(stay.applicant) == status.OFFERED
	home = frappe.get_doc("Listing", stay.listing)
	for secret in (home.title, home.address_line, home.landlord, stay.name, stay.applicant):
		assert secret not in str(shown(token))
	walk(stay, ("Accepted", "Meeting", "Contract", "Moved In"), OFFICER)
	assert status.state_of(stay.applicant) == status.HOUSED and not shown(token)["may_withdraw"]


def test_a_link_that_is_unknown_closed_too_old_or_for_something_else_opens_nothing(site):
	doc, token = household()
	assert shown("x" * 32)["view"] == shown("")["view"] == "lost"
	frappe.db.set_value("Answer Link", {"applicant": doc.name}, "expires_on", add_days(now_datetime(), -1))
	assert shown(token)["view"] == "lost"
	with acting_as(make_user(OFFICER)):
		fresh = status_links.new_link(doc.name)["url"].split("#")[1]
		assert status_links.works_until(doc.name) == add_days(nowdate(), status_links.LASTS_DAYS)
	assert shown(fresh)["view"] == "status" and shown(token)["view"] == "lost"
	with acting_as(make_user(OFFICER)):
		status_links.close(doc.name)
		assert status_links.works_until(doc.name) == ""
	assert shown(fresh)["view"] == "lost"
	stay = make.placement("Offered")
	offer = links.issue(
		"Offer", "Household", placement=stay.name, listing=stay.listing, applicant=stay.applicant
	)
	assert shown(offer.token)["view"] == "lost"


def test_a_household_that_becomes_protected_has_no_page(site):
	doc, token = household()
	with acting_as(make_user(OFFICER, "Protected Identity Officer")):
		doc = frappe.get_doc("Applicant", doc.name)
		doc.protection = "Sekretessmarkering"
		doc.save()
		with pytest.raises(frappe.ValidationError, match="protected identity"):
			status_links.new_link(doc.name)
	assert shown(token)["view"] == "lost"


@pytest.mark.parametrize("role", ["Landlord", "Applicant", "Auditor"])
def test_who_may_not_change_a_household_makes_no_link(site, role):
	doc, _token = household()
	with acting_as(make.user(role)), pytest.raises(frappe.PermissionError):
		status_links.new_link(doc.name)


def test_a_household_takes_its_application_back(site):
	doc, token = household("Seeking")
	frappe.local.request_ip = "127.0.0.9"
	for _time in range(2):
		assert status.act({"token": token, "do": "withdraw"})["withdrawn"]
	doc.reload()
	assert (doc.stage, doc.close_outcome) == ("Closed", status_links.WITHDRAWN)
	assert (
		frappe.db.get_value("Stage Log", {"reference_name": doc.name, "to_stage": "Closed"}, "changed_via")
		== "Link"
	)


def test_with_an_offer_out_an_officer_is_asked_instead_and_once(site):
	make_user(MANAGER)
	stay = make.placement("Offered")
	token = status_links.issue(stay.applicant).token
	frappe.local.request_ip = "127.0.0.9"
	for _time in range(2):
		assert status.act({"token": token, "do": "withdraw"})["withdrawn"]
	doc = frappe.get_doc("Applicant", stay.applicant)
	assert doc.stage == "Seeking" and not doc.close_outcome
	asked = frappe.get_all("ToDo", {"reference_name": doc.name, "status": "Open"}, pluck="allocated_to")
	assert len(asked) == len(set(asked)) > 0


def test_guessing_is_stopped(site):
	frappe.local.request_ip = "127.0.0.8"
	for _time in range(status.OPENED_AN_HOUR):
		status.act({"token": "x" * 32})
	with pytest.raises(frappe.ValidationError, match="too many times"):
		status.act({"token": "x" * 32})
