"""Every search, score and why-not of random markets against a plain count."""

import json
import random
from datetime import timedelta

import numpy as np
import pytest
from rule_cases import PLACES, TODAY

from oppna_ditt_hem.matching import search, why_not
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.evaluate import blocks, broken_count, possible, worth
from oppna_ditt_hem.matching.pairs import Pairs


def random_market(seed, households=16, listings=14):
	draw = random.Random(seed)
	maybe = lambda *values: draw.choice((None, *values))  # noqa: E731
	seekers = [
		{
			"name": f"H{i:02d}",
			"household_size": draw.randint(1, 6),
			"household_kind": draw.choice(("", "Single", "Couple", "Family")),
			"languages": draw.sample(["ar", "so", "ti", "sv"], draw.randint(0, 2)),
			"max_rent": maybe(3000, 5000),
			"registered_on": maybe(TODAY - timedelta(days=100), TODAY - timedelta(days=200)),
			"wished_localities": draw.sample(["Nås", "Vansbro"], draw.randint(0, 2)),
			"must_reach": maybe("Vansbro"),
			"max_distance_km": maybe(10, 30),
			"wanted_to": maybe("2017-01-31"),
			**{
				key: draw.choice((0, 0, 1))
				for key in ("has_pets", "smokes", "needs_step_free", "accepts_shared_home")
			},
		}
		for i in range(households)
	]
	homes = [
		{
			"name": f"L{j:02d}",
			"kind": draw.choice(("Room", "Flat", "Cottage")),
			"locality": maybe("Nås", "Vansbro", "Äppelbo"),
			"places": draw.randint(1, 6),
			"rooms": draw.randint(1, 5),
			"rent": maybe(2500, 4500),
			"available_from": maybe("2016-10-01", "2017-02-01"),
			"languages": draw.sample(["ar", "sv"], draw.randint(0, 2)),
			"heating": maybe("Firewood", "None"),
			"water": maybe("Municipal", "Summer water"),
			"road_ploughed": maybe("Yes", "No"),
			"floor": maybe(1, 3),
			**{
				key: draw.choice((None, 0, 1))
				for key in (
					"pets_allowed",
					"smoking_allowed",
					"step_free",
					"has_lift",
					"shared_with_the_landlord",
					"includes_heating",
				)
			},
		}
		for j in range(listings)
	]
	return build(seekers, homes, PLACES, today=TODAY)


@pytest.mark.parametrize("seed", range(5))
def test_one_formula_serves_a_block_a_list_and_a_pair(seed):
	found, rules = random_market(seed), rule_set()
	(block,) = blocks(found)
	seekers, homes = np.indices(broken_count(block, rules).shape)
	flat = Pairs(found, seekers.ravel(), homes.ravel())
	assert (broken_count(block, rules).ravel() == broken_count(flat, rules)).all()
	assert (worth(block, rules).ravel() == worth(flat, rules)).all()
	for i, j in ((0, 0), (3, 7), (15, 13)):
		match = search.pair(found, rules, f"H{i:02d}", f"L{j:02d}")
		assert len(match.broken) == broken_count(block, rules)[i, j]
		assert match.score * 100 == pytest.approx(worth(block, rules)[i, j])
		json.dumps(match.as_dict())


@pytest.mark.parametrize("seed", range(5))
def test_search_gives_the_best_possible_in_order(seed):
	found, rules = random_market(seed), rule_set()
	homes, seekers = found.listings.names, found.households.names
	for household in seekers:
		every = [search.pair(found, rules, household, home) for home in homes]
		since = {name: int(day) or 1 for name, day in zip(homes, found.listings.available_from, strict=True)}
		best = sorted((m for m in every if m.possible), key=lambda m: (-m.score, since[m.listing], m.listing))
		assert search.homes_for(found, rules, household, k=5) == best[:5]
	for listing in homes:
		every = [search.pair(found, rules, household, listing) for household in seekers]
		since = {n: int(day) or 10**9 for n, day in zip(seekers, found.households.registered_on, strict=True)}
		best = sorted(
			(m for m in every if m.possible), key=lambda m: (-m.score, since[m.household], m.household)
		)
		assert search.households_for(found, rules, listing, k=5) == best[:5]


@pytest.mark.parametrize("seed", range(3))
def test_why_not_counts_what_each_single_requirement_would_open(seed):
	found, rules = random_market(seed), rule_set()
	for household in found.households.names:
		every = [search.pair(found, rules, household, home) for home in found.listings.names]
		why = why_not.for_household(found, rules, household)
		assert why.possible == sum(match.possible for match in every)
		for relaxation in why.relaxations:
			opened = {match.listing for match in every if match.broken == (relaxation.key,)}
			assert relaxation.opens == len(opened)
			assert set(relaxation.names) <= opened
			without = rule_set([row for row in rules.as_criteria() if row["rule"] != relaxation.key])
			row = found.household(household)
			more = possible(Pairs(found, row, np.arange(len(found.listings.names))), without).sum()
			assert more == why.possible + relaxation.opens
		assert sum(r.opens for r in why.relaxations) == sum(len(match.broken) == 1 for match in every)
		if not why.possible:
			assert len(why.nearest.broken) == min(len(match.broken) for match in every)
		json.dumps(why.as_dict())
