"""Rounds against every possible choice of pairs, on markets small enough to try them all."""

import random
from datetime import date, timedelta
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching import solve as solver
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.prepared import possible_pairs

TODAY = date(2016, 11, 15)
RULES = rule_set()


def market(seed, *, shared=True, households=5, listings=4):
	"""A small market with many ties: few sizes, few rents, few days."""
	draw = random.Random(seed)
	seekers = [
		{
			"name": f"H{i}",
			"household_size": draw.choice((1, 1, 2, 2, 3, 4)),
			"max_rent": draw.choice((3000, 4000, 5000)),
			"registered_on": TODAY - timedelta(days=draw.choice((10, 10, 100, 200))),
		}
		for i in range(households)
	]
	homes = [
		{
			"name": f"L{j}",
			"kind": "Flat",
			"places": draw.choice((1, 2, 2, 3, 5)),
			"rooms": 5,
			"rent": draw.choice((2500, 3500, 4500)),
			"households_at_once": draw.choice((1, 1, 2)) if shared else 1,
			"part_of": "L0" if shared and j in (1, 2) and draw.random() < 0.5 else None,
		}
		for j in range(listings)
	]
	return build(seekers, homes, today=TODAY)


def choices(found):
	"""Every choice that the limits allow, as lists of (household row, listing row, worth)."""
	seekers, homes, worth = possible_pairs(found, RULES)
	options = [[None] for _ in found.households.names]
	for seeker, home, value in zip(seekers, homes, worth, strict=True):
		options[seeker].append((int(seeker), int(home), int(value)))
	for choice in product(*options):
		pairs = [pair for pair in choice if pair]
		if allowed(found, pairs):
			yield pairs


def allowed(found, pairs):
	homes = found.listings
	taken = {home for _, home, _ in pairs}
	for home in taken:
		sizes = [int(found.households.size[seeker]) for seeker, at, _ in pairs if at == home]
		if len(sizes) > homes.free_households[home] or sum(sizes) > homes.free_places[home]:
			return False
		if int(homes.whole[home]) in taken:
			return False
	return True


def people(found, pairs):
	return sum(int(found.households.size[pair[0]]) for pair in pairs)


def as_pairs(found, made):
	return [(found.household(match.household), found.listing(match.listing), 0) for match in made.proposals]


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("shared", [False, True])
def test_the_most_people_then_the_best_total(seed, shared):
	found = market(seed, shared=shared)
	made = rounds.propose(found, RULES)
	best = max((people(found, pairs), sum(pair[2] for pair in pairs)) for pairs in choices(found))
	assert allowed(found, as_pairs(found, made))
	assert (made.totals.people, round(made.totals.score * 100)) == best
	assert made.certificate["proven"]
	assert made.greedy_totals.people <= made.totals.people


@pytest.mark.parametrize("seed", range(60))
def test_best_total(seed):
	found = market(seed)
	made = rounds.propose(found, RULES, rounds.BEST_TOTAL)
	best = max(sum(pair[2] + 1 for pair in pairs) for pairs in choices(found))
	assert allowed(found, as_pairs(found, made))
	assert round(made.totals.score * 100) + made.totals.households == best


@pytest.mark.parametrize("seed", range(30))
def test_strict_queue_gives_each_the_best_that_is_left(seed):
	found = market(seed)
	made = rounds.propose(found, RULES, rounds.STRICT_QUEUE)
	assert allowed(found, as_pairs(found, made))
	order = sorted(
		range(len(found.households.names)),
		key=lambda i: (found.households.registered_on[i], found.households.names[i]),
	)
	seekers, homes, worth = possible_pairs(found, RULES)
	taken = []
	for seeker in order:
		mine = [
			(-int(w), found.listings.names[h], int(h))
			for s, h, w in zip(seekers, homes, worth, strict=True)
			if s == seeker
		]
		for _, _, home in sorted(mine):
			if allowed(found, [*taken, (seeker, home, 0)]):
				taken.append((seeker, home, 0))
				break
	assert sorted(taken) == sorted(as_pairs(found, made))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("policy", list(rounds.POLICIES))
