"""Families of assignment problems: from the drawn market, and the kinds of weights that are hard."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from benchmarks.market import market, rules
from oppna_ditt_hem.matching.assign import Graph
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs
from oppna_ditt_hem.matching.ranks import places_within


@cache
def pairs_of(households: int, listings: int, seed: int = 1):
	"""All possible pairs of a drawn market: household, listing and worth, and the market."""
	found = market(households, listings, seed)
	return (*possible_pairs(Prepared(found, rules())), found)


def whole(households: int, listings: int) -> Graph:
	"""All possible pairs, by worth; every home takes one household."""
	seekers, homes, worth, _market = pairs_of(households, listings)
	return Graph(seekers, homes, worth + 1, np.ones(listings, dtype=np.int64), households)


def top(graph: Graph, k: int) -> Graph:
	"""The heaviest k pairs of each household and of each home."""
	among = [places_within(side, [-graph.weight]) < k for side in (graph.household, graph.listing)]
	return part(graph, np.flatnonzero(among[0] | among[1]), graph.weight)


def part(graph: Graph, edges: np.ndarray, weight: np.ndarray) -> Graph:
	return Graph(graph.household[edges], graph.listing[edges], weight[edges], graph.slots, graph.households)


def ties(graph: Graph) -> Graph:
	"""Weight is the household's priority alone: massive ties."""
	priority = 1 + np.random.Generator(np.random.PCG64(5)).integers(0, 100, graph.households)
	edges = np.arange(len(graph.weight))
	return part(graph, edges, priority[graph.household].astype(np.int64))


def contested(graph: Graph) -> Graph:
	"""Priority times quality: everybody wants the same homes."""
	draw = np.random.Generator(np.random.PCG64(6))
	priority, quality = draw.integers(1, 100, graph.households), draw.integers(1, 100, len(graph.slots))
	edges = np.arange(len(graph.weight))
	return part(graph, edges, (priority[graph.household] * quality[graph.listing]).astype(np.int64))


def dense(households: int, listings: int, *, product: bool = False) -> Graph:
	"""Every pair is possible; weights drawn evenly, or products of the two sides."""
	draw = np.random.Generator(np.random.PCG64(7))
	seekers = np.repeat(np.arange(households), listings)
	homes = np.tile(np.arange(listings), households)
	weight = draw.integers(1, 10_000, households * listings)
	if product:
		weight = draw.integers(1, 1000, households)[seekers] * draw.integers(1, 1000, listings)[homes]
	return Graph(seekers, homes, weight.astype(np.int64), np.ones(listings, dtype=np.int64), households)


def by_scipy(graph: Graph) -> int:
	"""The peer: scipy's sparse solver, with a private home for each household since it wants a full matching."""
	homes, own = len(graph.slots), np.arange(graph.households)
	highest = int(graph.weight.max()) + 1
	cost = np.concatenate([highest - graph.weight, np.full(graph.households, highest)]).astype(np.float64)
	rows = np.concatenate([graph.household, own])
	columns = np.concatenate([graph.listing, homes + own])
	table = csr_array((cost, (rows, columns)), shape=(graph.households, homes + graph.households))
	found, taken = min_weight_full_bipartite_matching(table)
	housed = int((taken < homes).sum())
	return highest * graph.households - round(float(table[found, taken].sum())) if housed else 0


def by_scipy_dense(graph: Graph) -> int:
	table = np.zeros((graph.households, len(graph.slots)))
	table[graph.household, graph.listing] = graph.weight
	return round(float(table[linear_sum_assignment(table, maximize=True)].sum()))


def by_greedy(graph: Graph) -> int:
	"""The plain list: the heaviest pair first."""
	left, housed, total = graph.slots.tolist(), set(), 0
	order = np.argsort(-graph.weight, kind="stable")
	columns = (column[order].tolist() for column in (graph.household, graph.listing, graph.weight))
	for seeker, home, weight in zip(*columns, strict=True):
		if left[home] and seeker not in housed:
			housed.add(seeker)
			left[home] -= 1
			total += weight
	return total
