"""The landlord's tax on letting a private home (facts 4.12). Amounts are kronor per year.

Inkomstskattelagen 42 kap.: 40 000 kr per home and year, for a house 20 % of the rent, for a flat the own rent or fee instead.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..legal.answers import Finding
from ..matching.words import N_, Text
from .amounts import LettingTax

NO_TAX = N_("No tax: the deductions, {amount} a year, cover the rent of {rent}.")
TAXED = N_("Of the rent, {rent} a year, {amount} is deducted; the rest is taxed at {percent} %.")

ASK_RENT = N_("What is the rent per month?")
ASK_HOUSE = N_("Is it an owned house, or a flat?")
ASK_OWN_COST = N_("What rent or fee does the landlord pay a year for the part that is let?")


@dataclass(frozen=True)
class LandlordTax(Finding):
	"""`value` is the tax in kronor for the year, None where it can't be told; so are the parts of it."""

	income: float | None = None
	deduction: float | None = None
	surplus: float | None = None

	@property
	def tax(self) -> float | None:
		return self.value


def landlord_tax(
	rent_per_month: float | None,
	terms: LettingTax,
	*,
	house: bool | None,
	own_cost: float | None = None,
	months: float = 12,
) -> LandlordTax:
	"""The tax on one home for a year.

	Args:
		rent_per_month: what the tenant pays.
		house: True for an owned house, which gives a share of the rent as deduction; a flat gives `own_cost` instead.
		own_cost: the landlord's own rent or fee for the part and the time that is let, per year.
		months: how many months of the year it was let.
	"""
	needed = (
		(ASK_RENT, rent_per_month),
		(ASK_HOUSE, house),
		(ASK_OWN_COST, 0.0 if house is not False else own_cost),
	)
	asked = tuple(Text(question) for question, given in needed if given is None)
	if asked:
		return LandlordTax(None, asked[0], terms.source, asked)
	income = rent_per_month * months
	deduction = terms.deduction + (income * terms.share_for_house if house else own_cost)
	# Deductions make no loss.
	surplus = max(income - deduction, 0.0)
	said = {"rent": income, "amount": deduction}
	text = Text(TAXED, {**said, "percent": terms.rate * 100}) if surplus else Text(NO_TAX, said)
	return LandlordTax(
		surplus * terms.rate, text, terms.source, income=income, deduction=deduction, surplus=surplus
	)
