"""The best matching of households with listings that take one or several of them, with the prices that prove it.

A sparse primal-dual method: slots are filled one by one along shortest augmenting paths, and prices for households and listings
are kept such that no pair is worth more than its two prices together. At the end the prices add up to what the matching is
worth, so no matching is worth more, and anybody can check it in one pass over the edges (`certify`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .duals import edges_between
from .primal_dual import Search, warm


class NotOptimal(ValueError):
	"""Prices that do not prove a matching to be the best."""


@dataclass(frozen=True)
class Graph:
	"""Pairs that are possible and what each is worth.

	`household`, `listing`, `weight` are per edge, sorted by (household, listing) without duplicates; weights are whole, above 0,
	and those of any matching sum to less than 2**62. `slots`: how many households each listing takes, 0 allowed.
	"""

	household: np.ndarray
	listing: np.ndarray
	weight: np.ndarray
	slots: np.ndarray
	households: int


@dataclass(frozen=True)
class Matching:
	"""The chosen edges, and the prices that prove them.

	`edge_of`: the chosen edge's number per household, -1 for none. `household_price`: per household. `listing_price`: per listing,
	for each slot. `value` is the sum of chosen weights; `bound`, which no matching exceeds, the sum of prices; they are equal.
	"""

	edge_of: np.ndarray
	household_price: np.ndarray
	listing_price: np.ndarray
	method: str
	value: int
	bound: int


def maximise(graph: Graph, *, start: np.ndarray | None = None, fast: bool | None = None) -> Matching:
	"""The matching with the largest sum of weights.

	Args:
		start: listing prices to start from, such as an earlier matching's after edges were added.
		fast: compile with numba; None where it is installed and the market large enough to gain.

	Raises:
		NotOptimal: never, unless this module is wrong.
	"""
	search = Search(graph, fast)
	patience = search.patience()
	if start is not None:
		warm(search, start, patience)
	if not search.run(patience) and not search.ask_scipy(graph):
		search.run(None)
	search.price_closed(graph)
	edge_of = edges_between(graph, search.mate)
	value = int(graph.weight[edge_of[edge_of >= 0]].sum())
	bound = int(search.u.sum()) + int((graph.slots * search.v).sum())
	matching = Matching(edge_of, search.u, search.v, search.method, value, bound)
	certify(graph, matching)
	return matching


def certify(graph: Graph, matching: Matching) -> None:
	"""Check, from the graph alone, that the matching is allowed and that no matching is worth more.

	Raises:
		NotOptimal: says what is wrong.
	"""
	u, v = matching.household_price, matching.listing_price
	chosen = matching.edge_of[matching.edge_of >= 0]
	owner = np.flatnonzero(matching.edge_of >= 0)
	value = int(graph.weight[chosen].sum())
	bound = int(u.sum()) + int((graph.slots * v).sum())
	faults = {
		"a household was given another's edge": (graph.household[chosen] != owner).any(),
		"a listing takes more than its slots": (_used(graph, chosen) > graph.slots).any(),
		"a price is below 0": (u < 0).any() or (v < 0).any(),
		"a pair is worth more than its two prices": (
			u[graph.household] + v[graph.listing] < graph.weight
		).any(),
		"the value is not the sum of what was chosen": value != matching.value,
		"the prices do not add up to the value": not value == bound == matching.bound,
	}
	for fault, found in faults.items():
		if found:
			raise NotOptimal(f"Not proven to be the best: {fault}")


def _used(graph: Graph, chosen: np.ndarray) -> np.ndarray:
	return np.bincount(graph.listing[chosen], minlength=len(graph.slots))
