"""The tax on a home that is let out, by the examples of facts 7.5."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import IN_2025, asked

from oppna_ditt_hem.economy.amounts import LettingTax
from oppna_ditt_hem.economy.tax import ASK_HOUSE, ASK_OWN_COST, landlord_tax

TAX = LettingTax.of(IN_2025)


@pytest.mark.parametrize(
	("rent", "deduction", "surplus", "tax"),
	[(4000, 49_600, 0, 0), (6000, 54_400, 17_600, 5280), (15_000, 76_000, 104_000, 31_200)],
)
def test_the_landlords_tax_on_a_house(rent, deduction, surplus, tax):
	"""Inkomstskattelagen 42 kap.: 40 000 and 20 %; 65 kap.: 30 %."""
	found = landlord_tax(rent, TAX, house=True)
	assert (found.deduction, found.surplus, found.tax) == (deduction, surplus, pytest.approx(tax))
	assert not found.verified


def test_the_landlords_tax_on_a_flat_uses_the_own_fee():
	assert landlord_tax(6000, TAX, house=False, own_cost=30_000).surplus == 2000
	assert landlord_tax(6000, TAX, house=False, own_cost=30_000, months=6).surplus == 0
	assert landlord_tax(4167, TAX, house=True).tax == pytest.approx(1.0, abs=0.1)


def test_the_tax_asks_for_what_it_lacks():
	assert asked(landlord_tax(None, TAX, house=None)) == {ASK_HOUSE, "What is the rent per month?"}
	assert asked(landlord_tax(6000, TAX, house=False)) == {ASK_OWN_COST}
	assert landlord_tax(6000, TAX, house=False).tax is None


@given(st.integers(0, 20_000), st.integers(0, 12), st.booleans())
def test_the_tax_is_never_more_than_the_rate_and_grows_with_the_rent(rent, months, house):
	found = landlord_tax(rent, TAX, house=house, own_cost=5000, months=months)
	assert 0 <= found.tax <= found.income * 0.3 + 1e-6
	assert landlord_tax(rent + 100, TAX, house=house, own_cost=5000, months=months).tax >= found.tax
