"""The platform's own import page reads numbers and answers in its own way: "3 500,50" would silently become
another amount, and "ja" a no. A file with such values is refused there, cell by cell, before it is saved.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import frappe
from frappe import _

from oppna_ditt_hem import module
from oppna_ditt_hem.imports import SHEET_KINDS
from oppna_ditt_hem.imports.errors import RawSheetError
from oppna_ditt_hem.imports.raw import uncomputed
from oppna_ditt_hem.refusals import refuse

SHOWN = 10
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
WHOLE = re.compile(r"[+-]?\d+(\.0+)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?")
ANSWERS = {"0", "1", "0.0", "1.0", "t", "f", "true", "false", "yes", "no", "y", "n"}
REASONS = {
	"number": lambda: _("Write the number with a point for decimals and without spaces, such as 3500.50."),
	"whole": lambda: _("Write a whole number without spaces, such as 3500."),
	"day": lambda: _("Write the date as 2016-11-15."),
	"answer": lambda: _("Write 1 or 0."),
}
KINDS = {
	"Currency": "number",
	"Float": "number",
	"Percent": "number",
	"Int": "whole",
	"Date": "day",
	"Datetime": "day",
	"Check": "answer",
}


def validate(doc, method: str | None = None) -> None:
	"""Refuse a Data Import of ours whose file the platform would misread.

	Raises:
		RawSheetError: names row, column, value and what to write, and where to import such lists.
	"""
	if not module.has(doc.reference_doctype):
		return
	if doc.google_sheets_url:
		refuse(
			_("A sheet that is shared by link can't be imported here. Save it as a file and attach that."),
			RawSheetError,
		)
	if doc.import_file:
		refuse_file(doc)


def refuse_file(doc) -> None:
	file = doc.get_importer().import_file
	found = [*misread(file), *lacking_results(file)]
	if not found:
		return
	lines = [line(*fault) for fault in found[:SHOWN]]
	if len(found) > SHOWN:
		lines.append(_("… and {0} more.").format(len(found) - SHOWN))
	message = "<br>".join([*lines, "", advice(doc.reference_doctype)])
	refuse(message, RawSheetError, _("The file would be misread"))


def lacking_results(file) -> Iterator[tuple[int, str, Any, str]]:
	"""Formulas that were saved without a result; the platform takes them for empty cells."""
	content = file.file_doc.get_content() if file.file_doc else b""
	if not isinstance(content, bytes):
		return
	titles = {column.index: column.header_title for column in file.columns}
	for row, position in uncomputed(content):
		reason = _("The formula has no result. Open the file in a spreadsheet program and save it there.")
		yield row, titles.get(position) or "", "", reason


def misread(file) -> Iterator[tuple[int, str, Any, str]]:
	"""Row, header, value and reason of every cell that would become something else."""
	columns = [(column, KINDS[column.df.fieldtype]) for column in file.columns if is_risky(column)]
	for row in file.data:
		for column, kind in columns:
			value = row.data[column.index] if column.index < len(row.data) else None
			if value not in (None, "") and not is_clear(value, kind):
				yield row.row_number, column.header_title, value, REASONS[kind]()


def is_risky(column) -> bool:
	return bool(column.df) and not column.skip_import and column.df.fieldtype in KINDS


def is_clear(value: Any, kind: str) -> bool:
	"""True for a cell that can be read in one way only."""
	if kind == "day":
		return isinstance(value, (date, datetime)) or bool(DAY.fullmatch(str(value).strip()))
	text = str(value).strip()
	if kind == "answer":
		return text.lower() in ANSWERS
	return bool((WHOLE if kind == "whole" else NUMBER).fullmatch(text))


def line(row: int, column: str, value: Any, reason: str) -> str:
	escape = frappe.utils.escape_html
	return _("Row {0}, {1}: {2}. {3}").format(
		row, frappe.bold(escape(str(column))), escape(str(value)[:60]), reason
	)


def advice(doctype: str) -> str:
	if doctype not in SHEET_KINDS:
		return _("Correct the file and attach it again.")
	return _("Lists as people write them are imported by {0} on the page {1}.").format(
		frappe.bold(_("Import list")), frappe.bold(_(doctype))
	)
