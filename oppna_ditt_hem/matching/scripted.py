"""What an administrator's script is given to compute with: columns of pairs that it can't reach around.

A script runs once per block of pairs, never once per pair. It reads `pairs.household.size` and the like, by the same names
as an expression, computes with + - * / and comparisons, joins answers with & | ~, and sets `result`. The columns are
wrapped, because a bare array could write files.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from . import values
from .pairs import Pairs
from .vocabulary import NAMES, WORD, Name, codes_of, names_like
from .words import N_

RESULT_MISSING = N_("The script of {criterion} has to set result to a column or a number.")
RESULT_SHAPE = N_("The result of the script of {criterion} doesn't have one value for each pair.")
NO_NAME = N_("There is no name “{value}”. The names are: {names}.")


class NoSuchName(LookupError):
	"""A script asks for a name there isn't; `template` and `params` list those there are.

	No AttributeError: the platform turns those into None before the script's author hears of them.
	"""

	def __init__(self, name: str):
		self.template, self.params = NO_NAME, {"value": name, "names": names_like(name)}
		super().__init__(NO_NAME.format(value=name, names=", ".join(names_like(name))))


class Values:
	"""A column of numbers, days or answers; what isn't known stays unknown."""

	__slots__ = ("_found",)
	__hash__ = None

	def __init__(self, found: Any):
		self._found = found

	def __add__(self, other: Any) -> Values:
		return _apply(values.add, self, other)

	def __radd__(self, other: Any) -> Values:
		return _apply(values.add, other, self)

	def __sub__(self, other: Any) -> Values:
		return _apply(values.subtract, self, other)

	def __rsub__(self, other: Any) -> Values:
		return _apply(values.subtract, other, self)

	def __mul__(self, other: Any) -> Values:
		return _apply(values.multiply, self, other)

	__rmul__ = __mul__

	def __truediv__(self, other: Any) -> Values:
		return _apply(values.divide, self, other)

	def __rtruediv__(self, other: Any) -> Values:
		return _apply(values.divide, other, self)

	def __neg__(self) -> Values:
		return _apply(values.subtract, 0, self)

	def __lt__(self, other: Any) -> Values:
		return _apply(values.less, self, other)

	def __le__(self, other: Any) -> Values:
		return _apply(values.at_most, self, other)

	def __gt__(self, other: Any) -> Values:
		return _apply(values.more, self, other)

	def __ge__(self, other: Any) -> Values:
		return _apply(values.at_least, self, other)

	def __eq__(self, other: Any) -> Values:  # type: ignore[override]
		return _apply(values.equal, self, other)

	def __ne__(self, other: Any) -> Values:  # type: ignore[override]
		return _apply(values.different, self, other)

	def __and__(self, other: Any) -> Values:
		return _apply(values.both, self, other)

	__rand__ = __and__

	def __or__(self, other: Any) -> Values:
		return _apply(values.either, self, other)

	__ror__ = __or__

	def __invert__(self) -> Values:
		return _apply(values.opposite, self)

	def __bool__(self) -> bool:
		raise TypeError(
			"A column is neither true nor false: use & | ~ and where() instead of and, or, not and if."
		)


class Words:
	"""A column of words: compared with words, and nothing else."""

	__slots__ = ("_name", "_pairs")
	__hash__ = None

	def __init__(self, name: Name, pairs: Pairs):
		self._name, self._pairs = name, pairs

	def is_one_of(self, words: Iterable[str]) -> Values:
		codes = codes_of(self._name, self._pairs, tuple(words))
		return Values(values.is_one_of(self._name.read(self._pairs), codes))

	def __eq__(self, word: Any) -> Values:  # type: ignore[override]
		return self.is_one_of([word])

	def __ne__(self, word: Any) -> Values:  # type: ignore[override]
		return ~self.is_one_of([word])

	__bool__ = Values.__bool__


class Columns:
	"""The names of one side: `pairs.household`, `pairs.listing`, `pairs.pair`; and the three of them with `today`."""

	__slots__ = ("_pairs", "_side")

	def __init__(self, pairs: Pairs, side: str = ""):
		self._pairs, self._side = pairs, side

	def __getattr__(self, name: str) -> Any:
		full = f"{self._side}.{name}" if self._side else name
		if not self._side and name in ("household", "listing", "pair"):
			return Columns(self._pairs, name)
		found = NAMES.get(full)
		if found is None:
			raise NoSuchName(full)
		return Words(found, self._pairs) if found.kind == WORD else Values(found.read(self._pairs))


def _bare(value: Any) -> Any:
	if isinstance(value, Values):
		return value._found
	if isinstance(value, (bool, int, float)):
		return np.float64(value)
	raise TypeError(f"{type(value).__name__} can't be computed with here; use columns and numbers.")


def _apply(operation: Any, *given: Any) -> Values:
	with np.errstate(all="ignore"):
		return Values(operation(*map(_bare, given)))


def names_for(pairs: Pairs) -> dict[str, Any]:
	"""The names a script may use besides the platform's own."""
	return {
		"pairs": Columns(pairs),
		"where": lambda condition, yes, no: _apply(values.where, condition, yes, no),
		"known": lambda value: _apply(values.known, value),
		"otherwise": lambda value, instead: _apply(values.otherwise, value, instead),
		"least": lambda first, second: _apply(np.minimum, first, second),
		"most": lambda first, second: _apply(np.maximum, first, second),
		"month": lambda day: _apply(values.month, day),
	}


def result_of(found: Any, shape: tuple[int, ...]) -> Any:
	"""The script's result as float64, or the template that says why it won't do."""
	try:
		bare = values.finite(_bare(found))
	except TypeError:
		return RESULT_MISSING
	try:
		np.broadcast_to(bare, shape)
	except ValueError:
		return RESULT_SHAPE
	return bare
