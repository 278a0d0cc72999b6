"""What a household may answer, what is said of what is wrong, and that no page is half in one language."""

import re
from functools import cache
from html.parser import HTMLParser

import frappe
import pytest
from factories import make
from portal_help import Visitor
from seeking_help import ALL, DOOR, PAGE, PEOPLE, WHO, YEAR, send, token_in

from oppna_ditt_hem.portal.seeking import answers, questions
from oppna_ditt_hem.translation.catalogue import TEMPLATE, read

LANGUAGES = ("sv", "en", "ar", "fa", "ti", "so", "uk")
# What is called the same in every language.
NAMES = {"", "Öppna ditt hem", "English"}


@pytest.fixture
def door(committed, http):
	"""Somebody before the door of a municipality with two places."""
	make.locality()
	make.locality("Nås")
	frappe.db.commit()
	return Visitor(http())


def wrong_in(step, **form) -> dict:
	return answers.read({**ALL, **form}).wrong.get(step.key, {})


@pytest.mark.parametrize(
	("step", "form", "field", "said"),
	[
		(questions.WHO, {"who": ""}, "who", "has to be filled in"),
		(questions.WHO, {"who": "=1+1"}, "who", "Choose one"),
		(questions.WHO, {"people": ""}, "people", "has to be filled in"),
		(questions.WHO, {"people": "0"}, "people", "from 1 to 12"),
		(questions.WHO, {"people": "1000000"}, "people", "from 1 to 12"),
		(questions.WHO, {"who": "other", "helper_phone": "070-1"}, "helper_name", "has to be filled in"),
		(questions.WHO, {"who": "other", "helper_phone": "ring"}, "helper_phone", "phone number"),
		(questions.PEOPLE, {"household_name": " "}, "household_name", "has to be filled in"),
		(questions.PEOPLE, {"household_name": "x" * 141}, "household_name", "at most 140"),
		(questions.PEOPLE, {"mobile": "<b>"}, "mobile", "phone number"),
		(questions.PEOPLE, {"mobile": "(((((((("}, "mobile", "\u2066070-123 45 67\u2069"),
		(questions.PEOPLE, {"mobile": ""}, "mobile", "phone number or an e-mail"),
		(questions.PEOPLE, {"email": "selam@"}, "email", "an e-mail address"),
		(questions.PEOPLE, {"preferred_language": "xx"}, "preferred_language", "Choose one"),
		(questions.PEOPLE, {"assignment_type": "Closed"}, "assignment_type", "Choose one"),
		(questions.PEOPLE, {"birth_1": "91"}, "birth_1", "four digits"),
		(questions.PEOPLE, {"birth_1": "²²²²"}, "birth_1", "four digits"),
		(questions.PEOPLE, {"birth_2": str(YEAR + 1)}, "birth_2", f"from {YEAR - 110} to {YEAR}"),
		(questions.PEOPLE, {"birth_2": "9" * 5000}, "birth_2", "four digits"),
		(questions.PEOPLE, {"relation_2": "Head"}, "relation_2", "Choose one"),
		(questions.WISHES, {"accepts_shared_home": ""}, "accepts_shared_home", "has to be filled in"),
		(questions.WISHES, {"wanted_from": "2026-02-30"}, "wanted_from", "year, month and day"),
		(questions.WISHES, {"wanted_from": "9999-01-01"}, "wanted_from", "too far"),
		(questions.WISHES, {"data_notice_given": ""}, "data_notice_given", "has to be filled in"),
	],
)
def test_what_is_wrong_is_said_at_its_field(site, step, form, field, said):
	make.locality()
	assert said in wrong_in(step, **form)[field]


def test_what_is_right_is_read_also_in_the_digits_of_an_arabic_keyboard(site):
	make.locality()
	form = {**ALL, "people": "٢", "birth_1": "١٩٩١", "birth_2": "۲۰۲۰", "mobile": "٠٧٠١٧٤٠٦٣٥"}
	given = answers.read(form)
	assert given.wrong == {}
	assert [row["birth_year"] for row in given.members] == [1991, 2020]
	assert given.values["mobile"] == "0701740635" and given.localities == ["Vansbro"]


def test_languages_are_called_by_their_own_names(site):
	own = dict(answers.choices("preferred_language"))
	assert (own["ar"], own["prs"], own["fa"], own["ti"]) == ("العربية", "دری", "فارسی", "ትግርኛ")


class Said(HTMLParser):
	"""Everything a page says: its texts, and those that only a screen reader says."""

	def __init__(self):
		super().__init__()
		self.texts, self.silent = [], 0

	def handle_starttag(self, tag, attrs):
		self.silent += tag in ("script", "style")
		self.texts += [
			value for name, value in attrs if name in ("aria-label", "alt", "placeholder", "title")
		]

	def handle_endtag(self, tag):
		self.silent -= tag in ("script", "style")

	def handle_data(self, data):
		if not self.silent:
			self.texts.append(" ".join(data.split()))


@cache
def is_english(text: str) -> bool:
	"""Whether a text is a message of the app as it stands in the source, with its blanks filled in or not."""
	plain, filled = english()
	return text in plain or any(pattern.fullmatch(text) for pattern in filled)


@cache
def english() -> tuple[set[str], list[re.Pattern]]:
	ids = [message.id for message in read(TEMPLATE) if message.id]
	blank = re.compile(r"{\w*}")
	filled = [text for text in ids if blank.search(text) and len(blank.sub("", text)) > 8]
	patterns = [".+".join(map(re.escape, blank.split(text))) for text in filled]
	return {*ids} - NAMES, [re.compile(pattern) for pattern in patterns]


def states(door, language: str):
	"""Every page and state of the door in a language."""
	yield door.get(f"{DOOR}?_lang={language}")
	assert all(f'value="{code}" lang="{code}"' in door.page for code in LANGUAGES)
	yield send(door, "vem", _lang=language, who="other", people="99")
	yield send(door, "vem", _lang=language, **WHO)
	yield send(door, "hushallet", _lang=language, **WHO, email="x", birth_1="1")
	yield send(door, "hushallet", _lang=language, **{**WHO, **PEOPLE})
	yield send(door, _lang=language, **{**WHO, **PEOPLE}, wanted_from="x")
	yield send(door, "vem", _lang=language, **WHO, protected="1")
	yield send(door, _lang=language, **ALL)
	token = token_in(door.page)
	yield door.get(f"{PAGE}?_lang={language}")
	yield door.send(PAGE, _lang=language, token="x" * 32)
	yield door.send(PAGE, _lang=language, token=token)
	yield door.send(PAGE, _lang=language, token=token, do="withdraw")


def test_no_page_is_half_in_one_language(door):
	for language in LANGUAGES[2:]:
		for page in states(door, language):
			way = ' dir="rtl"' if language in ("ar", "fa") else ""
			assert f'<html lang="{language}"{way}>' in page
			said = Said()
			said.feed(page.replace("&", "&amp;"))
			left = [text for text in said.texts if is_english(text)]
			assert not left, f"{language}: {left}"
