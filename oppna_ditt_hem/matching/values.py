"""Computing with what may be unknown: float64 columns in which NaN means that it can't be told.

Yes and no are 1 and 0. An answer that is certain whatever the unknown part may be is given (no and unknown is no, yes or
unknown is yes); everything else that touches an unknown value is unknown, and so is what isn't finite.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .pairs import OPEN


def finite(value: Any) -> Any:
	return np.where(np.isfinite(value), value, np.nan)


def arithmetic(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
	return lambda a, b: finite(operation(a, b))


def comparison(operation: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
	return lambda a, b: np.where(np.isnan(a) | np.isnan(b), np.nan, operation(a, b))


add, subtract = arithmetic(np.add), arithmetic(np.subtract)
multiply, divide = arithmetic(np.multiply), arithmetic(np.divide)
less, at_most = comparison(operator.lt), comparison(operator.le)
more, at_least = comparison(operator.gt), comparison(operator.ge)
equal, different = comparison(operator.eq), comparison(operator.ne)


def both(a: Any, b: Any) -> Any:
	return np.where((a == 0) | (b == 0), 0.0, np.multiply(a, b))


def either(a: Any, b: Any) -> Any:
	return np.where((a == 1) | (b == 1), 1.0, np.maximum(a, b))


def opposite(a: Any) -> Any:
	return 1.0 - a


def where(condition: Any, yes: Any, no: Any) -> Any:
	return np.where(np.isnan(condition), np.nan, np.where(condition == 1, yes, no))


def known(a: Any) -> Any:
	return np.where(np.isnan(a), 0.0, 1.0)


def otherwise(a: Any, instead: Any) -> Any:
	return np.where(np.isnan(a), instead, a)


def is_one_of(a: Any, codes: list[int]) -> Any:
	return np.where(np.isnan(a), np.nan, np.isin(a, codes))


def month(day: Any) -> Any:
	"""1 to 12 of a day number; unknown outside the calendar."""
	inside = np.isfinite(day) & (day >= 1) & (day <= OPEN)
	days = np.where(inside, day, 1).astype(np.int64) - 719163
	found = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
	return np.where(inside, found, np.nan)


SIGNS = {
	"+": add,
	"-": subtract,
	"*": multiply,
	"/": divide,
	"<": less,
	"<=": at_most,
	">": more,
	">=": at_least,
	"==": equal,
	"!=": different,
}
