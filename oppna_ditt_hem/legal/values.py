"""Dated legal values: rows as in the DocType Legal Parameter, read for one day at a time.

A value that is missing on the day, given twice or left out between two periods is an error that names the key and the day.
Nothing is filled in or carried over: a law that has not been entered is not known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..matching.words import N_, Text
from .answers import MARKS, VERIFIED, Source, joined

SHIPPED = Path(__file__).resolve().parent.parent / "setup" / "legal_parameters.json"

MISSING = N_("There is no legal value {key} on {day}. Add a row that covers the day.")
GAP = N_("The legal value {key} has a gap: no row covers {day}, though rows before and after it exist.")
OVERLAP = N_("The legal value {key} is given twice on {day}. End one row the day before the other begins.")
REVERSED = N_("The legal value {key} that begins on {day} ends before it begins.")
WRONG_MARK = N_("The legal value {key} that begins on {day} has no mark that is known: V, S, I or M.")
NOT_A_NUMBER = N_(
	"The legal value {key} on {day} must be a number, or numbers with a semicolon between: {value}."
)
NOT_WHOLE = N_("The legal value {key} on {day} must be a whole number: {value}.")


class LegalValueError(ValueError):
	"""A legal value that can't be used; `text` is the sentence to show, with the key and the day in it."""

	def __init__(self, template: str, key: str, day: date, **params: Any):
		self.text = Text(template, {"key": key, "day": day.isoformat(), **params})
		super().__init__(self.text.say())


@dataclass(frozen=True)
class Row:
	"""One value for one period. `value` is text as entered; `valid_to` None means until further notice."""

	key: str
	value: str
	unit: str
	valid_from: date
	valid_to: date | None
	legal_reference: str
	source: str
	mark: str
	checked_on: date | None
	checked_by: str

	@classmethod
	def read(cls, given: Mapping[str, Any]) -> Row:
		"""A row from the DocType's field names; days as dates or ISO text, empty for none."""
		days = {name: _day(given.get(name)) for name in ("valid_from", "valid_to", "checked_on")}
		if days["valid_from"] is None:
			raise LegalValueError(MISSING, str(given.get("key") or ""), date.min)
		texts = {field.name: str(given.get(field.name) or "") for field in fields(cls)}
		return cls(**{**texts, **days})

	def holds_on(self, day: date) -> bool:
		return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

	@property
	def standing(self) -> str:
		"""The mark, V once somebody has filled in that they checked it and when."""
		return VERIFIED if self.checked_on and self.checked_by else self.mark

	def as_source(self) -> Source:
		return Source(self.legal_reference, self.standing, self.source)

	def as_dict(self) -> dict[str, Any]:
		"""Plain data that fits in JSON and can be read back."""
		return {
			name: value.isoformat() if isinstance(value, date) else value
			for name, value in asdict(self).items()
		}


def _day(value: Any) -> date | None:
	if isinstance(value, date) or not value:
		return value or None
	return date.fromisoformat(str(value))


def _by_key(rows: Iterable[Row]) -> dict[str, list[Row]]:
	found: dict[str, list[Row]] = {}
	for row in sorted(rows, key=lambda row: row.valid_from):
		found.setdefault(row.key, []).append(row)
	return found


def faults(rows: Iterable[Mapping[str, Any]]) -> list[LegalValueError]:
	"""Everything that is wrong with a set of rows: reversed, overlapping and gapped periods, unknown marks."""
	read = [Row.read(row) for row in rows]
	found = [LegalValueError(WRONG_MARK, row.key, row.valid_from) for row in read if row.mark not in MARKS]
	for row in read:
		if row.valid_to and row.valid_to < row.valid_from:
			found.append(LegalValueError(REVERSED, row.key, row.valid_from))
	for key, periods in _by_key(read).items():
		for before, after in pairwise(periods):
			if before.valid_to is None or after.valid_from <= before.valid_to:
				found.append(LegalValueError(OVERLAP, key, after.valid_from))
			elif after.valid_from > before.valid_to + timedelta(days=1):
				found.append(LegalValueError(GAP, key, before.valid_to + timedelta(days=1)))
	return found


class DayValues:
	"""The values of one day. Each reader raises LegalValueError where the key is missing, doubled or no number."""

	def __init__(self, rows: Mapping[str, list[Row]], day: date):
		self._rows, self.day = rows, day

	def row(self, key: str) -> Row:
		periods = self._rows.get(key, [])
		holding = [row for row in periods if row.holds_on(self.day)]
		if len(holding) == 1:
			return holding[0]
		if holding:
			raise LegalValueError(OVERLAP, key, self.day)
		inside = periods and periods[0].valid_from < self.day < periods[-1].valid_from
		raise LegalValueError(GAP if inside else MISSING, key, self.day)

	def knows(self, key: str) -> bool:
		return any(row.holds_on(self.day) for row in self._rows.get(key, []))

	def text(self, key: str) -> str:
		return self.row(key).value

	def numbers(self, key: str) -> tuple[float, ...]:
		"""Numbers with a semicolon between them, with a comma or a point for decimals."""
		value = self.text(key)
		try:
			return tuple(float(part.strip().replace(",", ".")) for part in value.split(";"))
		except ValueError:
			raise LegalValueError(NOT_A_NUMBER, key, self.day, value=value) from None

	def number(self, key: str) -> float:
		found = self.numbers(key)
		if len(found) != 1:
			raise LegalValueError(NOT_A_NUMBER, key, self.day, value=self.text(key))
		return found[0]

	def count(self, key: str) -> int:
		"""A whole number, of months, days or persons."""
		found = self.number(key)
		if found != int(found):
			raise LegalValueError(NOT_WHOLE, key, self.day, value=self.text(key))
		return int(found)

	def source(self, *keys: str) -> Source:
		return joined(*(self.row(key).as_source() for key in keys))

	def rows(self) -> list[dict[str, Any]]:
		"""Every row that holds on the day, to be kept beside what was decided on them."""
		return [row.as_dict() for rows in self._rows.values() for row in rows if row.holds_on(self.day)]


class Values:
	"""A set of dated rows."""

	def __init__(self, rows: Iterable[Mapping[str, Any]]):
		self._rows = _by_key(Row.read(row) for row in rows)

	def on(self, day: date) -> DayValues:
		return DayValues(self._rows, day)

	def periods(self, key: str) -> tuple[Row, ...]:
		"""The rows of a key in order of time."""
		return tuple(self._rows.get(key, ()))


@lru_cache
def shipped() -> Values:
	"""The rows the app comes with: what to answer from where an administrator's rows are not at hand."""
	return Values(json.loads(SHIPPED.read_text(encoding="utf-8")))
