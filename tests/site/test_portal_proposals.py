"""A household that is proposed to a landlord: what they see at each stage, and their answer."""

from datetime import date

import frappe
import pytest
from factories import make
from frappe.utils import add_days, nowdate
from portal_help import Visitor, landlord_at
from walking import walk

FAMILY, PHONE = "Familjen Qvarnberg", "070-174 06 12"
YEAR = date.today().year
MEMBERS = [
	{"birth_year": YEAR - 34, "relation": "Head", "language": "ar", "member_name": "Selma Qvarnberg"},
	{"birth_year": YEAR - 33, "relation": "Partner", "language": "ar", "needs": "Insulin"},
	{"birth_year": YEAR - 4, "relation": "Child", "language": "ar"},
]
NEVER = ("Insulin", "Selma", str(YEAR - 34), "Wheelchair")


@pytest.fixture
def rut(committed, http):
	return landlord_at(http)


def offered(rut, stage: str = "Offered", **household):
	home = make.listing("Approved", landlord=rut.record)
	family = make.applicant(
		"Seeking", household_name=FAMILY, mobile=PHONE, members=[dict(row) for row in MEMBERS], **household
	)
	stay = make.placement(stage, listing=home, applicant=family)
	frappe.db.commit()
	return stay


def test_what_is_shown_of_the_household_follows_the_stage(rut):
	stay = offered(rut)
	for stage in ("Offered", "Accepted", "Meeting", "Contract", "Moved In", "Ended"):
		if stage != "Offered":
			stay = walk(stay, (stage,), "Housing Officer")
			frappe.db.commit()
		page = rut.at.get(f"/forslag?nr={stay.name}")
		assert ("Arabic" in page) == (stage != "Ended")
		assert not [text for text in NEVER if text in page], stage
		assert (FAMILY in page and PHONE in page) == (stage in ("Meeting", "Contract", "Moved In")), stage
		assert ("2 between 25 and 39 years" in page and "1 between 0 and 5 years" in page) == (
			stage != "Ended"
		), stage
		assert ("download_pdf" in page) == (stage in ("Contract", "Moved In")), stage
		assert ("download_invitation" in page) == (stage in ("Meeting", "Contract")), stage


def test_yes_is_taken_once_and_a_second_press_is_no_error(rut):
	stay = offered(rut)
	rut.at.get(f"/forslag?nr={stay.name}")
	for _press in range(2):
		assert "Your answer is saved" in rut.at.send("/forslag", nr=stay.name, do="yes")
	frappe.db.rollback()
	fields = ["stage", "landlord_answer", "landlord_answer_via", "landlord_answer_by"]
	assert frappe.db.get_value("Placement", stay.name, fields) == ("Offered", "Yes", "Portal", rut.user)
	assert 'role="alert"' in rut.at.send("/forslag", nr=stay.name, do="no", reason="Home no longer free")


def test_no_asks_for_a_reason_of_the_landlords(rut):
	stay = offered(rut)
	rut.at.get(f"/forslag?nr={stay.name}")
	for reason in ("", "Too far away"):
		assert "Choose why you say no" in rut.at.send("/forslag", nr=stay.name, do="no", reason=reason)
	rut.at.send("/forslag", nr=stay.name, do="no", reason="Home no longer free")
	frappe.db.rollback()
	fields = ["stage", "declined_by", "decline_reason"]
	assert frappe.db.get_value("Placement", stay.name, fields) == (
		"Declined",
		"Landlord",
		"Home no longer free",
	)


def test_another_landlords_proposal_a_protected_one_and_an_unsent_one_are_not_there(rut, http):
	stay = offered(rut)
	hidden = offered(rut, household_kind="Family", protection="Sekretessmarkering")
	early = make.placement("Proposed", listing=make.listing("Approved", landlord=rut.record))
	frappe.db.commit()
	other = landlord_at(http, number=2)
	guest = Visitor(http())
	for at, name in (
		(other.at, stay.name),
		(rut.at, hidden.name),
		(rut.at, early.name),
		(rut.at, "PLA-2016-99999"),
	):
		page = at.get(f"/forslag?nr={name}")
		assert at.status == 404 and FAMILY not in page and "2 between" not in page
		at.send("/forslag", nr=name, do="yes")
		assert at.status == 404
	assert hidden.household_alias not in rut.at.get("/mina-bostader")
	guest.get(f"/forslag?nr={stay.name}")
	assert "/kom-in" in guest.url
	frappe.db.rollback()
	assert not frappe.db.get_value("Placement", stay.name, "landlord_answer")


def test_of_an_agreement_it_is_said_how_far_it_has_come(rut):
	stay = offered(rut, "Contract")
	path = f"/forslag?nr={stay.name}"
	frappe.db.set_value("Placement", stay.name, "meeting_at", add_days(nowdate(), -1))
	frappe.db.commit()
	assert "You have met, and the agreement is drawn up" in rut.at.get(path)
	frappe.db.set_value("Placement", stay.name, "meeting_at", add_days(nowdate(), 2))
	frappe.db.commit()
	assert "You are going to meet, and the agreement is drawn up" in rut.at.get(path)
	assert "The agreement is being signed" in rut.at.get("/mina-bostader")
	frappe.db.set_value("Placement", stay.name, "signed_by_landlord", 1)
	frappe.db.commit()
	for page in (path, "/mina-bostader"):
		assert "The agreement is signed." in rut.at.get(page) and "before you sign" not in rut.at.page


def test_during_a_stay_the_landlord_answers_the_check_and_tells_of_moving_out(rut):
	stay = offered(rut, "Moved In")
	frappe.db.set_value("Placement", stay.name, "from_date", add_days(nowdate(), -4))
	check = stay.checks[0].name
	frappe.db.set_value("Placement Check", check, {"due_on": nowdate(), "household_answer": "Bad"})
	frappe.db.commit()
	page = rut.at.get(f"/forslag?nr={stay.name}")
	assert "How is it going?" in page
	for _press in range(2):
		rut.at.send("/forslag", nr=stay.name, do="check", check=check, answer="Good")
		assert "How is it going?" not in rut.at.page and "Thank you for telling us" in rut.at.page
	assert "Choose one of the answers" in rut.at.send(
		"/forslag", nr=stay.name, do="check", check=check, answer="Bad"
	)
	rut.at.send("/forslag", nr=stay.name, do="moved-out", day=nowdate())
	frappe.db.rollback()
	kept = frappe.db.get_value("Placement Check", check, ["landlord_answer", "household_answer"])
	assert kept == ("Good", "Bad")
	told = frappe.db.get_value("Placement", stay.name, ["moved_out_told_by", "stage"])
	assert told == ("Landlord", "Moved In")
