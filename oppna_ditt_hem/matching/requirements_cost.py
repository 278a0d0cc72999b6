"""Requirements on money beyond the rent: what the household pays for the home in all."""

from __future__ import annotations

import numpy as np

from .rules import Parameter, requirement, states
from .tables import KINDS_OF_HOUSEHOLD, LISTING_KINDS, NO, RUNNING_COSTS, UNKNOWN, YES
from .words import N_

COSTS = {
	"heating": Parameter(0, N_("Heating, kronor per month")),
	"electricity": Parameter(0, N_("Electricity, kronor per month")),
	"water": Parameter(0, N_("Water, kronor per month")),
	"internet": Parameter(0, N_("Internet, kronor per month")),
}
ALLOWANCE = {
	"allowance_from": Parameter(0, N_("Housing allowance covers costs above, kronor")),
	"allowance_to": Parameter(0, N_("Housing allowance covers costs up to, kronor")),
}


def not_included(listing, given):
	"""Kronor per month for what the rent doesn't include, and whether that is known."""
	prices = np.array([given[cost] for cost in RUNNING_COSTS], dtype=np.float64)
	missing = (listing.includes == NO) * prices
	doubtful = (listing.includes == UNKNOWN) & (prices > 0)
	return missing.sum(axis=-1), ~doubtful.any(axis=-1)


def allowance(pairs, cost, given):
	"""Kronor per month of housing allowance, as far as two tables can tell.

	Only to single people, never for a room or a home shared with somebody (SFS 2017:819, 3 kap. 13-16 §§). The law's own
	limits are dated values: whoever makes the rule set fills in those of the day.
	"""
	home = pairs.listing
	to_itself = (home.kind != LISTING_KINDS["Room"]) & (home.shared != YES)
	alone = pairs.household.kind == KINDS_OF_HOUSEHOLD["Single"]
	covered = np.clip(cost, given["allowance_from"], max(given["allowance_to"], given["allowance_from"]))
	return np.where(alone & to_itself, covered - given["allowance_from"], 0.0)


def net_cost(pairs, given):
	"""Kronor per month after allowance, NaN where the rent or what it includes isn't known."""
	extra, known = not_included(pairs.listing, given)
	cost = pairs.listing.rent + extra
	return np.where(known, cost - allowance(pairs, cost, given), np.nan)


@requirement(
	"net_cost_ceiling",
	label=N_("Net cost within the household's limit"),
	explanation=N_(
		"The rent and what it doesn't include, less the housing allowance, is at most what the household can pay, plus the"
		" tolerance in per cent. Fill in what things cost before it is made active."
	),
	met=N_("The net cost, {rent} a month, is within the household's limit of {highest}."),
	unmet=N_("The net cost, {rent} a month, is above the household's limit of {highest}."),
	unknown=N_(
		"The rent, what it includes or the household's limit isn't known, so the net cost can't be told."
	),
	facts=lambda pair, given: {"rent": net_cost(pair, given), "highest": pair.household.max_rent},
	parameters={**COSTS, **ALLOWANCE, "over_percent": Parameter(0, N_("Tolerance, per cent"))},
	active=False,
)
def net_cost_ceiling(pairs, given):
	cost, highest = net_cost(pairs, given), pairs.household.max_rent
	known = ~(np.isnan(cost) | np.isnan(highest))
	return states(cost <= highest * (1 + given["over_percent"] / 100), known=known)


RULES = (net_cost_ceiling,)
