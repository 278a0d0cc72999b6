"""Each preference by cases, the score they make, and the distance that some of them measure."""

from datetime import timedelta

import numpy as np
import pytest
from rule_cases import ALL_IN, TODAY, market

from oppna_ditt_hem.matching import catalogue, search
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.distance import straight_line_km


def family_of(*years):
	parents = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 1986, "relation": "Partner"}]
	return {"members": [*parents, *({"birth_year": year, "relation": "Child"} for year in years)]}


# Two children under twelve share a room, and so do the parents.
SIBLINGS, OLDER = family_of(2005, 2010), family_of(2004, 2010)
VALUES = [
	("wished_locality", {}, {}, 1),
	("wished_locality", {"wished_localities": ["Nås"]}, {}, 1),
	("wished_locality", {"wished_localities": ["Vansbro"]}, {}, 0),
	("rent_headroom", {"max_rent": 4000}, {"rent": 4000}, 0),
	("rent_headroom", {"max_rent": 4000}, {"rent": 3400}, 0.5),
	("rent_headroom", {"max_rent": 4000}, {"rent": 2000}, 1),
	("rent_headroom", {"max_rent": 4000}, {}, None),
	("fits_size", {"household_size": 4}, {}, 1),
	("fits_size", {"household_size": 2}, {}, 0.5),
	("fits_size", {"household_size": 1}, {"places": 12}, 0),
	("net_cost_headroom", {"max_rent": 4000}, {"rent": 4000, **ALL_IN}, 0),
	("net_cost_headroom", {"max_rent": 4000}, {"rent": 3400, **ALL_IN}, 0.5),
	("net_cost_headroom", {"max_rent": 4000}, {"rent": 3400}, None),
	("own_rooms", {"household_size": 3, "household_kind": "Family"}, {"rooms": 4}, 1),
	("own_rooms", {"household_size": 1, "household_kind": "Single"}, {"rooms": 1}, 1),
	("own_rooms", {"household_size": 4, "children": 2}, {"rooms": 3}, None),
	("own_rooms", SIBLINGS, {"rooms": 3}, 1),
	("own_rooms", OLDER, {"rooms": 3}, 0.3267),
	("own_rooms", {"household_size": 2, "household_kind": "Couple"}, {"rooms": 2}, 1),
	("own_rooms", {"household_size": 2, "household_kind": "Other adults"}, {"rooms": 2}, 0.245),
	("common_language", {"languages": ["ar"]}, {"languages": ["ar", "sv"]}, 1),
	("common_language", {"languages": ["ar"]}, {"languages": ["sv"]}, 0),
	("common_language", {"languages": ["ar"]}, {}, None),
	("near_services", {}, {}, 0),
	("near_services", {"household_size": 3, "children": 1}, {}, 0.25),
	("near_services", {}, {"locality": "Vansbro"}, 1),
	("near_services", {}, {"locality": "Äppelbo"}, None),
	("nearness", {}, {}, 1),
	("nearness", {"must_reach": "Nås"}, {}, 1),
	("nearness", {"must_reach": "Nås"}, {"locality": "Vansbro"}, 0.5799),
	("nearness", {"must_reach": "Äppelbo"}, {}, None),
	("long_stay", {}, {}, 1),
	("long_stay", {}, {"longest_stay_months": 6}, 0.25),
	("scarce_home", {}, {}, 1),
	("scarce_home", {}, {"step_free": 1}, 0),
	("scarce_home", {"needs_wheelchair": 1}, {"step_free": 1}, 1),
	("children", {}, {}, 0),
	("children", {"children": 2}, {}, 1),
	("wait", {"registered_on": TODAY - timedelta(days=73)}, {}, 0.2),
	("wait", {"registered_on": TODAY - timedelta(days=900)}, {}, 1),
	("wait", {}, {}, None),
	("must_receive_by", {}, {}, 0),
	("must_receive_by", {"must_receive_by": TODAY + timedelta(days=30)}, {}, 0.5),
	("must_receive_by", {"must_receive_by": TODAY - timedelta(days=5)}, {}, 1),
	(
		"must_receive_by",
		{"must_receive_by": TODAY + timedelta(days=30)},
		{"available_from": "2017-01-15"},
		0.25,
	),
	("current_housing_ends", {"current_housing_ends": TODAY + timedelta(days=45)}, {}, 0.5),
	("broke_down", {"broke_down_on": TODAY - timedelta(days=3)}, {}, 1),
	("broke_down", {}, {}, 0),
]


@pytest.mark.parametrize(("key", "household", "home", "expected"), VALUES)
def test_preference(key, household, home, expected):
	rules = rule_set([{"rule": key}])
	match = search.pair(market(household, home), rules, "H", "L")
	assert match.score == pytest.approx(100 * (0.5 if expected is None else expected), abs=0.01)
	for reason in match.reasons:
		assert reason.value == expected
		assert reason.state == ("unknown" if expected is None else "met" if expected >= 0.5 else "unmet")
		assert reason.text()


def test_every_preference_has_a_case():
	keys = {rule.key for rule in catalogue.RULES.values() if rule.kind == "Preference"}
	assert keys == {key for key, *_ in VALUES}


def test_the_score_is_the_weighted_mean_and_splits_into_its_parts():
	match = search.pair(
		market({"max_rent": 4000, "registered_on": "2016-05-01"}, {"rent": 3400}), rule_set(), "H", "L"
	)
	weights = sum(c.weight for c in rule_set().preferences)
	# Full value, and nothing worth saying.
	without_words = sum((20, 10, 5, 5))
	parts = sum(reason.points for reason in match.reasons)
	assert match.score == pytest.approx(parts + without_words * 100 / weights, abs=0.02)
	assert 0 <= match.priority <= match.score <= match.fit <= 100


def test_distances_are_those_of_the_map():
	places = {
		"Vansbro": (60.517, 14.217),
		"Dala-Järna": (60.55, 14.35),
		"Nås": (60.4558, 14.4975),
		"Äppelbo": (60.4859, 14.0139),
	}
	known = {
		("Vansbro", "Dala-Järna"): 8,
		("Vansbro", "Äppelbo"): 12,
		("Vansbro", "Nås"): 17,
		("Nås", "Äppelbo"): 27,
	}
	for (a, b), km in known.items():
		assert round(float(straight_line_km(*map(np.float64, (*places[a], *places[b]))))) == km
