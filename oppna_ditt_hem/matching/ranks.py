"""Rows in the order of several keys, and each row's place among the rows of its group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BITS = 63
"""What a whole number holds beside its sign."""


def order_of(keys: Sequence[np.ndarray]) -> np.ndarray:
	"""Rows in the order of whole numbers, as `np.lexsort` has them: the last key matters most, ties keep their order.

	Keys that fit into one number together are sorted as one, which takes a fifth of the time.
	"""
	if not len(keys[0]):
		return np.zeros(0, np.int64)
	packed, width = np.zeros(len(keys[0]), np.int64), 0
	for key in keys:
		least = int(key.min())
		bits = (int(key.max()) - least).bit_length()
		if width + bits > BITS or key.dtype.kind == "f":
			return np.lexsort(keys)
		packed |= (key.astype(np.int64) - least) << width
		width += bits
	return np.argsort(packed, kind="stable")


def places_within(group: np.ndarray, keys: Sequence[np.ndarray]) -> np.ndarray:
	"""Places from 0, lowest key first; the last key matters most, as for `np.lexsort`, and ties keep their order."""
	order = order_of((*keys, group))
	ordered = group[order]
	places = np.empty(len(order), dtype=np.int64)
	places[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
	return places
