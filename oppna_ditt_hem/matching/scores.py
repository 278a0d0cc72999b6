"""What a pair is worth: the weighted mean of its preferences, as a whole number.

Whole numbers of hundredths of a per cent, so that sorting and solving never depend on the last bit of a float; one formula
and one order of adding, so that one pair, a list of pairs and a block of them agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from .catalogue import Criterion

FULL = 10_000
UNKNOWN_VALUE = 0.5
"""What an unknown preference counts: neither a gain nor a loss."""


def weighted(criterion: Criterion, value: Any) -> Any:
	"""A preference's value times its weight."""
	return criterion.weight * np.where(np.isnan(value), UNKNOWN_VALUE, value)


def summed(points: Iterable[Any], preferences: Sequence[Criterion]) -> Any:
	"""The weighted mean of preferences in hundredths of a per cent, 0 to FULL; 0 without any weight."""
	weights = sum(criterion.weight for criterion in preferences)
	if not weights:
		return np.int64(0)
	total: Any = 0.0
	for found in points:
		total = total + found
	return np.floor(total / weights * FULL + 0.5).astype(np.int64)


def as_score(worth: Any) -> float:
	"""A worth as a score from 0 to 100."""
	return int(worth) * 100 / FULL
