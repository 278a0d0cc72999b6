"""What somebody typed into a step, as values for the document, and what is wrong with it, field by field."""

import re

import frappe
from frappe import _
from frappe.utils import getdate

from oppna_ditt_hem.portal import numbers
from oppna_ditt_hem.portal.offering import steps
from oppna_ditt_hem.portal.offering.steps import Field, Step
from oppna_ditt_hem.portal.plain import harmless

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read(step: Step, form: dict, doctype: str) -> tuple[dict, dict, dict]:
	"""Read the fields of a step, and nothing else.

	Returns:
		values for the document, what was typed (to show it again), and what is wrong (field -> sentence).
	"""
	values, typed, wrong = {}, {}, {}
	for field in step.fields:
		text = str(form.get(field.name) or "").strip()
		typed[field.name] = text[: int(max(field.most, 200))]
		values[field.name], fault = READERS[field.kind](field, text, doctype)
		if fault or (field.needed and not text):
			wrong[field.name] = fault or _("This has to be filled in.")
	return values, typed, wrong


def text(field: Field, typed: str, doctype: str) -> tuple[str, str]:
	if len(typed) > field.most:
		return "", _("Write at most {0} characters.").format(int(field.most))
	if field.autocomplete == "tel" and typed and not re.fullmatch(r"\+?[\d\s()/-]{6,20}", typed):
		return "", _("Write a phone number, such as 070-123 45 67.")
	if field.autocomplete == "tel":
		# As the platform takes it.
		return " ".join(typed.replace("/", "-").split()), ""
	return harmless(typed), ""


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


def day(field: Field, typed: str, doctype: str) -> tuple[object, str]:
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
	steps.DATE: day,
}


def options(doctype: str, fieldname: str) -> list[tuple[str, str]]:
	"""What may be chosen, as (value, words)."""
	df = frappe.get_meta(doctype).get_field(fieldname)
	if df.fieldtype == "Link":
		return [(name, name) for name in frappe.get_all(df.options, pluck="name", order_by="name")]
	return [(name, _(name)) for name in (df.options or "").split("\n") if name]
