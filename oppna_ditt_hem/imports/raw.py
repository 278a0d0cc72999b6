"""The sheet as it stands, cell by cell: for naming columns and giving bad rows back as they were written."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from oppna_ditt_hem.matching.sheets import SCHEMAS
from oppna_ditt_hem.matching.sheets.declare import key
from oppna_ditt_hem.matching.sheets.files import tables

HEADER_WITHIN = 15


class RawSheet:
	"""The table of a file that has the most known headers.

	Args:
		content: the file.
		filename: what to call it in a refusal.
		kind: "listings" or "households".

	Raises:
		UnreadableSheet: no table can be read from it.
	"""

	def __init__(self, content: bytes, filename: str, kind: str):
		self.content, self.filename = content, filename
		self.known = SCHEMAS[kind].headers()
		heads = [self.header_in(table()) for table in tables(content, filename)]
		self.number = max(range(len(heads)), key=lambda i: len(self.fields(heads[i][1])))
		self.header_row, self.header = heads[self.number]

	def header_in(self, rows: Iterable[list[Any]]) -> tuple[int, list[Any]]:
		"""The number and the cells of the row with the most known headers."""
		return max(
			enumerate(islice(rows, HEADER_WITHIN), 1),
			key=lambda numbered: len(self.fields(numbered[1])),
			default=(1, []),
		)

	def fields(self, cells: Iterable[Any]) -> dict[str, str]:
		"""Field -> its header as written, the first where there are two."""
		found: dict[str, str] = {}
		for cell in cells:
			if key(cell) in self.known:
				found.setdefault(self.known[key(cell)].fieldname, str(cell).strip())
		return found

	@property
	def headers(self) -> dict[str, str]:
		return self.fields(self.header)

	def rows(self) -> Iterator[list[Any]]:
		"""Every row from the first, header and what stands above it included."""
		return iter(list(tables(self.content, self.filename))[self.number]())

	def uncomputed(self) -> Iterator[tuple[int, str]]:
		"""Row and header of formulas that were saved without their result, and so would be read as empty."""
		for row, position in uncomputed(self.content, self.number):
			yield row, str(self.header[position] if position < len(self.header) else "")


def uncomputed(content: bytes, number: int | None = None) -> Iterator[tuple[int, int]]:
	"""Row, from 1, and position, from 0, of formulas without a result in a worksheet, or the active one."""
	if not has_formulas(content):
		return
	formulas = worksheet(content, number, data_only=False)
	values = worksheet(content, number, data_only=True)
	for row, pair in enumerate(zip(formulas, values, strict=True), 1):
		for position, (formula, value) in enumerate(zip(*pair, strict=True)):
			if value is None and str(formula or "").startswith("="):
				yield row, position


def has_formulas(content: bytes) -> bool:
	"""True for a workbook with a formula anywhere; looking at the raw sheets spares reading it twice."""
	if not content.startswith(b"PK"):
		return False
	with zipfile.ZipFile(io.BytesIO(content)) as book:
		sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
		return any(b"<f>" in book.read(name) or b"<f " in book.read(name) for name in sheets)


def worksheet(content: bytes, number: int | None, data_only: bool) -> Iterator[tuple[Any, ...]]:
	from openpyxl import load_workbook

	book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
	sheet = book.active if number is None else book.worksheets[number]
	return sheet.iter_rows(values_only=True)
