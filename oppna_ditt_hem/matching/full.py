"""scipy's solver for the same problem: faster where most weights are alike, and silent about prices."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from .duals import rows_of, starts_of

EXACT = 2**53
"""Whole numbers up to here are exact in the floats that scipy computes with."""
COPIES = 4
"""scipy knows no slots, so each becomes a row; past this many times the edges that is no gain."""


def can_use_scipy(listing: np.ndarray, weight: np.ndarray, slots: np.ndarray) -> bool:
	if not len(weight):
		return False
	return int(slots.sum()) * (int(weight.max()) + 1) < EXACT and int(slots[listing].sum()) <= COPIES * len(
		listing
	)


def by_scipy(
	household: np.ndarray, listing: np.ndarray, weight: np.ndarray, slots: np.ndarray, households: int
) -> np.ndarray:
	"""Each household's listing in a best matching, or -1.

	Rows are slots, the scarce side. Each also has a household of its own that it is worth nothing with, since scipy wants every
	row matched; those come first, so that its search for any full matching ends at once (it can take exponential time).

	Args:
		household, listing, weight: the edges, sorted by listing.
	"""
	starts = starts_of(listing, len(slots))
	row_listing = np.repeat(np.arange(len(slots)), slots)
	rows = len(row_listing)
	edges = rows_of(starts, row_listing)
	degree = (starts[1:] - starts[:-1])[row_listing]
	top = int(weight.max()) + 1
	own = np.concatenate([[0], np.cumsum(degree[:-1] + 1)]) if rows else np.zeros(0, np.int64)
	columns = np.insert(household[edges] + rows, np.cumsum(degree) - degree, np.arange(rows))
	cost = np.insert((top - weight[edges]).astype(np.float64), np.cumsum(degree) - degree, float(top))
	pointers = np.concatenate([own, [len(columns)]])
	# scipy 1.11 takes no other numbers than these.
	columns, pointers = columns.astype(np.int32), pointers.astype(np.int32)
	graph = csr_array((cost, columns, pointers), shape=(rows, rows + households))
	row, column = min_weight_full_bipartite_matching(graph)
	mate = np.full(households, -1, np.int64)
	kept = column >= rows
	mate[column[kept] - rows] = row_listing[row[kept]]
	return mate
