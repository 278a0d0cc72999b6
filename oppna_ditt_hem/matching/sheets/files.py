"""From a file to rows of cells: CSV in the encodings and with the separators that offices use, or XLSX."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ..words import N_, Said

MOST_BYTES = 20_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
SEPARATORS = ";\t,"

CAN_NOT_OPEN = N_("{listing} can't be opened. Check the path and that the file exists.")
EMPTY_FILE = N_("{listing} is empty.")
FILE_TOO_LARGE = N_("{listing} is too large. At most {limit} rows can be read at a time.")
OLD_FORMAT = N_(
	"{listing} is an old or password-protected Excel file. Save it as .xlsx without a password, or as CSV."
)
NOT_A_SHEET = N_("{listing} is not a spreadsheet. Save it as .xlsx or CSV.")


class UnreadableSheet(Said, ValueError):
	"""A file that no row can be read from. `template` and `params` say why and what would do."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(self.text())


def load(source: str | Path | bytes | BinaryIO, name: str) -> bytes:
	"""The file's bytes, refused above MOST_BYTES."""
	try:
		content = _bytes(source)
	except OSError as error:
		raise UnreadableSheet(CAN_NOT_OPEN, listing=name) from error
	if not content.strip():
		raise UnreadableSheet(EMPTY_FILE, listing=name)
	if len(content) > MOST_BYTES:
		raise UnreadableSheet(FILE_TOO_LARGE, listing=name, limit=MOST_ROWS)
	return content


def _bytes(source: str | Path | bytes | BinaryIO) -> bytes:
	if isinstance(source, bytes):
		return source
	if isinstance(source, (str, Path)):
		with open(source, "rb") as file:
			return file.read(MOST_BYTES + 1)
	return source.read(MOST_BYTES + 1)


def tables(content: bytes, name: str) -> Iterator[Callable[[], Iterable[list[Any]]]]:
	"""Ways to read the file as rows of cells: one per worksheet, or one per separator. The caller takes the first that fits."""
	if content.startswith(OLD_EXCEL):
		raise UnreadableSheet(OLD_FORMAT, listing=name)
	if content.startswith(b"PK"):
		yield from _worksheets(content, name)
		return
	text = _decoded(content, name)
	for separator in SEPARATORS:
		yield lambda separator=separator: _limited(_delimited(text, separator), name)


def _worksheets(content: bytes, name: str) -> Iterator[Callable[[], Iterable[list[Any]]]]:
	# openpyxl is only needed for Excel files, and takes a third of a second to import.
	from openpyxl import load_workbook

	try:
		book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
	except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
		raise UnreadableSheet(NOT_A_SHEET, listing=name) from error
	for sheet in book.worksheets:
		yield lambda sheet=sheet: _limited(_cells(sheet), name)


def _cells(sheet: Any) -> Iterator[list[Any]]:
	# A sheet that claims a million columns is not worth believing.
	for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
		yield list(row)


def _limited(rows: Iterable[list[Any]], name: str) -> Iterator[list[Any]]:
	for number, row in enumerate(rows):
		if number > MOST_ROWS:
			raise UnreadableSheet(FILE_TOO_LARGE, listing=name, limit=MOST_ROWS)
		yield row


def _decoded(content: bytes, name: str) -> str:
	if content.startswith((b"\xff\xfe", b"\xfe\xff")):
		return content.decode("utf-16", errors="replace")
	if b"\0" in content:
		raise UnreadableSheet(NOT_A_SHEET, listing=name)
	try:
		return content.decode("utf-8-sig")
	except UnicodeDecodeError:
		return content.decode("cp1252", errors="replace")


def _delimited(text: str, separator: str) -> Iterator[list[Any]]:
	try:
		yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
	except csv.Error as error:
		raise UnreadableSheet(NOT_A_SHEET, listing="CSV") from error
