"""Reading one column of rows into a numpy array, and refusing what can't be computed with.

Each reader takes rows and a field and returns an array as long as the rows; what is wrong goes into `faults` by row and
column, and a neutral value takes its place so that every fault of a table is found in one pass.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from . import whole_columns
from .faults import Fault
from .tables import NO, NO_DAY, UNKNOWN, YES
from .words import N_

Row = Mapping[str, Any]

NOT_A_NUMBER = N_("This is not a number.")
NEGATIVE = N_("This can't be negative.")
TOO_LARGE = N_("This can't be more than {limit}.")
WHOLE_NUMBER = N_("This must be a whole number.")
NOT_A_DATE = N_("This is not a date.")
NOT_YES_OR_NO = N_("This is neither yes, no nor unknown.")
UNKNOWN_CODE = N_("This is not one of: {choices}.")
UNKNOWN_ROW = N_("There is no row with this name.")
REVERSED = N_("The period ends before it begins.")
TWICE = N_("This name stands on more than one row.")
MISSING = N_("This can't be empty.")

LARGEST_NUMBER = 1e9


class Column:
	"""Reads the columns of one table and gathers its faults."""

	def __init__(self, rows: Sequence[Row], faults: list[Fault]):
		self.rows = rows
		self.faults = faults

	def fault(self, row: Row, field: str, template: str, **params: Any) -> None:
		self.faults.append(Fault(row.get("name") or "", field, row.get(field), template, params))

	def values(self, field: str) -> list[Any]:
		return [row.get(field) for row in self.rows]

	def _read(self, field: str, read: Callable[[Row, str], Any], dtype: Any) -> np.ndarray:
		return np.fromiter((read(row, field) for row in self.rows), dtype=dtype, count=len(self.rows))

	def names(self) -> np.ndarray:
		"""Row names; each must be there once."""
		at_once = whole_columns.names(self.values("name"))
		return self._names() if at_once is None else at_once

	def _names(self) -> np.ndarray:
		seen: set[str] = set()
		for row in self.rows:
			name = row.get("name")
			if not name:
				self.fault(row, "name", MISSING)
			elif name in seen:
				self.fault(row, "name", TWICE)
			seen.add(name)
		return np.array([str(row.get("name") or "") for row in self.rows], dtype=object)

	def amounts(self, field: str, *, zero_is_unknown: bool = True) -> np.ndarray:
		"""float64, NaN where not given."""
		found = whole_columns.numbers(self.values(field), LARGEST_NUMBER)
		if found is None:
			return self._read(field, lambda row, name: self._amount(row, name, zero_is_unknown), np.float64)
		return np.where(found == 0, np.nan, found) if zero_is_unknown else found

	def counts(self, field: str) -> np.ndarray:
		"""int32, 0 where not given."""
		found = whole_columns.whole_numbers(self.values(field), LARGEST_NUMBER)
		return self._read(field, self._count, np.int32) if found is None else found

	def days(self, field: str) -> np.ndarray:
		"""int32 day numbers (proleptic Gregorian ordinal), NO_DAY where not given."""
		found = whole_columns.days(self.values(field), NO_DAY)
		return self._read(field, self._day, np.int32) if found is None else found

	def answers(self, field: str) -> np.ndarray:
		"""int8: YES, NO or UNKNOWN."""
		found = whole_columns.looked_up(self.values(field), _ANSWERS, UNKNOWN, np.int8)
		return self._read(field, self._answer, np.int8) if found is None else found

	def codes(self, field: str, choices: Mapping[str, int]) -> np.ndarray:
		"""int32 codes of a fixed list, 0 where not given; `choices` maps word to code."""
		found = whole_columns.looked_up(self.values(field), choices, 0, np.int32)
		if found is None:
			return self._read(field, lambda row, name: self._code(row, name, choices), np.int32)
		return found

	def references(self, field: str, index: Mapping[str, int]) -> np.ndarray:
		"""int32 row numbers in another table, -1 where not given."""
		found = whole_columns.looked_up(self.values(field), index, -1, np.int32)
		if found is None:
			return self._read(field, lambda row, name: self._reference(row, name, index), np.int32)
		return found

	def periods(self, first_field: str, last_field: str, first: np.ndarray, last: np.ndarray) -> None:
		for i in np.nonzero((first != NO_DAY) & (last != NO_DAY) & (last < first))[0]:
			self.fault(self.rows[i], last_field, REVERSED)

	def _amount(self, row: Row, field: str, zero_is_unknown: bool) -> float:
		value = row.get(field)
		if value is None or value == "":
			return math.nan
		try:
			found = float(value)
		except (TypeError, ValueError):
			found = math.nan
		template = _what_is_wrong(found)
		if template:
			self.fault(row, field, template, **({"limit": LARGEST_NUMBER} if template is TOO_LARGE else {}))
			return math.nan
		return math.nan if zero_is_unknown and found == 0 else found

	def _count(self, row: Row, field: str) -> int:
		found = self._amount(row, field, zero_is_unknown=False)
		if math.isnan(found):
			return 0
		if found != int(found):
			self.fault(row, field, WHOLE_NUMBER)
		return int(found)

	def _day(self, row: Row, field: str) -> int:
		value = row.get(field)
		if value is None or value == "":
			return NO_DAY
		if isinstance(value, datetime):
			value = value.date()
		if isinstance(value, str):
			try:
				value = date.fromisoformat(value[:10])
			except ValueError:
				pass
		if not isinstance(value, date):
			self.fault(row, field, NOT_A_DATE)
			return NO_DAY
		return value.toordinal()

	def _answer(self, row: Row, field: str) -> int:
		value = row.get(field)
		if value is None or value == "":
			return UNKNOWN
		found = _ANSWERS.get(value) if isinstance(value, (str, int, float)) else None
		if found is None:
			self.fault(row, field, NOT_YES_OR_NO)
			return UNKNOWN
		return found

	def _code(self, row: Row, field: str, choices: Mapping[str, int]) -> int:
		value = row.get(field)
		if value is None or value == "":
			return 0
		if value not in choices:
			self.fault(row, field, UNKNOWN_CODE, choices=list(choices))
		return choices.get(value, 0)

	def _reference(self, row: Row, field: str, index: Mapping[str, int]) -> int:
		value = row.get(field)
		if value is None or value == "":
			return -1
		if value not in index:
			self.fault(row, field, UNKNOWN_ROW)
		return index.get(value, -1)


# True and 1.0 are the same keys as 1, so this covers booleans too.
_ANSWERS = {1: YES, 0: NO, "1": YES, "0": NO, "Yes": YES, "No": NO}


def _what_is_wrong(value: float) -> str | None:
	if not math.isfinite(value):
		return NOT_A_NUMBER
	if value < 0:
		return NEGATIVE
	return TOO_LARGE if value > LARGEST_NUMBER else None
