"""What is prepared for all pairs at once says the same, to the bit, as each rule computed on every pair."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.market import market as drawn
from benchmarks.market import rules as study_rules
from oppna_ditt_hem.matching import prepared as module
from oppna_ditt_hem.matching.catalogue import default_criteria, rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.evaluate import blocks, explain_all, possible, worth
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs
from oppna_ditt_hem.matching.rules import REQUIREMENT

TODAY = date(2016, 11, 15)
ALL_RULES = rule_set(
	[
		*({**row, "active": 1} for row in default_criteria()),
		{
			"criterion_name": "Wished, or near enough",
			"kind": "Requirement",
			"source": "Expression",
			"expression": "pair.is_wished or not pair.has_wish or pair.km <= 20",
		},
		{
			"criterion_name": "Own wait",
			"kind": "Preference",
			"source": "Expression",
			"expression": "household.waited_days / 400",
		},
	]
)


def plainly(market, rules):
	"""Every rule on every pair."""
	found = []
	for block in blocks(market):
		seekers, homes = np.nonzero(possible(block, rules))
		found += [
			(int(seeker + block.household_index[0, 0]), int(home), int(worth(block, rules)[seeker, home]))
			for seeker, home in zip(seekers, homes, strict=True)
		]
	return found


def as_list(found):
	return list(zip(*(column.tolist() for column in found), strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_a_drawn_market_says_the_same_either_way(seed):
	market = drawn(120, 90, seed)
	for rules in (study_rules(), ALL_RULES):
		assert as_list(possible_pairs(Prepared(market, rules))) == plainly(market, rules)


def test_both_ways_of_computing_are_used():
	"""Otherwise the test above compares a thing with itself."""
	market = drawn(600, 400)
	made = Prepared(market, study_rules())
	requirements = [id(criterion) for criterion in made.rules.requirements]
	assert 0 < sum(one in made.tables for one in requirements) < len(requirements)
	assert len(possible_pairs(Prepared(market, study_rules()))[0]) > 1000


def test_every_rule_is_traced_to_all_the_columns_it_reads(monkeypatch):
	"""With every rule in a table, a column that tracing missed would give one home the result of another."""
	monkeypatch.setattr(module, "LEAST_SAVED", 0.001)
	market = drawn(60, 50, 7)
	made = Prepared(market, ALL_RULES)
	assert len(made.tables) == len(ALL_RULES.requirements) + len(ALL_RULES.preferences)
	assert as_list(possible_pairs(Prepared(market, ALL_RULES))) == plainly(market, ALL_RULES)


@pytest.mark.parametrize("rows", [1, 7, 64])
def test_the_size_of_a_block_changes_nothing(rows, monkeypatch):
	market = drawn(100, 80, 3)
	whole = as_list(possible_pairs(Prepared(market, ALL_RULES)))
	monkeypatch.setattr(module, "BLOCK_BYTES", 80 * rows)
	assert as_list(possible_pairs(Prepared(market, ALL_RULES))) == whole


maybe_day = st.none() | st.integers(-100, 400).map(lambda days: TODAY + timedelta(days=days))
answer = st.sampled_from([None, 0, 1])
seeker = st.fixed_dictionaries(
	{
		"household_size": st.integers(1, 4),
		"max_rent": st.sampled_from([None, 3000, 5000]),
		"wanted_from": maybe_day,
		"has_pets": answer,
		"needs_step_free": answer,
		"must_reach": st.sampled_from([None, "Nås"]),
		"max_distance_km": st.sampled_from([None, 10.0, 30.0]),
		"wished_localities": st.sampled_from([[], ["Nås"], ["Vansbro", "Nås"]]),
		"languages": st.sampled_from([[], ["ar"], ["sv", "ti"]]),
		"registered_on": maybe_day,
		"current_housing_ends": maybe_day,
	}
)
home = st.fixed_dictionaries(
	{
		"kind": st.sampled_from(["Room", "Flat", "Cottage"]),
		"places": st.integers(0, 5),
		"rent": st.sampled_from([None, 2500, 4500]),
		"available_from": maybe_day,
		"locality": st.sampled_from([None, "Nås", "Vansbro"]),
		"shared_with_the_landlord": answer,
		"pets_allowed": answer,
		"step_free": answer,
		"languages": st.sampled_from([[], ["sv"], ["ar"]]),
		"winter_fit": answer,
		"latitude": st.sampled_from([None, 60.2]),
		"longitude": st.just(14.4),
	}
)
PLACES = [
	{"locality_name": "Nås", "latitude": 60.4558, "longitude": 14.4975, "has_bus": 1},
	{"locality_name": "Vansbro", "latitude": 60.517, "longitude": 14.217, "has_shop": 1},
]


@settings(deadline=None, max_examples=60)
@given(st.lists(seeker, max_size=9), st.lists(home, max_size=9))
def test_rows_with_holes_in_them_say_the_same_either_way(seekers, homes):
	market = build(
		[{**row, "name": f"H{i}"} for i, row in enumerate(seekers)],
		[{**row, "name": f"L{i}"} for i, row in enumerate(homes)],
		PLACES,
		today=TODAY,
	)
	assert as_list(possible_pairs(Prepared(market, ALL_RULES))) == plainly(market, ALL_RULES)


def test_pairs_explained_together_read_as_each_by_itself():
	market = drawn(30, 20, 5)
	pairs = [(i, j) for i in range(0, 30, 7) for j in range(0, 20, 5)]
	together = explain_all(market, ALL_RULES, pairs)
	assert together == [explain_all(market, ALL_RULES, [pair])[0] for pair in pairs]
	assert any(reason.kind == REQUIREMENT and reason.blocks for match in together for reason in match.reasons)
