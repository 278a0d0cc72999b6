"""Prices for households and listings: what proves a matching to be the best, and what a search starts from."""

from __future__ import annotations

import numpy as np


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
	household, listing, weight = graph.household, graph.listing, graph.weight
	starts = starts_of(household, graph.households)
	housed = edge_of >= 0
	home = np.where(housed, listing[edge_of], -1) if len(listing) else np.full(graph.households, -1)
	worth = np.where(housed, weight[edge_of], 0) if len(listing) else np.zeros(graph.households, np.int64)
	used = np.bincount(home[housed], minlength=len(graph.slots))
	open_slot = used < graph.slots
	takes = graph.slots > 0
	u, v = worth.copy(), np.zeros(len(graph.slots), np.int64)
	moved = np.ones(graph.households, bool)
	while moved.any():
		edges = rows_of(starts, np.nonzero(moved)[0])
		edges = edges[takes[listing[edges]]]
		before = v.copy()
		np.maximum.at(v, listing[edges], weight[edges] - u[household[edges]])
		risen = v > before
		if (risen & open_slot).any():
			return None
		moved = housed & risen[home]
		u[moved] = worth[moved] - v[home[moved]]
		if (u[moved] < 0).any():
			return None
	return u, v


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
