"""The assignment solver against scipy's dense optimum, on small markets with many ties, and against itself compiled."""

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from oppna_ditt_hem.matching import fast, pricing, primal_dual
from oppna_ditt_hem.matching.assign import Graph, Matching, NotOptimal, certify, maximise
from oppna_ditt_hem.matching.duals import lowest_prices

MARKETS = 1_200


def drawn(seed, *, most=12, heaviest=6):
	"""A graph with few different weights, some homes that take several and some that take nobody."""
	draw = np.random.default_rng(seed)
	households, listings = draw.integers(1, most, 2)
	household, listing = np.nonzero(draw.random((households, listings)) < draw.uniform(0.1, 1))
	weight = draw.integers(1, heaviest, len(household))
	return Graph(household, listing, weight, draw.integers(0, 4, listings), int(households))


def open_only(graph):
	"""Without pairs of homes that take nobody, which have no price of their own."""
	kept = graph.slots[graph.listing] > 0
	return Graph(
		graph.household[kept], graph.listing[kept], graph.weight[kept], graph.slots, graph.households
	)


def dense_optimum(graph):
	"""Every slot as a column of its own."""
	columns = np.repeat(np.arange(len(graph.slots)), graph.slots)
	table = np.zeros((graph.households, len(graph.slots)))
	table[graph.household, graph.listing] = graph.weight
	table = table[:, columns]
	return int(table[linear_sum_assignment(table, maximize=True)].sum())


def test_it_is_scipys_dense_optimum_and_proven():
	for seed in range(MARKETS):
		graph = drawn(seed)
		found = maximise(graph, fast=False)
		certify(graph, found)
		assert found.value == found.bound == dense_optimum(graph), seed


def test_the_compiled_source_gives_the_same_to_the_bit():
	assert fast.is_installed()
	for seed in range(200):
		graph = drawn(seed, most=20)
		plain, compiled = (maximise(graph, fast=which) for which in (False, True))
		for column in ("edge_of", "household_price", "listing_price"):
			assert (getattr(plain, column) == getattr(compiled, column)).all()
		assert (plain.value, plain.method) == (compiled.value, compiled.method)


@pytest.mark.parametrize("seed", range(40))
def test_prices_of_an_earlier_market_are_only_a_start(seed):
	graph = drawn(seed)
	start = np.random.default_rng(seed).integers(0, 9, len(graph.slots))
	assert maximise(graph, start=start).value == dense_optimum(graph)


@pytest.mark.parametrize("seed", range(40))
def test_out_of_patience_scipy_is_asked_and_its_result_proven(seed, monkeypatch):
	monkeypatch.setattr(primal_dual, "PATIENCE", 0)
	monkeypatch.setattr(primal_dual, "LEAST_WORK", -1)
	graph = drawn(seed)
	assert maximise(graph, fast=False).value == dense_optimum(graph)


@pytest.mark.parametrize("seed", range(40))
def test_growing_from_promising_pairs_gives_the_same(seed, monkeypatch):
	monkeypatch.setattr(pricing, "SMALL", 0)
	monkeypatch.setattr(pricing, "PROMISING", 1)
	graph = drawn(seed, most=20)
	found = pricing.maximise_from_parts(graph)
	certify(graph, found)
	assert found.value == dense_optimum(graph)


@pytest.mark.parametrize("seed", range(40))
def test_lowest_prices_prove_the_same_matching_and_none_are_lower(seed):
	graph = open_only(drawn(seed))
	found = maximise(graph)
	households, listings = lowest_prices(graph, found.edge_of)
	value = (found.edge_of, households, listings, "", found.value, found.value)
	certify(graph, Matching(*value))
	assert (listings <= found.listing_price).all()


def test_prices_that_prove_nothing_are_refused():
	graph = drawn(3)
	found = maximise(graph)
	with pytest.raises(NotOptimal):
		certify(
			graph,
			Matching(
				*(found.edge_of, found.household_price, found.listing_price - 1, "", found.value, found.bound)
			),
		)


def test_nobody_and_nothing():
	none = np.zeros(0, dtype=np.int64)
	assert maximise(Graph(none, none, none, none, 0)).value == 0
	assert maximise(Graph(none, none, none, np.array([1, 2]), 3)).edge_of.tolist() == [-1, -1, -1]
