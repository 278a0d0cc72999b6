"""What a change of the rules would do, against every pair looked at one by one."""

import json
import random
from datetime import date, timedelta

import numpy as np
import pytest

from oppna_ditt_hem.matching import evaluate
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.preview import preview
from oppna_ditt_hem.matching.search import homes_for

TODAY = date(2016, 11, 15)
ROOM_EACH = {
	"criterion_name": "A room each",
	"kind": "Requirement",
	"source": "Expression",
	"expression": "listing.rooms >= household.size",
}


def market(seed=1, households=18, listings=12):
	draw = random.Random(seed)
	places = [
		{"locality_name": name, "has_school": draw.choice((0, 1, None)), "has_shop": draw.choice((0, 1))}
		for name in ("Vansbro", "Nås", "Äppelbo")
	]
	seekers = [
		{
			"name": f"H{i:03}",
			"household_size": draw.choice((1, 1, 2, 3, 5)),
			"children": draw.choice((0, 1, 2)),
			"max_rent": draw.choice((3000, 4000, 5000, None)),
			"registered_on": TODAY - timedelta(days=draw.choice((10, 10, 100, 400))),
			"wished_localities": draw.choice(((), ("Nås",), ("Vansbro", "Äppelbo"))),
		}
		for i in range(households)
	]
	homes = [
		{
			"name": f"L{j:03}",
			"kind": draw.choice(("Flat", "Room", "House")),
			"locality": draw.choice(("Vansbro", "Nås", "Äppelbo")),
			"places": draw.choice((1, 2, 4, 6)),
			"rooms": draw.choice((1, 2, 4)),
			"rent": draw.choice((2500, 3500, 4500)),
			"available_from": TODAY + timedelta(days=draw.choice((0, 0, 30))),
		}
		for j in range(listings)
	]
	return build(seekers, homes, places, today=TODAY)


def pairs_of(found, rules):
	"""{(household, listing): score} of every possible pair, looked at alone."""
	matches = [
		evaluate.explain(found, rules, i, j)
		for i in range(len(found.households.names))
		for j in range(len(found.listings.names))
	]
	return {(match.household, match.listing): match.score for match in matches if match.possible}


def changed(rows, **values):
	"""The default criteria with one of them changed."""
	key = values.pop("rule")
	return [{**row, **values} if row["rule"] == key else row for row in rows]


ROWS = rule_set().as_criteria()
CHANGES = {
	"a stricter parameter": changed(ROWS, rule="overcrowding", parameters={"people_per_room": 1}),
	"a requirement less": [row for row in ROWS if row["rule"] != "rent_ceiling"],
	"a requirement more": [*ROWS, ROOM_EACH],
	"another weight": changed(ROWS, rule="wished_locality", weight=200),
	"a preference less": [row for row in ROWS if row["rule"] != "fits_size"],
	"both kinds": [
		*changed(ROWS, rule="wait", weight=50),
		{**ROOM_EACH, "expression": "household.children == 0 or listing.locality_has_school"},
	],
}


@pytest.mark.parametrize("rows", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("seed", range(2))
def test_it_says_what_looking_at_every_pair_says(rows, seed, monkeypatch):
	# More than one block.
	monkeypatch.setattr(evaluate, "BLOCK", 7)
	found, before, after = market(seed), rule_set(), rule_set(rows)
	seen = preview(found, before, after, shown=1000)
	had, has = pairs_of(found, before), pairs_of(found, after)

	assert (seen.pairs_before, seen.pairs_after) == (len(had), len(has))
	assert set(seen.pairs.lost.rows) == had.keys() - has.keys()
	assert set(seen.pairs.gained.rows) == has.keys() - had.keys()
	check_last(seen.last_homes, had, has, side=0)
	check_last(seen.last_households, had, has, side=1)
	names = found.households.names
	assert seen.homeless_before == len(names) - len({pair[0] for pair in had})
	assert seen.homeless_after == len(names) - len({pair[0] for pair in has})
	check_best(found, before, after, seen)
	moved = {(*pair, had[pair], has[pair]) for pair in had.keys() & has.keys() if had[pair] != has[pair]}
	assert set(seen.moved.rows) == moved


def check_last(seen, had, has, side):
	def count(pairs):
		counts = {}
		for pair in pairs:
			counts[pair[side]] = counts.get(pair[side], 0) + 1
		return counts

	before, after = count(had), count(has)
	assert set(seen.lost.rows) == {(name, n) for name, n in before.items() if name not in after}
	assert set(seen.gained.rows) == {(name, n) for name, n in after.items() if name not in before}


def check_best(found, before, after, seen):
	"""Another best home is what a search before and after would put first."""
	expected = set()
	for name in found.households.names:
		first, then = homes_for(found, before, name, 1), homes_for(found, after, name, 1)
		if first and then and first[0].listing != then[0].listing:
			expected.add((name, first[0].listing, first[0].score, then[0].listing, then[0].score))
	assert set(seen.best.rows) == expected


def test_the_same_rules_change_nothing():
	seen = preview(market(), rule_set(), rule_set(json.loads(json.dumps(ROWS))))
	assert seen.changes_nothing and seen.pairs_before == seen.pairs_after > 0
	assert seen.as_dict()["changes_nothing"] is True


def test_a_wish_that_only_moves_scores_is_a_change():
	seen = preview(market(), rule_set(), rule_set(CHANGES["another weight"]))
	assert not seen.changes_nothing and seen.pairs.lost.count == seen.pairs.gained.count == 0
	assert seen.moved.count > 0


def test_only_the_first_few_are_named_and_all_are_counted(monkeypatch):
	monkeypatch.setattr(evaluate, "BLOCK", 4)
	found, after = market(), rule_set(CHANGES["both kinds"])
	all_of_it, few = (preview(found, rule_set(), after, shown=n) for n in (10_000, 3))
	for part in ("lost", "gained"):
		whole, some = getattr(all_of_it.pairs, part), getattr(few.pairs, part)
		assert some.count == whole.count == len(whole.rows)
		assert some.rows == whole.rows[:3]
	assert few.moved.rows == all_of_it.moved.rows[:3] and few.moved.count > 3
	assert few.best.rows == all_of_it.best.rows[:3]


def test_the_biggest_movement_comes_first_and_the_longest_wait_among_pairs():
	found = market()
	seen = preview(found, rule_set(), rule_set(CHANGES["both kinds"]), shown=1000)
	by = [round(abs(after - before), 2) for *_pair, before, after in seen.moved.rows]
	assert by == sorted(by, reverse=True)
	waited = [int(found.households.registered_on[found.household(row[0])]) for row in seen.pairs.lost.rows]
	assert waited == sorted(waited) and len(set(waited)) > 1


@pytest.mark.parametrize("sizes", [(0, 0), (3, 0), (0, 3)])
def test_an_empty_market_changes_nothing(sizes):
	seen = preview(market(1, *sizes), rule_set(), rule_set(CHANGES["both kinds"]))
	assert seen.changes_nothing and (seen.households, seen.listings) == sizes
	assert seen.homeless_before == sizes[0]


def test_it_fits_in_json():
	seen = preview(market(), rule_set(), rule_set(CHANGES["both kinds"]), shown=2)
	told = json.loads(json.dumps(seen.as_dict()))
	assert told["pairs"]["lost"]["count"] == seen.pairs.lost.count
	assert all(isinstance(name, str) for name in told["pairs"]["lost"]["rows"][0])
	assert not any(isinstance(value, np.generic) for value in seen.moved.rows[0])
