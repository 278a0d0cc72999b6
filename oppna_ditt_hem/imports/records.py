"""From a sheet's row to the values of a document, and to lines that the platform's Data Import reads."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import frappe
from frappe import _

from oppna_ditt_hem.matching.words import language_name

# Columns of a sheet that are no field of the document.
NOT_OURS = (
	"reference",
	"protected_identity",
	"landlord_name",
	"landlord_type",
	"landlord_mobile",
	"landlord_email",
)
COUNTED = ("household_size", "children", "household_kind")
# Field of the document -> column of the sheet, where the names differ.
COLUMN_OF = {
	"landlord": "landlord_name",
	"preferred_language": "languages",
	"members": "birth_years",
	"suits_singles": "suits",
	"suits_couples": "suits",
	"suits_families": "suits",
}


def record(doctype: str, row: dict[str, Any]) -> dict[str, Any]:
	"""The document's values of a row; what was left empty isn't there, so that defaults apply."""
	values = {name: value for name, value in row.items() if name not in NOT_OURS}
	values = household(values) if doctype == "Applicant" else home(values)
	return {name: plain(value) for name, value in values.items() if value not in (None, "", [])}


def home(values: dict[str, Any]) -> dict[str, Any]:
	return {**values, "languages": [{"language": code} for code in values.get("languages") or []]}


def household(values: dict[str, Any]) -> dict[str, Any]:
	languages = values.pop("languages", None) or []
	values["preferred_language"] = languages[0] if languages else None
	values["wished_localities"] = [{"locality": name} for name in values.get("wished_localities") or []]
	values["other_needs"] = with_languages(values.get("other_needs"), languages[1:])
	if values.get("members"):
		# The register counts them itself.
		values = {name: value for name, value in values.items() if name not in COUNTED}
	return values


def with_languages(needs: str | None, further: list[str]) -> str | None:
	"""An Applicant has one language; the others they named are kept in words."""
	if not further:
		return needs
	spoken = _("Also speaks {0}.").format(", ".join(language_name(code, _) for code in further))
	return f"{needs}\n{spoken}" if needs else spoken


def plain(value: Any) -> Any:
	if isinstance(value, bool):
		return int(value)
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, list):
		return [
			{name: plain(cell) for name, cell in child.items() if cell not in (None, "")} for child in value
		]
	return value


def build(doctype: str, values: dict[str, Any]):
	"""A new document with the values, not inserted."""
	doc = frappe.new_doc(doctype)
	doc.update(values)
	return doc


def as_csv(records: Iterable[dict[str, Any]]) -> str:
	"""Lines for the Data Import, headed by field names, which it maps whatever the user's language.

	A child row stands on the document's own line or on a line of its own below it.
	"""
	lines = [line for values in records for line in lines_of(values)]
	columns = list(dict.fromkeys(column for line in lines for column in line))
	out = io.StringIO()
	writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
	writer.writeheader()
	writer.writerows(lines)
	return out.getvalue()


def lines_of(values: dict[str, Any]) -> list[dict[str, Any]]:
	tables = {name: rows for name, rows in values.items() if isinstance(rows, list)}
	lines = [{name: value for name, value in values.items() if name not in tables}]
	lines += [{} for _n in range(max((len(rows) for rows in tables.values()), default=1) - 1)]
	for table, rows in tables.items():
		for line, child in zip(lines, rows, strict=False):
			line.update({f"{table}.{name}": value for name, value in child.items()})
	return lines
