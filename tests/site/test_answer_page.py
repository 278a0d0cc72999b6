"""The page behind a one-click link, over HTTP: as a browser, a mail scanner and many impatient people meet it."""

from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from answering_help import link_to, offered
from factories import OFFICER, make_user
from portal_help import sending_server

from oppna_ditt_hem.answering import offers

PAGE = "/svar"
HTML = {"Accept": "text/html"}


def send(session, **form):
	return session.post(PAGE, data=form, headers=HTML)


def answers_of(placement) -> tuple:
	frappe.db.rollback()
	fields = ["stage", "landlord_answer", "household_answer"]
	return tuple(value or None for value in frappe.db.get_value("Placement", placement.name, fields))


@pytest.fixture
def placement(committed):
	placement = offered()
	frappe.db.commit()
	return placement


def token_for(placement, side: str) -> str:
	token = link_to(placement, side).token
	frappe.db.commit()
	return token


def test_what_a_mail_scanner_fetches_neither_shows_nor_answers_anything(placement, http):
	token = token_for(placement, "Landlord")
	for address in (f"{PAGE}?token={token}&answer=Yes", f"{PAGE}#{token}"):
		response = http().get(address, headers=HTML)
		assert response.ok and "Single" not in response.text
	assert http().head(f"{PAGE}?token={token}&answer=Yes").ok
	assert answers_of(placement) == ("Offered", None, None)


def test_each_side_opens_and_answers_in_their_language(placement, http):
	landlord, household = token_for(placement, "Landlord"), token_for(placement, "Household")
	opened = send(http(), token=landlord)
	assert 'lang="sv"' in opened.text and "Får det här hushållet hyra ditt hem?" in opened.text
	assert "Ditt svar är sparat" in send(http(), token=landlord, answer="Yes").text
	opened = send(http(), token=household)
	assert 'lang="en"' in opened.text and "Would you like to live here?" in opened.text
	assert "Both of you have said yes" in send(http(), token=household, answer="Yes").text
	assert answers_of(placement) == ("Accepted", "Yes", "Yes")
	assert "Du har redan svarat" in send(http(), token=landlord).text


def test_the_page_is_not_kept_and_the_token_is_in_no_address(placement, http):
	token = token_for(placement, "Landlord")
	opened = send(http(), token=token)
	assert token not in opened.url and 'content="no-referrer"' in opened.text
	again = http().get(PAGE, headers=HTML)
	assert token not in again.text and "Single" not in again.text


def test_somebody_who_is_logged_in_answers_and_stays_logged_in(placement, http):
	session = http(make_user(OFFICER)).open_desk()
	token = token_for(placement, "Landlord")
	refused = send(session.again(), token=token, answer="Yes", csrf_token="wrong")
	del session.headers["X-Frappe-CSRF-Token"]
	assert send(session, token=token, answer="Yes", csrf_token="wrong").status_code == 400
	assert refused.ok
	assert answers_of(placement)[1] == "Yes"
	assert session.get("/api/method/frappe.auth.get_logged_user").json()["message"] == make_user(OFFICER)
	by = frappe.db.get_value("Placement", placement.name, ["landlord_answer_via", "landlord_answer_by"])
	assert by == ("Link", None)


def test_many_clicks_on_one_link_answer_once(placement, http):
	token = token_for(placement, "Household")
	before = frappe.db.count("Version", {"docname": placement.name})

	def click(number: int):
		said = {"answer": "Yes"} if number % 2 else {"answer": "No", "reason": "Too far away"}
		return send(http(), token=token, **said)

	with ThreadPoolExecutor(12) as pool:
		pages = list(pool.map(click, range(12)))
	assert all(page.ok for page in pages)
	stage, landlord, household = answers_of(placement)
	assert (stage, landlord, household) in (("Offered", None, "Yes"), ("Declined", None, "No"))
	changes = frappe.db.count("Version", {"docname": placement.name}) - before
	assert changes == (1 if household == "Yes" else 2)
	used = frappe.get_all(
		"Answer Link", {"placement": placement.name, "used_on": ["is", "set"]}, pluck="answer"
	)
	assert used == [household]


def test_both_sides_at_the_same_moment_are_both_heard(committed, http):
	pairs = [offered() for _number in range(4)]
	tokens = [link_to(placement, side).token for placement in pairs for side in ("Landlord", "Household")]
	frappe.db.commit()
	with ThreadPoolExecutor(8) as pool:
		pages = list(pool.map(lambda token: send(http(), token=token, answer="Yes"), tokens))
	assert all(page.ok for page in pages)
	assert [answers_of(placement) for placement in pairs] == [("Accepted", "Yes", "Yes")] * 4


def test_an_answer_that_comes_to_nothing_is_not_half_taken(placement, http):
	"""The letter of the answer can't be written: an administrator has made a slip in its text."""
	token_for(placement, "Household")
	token = token_for(placement, "Landlord")
	frappe.db.set_value(
		"Email Template", {"name": ["is", "set"]}, {"response": "{{ 1 / 0 }}", "response_html": "{{ 1 / 0 }}"}
	)
	frappe.db.commit()
	(reason, _words), *_others = offers.in_own_words("Landlord")
	with sending_server():
		assert send(http(), token=token, answer="No", reason=reason).status_code >= 400
	assert answers_of(placement) == ("Offered", None, None)
	assert not frappe.db.exists("Answer Link", {"used_on": ["is", "set"]})
