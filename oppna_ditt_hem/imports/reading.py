"""A file opened and read into rows, or refused with the reason."""

import io
import zipfile
from typing import Any

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.imports import SHEET_KINDS
from oppna_ditt_hem.imports.errors import UnreadableListError
from oppna_ditt_hem.imports.raw import RawSheet
from oppna_ditt_hem.matching import sheets
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import show

MOST_BYTES = 5_000_000
MOST_BYTES_UNPACKED = 200_000_000
MOST_ROWS = 5_000


class ReadList:
	"""A list's rows and faults.

	`rows` maps the sheet's row number to field values, `faults` are dicts of row, column, value and reason.
	"""

	def __init__(self, doctype: str, content: bytes, filename: str):
		self.doctype = doctype
		sheet, self.raw = read(content, filename, SHEET_KINDS[doctype])
		self.rows: dict[int, dict[str, Any]] = dict(zip(sheet.row_numbers, sheet.rows, strict=True))
		self.faults = [
			fault_at(fault.row, fault.column, fault.value, say(fault.template, fault.params))
			for fault in sheet.faults
		]
		self.unknown_columns = [name for name in sheet.unknown_columns if name not in added_headers()]
		self.headers = self.raw.headers
		self.refuse_uncomputed()
		self.refuse_length()

	@property
	def size(self) -> int:
		"""How many rows hold anything."""
		return len(self.rows.keys() | {fault["row"] for fault in self.faults})

	def fault(self, row: int, fieldname: str, value: Any, reason: str) -> None:
		"""Refuse a row for one of its fields, named as the sheet's header has it."""
		self.rows.pop(row, None)
		self.faults.append(fault_at(row, self.column(fieldname), value, reason))

	def column(self, fieldname: str) -> str:
		if not fieldname or fieldname in self.headers:
			return self.headers.get(fieldname, "")
		known = {column.fieldname: column.header for column in sheets.SCHEMAS[self.raw_kind].columns}
		return known.get(fieldname, "")

	@property
	def raw_kind(self) -> str:
		return SHEET_KINDS[self.doctype]

	def refuse_uncomputed(self) -> None:
		for row, column in self.raw.uncomputed():
			self.rows.pop(row, None)
			reason = _("The formula has no result. Open the file in a spreadsheet program and save it there.")
			self.faults.append(fault_at(row, column, None, reason))

	def refuse_length(self) -> None:
		if self.size > MOST_ROWS:
			refuse(
				_("The list has {0} rows and at most {1} are taken at a time. Divide it.").format(
					frappe.bold(self.size), MOST_ROWS
				),
				UnreadableListError,
			)
		if not self.size:
			refuse(_("The list has headers but no rows. Fill in at least one."), UnreadableListError)


def read(content: bytes, filename: str, kind: str) -> tuple[sheets.Sheet, RawSheet]:
	"""The sheet as the engine reads it, and raw.

	Raises:
		UnreadableListError: too large, no spreadsheet, no headers, or a required column missing.
	"""
	refuse_size(content)
	try:
		sheet = sheets.read(
			content,
			kind,
			today=getdate(nowdate()),
			localities=frappe.get_all("Locality", pluck="name", order_by="name"),
			filename=filename,
		)
		return sheet, RawSheet(content, filename, kind)
	except sheets.UnreadableSheet as error:
		refuse(say(error.template, error.params), UnreadableListError, _("The list can't be read"))


def refuse_size(content: bytes) -> None:
	"""Refuse what is too large, packed or unpacked: a small .xlsx may hold gigabytes.

	Raises:
		UnreadableListError: says how large it may be.
	"""
	size = len(content)
	if content.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(content)):
		with zipfile.ZipFile(io.BytesIO(content)) as book:
			unpacked = sum(part.file_size for part in book.infolist())
		size = max(size, unpacked * MOST_BYTES // MOST_BYTES_UNPACKED)
	if size > MOST_BYTES:
		refuse(
			_(
				"The file is too large: at most {0} MB are taken. Remove pictures and empty sheets, or divide it."
			).format(MOST_BYTES // 1_000_000),
			UnreadableListError,
		)


def added_headers() -> set[str]:
	"""What the sheet of refused rows has beside the list's own columns; see `refused`."""
	return {"Row", "Reason", _("Row"), _("Reason")}


def fault_at(row: int, column: str, value: Any, reason: str) -> dict:
	return {"row": row, "column": column, "value": "" if value is None else str(value)[:60], "reason": reason}


def say(template: str, params: dict) -> str:
	return render(template, params, _, show)
