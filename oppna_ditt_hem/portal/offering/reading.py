"""What somebody typed into a step, as values for the document, and what is wrong with it, field by field."""

import re

import frappe
from frappe import _
from frappe.utils import getdate

from oppna_ditt_hem.matching.words import LANGUAGES
from oppna_ditt_hem.portal import numbers
from oppna_ditt_hem.portal.offering import steps
from oppna_ditt_hem.portal.offering.steps import Field, Step
from oppna_ditt_hem.texts import for_field

PHONE = re.compile(r"(?=(?:\D*\d){6})\+?[\d\s()/-]{6,20}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(step: Step, form: dict, doctype: str) -> tuple[dict, dict, dict]:
	"""Read the fields of a step, and nothing else.

	Returns:
		values for the document, what was typed (to show it again), and what is wrong (field -> sentence).
	"""
	values, typed, wrong = {}, {}, {}
	for field in step.fields:
		text = typed_in(field, form)
		typed[field.name] = text[: int(max(field.most, 200))]
		values[field.name], fault = READERS[field.kind](field, text, doctype)
		if fault or (field.needed and not text):
			wrong[field.name] = fault or _("This has to be filled in.")
	return values, typed, wrong


def typed_in(field: Field, form: dict) -> str:
	"""What a form holds for a field, as text: languages as their codes, whether ticked one by one or carried along."""
	if field.kind == steps.LANGUAGES:
		ticked_ones = [code for code in LANGUAGES if form.get(f"{field.name}-{code}")]
		return ",".join(sorted(ticked_ones)) or str(form.get(field.name) or "")
	return str(form.get(field.name) or "").strip()


def languages(field: Field, typed: str, doctype: str) -> tuple[list[dict], str]:
	codes = [code for code in typed.split(",") if code]
	if not set(codes) <= set(LANGUAGES):
		return [], _("Choose one of the answers.")
	return [{"language": code} for code in dict.fromkeys(codes)], ""


def text(field: Field, typed: str, doctype: str) -> tuple[str, str]:
	if len(typed) > field.most:
		return "", _("Write at most {0} characters.").format(int(field.most))
	if field.autocomplete == "tel" and typed and not PHONE.fullmatch(typed):
		return "", left_to_right(_("Write a phone number, such as 070-123 45 67."), "070-123 45 67")
	if field.autocomplete == "tel":
		# As the platform takes it.
		return " ".join(typed.replace("/", "-").split()), ""
	return for_field(typed), ""


def left_to_right(sentence: str, part: str) -> str:
	"""A sentence in any script, in which a part is read from the left."""
	return sentence.replace(part, f"\u2066{part}\u2069")


def number(field: Field, typed: str, doctype: str) -> tuple[float, str]:
	if not typed:
		return 0, ""
	found, fault = numbers.between(typed, field.least, field.most, field.whole)
	return found or 0, fault


def choice(field: Field, typed: str, doctype: str) -> tuple[str, str]:
	if typed and typed not in dict(options(doctype, field.name)):
		return "", _("Choose one of the answers.")
	return typed, ""


def ticked(field: Field, typed: str, doctype: str) -> tuple[int, str]:
	return int(typed == "1"), ""


def day(typed: str) -> tuple[object, str]:
	"""The day, None for an empty text, and what is wrong with it."""
	if not typed:
		return None, ""
	try:
		return (getdate(typed), "") if DAY.fullmatch(typed) else (None, how_to_write_a_day())
	except (ValueError, frappe.ValidationError):
		return None, how_to_write_a_day()


def how_to_write_a_day() -> str:
	return _("Write a day as year, month and day: {0}.").format("2026-12-01")


READERS = {
	steps.TEXT: text,
	steps.LONG: text,
	steps.NUMBER: number,
	steps.SELECT: choice,
	steps.RADIO: choice,
	steps.CHECK: ticked,
	steps.DATE: lambda field, typed, doctype: day(typed),
	steps.LANGUAGES: languages,
}


def options(doctype: str, fieldname: str) -> list[tuple[str, str]]:
	"""What may be chosen, as (value, words)."""
	df = frappe.get_meta(doctype).get_field(fieldname)
	if df.options == "Spoken Language":
		return sorted(((code, _(name)) for code, name in LANGUAGES.items()), key=lambda row: row[1])
	if df.fieldtype == "Link":
		return [(name, name) for name in frappe.get_all(df.options, pluck="name", order_by="name")]
	return [(name, _(steps.answer(fieldname, name))) for name in (df.options or "").split("\n") if name]
