"""A sheet read into rows with field names, and its faults by row, column and reason.

A row with a fault never reaches the rows; the others are not harmed by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from ..faults import Fault
from ..words import N_
from .cells import CellFault, Context, clean
from .declare import Column, Schema, key
from .files import UnreadableSheet, load, tables
from .members import FieldFault, with_members
from .schema import SCHEMAS

HEADER_WITHIN = 15
MOST_SHOWN = 60
FEWEST_KNOWN_HEADERS = 2

NO_HEADER = N_("{listing} has no row of column headers that can be recognised. It needs at least: {columns}.")
COLUMNS_MISSING = N_("{listing} lacks the columns: {columns}.")
TWO_COLUMNS = N_("There is already a column for this, {other}. Remove one of them.")
MUST_BE_FILLED = N_("This can't be empty.")
SAME_AS = N_("This row is the same as row {row}. Remove it, or tell the two apart in a column.")
REVERSED = N_("The period ends before it begins.")


@dataclass(frozen=True)
class Sheet:
	"""What was read.

	`rows[i]` stood on the sheet's row `row_numbers[i]` (the first row is 1). `unknown_columns` are headers that nothing was read
	from. `header_row` is the row they stand on; a fault there is one of the columns, and leaves no row out.
	"""

	kind: str
	rows: list[dict[str, Any]]
	row_numbers: list[int]
	faults: list[Fault]
	unknown_columns: list[str]
	header_row: int = 1

	@property
	def rows_left_out(self) -> int:
		return len({fault.row for fault in self.faults} - {self.header_row})


@dataclass
class _Reading:
	"""A sheet being read: its header row, and where each known column is."""

	schema: Schema
	context: Context
	at: dict[int, Column]
	written: dict[str, str]
	faults: list[Fault] = field(default_factory=list)


def read(
	source: str | Path | bytes | BinaryIO,
	kind: str,
	*,
	today: date,
	localities: Iterable[str] | None = None,
	filename: str = "",
) -> Sheet:
	"""Read a CSV or XLSX sheet.

	Args:
		source: path, bytes or open binary file.
		kind: "listings", "households" or "localities".
		today: what "omgående" means, and the day ages are counted on.
		localities: the names there are; others become faults. None accepts any.
		filename: what to call the file in a refusal; its path where not given.

	Raises:
		UnreadableSheet: not a spreadsheet, no recognisable header, or a required column missing.
	"""
	name = filename or (Path(source).name if isinstance(source, (str, Path)) else kind)
	schema = SCHEMAS[kind]
	context = Context(today, {place.lower(): place for place in localities or ()})
	content = load(source, name)
	found = [_header(table(), schema) for table in tables(content, name)]
	best = max(range(len(found)), key=lambda i: len(found[i][1]), default=None)
	if best is None or len(found[best][1]) < FEWEST_KNOWN_HEADERS:
		raise UnreadableSheet(NO_HEADER, listing=name, columns=_required(schema))
	header_row, known = found[best]
	rows = list(tables(content, name))[best]()
	reading, unknown = _start(schema, context, header_row, known, rows, name)
	return _sheet(reading, rows, header_row + 1, unknown)


def _header(rows: Iterable[Sequence[Any]], schema: Schema) -> tuple[int, set[str]]:
	"""The number of the row that most of the known headers stand on, and the fields it names."""
	headers = schema.headers()
	best: tuple[int, set[str]] = (0, set())
	for number, row in enumerate(islice(rows, HEADER_WITHIN), 1):
		fields = {headers[key(cell)].fieldname for cell in row if key(cell) in headers}
		if len(fields) > len(best[1]):
			best = (number, fields)
	return best


def _required(schema: Schema) -> list[str]:
	return [column.header for column in schema.columns if column.required]


def _start(
	schema: Schema, context: Context, header_row: int, known: set[str], rows: Any, name: str
) -> tuple[_Reading, list[str]]:
	missing = [c.header for c in schema.columns if c.required and c.fieldname not in known]
	if missing:
		raise UnreadableSheet(COLUMNS_MISSING, listing=name, columns=missing)
	header = list(islice(rows, header_row))[-1]
	headers = schema.headers()
	reading, unknown = _Reading(schema, context, {}, {}), []
	for position, cell in enumerate(header):
		column = headers.get(key(cell))
		if column is None:
			unknown += [str(cell).strip()] if key(cell) else []
		elif column.fieldname in reading.written:
			other = {"other": reading.written[column.fieldname]}
			reading.faults.append(Fault(header_row, str(cell).strip(), None, TWO_COLUMNS, other))
		else:
			reading.at[position] = column
			reading.written[column.fieldname] = str(cell).strip()
	return reading, unknown


def _sheet(reading: _Reading, rows: Iterable[Sequence[Any]], first: int, unknown: list[str]) -> Sheet:
	kept: list[dict[str, Any]] = []
	numbers: list[int] = []
	seen: dict[tuple[Any, ...], int] = {}
	for number, cells in enumerate(rows, first):
		if _is_blank(cells, reading.at):
			continue
		row = _row(reading, number, cells, seen)
		if row is not None:
			kept.append(row)
			numbers.append(number)
	return Sheet(reading.schema.kind, kept, numbers, reading.faults, unknown, first - 1)


def _is_blank(cells: Sequence[Any], at: Mapping[int, Column]) -> bool:
	return all(cells[i] is None or not str(cells[i]).strip() for i in at if i < len(cells))


def _row(
	reading: _Reading, number: int, cells: Sequence[Any], seen: dict[tuple[Any, ...], int]
) -> dict[str, Any] | None:
	"""The row's values, or None where anything in it is at fault."""
	before = len(reading.faults)
	values: dict[str, Any] = {}
	for position, column in reading.at.items():
		cell = cells[position] if position < len(cells) else None
		values.update(_value(reading, number, column, cell))
	_periods(reading, number, values)
	if len(reading.faults) == before:
		_repeated(reading, number, values, seen)
	if len(reading.faults) == before and reading.schema.kind == "households":
		values = _with_members(reading, number, values, cells)
	return values if len(reading.faults) == before else None


