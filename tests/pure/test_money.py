"""Kronor with whole öre: products, and amounts shared out so that every öre falls once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppna_ditt_hem.economy.money import exact, product, shared_out


@pytest.mark.parametrize(
	("quantity", "price", "told"),
	[
		(7.5, 385, "2887.50"),
		(0.1, 0.25, "0.03"),
		(12.3, 2.5, "30.75"),
		(1.005, 1, "1.01"),
		(100, 9.6105, "961.05"),
	],
)
def test_a_product_has_whole_ore_and_half_an_ore_goes_upwards(quantity, price, told):
	assert product(quantity, price) == Decimal(told)


@pytest.mark.parametrize(
	("amount", "weights", "parts"),
	[
		(100, [1, 1, 1], ["33.34", "33.33", "33.33"]),
		(0.05, [1, 1], ["0.03", "0.02"]),
		(1000.01, [50, 30, 20], ["500.01", "300.00", "200.00"]),
		(10, [1, 6, 3.5], ["0.95", "5.72", "3.33"]),
	],
)
def test_left_over_ore_go_to_the_largest_remainders_and_the_first_of_equal_ones(amount, weights, parts):
	assert shared_out(amount, weights) == [Decimal(part) for part in parts]


@given(st.integers(1, 10**10), st.lists(st.integers(1, 10_000), min_size=1, max_size=20))
def test_the_parts_are_the_amount_and_none_is_an_ore_off_its_share(ore, weights):
	amount = Decimal(ore) / 100
	parts = shared_out(amount, weights)
	assert sum(parts) == amount
	for part, weight in zip(parts, weights, strict=True):
		assert abs(part - amount * weight / sum(weights)) < Decimal("0.01")


@pytest.mark.parametrize(("amount", "weights"), [(0, [1]), (-1, [1]), (1, []), (1, [1, 0])])
def test_nothing_is_shared_out_where_there_is_nothing(amount, weights):
	with pytest.raises(ValueError, match="above zero"):
		shared_out(amount, weights)
	assert exact("") == 0
