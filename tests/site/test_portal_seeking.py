"""The households' door: three steps by HTTP, one household of each form, and nobody learns who is known."""

import re
from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from bs4 import BeautifulSoup
from factories import make, make_user
from forms_on_page import owner_of, pressed
from frappe.utils import nowdate
from people import OFFICER, acting_as
from portal_help import NASTY, TEN_MEGABYTES, Visitor, is_refused, shows_as_text
from seeking_help import ALL, DOOR, PAGE, PEOPLE, TOKEN, WHO, WISHES, YEAR, registered, send, token_in

from oppna_ditt_hem.answering import links
from oppna_ditt_hem.portal.seeking import answers, registering


@pytest.fixture
def door(committed, http):
	"""Somebody before the door of a municipality with two places."""
	make.locality()
	make.locality("Nås")
	frappe.db.commit()
	return Visitor(http())


def test_from_the_first_question_to_the_households_own_page(door):
	door.get(f"{DOOR}?_lang=ar")
	door.send(DOOR, steg="vem", do="next", _lang="ar", **WHO)
	assert door.hidden("people") == "2" and 'value="ar" selected' in door.page
	door.send(DOOR, steg="hushallet", do="next", _lang="ar", **WHO, **PEOPLE)
	assert door.hidden("birth_2") == str(YEAR - 4)
	assert registered() == [], "nothing is stored before it is sent"
	once = door.hidden("once")
	door.send(DOOR, steg="bostaden", do="next", _lang="ar", once=once, **ALL)
	(doc,) = registered()
	assert TOKEN.search(door.page)[1] == "ar" and token_in(door.page) == once
	assert (doc.stage, doc.household_name, doc.preferred_language) == ("New", "Selam Tesfay", "ti")
	assert (doc.assignment_type, doc.interpreter_needed, doc.accepts_shared_home) == ("Self-settled", 1, 1)
	assert [row.locality for row in doc.wished_localities] == ["Vansbro"] and doc.data_notice_given
	assert [(row.birth_year, row.relation) for row in doc.members] == [(1991, "Head"), (YEAR - 4, "Child")]
	door.send(PAGE, _lang="ar", token=once)
	assert "لقد وصلنا طلبكم" in door.page and "Selam" not in door.page and doc.name not in door.page


def test_a_step_back_keeps_what_was_typed(door):
	page = send(door, "hushallet", do="back", **{**WHO, **PEOPLE})
	assert 'name="steg" value="vem"' in page and door.hidden("household_name") == "Selam Tesfay"


def test_another_language_keeps_what_was_typed_in_the_step(door):
	"""The buttons stand at the first step alone; they send what the page has, and nothing else."""
	door.get(f"{DOOR}?_lang=en")
	typed = {"who": "other", "helper_name": "Nås församling", "helper_phone": "ring", "people": "3"}
	page = door.press("_lang", "so", **typed, protected="1")
	assert '<html lang="so"' in page and 'name="steg" value="vem"' in page
	again = dict(pressed(door.raw, "do", "next")[1])
	assert again.items() >= {**typed, "protected": "1"}.items()
	assert 'id="summary"' not in page, "nobody has sent it yet"
	door.press("_lang", "en")
	assert "Call us instead" in door.press("do", "next", helper_phone="0281-300 00")
	assert registered() == []


def test_enter_goes_on_and_changes_no_language(door):
	"""A browser presses the first button of a form when somebody presses Enter in one of its fields."""
	soup = BeautifulSoup(door.get(DOOR), "html.parser")
	form = soup.find(id="step-form")
	first = next(one for one in soup.find_all("button") if owner_of(soup, one) is form)
	assert (first["name"], first["value"]) == ("do", "next")


def test_all_three_steps_by_what_the_pages_have(door):
	door.get(f"{DOOR}?_lang=ar")
	door.press("do", "next", **WHO)
	assert '<html lang="ar"' in door.page
	door.press("do", "next", **PEOPLE)
	door.press("do", "next", **WISHES)
	(doc,) = registered()
	assert doc.household_name == "Selam Tesfay" and TOKEN.search(door.page)[1] == "ar"
	# What a member speaks nobody has asked; the platform would take the site's own language for it.
	assert doc.preferred_language == "ti" and {member.language for member in doc.members} == {None}


def test_who_helps_is_kept_with_the_case_and_is_enough_to_reach(door):
	form = {
		**ALL,
		"who": "other",
		"helper_name": "Nås församling",
		"helper_phone": "0281-300 00",
		"mobile": "",
	}
	send(door, **form)
	(doc,) = registered()
	assert doc.helped_by == "Nås församling, 0281-300 00" and not doc.mobile
	send(door, **{**form, "who": "self", "household_name": "Another", "mobile": "0281-111 11"})
	assert not registered()[1].helped_by, "a name that was hidden is not kept"


def test_a_protected_identity_is_never_written_down(door):
	page = send(door, **ALL, protected="1")
	assert "Call us instead" in page and "Selam" not in page
	assert registered() == [] and not frappe.db.exists("Answer Link", {"purpose": "Status"})
	assert not frappe.db.exists("Error Log", {"error": ["like", "%Selam%"]})


