"""A landlord who wants to give notice: what the law of the agreement says of it, and telling the office so."""

import frappe
import pytest
from factories import make_user
from frappe.utils import getdate, nowdate
from people import OFFICER, acting_as
from portal_help import stay_of

from oppna_ditt_hem.agreements import card, law
from oppna_ditt_hem.portal import words
from oppna_ditt_hem.tenancy.card import law_card

WANTS = "I want to give notice"


def rules_of(page: str) -> str:
	return page.split(f"<summary>{WANTS}")[1].split("</details>")[0]


@pytest.mark.parametrize("to_date", [None, "2030-06-30"])
def test_the_page_tells_what_the_officers_card_tells(rut, to_date):
	stay = stay_of(rut, "Moved In", from_date=nowdate(), to_date=to_date)
	with acting_as(make_user(OFFICER)):
		shown = {row["key"]: row for row in card.shown(stay.name)}["landlord_notice"]
	said = rules_of(rut.at.get(f"/forslag?nr={stay.name}"))
	mark = "checked against the source" if shown["verified"] else "not verified"
	assert shown["text"] in said and f"{shown['reference']}, {mark}" in said
	counted = law_card(card.agreement(stay), getdate(nowdate()), law.kept_values(stay))
	(last,) = (row["value"] for row in counted if row["key"] == "landlord_notice")
	assert f"ends on {words.day(last, 'en')} at the earliest" in said
	assert "in writing" in said and "registered letter" in said


def test_the_wish_reaches_the_office_once_and_is_kept_with_the_case(rut):
	stay = stay_of(rut, "Moved In", from_date=nowdate())
	rut.at.get(f"/forslag?nr={stay.name}")
	for _press in range(2):
		page = rut.at.press("do", "notice", why="I need the room for my mother.")
		assert "Your message has come in" in page
		rut.at.get(f"/forslag?nr={stay.name}")
	frappe.db.rollback()
	of = {"reference_name": stay.name, "sent_or_received": "Received"}
	(kept,) = frappe.get_all("Communication", of, ["content", "sender"])
	assert WANTS in kept.content and "for my mother" in kept.content and kept.sender == rut.user
	assert len(frappe.get_all("ToDo", {"reference_name": stay.name, "sender": rut.user})) == 1
	assert "for my mother" in rut.at.page.split('class="thread"')[1]
	assert frappe.db.get_value("Placement", stay.name, ["stage", "notice_by"]) == ("Moved In", "")


def test_no_reason_need_be_given_and_one_that_is_too_long_is_named_and_kept(rut):
	stay, long = stay_of(rut, "Moved In", from_date=nowdate()), "Jag behöver rummet. " * 110
	rut.at.get(f"/forslag?nr={stay.name}")
	page = rut.at.press("do", "notice", why=long)
	assert '<a href="#why">' in page and 'id="why-wrong"' in page and long.strip() in page
	assert "<details open" in page.split(f"<summary>{WANTS}")[0][-20:]
	assert "Your message has come in" in rut.at.press("do", "notice", why="")


def test_no_notice_is_spoken_of_before_somebody_lives_there_or_once_it_is_given(rut):
	assert WANTS not in rut.at.get(f"/forslag?nr={stay_of(rut, 'Contract', from_date=nowdate()).name}")
	given = stay_of(rut, "Notice Given", from_date=nowdate())
	assert WANTS not in rut.at.get(f"/forslag?nr={given.name}")
	rut.at.send("/forslag", nr=given.name, do="notice", why="")
	assert "not possible now" in rut.at.page
