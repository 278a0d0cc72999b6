"""Stable matchings, against a check of every pair one by one."""

import numpy as np
import pytest
from small_markets import RULES, allowed, as_pairs, market

from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching.stable import accepted, blocking_pairs


def drawn(seed, households=12, listings=8):
	"""Edges with ranks that are drawn afresh for each side."""
	draw = np.random.default_rng(seed)
	possible = draw.random((households, listings)) < 0.5
	household, listing = np.nonzero(possible)
	ranks = [np.empty(len(household), dtype=np.int64) for _side in range(2)]
	for side, rank in zip((household, listing), ranks, strict=True):
		for node in np.unique(side):
			rank[side == node] = draw.permutation(int((side == node).sum()))
	return household, listing, *ranks, draw.integers(0, 4, listings)


def would_rather(found, edge_of):
	"""Blocking pairs, counted as the definition reads."""
	household, listing, household_rank, listing_rank, slots = found
	count = 0
	for edge in range(len(household)):
		seeker, home = household[edge], listing[edge]
		mine = edge_of[seeker]
		there = [e for e in edge_of if e >= 0 and listing[e] == home]
		prefers = mine < 0 or household_rank[edge] < household_rank[mine]
		welcome = len(there) < slots[home] or any(listing_rank[edge] < listing_rank[e] for e in there)
		count += bool(slots[home] and prefers and welcome)
	return count


@pytest.mark.parametrize("seed", range(60))
def test_nobody_would_rather_have_each_other(seed):
	found = drawn(seed)
	edge_of = accepted(*found, 12)
	household, listing, _hr, _lr, slots = found
	chosen = edge_of[edge_of >= 0]
	assert (household[chosen] == np.flatnonzero(edge_of >= 0)).all()
	assert (np.bincount(listing[chosen], minlength=len(slots)) <= slots).all()
	assert blocking_pairs(*found, edge_of) == would_rather(found, edge_of) == 0


@pytest.mark.parametrize("seed", range(20))
def test_blocking_pairs_are_counted_in_any_choice(seed):
	found = drawn(seed)
	household, listing = found[:2]
	edge_of = np.full(12, -1)
	for edge in np.random.default_rng(seed).permutation(len(household)):
		taken = sum(listing[e] == listing[edge] for e in edge_of if e >= 0)
		if edge_of[household[edge]] < 0 and taken < found[4][listing[edge]]:
			edge_of[household[edge]] = edge
	assert blocking_pairs(*found, edge_of) == would_rather(found, edge_of)


def test_some_choice_is_not_stable():
	"""Otherwise counting none says nothing."""
	found = drawn(1)
	assert blocking_pairs(*found, np.full(12, -1)) > 0


def test_households_get_the_best_they_can_have_in_any_stable_choice():
	"""Two households and two homes that each want the other's first choice: both choices are stable."""
	household, listing = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
	ranks = np.array([0, 1, 1, 0]), np.array([1, 0, 0, 1])
	assert accepted(household, listing, *ranks, np.array([1, 1]), 2).tolist() == [0, 3]


def test_nobody_and_nothing():
	none = np.zeros(0, dtype=np.int64)
	assert accepted(none, none, none, none, np.array([1]), 2).tolist() == [-1, -1]
	assert accepted(none, none, none, none, none, 0).tolist() == []


@pytest.mark.parametrize("seed", range(30))
def test_a_stable_round_keeps_every_limit(seed):
	found = market(seed)
	made = rounds.propose(found, RULES, rounds.STABLE)
	assert allowed(found, as_pairs(found, made))
	assert made.certificate["bound"] >= made.totals.people
