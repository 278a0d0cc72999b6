"""Prices for households and listings: what proves a matching to be the best, and what a search starts from."""

from __future__ import annotations

import numpy as np

PARTS = 16
ENOUGH = 2_000
"""Turns after which the order no longer matters but the certain end does: all that wait are taken in one turn."""


def rows_of(starts: np.ndarray, chosen: np.ndarray) -> np.ndarray:
	"""Numbers of the edges of the chosen nodes, whose edges are `starts[i]:starts[i + 1]`."""
	counts = starts[chosen + 1] - starts[chosen]
	if not counts.sum():
		return np.zeros(0, np.int64)
	ends = np.cumsum(counts)
	return np.arange(ends[-1]) + np.repeat(starts[chosen] - ends + counts, counts)


def starts_of(node: np.ndarray, count: int) -> np.ndarray:
	"""Where the edges of each of `count` nodes begin, in edges sorted by node; one more at the end."""
	return np.concatenate([[0], np.cumsum(np.bincount(node, minlength=count))]).astype(np.int64)


def edges_between(graph, mate: np.ndarray) -> np.ndarray:
	"""The number of the edge between each household and its listing in `mate`; -1 where that is -1."""
	edge_of = np.full(graph.households, -1, np.int64)
	chosen = np.flatnonzero(mate[graph.household] == graph.listing)
	edge_of[graph.household[chosen]] = chosen
	return edge_of


def lowest_prices(graph, edge_of: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
	"""The lowest listing prices that keep everybody where the matching put them, and what is left to the households.

	They are the longest paths from what those without a home would give: a home must cost what somebody else would gain by
	moving to it. None if no prices do, because the matching is not the best.
	"""
	housed = edge_of >= 0
	home = np.full(graph.households, -1, np.int64)
	home[housed] = graph.listing[edge_of[housed]]
	worth = np.zeros(graph.households, np.int64)
	worth[housed] = graph.weight[edge_of[housed]]
	has_room = np.bincount(home[housed], minlength=len(graph.slots)) < graph.slots
	u, v = worth.copy(), np.zeros(len(graph.slots), np.int64)
	waiting = _Waiting(graph, home)
	while waiting.waits.any():
		edges = waiting.next(v)
		before = v.copy()
		np.maximum.at(v, graph.listing[edges], graph.weight[edges] - u[graph.household[edges]])
		risen = v > before
		moved = housed & risen[home]
		u[moved] = worth[moved] - v[home[moved]]
		if (risen & has_room).any() or (u[moved] < 0).any():
			return None
		waiting.add(moved)
	return u, v


class _Waiting:
	"""Households whose edges are to be looked at (again), those in the cheapest homes first, a part at a time.

	Prices are passed on from cheap homes to dearer ones, so in that order most households are looked at once.
	"""

	def __init__(self, graph, home: np.ndarray):
		self.home, self.starts = home, starts_of(graph.household, graph.households)
		self.takes = graph.slots[graph.listing] > 0
		self.waits = np.diff(self.starts) > 0
		self.part = len(graph.listing) // PARTS
		self.turns = 0

	def add(self, households: np.ndarray) -> None:
		self.waits |= households

	def next(self, v: np.ndarray) -> np.ndarray:
		"""The edges of the next households."""
		chosen = np.flatnonzero(self.waits)
		self.turns += 1
		if self.turns < ENOUGH:
			home = self.home[chosen]
			chosen = chosen[np.argsort(np.where(home < 0, -1, v[home]), kind="stable")]
			degrees = self.starts[chosen + 1] - self.starts[chosen]
			chosen = chosen[: np.searchsorted(np.cumsum(degrees), self.part) + 1]
		self.waits[chosen] = False
		edges = rows_of(self.starts, chosen)
		return edges[self.takes[edges]]


def settle(edges, mate: np.ndarray, u: np.ndarray, v: np.ndarray, full: np.ndarray, rounds: int) -> None:
	"""Lower the prices of full listings towards the lowest, in place: each to what the next household would give.

	All at once: a household's price rises with its own listing's fall, so the others stay far enough apart. The lowest
	prices are not always reached, but searches for augmenting paths become several times shorter.

	Args:
		edges: (household, listing, weight), sorted by listing.
		full: listings without a free slot.
	"""
	household, listing, weight = edges
	housed = np.nonzero(mate >= 0)[0]
	if not len(housed) or not len(listing):
		return
	begins = np.flatnonzero(np.r_[True, listing[1:] != listing[:-1]])
	there = listing[begins]
	own = mate[household] == listing
	for _ in range(rounds):
		gives = np.where(own, 0, weight - u[household])
		floor = np.zeros_like(v)
		floor[there] = np.maximum(np.maximum.reduceat(gives, begins), 0)
		fall = np.where(full, v - floor, 0)
		if not fall.any():
			return
		v -= fall
		u[housed] += fall[mate[housed]]
