"""The ways through the solver: legs, warm starts, scipy's help, weights beyond floats; and what its certificate refuses."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_graphs import graph_of, optimum, random_graph, same

from oppna_ditt_hem.matching import fast, primal_dual
from oppna_ditt_hem.matching.assign import NotOptimal, certify, maximise
from oppna_ditt_hem.matching.duals import edges_between, lowest_prices

INT = np.int64


@st.composite
def graphs(draw):
	households, listings = draw(st.integers(0, 7)), draw(st.integers(0, 7))
	pairs = [(i, j) for i in range(households) for j in range(listings)]
	chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
	weights = st.integers(1, draw(st.sampled_from((1, 3, 1000, 2**40))))
	slots = draw(st.lists(st.integers(0, 3), min_size=listings, max_size=listings))
	return graph_of({pair: draw(weights) for pair in chosen}, slots, households)


def large(*, contested=False, households=900, listings=600):
	"""Large enough to be filled in several legs; contested where everybody ranks the homes alike."""
	draw = np.random.default_rng(1)
	household, listing = np.nonzero(draw.random((households, listings)) < 0.05)
	weight = draw.integers(1, 1000, len(household))
	if contested:
		weight = draw.integers(1, 100, listings)[listing] * draw.integers(1, 20, households)[household]
	pairs = zip(household.tolist(), listing.tolist(), strict=True)
	edges = dict(zip(pairs, weight.tolist(), strict=True))
	return graph_of(edges, draw.integers(0, 3, listings), households)


@pytest.fixture
def no_patience(monkeypatch):
	monkeypatch.setattr(primal_dual, "PATIENCE", 0)
	monkeypatch.setattr(primal_dual, "LEAST_WORK", -1_000)


@pytest.fixture
def short_legs(monkeypatch):
	monkeypatch.setattr(primal_dual, "LEAST", 1)


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_any_graph(graph):
	found = maximise(graph)
	certify(graph, found)
	assert found.value == optimum(graph)


@pytest.mark.parametrize(("contested", "method"), [(False, "primal-dual"), (True, "scipy")])
def test_several_legs(contested, method):
	graph = large(contested=contested)
	found = maximise(graph)
	assert found.method == method
	assert found.value == optimum(graph)


def test_without_patience_it_is_scipys_matching_with_prices(no_patience):
	methods = set()
	for seed in range(400):
		graph = random_graph(seed)
		found = maximise(graph)
		certify(graph, found)
		assert found.value == optimum(graph), seed
		methods.add(found.method)
	assert methods == {"scipy", "primal-dual"}  # the latter where nothing can be matched


def test_with_endless_patience_scipy_is_not_asked(monkeypatch):
	monkeypatch.setattr(primal_dual, "PATIENCE", 1_000_000)
	graph = large(contested=True)
	found = maximise(graph, fast=True)
	assert found.method == "primal-dual"
	assert found.value == optimum(graph)


def test_beyond_what_floats_hold_scipy_is_not_asked(no_patience):
	for seed in range(200):
		graph = random_graph(seed)
		graph = replace(graph, weight=np.minimum(graph.weight, 4))
		found = maximise(replace(graph, weight=graph.weight * 2**53 + 1))
		assert found.method == "primal-dual"
		# The one more is far below the weights: still the best, and among those the most pairs.
		assert found.value >> 53 == optimum(graph)


def test_a_matching_that_is_not_the_best_has_no_prices():
	graph = graph_of({(0, 0): 5, (0, 1): 4, (1, 0): 4}, [1, 1], 2)
	best, worse = np.array([1, 0]), np.array([0, -1])
	assert lowest_prices(graph, edges_between(graph, best)) is not None
	assert lowest_prices(graph, edges_between(graph, worse)) is None
	assert lowest_prices(graph, np.array([-1, -1])) is None


def test_the_lowest_prices_are_below_any_others():
	for seed in range(300):
		graph = random_graph(seed)
		graph = replace(graph, slots=np.maximum(graph.slots, 1))
		found = maximise(graph)
		u, v = lowest_prices(graph, found.edge_of)
		bound = int(u.sum()) + int((graph.slots * v).sum())
		certify(graph, replace(found, household_price=u, listing_price=v, bound=bound))
		assert (v <= found.listing_price).all() and (u >= found.household_price).all()


def test_from_earlier_prices():
	draw = np.random.default_rng(4)
	for seed in range(500):
		graph = random_graph(seed)
		start = draw.integers(0, draw.choice((2, 40, 2000)), len(graph.slots))
		found = maximise(graph, start=start)
		certify(graph, found)
		assert found.value == optimum(graph), seed


def test_from_the_prices_before_edges_were_added():
	graph = large()
	half = np.flatnonzero(np.arange(len(graph.weight)) % 2)
	part = replace(
		graph, household=graph.household[half], listing=graph.listing[half], weight=graph.weight[half]
	)
	prices = maximise(part).listing_price
	assert maximise(graph, start=prices).value == optimum(graph)
	again = maximise(graph, start=maximise(graph).listing_price)
	certify(graph, again)


def test_a_start_that_leads_nowhere_is_dropped(monkeypatch):
	graph = large()
	monkeypatch.setattr(primal_dual, "LEAST_WORK", 0)
	monkeypatch.setattr(primal_dual, "PATIENCE", 0.0001)
	found = maximise(graph, start=np.zeros(len(graph.slots), INT))
	assert found.value == optimum(graph)


def test_compiled_it_gives_the_same_to_the_bit(short_legs):
	assert fast.is_installed(), "numba is among the packages for development"
	with warnings.catch_warnings():
		warnings.simplefilter("error")
		for seed in range(200):
			graph = random_graph(seed)
			assert same(maximise(graph, fast=True), maximise(graph, fast=False)), seed
			start = np.arange(len(graph.slots)) % 5
			assert same(maximise(graph, start=start, fast=True), maximise(graph, start=start, fast=False)), (
				seed
			)
		for contested in (False, True):
			graph = large(contested=contested)
			assert same(maximise(graph, fast=True), maximise(graph, fast=False))


def test_what_cannot_be_kept_on_disk_is_compiled_all_the_same():
	names = {}
	exec("def twice(x):\n\treturn 2 * x", names)
	compiled = fast.compiled(names["twice"])
	assert compiled is not names["twice"]
	assert compiled(4) == 8


def test_the_same_graph_gives_the_same_matching():
	graph = large()
	small = replace(graph, household=graph.household.astype(np.int32), slots=graph.slots.astype(np.int8))
	assert same(maximise(graph), maximise(graph))
	assert same(maximise(graph), maximise(small))


def test_a_listing_with_more_slots_than_households_costs_nothing():
	graph = graph_of({(0, 0): 7, (1, 0): 3}, [1_000_000_000], 2)
	found = maximise(graph)
	assert found.edge_of.tolist() == [0, 1]
	assert found.listing_price.tolist() == [0]


def test_prices_say_what_a_home_is_worth_to_the_next():
	graph = graph_of({(0, 0): 10, (1, 0): 7, (2, 0): 4}, [2], 3)
	found = maximise(graph)
	assert found.edge_of.tolist() == [0, 1, -1]
	assert 4 <= found.listing_price[0] <= 7


FAULTS = {
	"another's edge": {"edge_of": np.array([1, 0])},
	"more than its slots": {"edge_of": np.array([0, 1])},
	"below 0": {"listing_price": np.array([-1, 0])},
	"more than its two prices": {"household_price": np.array([4, 0]), "listing_price": np.array([0, 2])},
	"is not the sum": {"value": 7},
	"do not add up": {"household_price": np.array([9, 9])},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_certificate_refuses(fault):
	graph = graph_of({(0, 0): 5, (1, 0): 4, (1, 1): 1}, [1, 1], 2)
	found = maximise(graph)
	assert found.edge_of.tolist() == [0, 2]
	with pytest.raises(NotOptimal, match=fault):
		certify(graph, replace(found, **FAULTS[fault]))
