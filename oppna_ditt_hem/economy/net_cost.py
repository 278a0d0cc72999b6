"""What a home costs a household after housing benefits, and what is left to live on. Amounts are kronor per month."""

from __future__ import annotations

from dataclasses import dataclass

from ..legal.answers import Source
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .amounts import HousingAllowance, HousingBenefit
from .benefits import ASK_RENT, Allowance, allowance_for
from .household import RUNNING_COSTS, Home, Household

INCLUDED = N_("The rent includes everything that is counted.")
NOT_INCLUDED = N_("Besides the rent the household pays for: {choices}.")
NET = N_("The rent and what it doesn't include, less the housing benefit.")
NET_AT_LEAST = N_(
	"The rent and what it doesn't include, less the highest housing benefit; with an income that lowers it the cost is higher."
)
LEFT = N_("What is left of the income when the home is paid.")

COST_NAMES = {
	"heating": N_("Heating"),
	"electricity": N_("Electricity"),
	"water": N_("Water"),
	"internet": N_("Internet"),
}
ASK_INCLUDES = N_("Does the rent include this: {field}?")
ASK_COST = N_("What does this cost per month: {field}?")
ASK_INCOME = N_("What income does the household have per month?")


@dataclass(frozen=True)
class NetCost:
	"""What is paid, what comes back and what is left. `net` and `left` are None where they can't be told; `ask` says why.

	With `at_least` the benefit may turn out lower, so the net cost is at least `net` and what is left at most `left`.
	"""

	rent: float | None
	extra: float | None
	extra_text: Text
	allowance: Allowance
	net: float | None
	left: float | None
	at_least: bool
	ask: tuple[Text, ...]

	@property
	def source(self) -> Source:
		return self.allowance.source

	@property
	def verified(self) -> bool:
		return self.allowance.verified and self.net is not None


def net_cost(home: Home, household: Household, values: DayValues) -> NetCost:
	"""The net cost of a home for a household on the day of the values.

	Raises:
		LegalValueError: a legal value is missing on the day.
	"""
	allowance = allowance_for(home, household, HousingAllowance.of(values), HousingBenefit.of(values))
	extra, extra_text, unknown = running_costs(home)
	missing_rent = () if home.rent is not None else (Text(ASK_RENT),)
	ask = _once(*missing_rent, *unknown, *allowance.ask)
	net = None if ask else home.rent + extra - allowance.amount
	left = None if net is None or household.income is None else household.income - net
	ask += () if household.income is not None else (Text(ASK_INCOME),)
	return NetCost(home.rent, extra, extra_text, allowance, net, left, allowance.at_most, ask)


def running_costs(home: Home) -> tuple[float | None, Text, tuple[Text, ...]]:
	"""Kronor per month for what the rent doesn't include, the sentence, and what to ask; the sum is None with questions."""
	left_out = [name for name in RUNNING_COSTS if home.includes.get(name) is False]
	ask = [
		Text(ASK_INCLUDES, {"field": COST_NAMES[name]})
		for name in RUNNING_COSTS
		if home.includes.get(name) is None
	]
	ask += [Text(ASK_COST, {"field": COST_NAMES[name]}) for name in left_out if name not in home.costs]
	if ask:
		return None, ask[0], tuple(ask)
	names = [COST_NAMES[name] for name in left_out]
	text = Text(NOT_INCLUDED, {"choices": names}) if left_out else Text(INCLUDED)
	return float(sum(home.costs[name] for name in left_out)), text, ()


def _once(*texts: Text) -> tuple[Text, ...]:
	"""Each question once; a Text can't be hashed."""
	found: list[Text] = []
	for text in texts:
		if text not in found:
			found.append(text)
	return tuple(found)
