"""Getting in by a letter: the same answer for everybody, an account made whole, and nothing that can be tried at will."""

import re

import frappe
import pytest
from answering_help import letters_to
from factories import OFFICER, make, make_user
from portal_help import Visitor, landlord_at, sending_server

from tools.processes import wait_until

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
	# Somebody saves a setting meanwhile.
	frappe.clear_cache()
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


def test_a_whole_link_may_be_pasted_and_no_code_is_asked_for_where_it_is_missing(door):
	ask(door, NEW)
	token = token_to(NEW)
	page = door.send("/kom-in", token=" ")
	assert '<a href="#token">' in page and 'by-hand" open' in page
	door.send("/kom-in", token=f" https://hem.example/kom-in#{token} ")
	assert "Log out" in door.page


def test_an_address_stands_there_still_where_no_letter_can_be_sent(committed, http):
	visitor = Visitor(http())
	visitor.get("/kom-in")
	page = visitor.send("/kom-in", email=NEW)
	assert "can't send e-mail" in page and f'value="{NEW}"' in page and "/login?redirect-to=" in page


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


@pytest.mark.parametrize("typed", ["Rut <{0}>", "{0},", "1 <{0}>", "{0}, other@landlords.example", "<{0}>"])
def test_more_than_one_address_is_none(door, typed):
	for email in (NEW, make_user(OFFICER)):
		assert "Write an e-mail address" in ask(door, typed.format(email)), typed
	frappe.db.rollback()
	assert not letters_to(NEW) and not letters_to(make_user(OFFICER))


def test_a_forgotten_password_is_answered_alike_whoever_it_is(door):
	known, off = logins_where("System Settings", "password_reset_limit", 9)
	method = "/api/method/frappe.core.doctype.user.user.reset_password"
	answers = [door.session.post(method, data={"user": user}) for user in (NEW, off, "Administrator", known)]
	assert {answer.status_code for answer in answers} == {200}, answers[0].text
	assert len({answer.text for answer in answers}) == 1

	def keys() -> list:
		frappe.db.rollback()
		return [
			frappe.db.get_value("User", user, "reset_password_key") for user in (known, off, "Administrator")
		]

	# Those before it in the queue have had their turn once the last one has got its letter.
	wait_until(lambda: keys()[0], "No letter was written")
	assert keys()[1:] == [None, None]


def test_the_platforms_login_link_is_answered_alike_whoever_it_is(door):
	known, off = logins_where("System Settings", "login_with_email_link", 1)
	method = "/api/method/frappe.www.login.send_login_link"
	answers = [door.session.post(method, data={"email": user}) for user in (NEW, off, known)]
	assert {(answer.status_code, answer.text) for answer in answers} == {(200, "{}")}
	letter_has_come(known, "login_via_key")
	assert not letters_to(off) and not letters_to(NEW)


def test_signing_up_by_the_platform_is_answered_alike_and_makes_whoever_is_new_a_login(door):
	known, off = logins_where("Website Settings", "disable_signup", 0)

	def sign_up(email: str) -> tuple[int, str]:
		form = {"email": email, "full_name": "Rut", "redirect_to": ""}
		answer = door.session.post("/api/method/frappe.core.doctype.user.user.sign_up", data=form)
		assert answer.status_code == 200, answer.text
		return tuple(answer.json()["message"])

	assert {sign_up(user) for user in (known, off, NEW)} == {(1, "Please check your email for verification")}
	assert sign_up("nobody")[0] == 0
	letter_has_come(NEW, "update-password")
	assert not letters_to(off) and not letters_to(known)
	assert frappe.db.get_value("User", off, "enabled") == 0


def test_nobody_signs_up_where_that_is_switched_off(door):
	form = {"email": NEW, "full_name": "Rut", "redirect_to": ""}
	answer = door.session.post("/api/method/frappe.core.doctype.user.user.sign_up", data=form)
	assert answer.status_code == 417 and "Sign Up is disabled" in answer.text


def logins_where(doctype: str, setting: str, value: int) -> tuple[str, str]:
	"""Two logins, the second of them switched off, on a site with a setting."""
	known, off = make_user("Landlord"), make.user("Landlord", number=7)
	frappe.db.set_value("User", off, "enabled", 0)
	frappe.db.set_single_value(doctype, setting, value)
	frappe.db.commit()
	frappe.clear_cache()
	return known, off


def letter_has_come(email: str, word: str) -> None:
	"""By then those before it in the queue have had their turn."""

	def come() -> bool:
		frappe.db.rollback()
		return any(word in letter for letter in letters_to(email))

	wait_until(come, "No letter was written")


def test_who_is_not_logged_in_is_sent_to_the_entrance_and_staff_to_the_desk(door, http):
	door.get("/mina-bostader")
	assert "/kom-in?till=" in door.url
	officer = Visitor(http(make_user(OFFICER)))
	officer.get("/mina-bostader")
	assert officer.url.endswith("/app")


def test_what_a_landlord_is_shown_is_not_kept_by_the_browser(committed, http):
	rut = landlord_at(http)
	for path in ("/mina-bostader", "/mina-uppgifter", "/erbjud-bostad?steg=du", "/hyr-ut"):
		assert rut.at.session.get(path).headers["Cache-Control"] == "no-store", path
	# Going back to a form that was refused, a browser that keeps nothing would ask to send it again.
	rut.at.get("/mina-uppgifter")
	form = {"landlord_name": "", "csrf_token": rut.at.hidden("csrf_token")}
	for answer in (rut.at.session.post("/mina-uppgifter", data=form), http().get("/hyr-ut")):
		assert answer.ok and "Cache-Control" not in answer.headers
