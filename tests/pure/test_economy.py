"""The worked examples of facts 7.5, amounts of mid-2025, and the rules behind them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import IN_2016, IN_2025, asked, changed

from oppna_ditt_hem.economy.amounts import Establishment, HousingAllowance, HousingBenefit
from oppna_ditt_hem.economy.benefits import (
	ASK_AREA,
	ASK_CHILDREN,
	ASK_KIND,
	ASK_RENT,
	ASK_SECOND_HAND,
	ASK_SHARED,
	establishment_allowance,
	establishment_supplement,
	housing_allowance,
	housing_benefit,
)
from oppna_ditt_hem.economy.calculator import what_it_costs, what_it_gives
from oppna_ditt_hem.economy.comparison import compare
from oppna_ditt_hem.economy.fees import no_fee
from oppna_ditt_hem.economy.household import ALL_INCLUDED, Home, Household
from oppna_ditt_hem.economy.net_cost import ASK_INCOME, net_cost

ALLOWANCE, BENEFIT = HousingAllowance.of(IN_2025), HousingBenefit.of(IN_2025)
TERMS = Establishment.of(IN_2025)
FLAT = Home(
	5500,
	"Flat",
	shared=False,
	area=75,
	written_contract=True,
	second_hand=False,
	consent_given=True,
	registered_there=True,
	includes=ALL_INCLUDED,
)
ROOM = replace(FLAT, rent=3000, kind="Room", name="Room in Nås")
ALONE = Household(1, (), 6776)


@pytest.mark.parametrize(
	("home", "allowance", "net", "left"),
	[
		(ROOM, 0, 3000, 3776),
		(FLAT, 3700, 1800, 4976),
		(replace(FLAT, rent=6200), 3900, 2300, 4476),
	],
)
def test_a_single_adult(home, allowance, net, left):
	found = net_cost(home, ALONE, IN_2025)
	assert establishment_allowance(TERMS).value == 6776
	assert (found.allowance.amount, found.net, found.left) == (allowance, net, left)
	assert found.ask == () and found.verified and not found.at_least


@pytest.mark.parametrize(
	("home", "single", "children"),
	[
		(replace(FLAT, shared=True), True, 0),
		(replace(FLAT, second_hand=True, written_contract=False), True, 0),
		(replace(FLAT, second_hand=True, consent_given=False), True, 0),
		(replace(FLAT, registered_there=False), True, 0),
		(FLAT, False, 0),
		(FLAT, True, 1),
		(replace(ROOM, second_hand=None, written_contract=None), True, 0),
	],
)
def test_a_condition_that_fails_is_named(home, single, children):
	"""SFS 2017:819, 3 kap. 13-16 §§."""
	found = housing_allowance(home, ALLOWANCE, single=single, children=children)
	assert (found.amount, found.ask) == (0, ())
	assert found.text.say().startswith("Bostadsersättning") and "13-16" in found.reference


@pytest.mark.parametrize(
	("rent", "covered"), [(1700, 0), (1800, 0), (1801, 1), (5699, 3899), (5700, 3900), (9000, 3900)]
)
def test_only_the_band_is_covered(rent, covered):
	"""SFS 2017:819, 3 kap. 13-16 §§: between 1 800 and 5 700."""
	assert housing_allowance(replace(FLAT, rent=rent), ALLOWANCE).amount == covered


def test_what_is_not_known_is_asked_and_gives_no_number():
	found = housing_allowance(Home(), ALLOWANCE)
	assert found.amount is None and not found.verified
	assert {ASK_RENT, ASK_KIND, ASK_SHARED, ASK_SECOND_HAND} <= asked(found)
	cost = net_cost(Home(), Household(), IN_2025)
	assert (cost.net, cost.left, cost.verified) == (None, None, False)
	assert ASK_CHILDREN in asked(cost) and len(cost.ask) == len(asked(cost)) + 3
	# The income decides what is left, not what the home costs.
	without_income = net_cost(FLAT, replace(ALONE, income=None), IN_2025)
	assert (without_income.net, without_income.left, asked(without_income)) == (1800, None, {ASK_INCOME})


def test_a_second_hand_home_needs_no_question_where_both_conditions_hold():
	assert housing_allowance(replace(FLAT, second_hand=None), ALLOWANCE).amount == 3700
	doubtful = replace(FLAT, second_hand=None, consent_given=False)
	assert asked(housing_allowance(doubtful, ALLOWANCE)) == {ASK_SECOND_HAND}


@pytest.mark.parametrize(
	("rent", "children", "area", "part"),
	[
		(6500, 2, 75, 2250),
		(1400, 2, 75, 0),
		(1000, 2, 75, 0),
		(6000, 5, 100, 2300),
		# 80 square metres of 160 count for one child: 3 000, less 1 400, by half.
		(6000, 1, 160, 800),
		# 5 300 less 1 400 by half, 6 600 less 1 400 by half.
		(9000, 1, 80, 1950),
		(9000, 3, 80, 2600),
		(9000, 4, 280, 1550),
		(9000, 7, 160, 2600),
	],
)
def test_the_housing_part_of_bostadsbidrag(rent, children, area, part):
	"""Socialförsäkringsbalken 97 kap. 18 and 20 §§."""
	found = housing_benefit(rent, children, area, BENEFIT)
	assert found.amount == part
	assert found.at_most == bool(part) and "97 kap." in found.reference


def test_a_family_pays_at_least_the_rent_less_the_highest_benefit():
	family = Household(2, (5, 9), 20_000)
	found = net_cost(replace(FLAT, rent=6500), family, IN_2025)
	assert (found.net, found.left, found.at_least) == (4250, 15_750, True)
	assert asked(net_cost(replace(FLAT, area=None), family, IN_2025)) == {ASK_AREA}


def test_a_couple_without_children_gets_nothing():
	found = net_cost(FLAT, Household(2, (), 13_552), IN_2025)
	assert (found.allowance.amount, found.net, found.verified) == (0, 5500, False)


def test_what_the_rent_does_not_include_is_added():
	home = replace(FLAT, includes={**ALL_INCLUDED, "heating": False}, costs={"heating": 900})
	assert net_cost(home, ALONE, IN_2025).net == 2700
	assert net_cost(replace(home, costs={}), ALONE, IN_2025).net is None
	assert net_cost(replace(home, includes={}), ALONE, IN_2025).net is None


@pytest.mark.parametrize(
	("ages", "amount"),
	[
		((), 0),
		((10,), 800),
		((11,), 1500),
		((19,), 1500),
		((20,), 0),
		((3, 5, 11, 15), 3800),
		((12, 13, 14, 15), 4500),
	],
)
def test_the_supplement_counts_the_three_oldest_children(ages, amount):
	"""SFS 2017:819; 1 500 from 11 years, 800 below, at most three."""
	assert establishment_supplement(ages, TERMS).value == amount


def test_an_age_that_is_not_known_is_asked():
	assert establishment_supplement((12, None), TERMS).value is None
	assert asked(establishment_supplement(None, TERMS)) == {ASK_CHILDREN}


def test_the_days_of_mapping_pay_less():
	"""SFS 2017:819: 231 kronor a day during mapping."""
	assert establishment_allowance(TERMS, 10, mapping=True).value == 2310


def test_the_story_of_2016_has_amounts_that_are_shown_as_unverified():
	found = net_cost(FLAT, ALONE, IN_2016)
	assert (found.net, found.source.mark, found.verified) == (1800, "M", False)


def test_homes_side_by_side_show_the_cheaper_one():
	homes = [ROOM, replace(FLAT, name="Flat in Vansbro"), replace(FLAT, rent=6200, name="Flat in Äppelbo")]
	found = compare(homes, ALONE, IN_2025)
	amounts = {row["key"]: [cell["amount"] for cell in row["cells"]] for row in found["rows"]}
	assert amounts == {
		"rent": [3000, 5500, 6200],
		"extra": [0, 0, 0],
		"allowance": [0, 3700, 3900],
		"net": [3000, 1800, 2300],
		"left": [3776, 4976, 4476],
	}
	assert found["cheapest"]["params"] == {"home": "Flat in Vansbro"}
	assert all(row["label"] and row["explanation"] for row in found["rows"])
	assert (
		found["rows"][2]["cells"][0]["text"]["template"] == "Bostadsersättning is not paid for a rented room."
	)


def test_a_comparison_with_a_gap_names_no_cheapest_home():
	found = compare([ROOM, Home(name="Unknown")], ALONE, IN_2025)
	assert found["cheapest"] is None and found["ask"][0] == [] and found["ask"][1]
	assert compare([ROOM, ROOM], ALONE, IN_2025)["cheapest"] is None
	with pytest.raises(ValueError, match="three homes"):
		compare([ROOM] * 4, ALONE, IN_2025)


def test_the_public_calculators():
	found = what_it_costs(5500, on=date(2025, 9, 1), kind="Flat", shared=False, adults=1, child_ages=())
	assert found["rows"][3]["cells"][0]["amount"] == 1800
	assert (found["income"], found["income_assumed"]) == (6776, True)
	assert found["no_fee"]["reference"] == "Jordabalken 12 kap. 65 a §"
	family = what_it_costs(
		6500,
		on=date(2025, 9, 1),
		kind="House",
		shared=False,
		area=75,
		adults=2,
		child_ages=(12, 4),
		income=16_000,
	)
	assert (family["income"], family["rows"][4]["cells"][0]["amount"]) == (16_000, 11_750)
	empty = what_it_costs(None, on=date(2025, 9, 1))
	assert empty["ask"][0] and empty["rows"][3]["cells"][0]["amount"] is None
	gives = what_it_gives(6000, on=date(2025, 9, 1), house=True)
	assert (gives["tax"], gives["kept"], gives["verified"]) == (
		pytest.approx(5280),
		pytest.approx(66_720),
		False,
	)
	assert what_it_gives(6000, on=date(2025, 9, 1))["kept"] is None


def test_no_fee_is_taken_from_a_seeker():
	"""Jordabalken 12 kap. 65 a §."""
	found = no_fee(IN_2025)
	assert (found.value, found.mark, found.verified) == (0, "V", True)


def test_next_years_amounts_change_what_is_computed_then_and_not_before():
	later = changed(date(2027, 1, 1), housing_allowance_ceiling="6000")
	assert net_cost(replace(FLAT, rent=6200), ALONE, later).net == 2000
	assert net_cost(replace(FLAT, rent=6200), ALONE, IN_2025).net == 2300


families = st.builds(Household, st.integers(1, 3), st.lists(st.integers(0, 19), max_size=5), st.just(10_000))
homes = st.builds(
	lambda rent, kind, shared, area: replace(FLAT, rent=rent, kind=kind, shared=shared, area=area),
	st.integers(0, 20_000),
	st.sampled_from(["Room", "Flat", "House"]),
	st.booleans(),
	st.integers(10, 300),
)


@given(homes, families, st.integers(1, 5000))
def test_a_dearer_home_never_costs_less_and_never_leaves_more(home, household, more):
	cheap = net_cost(home, household, IN_2025)
	dear = net_cost(replace(home, rent=home.rent + more), household, IN_2025)
	assert dear.net >= cheap.net - 1e-6 and dear.left <= cheap.left + 1e-6
	assert 0 <= cheap.allowance.amount <= home.rent


@given(st.integers(0, 20_000), st.integers(1, 5), st.integers(10, 300), st.integers(1, 100))
def test_a_larger_home_never_gives_more_benefit(rent, children, area, more):
	smaller = housing_benefit(rent, children, area, BENEFIT).amount
	assert housing_benefit(rent, children, area + more, BENEFIT).amount <= smaller + 1e-6
	assert housing_benefit(rent, children + 1, area, BENEFIT).amount >= smaller - 1e-6
