"""The refused rows as a sheet of their own, the reason beside: to correct there and send again."""

import io
from typing import Any

from frappe import _
from openpyxl import Workbook
from openpyxl.styles import Font

from oppna_ditt_hem.imports.raw import RawSheet


def workbook(raw: RawSheet, faults: list[dict]) -> bytes:
	"""An XLSX with the list's own columns, and before them the row's number and what is wrong with it.

	Both added headers are ones that the reader leaves alone, so the corrected sheet can be sent as it is.
	"""
	reasons: dict[int, list[str]] = {}
	for fault in faults:
		reasons.setdefault(fault["row"], []).append(sentence(fault))
	book = Workbook()
	sheet = book.active
	sheet.title = _("Refused rows")[:31]
	write(sheet, [_("Row"), _("Reason"), *raw.header], bold=True)
	for number, cells in enumerate(raw.rows(), 1):
		if number in reasons and number != raw.header_row:
			write(sheet, [number, "\n".join(reasons[number]), *cells])
	sheet.freeze_panes = "C2"
	sheet.column_dimensions["B"].width = 70
	out = io.BytesIO()
	book.save(out)
	return out.getvalue()


def sentence(fault: dict) -> str:
	where = f"{fault['column']}: " if fault["column"] else ""
	return where + fault["reason"]


def write(sheet, cells: list[Any], bold: bool = False) -> None:
	row = sheet.max_row + 1 if sheet.cell(1, 1).value else 1
	for position, value in enumerate(cells, 1):
		cell = sheet.cell(row, position, value)
		if isinstance(value, str):
			# A text that begins with = stays a text; it came from outside and must not be computed.
			cell.data_type = "s"
		if bold:
			cell.font = Font(bold=True)
