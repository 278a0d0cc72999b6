"""The empty sheets that are handed out: a header, an example, and what to write in each column."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..words import N_, Translate, untranslated
from .schema import SCHEMAS

TITLES = {
	"listings": N_("Homes to let"),
	"households": N_("Households that look for a home"),
	"localities": N_("Localities"),
}
INSTRUCTIONS = N_("Instructions")
COLUMN, WHAT_TO_WRITE, MUST, ALSO = (
	N_("Column"),
	N_("What to write"),
	N_("Must be filled in"),
	N_("Also read"),
)
YES = N_("yes")
EXAMPLE_ROW = N_(
	"Row 2 is an example: write over it or remove it. Columns may be left out, moved, or left empty."
)


def write_template(path: str | Path, kind: str, translate: Translate = untranslated) -> None:
	"""Write an XLSX with the sheet to fill in and a sheet of instructions.

	Args:
		path: where to write it.
		kind: "listings", "households" or "localities".
		translate: for the instructions; the headers are Swedish, as in the lists they replace.
	"""
	from openpyxl import Workbook
	from openpyxl.styles import Font
	from openpyxl.utils import get_column_letter

	schema = SCHEMAS[kind]
	book = Workbook()
	sheet = book.active
	sheet.title = translate(TITLES[kind])[:31]
	sheet.append([column.header for column in schema.columns])
	sheet.append([column.example for column in schema.columns])
	sheet.freeze_panes = "A2"
	for position, column in enumerate(schema.columns, 1):
		sheet.cell(1, position).font = Font(bold=True)
		sheet.column_dimensions[get_column_letter(position)].width = max(len(column.header) + 4, 12)
	_instructions(book.create_sheet(translate(INSTRUCTIONS)[:31]), kind, translate)
	book.save(path)


def _instructions(sheet: Any, kind: str, translate: Translate) -> None:
	from openpyxl.styles import Font

	sheet.append([translate(EXAMPLE_ROW)])
	sheet.append([translate(word) for word in (COLUMN, WHAT_TO_WRITE, MUST, ALSO)])
	for cell in sheet[2]:
		cell.font = Font(bold=True)
	for column in SCHEMAS[kind].columns:
		must = translate(YES) if column.required else ""
		sheet.append([column.header, translate(column.help), must, ", ".join(column.headers[1:])])
	for letter, width in zip("ABCD", (28, 70, 20, 70), strict=True):
		sheet.column_dimensions[letter].width = width
