"""Getting in by a letter: the same answer for everybody, an account made whole, and nothing that can be tried at will."""

import re

import frappe
import pytest
from answering_help import letters_to
from factories import OFFICER, make, make_user
from portal_help import Visitor, sending_server

NEW, KNOWN = "rut.ny@landlords.example", "greta@landlords.example"


@pytest.fixture
def door(committed, http):
	"""Somebody before the entrance of a site that can send letters."""
	with sending_server():
		yield Visitor(http())


def ask(door, email: str, **more) -> str:
	return door.send("/kom-in", email=email, **more)


def token_to(email: str) -> str:
	frappe.db.rollback()
	return re.search(r"/kom-in#([\w-]+)", letters_to(email)[-1])[1]


def test_everybody_gets_the_same_answer(door):
	off = make.user("Landlord", number=7)
	frappe.db.set_value("User", off, "enabled", 0)
	frappe.db.commit()
	addresses = (NEW, make_user("Landlord"), make_user(OFFICER), off, "Administrator@example.com")
	answers = {ask(door, email).replace(email.lower(), "…") for email in addresses}
	assert len(answers) == 1 and "We have sent a letter to …" in answers.pop()
	frappe.db.rollback()
	assert not frappe.db.exists("User", NEW)
	assert letters_to(off) == []
	(to_staff,) = letters_to(make_user(OFFICER))
	assert "/login" in to_staff and "#" not in to_staff.split("href")[1].split('"')[1]


def test_a_link_makes_the_account_and_works_once(door, http):
	ask(door, f" {NEW.upper()} ", till="/erbjud-bostad?steg=du")
	token = token_to(NEW)
	assert "Log out" not in door.get(f"/kom-in?token={token}"), "a mail scanner must not use it up"
	door.send("/kom-in", token=token)
	assert door.url.endswith("/erbjud-bostad?steg=du") and "Log out" in door.page
	frappe.db.rollback()
	roles = frappe.get_all("Has Role", {"parent": NEW}, pluck="role")
	assert roles == ["Landlord"] and frappe.db.get_value("User", NEW, "user_type") == "Website User"
	assert frappe.db.get_value("Landlord", {"user": NEW}, ["email", "preferred_language"]) == (NEW, "en")
	again = Visitor(http())
	assert "has been used or is too old" in again.send("/kom-in", token=token)
	door.send("/kom-in", do="out")
	assert door.url.endswith("/hyr-ut") and "Log out" not in door.page


def test_a_record_that_staff_have_entered_becomes_theirs(door):
	record = make.landlord(email=KNOWN, landlord_name="Greta Sandelin").name
	frappe.db.commit()
	ask(door, KNOWN)
	door.send("/kom-in", token=token_to(KNOWN))
	frappe.db.rollback()
	assert frappe.get_all("Landlord", {"email": KNOWN}, ["name", "user"], as_list=True) == ((record, KNOWN),)


def test_a_letter_is_sent_five_times_an_hour_and_then_silently_not(door):
	answers = {ask(door, NEW) for _time in range(8)}
	assert len(answers) == 1
	frappe.db.rollback()
	assert len(letters_to(NEW)) == 5


def test_guessing_is_stopped(door):
	pages = [door.send("/kom-in", token=f"guessed-token-number-{number}") for number in range(32)]
	assert "too old" in pages[29] and "too many times" in pages[31]


@pytest.mark.parametrize(
	"elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"]
)
def test_a_link_never_leads_off_the_site(elsewhere):
	from oppna_ditt_hem.portal.page import local_path

	assert local_path(elsewhere) == "/mina-bostader"
	assert local_path("/erbjud-bostad?steg=du") == "/erbjud-bostad?steg=du"


def test_an_address_that_is_none_is_said_at_the_field(door):
	page = ask(door, "rut@@example")
	assert "Write an e-mail address" in page and 'aria-invalid="true"' in page


def test_who_is_not_logged_in_is_sent_to_the_entrance_and_staff_to_the_desk(door, http):
	door.get("/mina-bostader")
	assert "/kom-in?till=" in door.url
	officer = Visitor(http(make_user(OFFICER)))
	officer.get("/mina-bostader")
	assert officer.url.endswith("/app")
