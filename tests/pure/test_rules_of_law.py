"""The engine's columns say what the plain packages say: net cost, norm 2 and norm 3, on drawn households and homes."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from law_days import IN_2025, NOW, changed

from oppna_ditt_hem.economy.household import RUNNING_COSTS, Home, Household
from oppna_ditt_hem.economy.net_cost import net_cost
from oppna_ditt_hem.legal.values import shipped
from oppna_ditt_hem.matching import preferences, requirements_cost, requirements_home
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.households import SHARE_UNDER
from oppna_ditt_hem.matching.pairs import Pairs
from oppna_ditt_hem.matching.rules import BROKEN, MET, UNSURE
from oppna_ditt_hem.tenancy.overcrowding import People, Size, norm_2, norm_3

TODAY = date(2025, 9, 1)
LATER = changed(
	date(2027, 1, 1),
	housing_allowance_ceiling="6000",
	housing_benefit_share="40",
	norm_least_area_per_person="15",
)
COSTS = {"heating": 900, "electricity": 350, "water": 0, "internet": 300}

answers = st.sampled_from([None, 0, 1])
families = st.tuples(st.integers(1, 3), st.booleans(), st.lists(st.integers(0, 17), max_size=6))
homes = st.fixed_dictionaries(
	{
		"kind": st.sampled_from([None, "Room", "Flat", "House"]),
		"rent": st.none() | st.integers(500, 12_000),
		"rooms": st.none() | st.integers(1, 7),
		"floor_area": st.none() | st.integers(10, 250),
		"shared_with_the_landlord": answers,
		**{f"includes_{cost}": answers for cost in RUNNING_COSTS},
	}
)
markets = st.tuples(st.lists(families, min_size=1, max_size=4), st.lists(homes, min_size=1, max_size=4))


def columns(drawn, kept):
	seekers = [{"name": f"H{i}", "members": members(*one)} for i, one in enumerate(drawn)]
	listings = [{"name": f"L{i}", "places": 9, **one} for i, one in enumerate(kept)]
	market = build(seekers, listings, today=TODAY)
	return Pairs(market, np.arange(len(drawn))[:, None], np.arange(len(kept))[None, :])


def members(adults, couple, ages):
	others = ["Partner" if couple else "Sibling", "Sibling"][: adults - 1]
	grown = [{"birth_year": 1980, "relation": relation} for relation in ("Head", *others)]
	return [*grown, *({"birth_year": TODAY.year - age, "relation": "Child"} for age in ages)]


def given_to(key, law, **parameters):
	rules = rule_set([{"rule": key, "parameters": parameters}], law=law)
	return (*rules.requirements, *rules.preferences)[0].parameters


def people(adults, couple, ages):
	return People(adults, int(couple and adults > 1), tuple(ages))


def size(home):
	return Size(home["kind"] or "", home["rooms"], home["floor_area"])


def each(drawn, kept):
	return ((i, j, family, home) for i, family in enumerate(drawn) for j, home in enumerate(kept))


@pytest.mark.parametrize("law", [IN_2025, LATER], ids=["2025", "later"])
@given(markets)
@settings(max_examples=60)
def test_the_net_cost_of_a_column_is_that_of_a_home(law, drawn):
	seekers, listings = drawn
	pairs = columns(seekers, listings)
	least, most = requirements_cost.net_cost(pairs, given_to("net_cost_ceiling", law, **COSTS))
	for i, j, (adults, _couple, ages), row in each(seekers, listings):
		found = net_cost(as_home(row), Household(adults, ages), law)
		assert np.isnan(least[i, j]) == (found.net is None), (row, found)
		if found.net is not None:
			assert least[i, j] == pytest.approx(found.net)
			assert most[i, j] == pytest.approx(found.rent + found.extra if found.at_least else found.net)


def as_home(row):
	included = {
		cost: None if row[f"includes_{cost}"] is None else bool(row[f"includes_{cost}"])
		for cost in RUNNING_COSTS
	}
	shared = row["shared_with_the_landlord"]
	return Home(
		row["rent"],
		row["kind"],
		None if shared is None else bool(shared),
		row["floor_area"],
		written_contract=True,
		consent_given=True,
		registered_there=True,
		includes=included,
		costs={cost: amount for cost, amount in COSTS.items() if amount},
	)


@pytest.mark.parametrize("law", [NOW, LATER], ids=["now", "later"])
@given(markets)
@settings(max_examples=60)
def test_norm_2_of_a_column_is_that_of_a_home(law, drawn):
	seekers, listings = drawn
	found = requirements_home.overcrowding.evaluate(columns(seekers, listings), given_to("overcrowding", law))
	states = {True: BROKEN, False: MET, None: UNSURE}
	for i, j, family, row in each(seekers, listings):
		assert found[i, j] == states[norm_2(people(*family), size(row), law).value], (family, row)


@given(markets)
@settings(max_examples=60)
def test_norm_3_of_a_column_is_that_of_a_home(drawn):
	seekers, listings = drawn
	values = preferences.own_rooms.evaluate(columns(seekers, listings), {})
	for i, j, family, row in each(seekers, listings):
		crowded = norm_3(people(*family), size(row), NOW).value
		assert np.isnan(values[i, j]) == (crowded is None), (family, row)
		if crowded is not None:
			assert (values[i, j] < 0.5) == crowded


def test_the_age_and_the_people_a_room_are_those_of_the_law():
	"""Boverket's working model and norm 2; the engine's columns are made before a day's values are chosen."""
	ages = {row.value for row in shipped().periods("norm_children_share_under_age")}
	people_a_room = requirements_home.overcrowding.parameters["people_per_room"].default
	assert ages == {str(SHARE_UNDER)}
	assert {float(row.value) for row in shipped().periods("norm_2_people_per_room")} == {people_a_room}


def test_a_kept_rule_set_keeps_the_law_of_its_day():
	first = rule_set([{"rule": "net_cost_ceiling"}], law=IN_2025)
	again = rule_set(first.as_criteria(), law=LATER)
	assert again.as_criteria() == first.as_criteria()
	assert first.requirements[0].settings.keys() == {*COSTS, "over_percent"}
