"""Writes the demo's inventory sheets: XLSX, and CSV as Swedish Excel saves it (semicolon, cp1252).

Run `python -m oppna_ditt_hem.demo.make_sheets` after a change; the files are committed. The same data
gives the same bytes: nothing in them tells when they were written.
"""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from oppna_ditt_hem.demo import story
from oppna_ditt_hem.demo.sheet_rows import SHEET_DAY, Inventory, inventory

SHEETS = Path(__file__).parent / "sheets"
FILES = {"listings": "bostader", "households": "hushall"}
WRITTEN_AT = datetime(2026, 11, 16, 8, 0)
LOCALITY_HEADERS = {
	"locality_name": "Ort",
	"municipality": "Kommun",
	"postal_codes": "Postnummer",
	"population": "Invånare",
	"latitude": "Latitud",
	"longitude": "Longitud",
	"source": "Källa",
	"has_school": "Skola",
	"has_sfi": "SFI",
	"has_shop": "Affär",
	"has_bus": "Buss",
}


def main(folder: Path = SHEETS) -> None:
	"""Write every sheet into a folder."""
	folder.mkdir(parents=True, exist_ok=True)
	for kind, name in FILES.items():
		sheet = inventory(kind)
		(folder / f"{name}.xlsx").write_bytes(as_xlsx(sheet, name))
		(folder / f"{name}.csv").write_bytes(as_csv([list(sheet.headers), *sheet.rows]))
	(folder / "orter.csv").write_bytes(as_csv(localities()))


def localities() -> list[list]:
	rows = story.records("localities", SHEET_DAY)
	return [
		list(LOCALITY_HEADERS.values()),
		*([row.get(field) for field in LOCALITY_HEADERS] for row in rows),
	]


def as_csv(rows: list[list]) -> bytes:
	text = io.StringIO(newline="")
	csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
		[swedish(value) for value in row] for row in rows
	)
	return text.getvalue().encode("cp1252")


def swedish(value):
	"""Decimal comma; dates as ISO."""
	if isinstance(value, float):
		return str(value).replace(".", ",")
	return value.isoformat() if isinstance(value, date) else value


def as_xlsx(sheet: Inventory, title: str) -> bytes:
	book = Workbook()
	page = book.active
	page.title = title
	for row in (sheet.headers, *sheet.rows):
		page.append(row)
	page.freeze_panes = "C2"
	for position, header in enumerate(sheet.headers, 1):
		page.cell(1, position).font = Font(bold=True)
		width = max(len(str(cell.value or "")) for cell in page[get_column_letter(position)])
		page.column_dimensions[get_column_letter(position)].width = min(max(width, len(header)) + 2, 40)
	book.properties.creator = "Vansbro demo"
	raw = io.BytesIO()
	book.save(raw)
	return without_clock(raw.getvalue())


def without_clock(content: bytes) -> bytes:
	"""The same workbook with fixed times: in its properties and on each member of the archive."""
	stamp = WRITTEN_AT.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
	fixed = io.BytesIO()
	with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fixed, "w") as new:
		for name in old.namelist():
			data = old.read(name)
			if name == "docProps/core.xml":
				data = re.sub(rb"(W3CDTF\">)[^<]*", rb"\g<1>" + stamp, data)
			member = zipfile.ZipInfo(name, WRITTEN_AT.timetuple()[:6])
			member.compress_type = zipfile.ZIP_DEFLATED
			new.writestr(member, data)
	return fixed.getvalue()


if __name__ == "__main__":
	main()
