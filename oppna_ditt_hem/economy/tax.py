"""The landlord's tax on letting a private home (facts 4.12). Amounts are kronor per year."""

from __future__ import annotations

from dataclasses import dataclass

from .net_cost import Source


@dataclass(frozen=True)
class LettingTax:
	"""A deduction per home and year, a further share of the rent for a house, and the rate on what is left."""

	deduction: float
	share_for_house: float
	rate: float
	source: Source


@dataclass(frozen=True)
class LandlordTax:
	income: float
	deduction: float
	surplus: float
	tax: float
	source: Source


def landlord_tax(
	rent_per_month: float, parameters: LettingTax, *, house: bool, own_cost: float = 0.0, months: float = 12
) -> LandlordTax:
	"""The tax on one home for a year.

	Args:
		rent_per_month: what the tenant pays.
		house: True for an owned house, which gives a share of the rent as deduction; a flat gives `own_cost` instead.
		own_cost: the landlord's own rent or fee for the part that is let, per year.
		months: how many months of the year it was let.
	"""
	income = rent_per_month * months
	deduction = parameters.deduction + (income * parameters.share_for_house if house else own_cost)
	surplus = max(income - deduction, 0.0)
	return LandlordTax(income, deduction, surplus, surplus * parameters.rate, parameters.source)