def test_a_duplicate_is_flagged_for_the_office_and_never_shown(door):
	known = make.applicant(household_name="Familjen Tesfay", mobile="+46 70 174 06 35")
	frappe.db.commit()
	first, other = send(door, **ALL), send(door, **{**ALL, "household_name": "B", "mobile": "070-999 99 99"})
	flagged, free = registered()
	assert flagged.duplicate_of == known.name and not free.duplicate_of
	alike = [TOKEN.sub("", re.sub(r"%23[\w-]+|%3F\S+", "", page)) for page in (first, other)]
	assert alike[0] == alike[1] and known.name not in first


def test_the_same_name_and_year_is_a_duplicate_too(door):
	known = make.applicant(household_name="selam tesfay", members=[{"birth_year": 1991, "relation": "Head"}])
	frappe.db.commit()
	send(door, **ALL)
	assert registered()[0].duplicate_of == known.name


def test_the_same_form_sent_six_times_at_once_makes_one_household(door, http):
	once = links.new_token()

	def press(_time):
		return send(Visitor(http()), once=once, **ALL)

	with ThreadPoolExecutor(6) as pool:
		pages = list(pool.map(press, range(6)))
	assert len(registered()) == 1
	assert {token_in(page) for page in pages} == {once}


def test_only_the_questions_are_read(door):
	send(
		door,
		**ALL,
		stage="Seeking",
		workflow_state="Seeking",
		name="APP-1",
		user="Administrator",
		protection="Sekretessmarkering",
		duplicate_cleared="1",
		identity_number="19900101-0017",
		monthly_income="1",
		owner="x@y.example",
		registered_on="2001-01-01",
		doctype="User",
	)
	(doc,) = registered()
	assert (doc.stage, doc.workflow_state, doc.owner) == ("New", "New", "Administrator")
	assert not (doc.user or doc.protected_identity or doc.duplicate_cleared or doc.identity_number)
	assert str(doc.registered_on) == nowdate() and not doc.monthly_income


@pytest.mark.parametrize("year", ["2099", "1850"])
def test_a_year_in_which_nobody_was_born_is_told_the_years_that_are_meant(door, year):
	page = door.session.post(DOOR, data={**ALL, "steg": "hushallet", "do": "next", "birth_1": year}).text
	assert f"from {YEAR - 110} to {YEAR}" in page.replace("\u00a0", ""), page


def test_html_is_shown_as_text(door):
	typed = {**ALL, "steg": "hushallet", "household_name": NASTY, "birth_1": NASTY}
	raw = door.session.post(DOOR, data=typed).text
	assert "Lugnt" in raw
	shows_as_text(raw)


@pytest.mark.parametrize("name", [NASTY, "=HYPERLINK(1)", "+cmd|'/C calc'!A0"])
def test_html_and_formulas_become_harmless(door, name):
	send(door, **{**ALL, "household_name": name})
	(doc,) = registered()
	assert "<script" not in doc.household_name and doc.household_name[0] not in "=+@-"


def test_ten_megabytes_are_refused_at_the_field_and_not_sent_back(door):
	page = send(door, **{**ALL, "household_name": TEN_MEGABYTES})
	is_refused(page, "Write at most 140 characters")
	assert door.status == 200 and registered() == []


def test_a_guest_reaches_no_household_by_another_way(door, http):
	send(door, **ALL)
	(doc,) = registered()
	for path in (
		f"/api/resource/Applicant/{doc.name}",
		"/api/resource/Applicant",
		"/api/resource/Answer Link",
	):
		assert http().get(path).status_code in (401, 403)
	method = "/api/method/oppna_ditt_hem.answering.status_links."
	for name in ("new_link", "close"):
		assert http().post(f"{method}{name}", data={"applicant": doc.name}).status_code in (401, 403)
	assert http().get(f"{method}works_until", params={"applicant": doc.name}).status_code in (401, 403)


def test_too_many_from_one_place_are_stopped_and_nothing_typed_is_lost(door, monkeypatch):
	from oppna_ditt_hem.portal import limits
	from oppna_ditt_hem.portal.seeking import form

	for _time in range(form.REGISTERED_AN_HOUR):
		limits.within("household-registered", "127.0.0.1", form.REGISTERED_AN_HOUR)
	page = send(door, **ALL)
	assert "too many times" in page and door.hidden("household_name") == "Selam Tesfay"
	assert registered() == []


def test_a_token_that_nobody_has_made_becomes_no_link(site):
	make.locality()
	with acting_as("Guest"):
		url = registering.register(answers.read(ALL), "a")
	assert len(url.split("#")[1]) == 32 and not links.find("a")


def test_the_office_finds_those_who_have_registered(site):
	with acting_as("Guest"):
		registering.register(answers.read(ALL), links.new_token())
	with acting_as(make_user(OFFICER)):
		(doc,) = frappe.get_list("Applicant", {"registered_through": "Portal"}, ["*"])
		assert doc.stage == "New" and doc.preferred_language == "ti"
		card = frappe.get_doc("Number Card", "Households to contact")
		assert frappe.db.count("Applicant", {"stage": "New"}) >= 1 and card.document_type == "Applicant"
		changed = frappe.get_doc("Applicant", doc.name)
		changed.registered_through = ""
		changed.save()
		assert changed.registered_through == "Portal", "only the program writes it"