def _value(reading: _Reading, number: int, column: Column, cell: Any) -> dict[str, Any]:
	try:
		value = clean(cell)
		if value is None:
			if column.required:
				raise CellFault(MUST_BE_FILLED)
			return {column.fieldname: None}
		found = column.parse(value, reading.context)
	except CellFault as fault:
		_at_fault(reading, number, column, cell, fault.template, fault.params)
		return {}
	return found if isinstance(found, dict) else {column.fieldname: found}


def _at_fault(
	reading: _Reading, number: int, column: Column, cell: Any, template: str, params: dict[str, Any]
) -> None:
	written = reading.written.get(column.fieldname, column.header)
	shown = None if cell is None or column.private else str(cell).strip()[:MOST_SHOWN]
	reading.faults.append(Fault(number, written, shown, template, params))


def _periods(reading: _Reading, number: int, values: Mapping[str, Any]) -> None:
	for first, last in reading.schema.periods:
		begins, ends = values.get(first), values.get(last)
		if begins and ends and ends < begins:
			reading.faults.append(Fault(number, reading.written[last], ends.isoformat(), REVERSED))


def _repeated(
	reading: _Reading, number: int, values: Mapping[str, Any], seen: dict[tuple[Any, ...], int]
) -> None:
	fields = reading.schema.same
	same = tuple(str(values.get(fieldname)).lower() for fieldname in fields)
	other = seen.setdefault(same, number)
	if other != number:
		column = reading.schema.column(fields[0])
		_at_fault(reading, number, column, values[fields[0]], SAME_AS, {"row": other})


def _with_members(
	reading: _Reading, number: int, values: dict[str, Any], cells: Sequence[Any]
) -> dict[str, Any]:
	try:
		return with_members(values, reading.context)
	except FieldFault as fault:
		column = reading.schema.column(fault.fieldname)
		at = next((i for i, other in reading.at.items() if other is column and i < len(cells)), None)
		_at_fault(reading, number, column, None if at is None else cells[at], fault.template, fault.params)
		return {}
