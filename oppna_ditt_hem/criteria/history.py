"""Who changed what in a criterion, in words: the platform's log holds parameters as one text."""

import json

import frappe
from frappe import _
from frappe.utils import cint, get_fullname

from oppna_ditt_hem.criteria.guide import said_choice
from oppna_ditt_hem.matching.catalogue import RULES
from oppna_ditt_hem.matching.custom import DOUBT
from oppna_ditt_hem.matching.rules import Parameter

SHOWN = 20
ALL: dict[str, Parameter] = {
	**{name: parameter for rule in RULES.values() for name, parameter in rule.parameters.items()},
	**DOUBT,
}
Row = tuple[str, str, str]


def changes(doc) -> list[dict]:
	"""The latest changes first: {"by", "on", "changes": [{"what", "before", "after"}]}; the caller checks who reads.

	The last one is the creation, with no changes.
	"""
	filters = {"ref_doctype": doc.doctype, "docname": doc.name}
	versions = frappe.get_all(
		"Version", filters, ["owner", "creation", "data"], order_by="creation desc, name desc", limit=SHOWN
	)
	told = [said(version.owner, version.creation, rows_of(doc, version.data)) for version in versions]
	return [*(one for one in told if one["changes"]), said(doc.owner, doc.creation, [])]


def said(by: str, on, rows: list[Row]) -> dict:
	return {
		"by": get_fullname(by),
		"on": str(on),
		"changes": [{"what": what, "before": before, "after": after} for what, before, after in rows],
	}


def rows_of(doc, data: str | None) -> list[Row]:
	rows: list[Row] = []
	for field, before, after in json.loads(data or "{}").get("changed") or []:
		if field == "parameters":
			rows += parameter_rows(declared(doc), before, after)
		else:
			rows.append(field_row(doc, field, before, after))
	return rows


def field_row(doc, field: str, before, after) -> Row:
	df = doc.meta.get_field(field)
	if not df:
		return _(field), str(before or ""), str(after or "")
	return _(df.label, context=doc.doctype), in_words(df, before), in_words(df, after)


def in_words(df, value) -> str:
	if df.fieldtype == "Check":
		return yes_or_no(value)
	if df.fieldname == "rule" and value in RULES:
		return _(RULES[value].label)
	return _(value) if df.fieldtype == "Select" and value else "" if value is None else str(value)


def yes_or_no(value) -> str:
	return _("Yes") if cint(value) else _("No")


def declared(doc) -> dict[str, Parameter]:
	"""The parameters of the criterion's rule; those of other rules too, since it may have had another."""
	return {**ALL, **(RULES[doc.rule].parameters if doc.rule in RULES else {})}


def parameter_rows(parameters: dict[str, Parameter], before: str | None, after: str | None) -> list[Row]:
	"""One row per parameter that is another."""
	old, new = read(before), read(after)
	rows = []
	for name in {**old, **new}:
		if old.get(name) != new.get(name):
			one = parameters.get(name)
			label = _(one.label) if one else name
			rows.append((label, said_value(one, old.get(name)), said_value(one, new.get(name))))
	return rows


def read(text: str | None) -> dict:
	try:
		found = json.loads(text or "{}")
	except ValueError:
		return {}
	return found if isinstance(found, dict) else {}


def said_value(parameter: Parameter | None, value) -> str:
	if value is None:
		return ""
	if isinstance(value, list):
		return ", ".join(map(said_choice, value)) or _("None")
	return yes_or_no(value) if parameter and isinstance(parameter.default, bool) else str(value)