def test_the_order_of_the_rows_changes_nothing(seed, policy):
	def rows(reverse):
		draw = random.Random(seed)
		seekers = [
			{"name": f"H{i}", "household_size": draw.choice((1, 2)), "registered_on": TODAY} for i in range(6)
		]
		homes = [{"name": f"L{j}", "kind": "Flat", "places": 2, "rooms": 3} for j in range(4)]
		return (seekers[::-1], homes[::-1]) if reverse else (seekers, homes)

	first, second = (rounds.propose(build(*rows(r), today=TODAY), RULES, policy) for r in (False, True))
	assert first.as_dict() == second.as_dict()


def test_ties_go_to_the_longest_wait():
	waits = (5, 300, 40)
	rules = rule_set([{"rule": "places"}, {"rule": "fits_size"}])
	seekers = [
		{"name": f"H{days}", "household_size": 2, "registered_on": TODAY - timedelta(days=days)}
		for days in waits
	]
	for policy in rounds.POLICIES:
		made = rounds.propose(build(seekers, [{"name": "L", "places": 2}], today=TODAY), rules, policy)
		assert [match.household for match in made.proposals] == ["H300"]


@pytest.mark.parametrize("seed", range(10))
def test_the_sparse_way_gives_the_same_value_as_the_dense(seed, monkeypatch):
	found = market(seed, shared=False, households=12, listings=9)
	dense = rounds.propose(found, RULES)
	monkeypatch.setattr(solver, "DENSE", 0)
	sparse = rounds.propose(found, RULES)
	assert sparse.totals == dense.totals


def test_a_combined_weight_never_passes_what_a_float_holds():
	large = np.full(3, 2**40, dtype=np.int64)
	assert (solver.combined([large, large, large], 4) == large).all()
	with pytest.raises(OverflowError):
		solver.combined([large * 2**12], 4)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_combined_weight_orders_choices_as_the_objectives_do_in_turn(data):
	most = data.draw(st.integers(1, 3))
	pair = st.tuples(st.integers(1, 3), st.integers(0, 5), st.integers(0, 4))
	pairs = data.draw(st.lists(pair, min_size=2, max_size=5))
	objectives = [np.array(values, dtype=np.int64) for values in zip(*pairs, strict=True)]
	weight = solver.combined(objectives, most)
	choices = [
		list(c) for size in range(1, most + 1) for c in combinations(range(len(pairs)), min(size, len(pairs)))
	]
	for one, other in product(choices, repeat=2):
		in_turn = [tuple(int(o[choice].sum()) for o in objectives) for choice in (one, other)]
		sums = [int(weight[choice].sum()) for choice in (one, other)]
		assert (sums[0] < sums[1]) == (in_turn[0] < in_turn[1])


def test_who_is_left_is_told_why():
	homes = [
		{"name": "L1", "kind": "Flat", "places": 2, "rooms": 2},
		{"name": "L2", "places": 1, "kind": "Room"},
	]
	seekers = [{"name": "H1", "household_size": 2}, {"name": "H2", "household_size": 2}]
	made = rounds.propose(build(seekers, homes, today=TODAY), RULES)
	assert [match.household for match in made.proposals] == ["H1"]
	(left,) = made.households_left
	assert (left.subject, left.possible) == ("H2", 1)
	(home,) = made.listings_left
	assert (home.subject, home.possible, home.nearest.broken) == ("L2", 0, ("places",))


def test_an_unknown_policy_is_refused_with_those_there_are():
	with pytest.raises(rounds.UnknownPolicy, match="House the most people"):
		rounds.propose(market(1), RULES, "By lot")


def test_an_empty_market_gives_an_empty_round():
	made = rounds.propose(build([], [], today=TODAY), RULES)
	assert (made.proposals, made.totals.people) == ((), 0)
	made = rounds.propose(build([{"name": "H", "household_size": 1}], [], today=TODAY), RULES)
	assert made.households_left[0].text() == "There are no homes to choose from."
