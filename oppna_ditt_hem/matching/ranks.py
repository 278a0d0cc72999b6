"""Each row's place among the rows of its group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def places_within(group: np.ndarray, keys: Sequence[np.ndarray]) -> np.ndarray:
	"""Places from 0, lowest key first; the last key matters most, as for `np.lexsort`, and ties keep their order."""
	order = np.lexsort((*keys, group))
	ordered = group[order]
	places = np.empty(len(order), dtype=np.int64)
	places[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
	return places
