"""Kronor with whole öre: exact amounts, products of them, and one amount shared out so that every öre falls once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

ORE = Decimal("0.01")


def exact(kronor: float | str | Decimal) -> Decimal:
	"""An amount as the database holds it, with whole öre."""
	return whole_ore(decimal(kronor))


def whole_ore(kronor: Decimal) -> Decimal:
	return kronor.quantize(ORE, ROUND_HALF_UP)


def product(quantity: float, price: float) -> Decimal:
	"""Quantity times price in kronor with whole öre, half an öre upwards."""
	return whole_ore(decimal(quantity) * decimal(price))


def shared_out(amount: float, weights: Sequence[float]) -> list[Decimal]:
	"""Parts of an amount in proportion to the weights, with whole öre, whose sum is the amount.

	The öre that are left over go to the largest remainders, the first of equal ones first (Hamilton's method), so the same
	input always gives the same parts.

	Raises:
		ValueError: the amount or a weight is not above zero.
	"""
	ore, shares = int(exact(amount) / ORE), [decimal(weight) for weight in weights]
	if ore <= 0 or not shares or min(shares) <= 0:
		raise ValueError("amount and weights must be above zero")
	ideal = [ore * share / sum(shares) for share in shares]
	parts = [int(part.to_integral_value(ROUND_FLOOR)) for part in ideal]
	by_remainder = sorted(range(len(parts)), key=lambda at: (parts[at] - ideal[at], at))
	for at in by_remainder[: ore - sum(parts)]:
		parts[at] += 1
	return [part * ORE for part in parts]


def decimal(value: float | str | Decimal) -> Decimal:
	return value if isinstance(value, Decimal) else Decimal(str(value or 0))
