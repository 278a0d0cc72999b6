"""The accessibility statement: what the law asks for is in it, and what somebody writes reaches those who answer."""

import frappe
import pytest
from bs4 import BeautifulSoup
from factories import make, make_user
from frappe.utils import nowdate
from people import MANAGER, acting_as
from portal_help import Visitor

from oppna_ditt_hem.portal import accessibility, limits

PATH = accessibility.PATH
MARKUP = '<a href="https://evil.example">Open</a> <img src="https://evil.example/x.png">'
ADMINISTRATOR = "Housing Administrator"


@pytest.fixture
def reader(committed, http):
	return Visitor(http())


def tasks(user: str) -> list[str]:
	frappe.db.rollback()
	return frappe.get_all("ToDo", {"allocated_to": user, "priority": "High"}, pluck="description")


def test_every_page_leads_to_the_statement_and_it_says_what_the_law_asks_for(reader):
	for path in ("/hyr-ut", "/kom-in", "/sok-bostad", "/min-anmalan", "/svar"):
		assert f'href="{PATH}"' in reader.get(path), path
	page = reader.get(PATH)
	for said in ("2018:1937", "WCAG 2.1 AA", "EN 301 549", "in part", "Digg", "26 November 2026", "axe-core"):
		assert said in page, said


def test_what_somebody_writes_is_a_task_for_who_answers(reader):
	user = make_user(ADMINISTRATOR)
	reader.get(PATH)
	for _press in range(2):
		reader.send(PATH, place="/hyr-ut", message="Too small", email="a@b.example")
		assert "We look into it" in reader.page
	(task,) = tasks(user)
	assert "/hyr-ut" in task and "Too small" in task and "a@b.example" in task
	assert tasks(make_user(MANAGER)) == []
	with acting_as(user):
		assert len(frappe.get_list("ToDo", {"priority": "High", "date": nowdate()}, order_by="name")) == 1
	with acting_as(make.user("Landlord")):
		assert frappe.get_list("ToDo", {"priority": "High"}, order_by="name") == []


def test_what_somebody_writes_is_kept_as_text(reader):
	"""The platform cleans what it shows in the Desk of a script, not of a link or a picture that somebody has written."""
	user = make_user(ADMINISTRATOR)
	reader.get(PATH)
	reader.send(PATH, place="<b>/hyr-ut</b>", message=MARKUP, email="")
	(task,) = tasks(user)
	assert {tag.name for tag in BeautifulSoup(task, "html.parser").find_all()} == {"p"}
	assert "&lt;b&gt;/hyr-ut" in task and MARKUP in BeautifulSoup(task, "html.parser").get_text()


def test_what_is_wrong_is_shown_again_as_text(reader):
	reader.get(PATH)
	raw = reader.session.post(PATH, data={"message": MARKUP, "place": '"><i>a', "email": '"><i>a'}).text
	assert "<i>" not in raw and "<img" not in raw and "&lt;img" in raw


@pytest.mark.parametrize(
	("form", "field", "said"),
	[
		({"message": ""}, "message", "has to be filled in"),
		({"message": "x" * 2001}, "message", "at most 2000"),
		({"message": "x", "place": "x" * 141}, "place", "at most 140"),
		({"message": "x", "email": "a@"}, "email", "an e-mail address"),
	],
)
def test_what_is_wrong_is_said_at_its_field(site, form, field, said):
	shown = accessibility.act(form)
	assert said in shown["errors"][field]
	assert len(str(shown["typed"])) < 2500


def test_too_many_are_stopped(site):
	frappe.local.request_ip = "127.0.0.7"
	for _time in range(accessibility.TOLD_AN_HOUR):
		limits.within("accessibility", "127.0.0.7", accessibility.TOLD_AN_HOUR)
	shown = accessibility.act({"message": "Too small"})
	assert "too many times" in shown["error"] and shown["typed"]["message"] == "Too small"


def test_where_nobody_administers_a_manager_is_asked(site):
	frappe.db.delete("Has Role", {"role": ADMINISTRATOR})
	assert accessibility.who_answers() == sorted(set(accessibility.who_answers()))
	assert make_user(MANAGER) in accessibility.who_answers()
