"""What somebody has answered so far: what it means, how it was typed, and what is wrong with it."""

import unicodedata
from dataclasses import dataclass, field

import frappe
from babel import Locale
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.matching.words import LANGUAGES
from oppna_ditt_hem.portal.offering import reading
from oppna_ditt_hem.portal.offering.steps import RADIO, SELECT, Field, Step
from oppna_ditt_hem.portal.seeking import questions
from oppna_ditt_hem.portal.seeking.questions import CHOICES, MOST_PEOPLE, PEOPLE, WHO, WISHES
from oppna_ditt_hem.texts import single_address

OLDEST = 110


@dataclass
class Answers:
	"""All steps of a form.

	Attributes:
		values: field -> value, for those that can be read.
		typed: name in the form -> text, to show it again.
		wrong: step -> (name in the form -> sentence).
		members: rows of the household, the one who is named first.
		localities: names of those that were ticked.
	"""

	values: dict = field(default_factory=dict)
	typed: dict[str, str] = field(default_factory=dict)
	wrong: dict[str, dict[str, str]] = field(default_factory=dict)
	members: list[dict] = field(default_factory=list)
	localities: list[str] = field(default_factory=list)

	@property
	def people(self) -> int:
		return int(self.values.get("people") or 1)

	def blame(self, step: Step, name: str, text: str) -> None:
		self.wrong.setdefault(step.key, {}).setdefault(name, text)

	def first_fault(self, until: Step) -> Step | None:
		"""The first step with something wrong in it, of those up to a step."""
		asked = questions.ALL[: questions.ALL.index(until) + 1]
		return next((step for step in asked if self.wrong.get(step.key)), None)


def read(form: dict) -> Answers:
	"""Read all the fields of the form, and nothing else of it."""
	form = {name: western(str(text)) for name, text in form.items()}
	found = Answers()
	for step in questions.ALL:
		for each in step.fields:
			read_field(found, step, each, form.get(each.name, "").strip())
	read_members(found, form)
	read_localities(found, form)
	ask_for_a_way_to_reach(found)
	return found


def western(text: str) -> str:
	"""Digits as an Arabic or Persian keyboard writes them, as 0 to 9."""
	return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)


def read_field(found: Answers, step: Step, asked: Field, text: str) -> None:
	found.typed[asked.name] = text[:200]
	if asked.kind in (RADIO, SELECT):
		value, fault = one_of(asked.name, text)
	else:
		value, fault = reading.READERS[asked.kind](asked, text, "Applicant")
	found.values[asked.name] = value
	if fault or (asked.needed and not text):
		found.blame(step, asked.name, fault or _("This has to be filled in."))


def one_of(name: str, text: str) -> tuple[str, str]:
	if text and text not in dict(choices(name)):
		return "", _("Choose one of the answers.")
	return text, ""


def read_members(found: Answers, form: dict) -> None:
	"""A year of birth for each, and for all but the first who they are to the first."""
	for place in range(1, found.people + 1):
		year, relation = (form.get(name, "").strip()[:20] for name in names_of_member(place))
		found.typed |= dict(zip(names_of_member(place), (year, relation), strict=True))
		wrong = wrong_with_birth(year)
		if wrong:
			found.blame(PEOPLE, f"birth_{place}", wrong)
		if place > 1 and relation not in dict(CHOICES["relation"]):
			found.blame(PEOPLE, f"relation_{place}", _("Choose one of the answers."))
		found.members.append(
			{"birth_year": None if wrong else int(year), "relation": relation if place > 1 else "Head"}
		)


def names_of_member(place: int) -> tuple[str, str]:
	return f"birth_{place}", f"relation_{place}"


def wrong_with_birth(year: str) -> str:
	if not (year.isdecimal() and len(year) == 4):
		return _("Write the year with four digits, such as {0}.").format(1990)
	this_year = getdate(nowdate()).year
	if not this_year - OLDEST <= int(year) <= this_year:
		return _("Write a number from {0} to {1}.").format(this_year - OLDEST, this_year)
	return ""


def read_localities(found: Answers, form: dict) -> None:
	for name, code in localities():
		if form.get(code) == "1":
			found.typed[code] = "1"
			found.localities.append(name)


def localities() -> list[tuple[str, str]]:
	"""Names of the municipality's places, and how the form calls each."""
	return [
		(name, f"ort-{frappe.scrub(name)}")
		for name in frappe.get_all("Locality", pluck="name", order_by="name")
	]


def ask_for_a_way_to_reach(found: Answers) -> None:
	"""Rules about several fields."""
	values = found.values
	if values["who"] == "other":
		for name in ("helper_name", "helper_phone"):
			if not found.typed[name]:
				found.blame(WHO, name, _("This has to be filled in."))
	if values["email"] and not single_address(values["email"]):
		found.blame(PEOPLE, "email", _("Write an e-mail address, such as name@example.com."))
	if not (values["mobile"] or values["email"] or values["who"] == "other"):
		found.blame(
			PEOPLE, "mobile", _("Write a phone number or an e-mail address, so that we can reach you.")
		)
	if values["wanted_from"] and values["wanted_from"].year > getdate(nowdate()).year + 5:
		found.blame(WISHES, "wanted_from", _("This day is too far ahead."))


def choices(name: str) -> list[tuple[str, str]]:
	"""What may be chosen, as (value, words); languages by their own names."""
	if name == "preferred_language":
		return sorted(((code, own_name(code)) for code in LANGUAGES), key=lambda row: row[1].casefold())
	return [(value, _(text)) for value, text in CHOICES[name]]


def own_name(code: str) -> str:
	"""What those who speak a language call it."""
	# The library takes Dari for the Persian of Afghanistan, and calls both alike.
	return "دری" if code == "prs" else Locale.parse(code).get_language_name().capitalize()


def labels(people: int) -> dict[str, str]:
	"""What each field of the form is called where an error points at it."""
	found = {each.name: _(each.ask) for step in questions.ALL for each in step.fields}
	for place in range(1, min(people, MOST_PEOPLE) + 1):
		year, relation = names_of_member(place)
		found[year] = f"{person(place)}: {_(questions.YEAR)}"
		found[relation] = f"{person(place)}: {_(questions.RELATION)}"
	return found


def person(place: int) -> str:
	return _("Person {0}").format(place)
