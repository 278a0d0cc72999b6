"""The worked examples of facts 7.5, amounts of mid-2025."""

import pytest

from oppna_ditt_hem.economy.net_cost import (
	Home,
	HousingAllowance,
	HousingBenefit,
	Source,
	establishment_allowance,
	housing_allowance,
	housing_benefit_part,
	net_cost,
)
from oppna_ditt_hem.economy.tax import LettingTax, landlord_tax

ALLOWANCE = HousingAllowance(1800, 5700, Source("SFS 2017:819, 3 kap. 13-16 §§", "V", "2025-09-01"))
BENEFIT = HousingBenefit(
	1400, (5300, 5900, 6600), 0.5, (80, 100, 120, 140, 160), Source("SFB 97:18, 20", "V")
)
TAX = LettingTax(40_000, 0.2, 0.3, Source("IL 42 kap.", "S"))
INCOME = establishment_allowance(308, 22)


@pytest.mark.parametrize(
	("home", "allowance", "net", "left"),
	[
		(Home(3000, is_room=True), 0, 3000, 3776),
		(Home(5500), 3700, 1800, 4976),
		(Home(6200), 3900, 2300, 4476),
	],
)
def test_a_single_adult(home, allowance, net, left):
	found = net_cost(home, housing_allowance(home, ALLOWANCE), INCOME)
	assert INCOME == 6776
	assert (found.allowance.amount, found.net, found.left) == (allowance, net, left)


@pytest.mark.parametrize(
	("home", "given"),
	[
		(Home(5500, lives_with_somebody=True), {}),
		(Home(5500, written_contract=False), {}),
		(Home(5500, consent_given=False), {}),
		(Home(5500, registered_there=False), {}),
		(Home(5500), {"single": False}),
		(Home(5500), {"children_at_home": 1}),
	],
)
def test_a_condition_that_fails_is_named(home, given):
	found = housing_allowance(home, ALLOWANCE, **given)
	assert found.amount == 0
	assert found.text.say().startswith("Bostadsersättning")


def test_below_the_floor_nothing_is_covered():
	assert housing_allowance(Home(1700), ALLOWANCE).amount == 0


@pytest.mark.parametrize(
	("rent", "children", "area", "part"),
	[(6500, 2, 75, 2250), (6500, 0, 75, 0), (1000, 2, 75, 0), (6000, 5, None, 2300), (6000, 1, 160, 800)],
)
def test_the_housing_part_of_bostadsbidrag(rent, children, area, part):
	assert housing_benefit_part(rent, children, area, BENEFIT) == part


@pytest.mark.parametrize(("rent", "surplus", "tax"), [(4000, 0, 0), (6000, 17_600, 5280)])
def test_the_landlords_tax_on_a_house(rent, surplus, tax):
	found = landlord_tax(rent, TAX, house=True)
	assert (found.surplus, found.tax) == (surplus, pytest.approx(tax))


def test_the_landlords_tax_on_a_flat_uses_the_own_fee():
	assert landlord_tax(6000, TAX, house=False, own_cost=30_000).surplus == 2000
	assert landlord_tax(6000, TAX, house=False, own_cost=30_000, months=6).surplus == 0
