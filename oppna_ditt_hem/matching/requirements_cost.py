"""What a household pays for a home in all, after housing benefit: `economy.net_cost` over columns.

A test holds the two together. A home that is proposed is let in writing, with consent, to a household that is registered
there; what else isn't known makes the cost unknown.
"""

from __future__ import annotations

import numpy as np

from .rules import Parameter, preference, requirement, states
from .tables import KINDS_OF_HOUSEHOLD, LISTING_KINDS, NO, RUNNING_COSTS, UNKNOWN, YES
from .words import N_

COSTS = {
	"heating": Parameter(0, N_("Heating, kronor per month")),
	"electricity": Parameter(0, N_("Electricity, kronor per month")),
	"water": Parameter(0, N_("Water, kronor per month")),
	"internet": Parameter(0, N_("Internet, kronor per month")),
}
"""What it costs where the rent doesn't include it; 0 is not known."""
LAW = {
	"allowance_from": "housing_allowance_floor",
	"allowance_to": "housing_allowance_ceiling",
	"benefit_from": "housing_benefit_floor",
	"benefit_to": "housing_benefit_ceilings",
	"benefit_percent": "housing_benefit_share",
	"benefit_area": "housing_benefit_space_caps",
}


def not_included(listing, given):
	"""Kronor per month for what the rent doesn't include, NaN where that, or its price, isn't known."""
	prices = np.array([given[cost] or np.nan for cost in RUNNING_COSTS], dtype=np.float64)
	costs = np.where(listing.includes == NO, prices, np.where(listing.includes == UNKNOWN, np.nan, 0.0))
	return costs.sum(axis=-1)


def allowance(home, given):
	"""Bostadsersättning for a single person, kronor per month, NaN where it can't be told (SFS 2017:819, 3 kap. 13-16 §§)."""
	(floor,), (ceiling,) = given["allowance_from"], given["allowance_to"]
	never = (home.kind == LISTING_KINDS["Room"]) | (home.shared == YES)
	known = (home.kind > 0) & (home.shared != UNKNOWN)
	covered = np.clip(home.rent, floor, ceiling) - floor
	return np.where(never, np.where(np.isnan(home.rent), np.nan, 0.0), np.where(known, covered, np.nan))


def benefit(home, children, given):
	"""The most that bostadsbidrag gives a family, kronor per month, NaN without the floor area (97 kap. 18 and 20 §§)."""
	(floor,), (percent,) = given["benefit_from"], given["benefit_percent"]
	ceiling, cap = (_by_children(given[name], children) for name in ("benefit_to", "benefit_area"))
	counted = np.where(home.floor_area > cap, home.rent * cap / home.floor_area, home.rent)
	return np.where(
		np.isnan(home.floor_area), np.nan, (np.clip(counted, floor, ceiling) - floor) * percent / 100
	)


def _by_children(amounts, children):
	"""The amount for one child, two, and so on; the last one for more."""
	return np.asarray(amounts, dtype=np.float64)[np.clip(children, 1, len(amounts)) - 1]


def net_cost(pairs, given):
	"""Kronor per month: the least it can cost, and the most, NaN where it can't be told.

	They differ for families, whose income decides how much of the benefit is paid.
	"""
	home, household = pairs.listing, pairs.household
	cost = home.rent + not_included(home, given)
	family = (household.children > 0) | (household.kind == KINDS_OF_HOUSEHOLD["Family"])
	most = benefit(home, household.children, given)
	most = np.where(household.children > 0, most, np.nan)
	alone = allowance(home, given)
	least = cost - np.where(family, most, np.where(household.size == 1, alone, 0.0))
	return least, np.where(family, np.where(np.isnan(least), np.nan, cost), least)


@requirement(
	"net_cost_ceiling",
	label=N_("Net cost within the household's limit"),
	explanation=N_(
		"The rent and what it doesn't include, less the housing benefit, is at most what the household can pay, plus the"
		" tolerance in per cent. Fill in what things cost before it is made active; 0 is not known. The benefit follows the"
		" legal values of the day. What the income decides on counts as not known."
	),
	met=N_("The net cost, {rent} a month, is within the household's limit of {highest}."),
	unmet=N_("The net cost, {rent} a month, is above the household's limit of {highest}."),
	unknown=N_(
		"The net cost can't be told: the rent, what it includes or costs besides, the size, the household's limit or the benefit"
		" isn't known."
	),
	facts=lambda pair, given: {"rent": net_cost(pair, given)[0], "highest": pair.household.max_rent},
	parameters={**COSTS, "over_percent": Parameter(0, N_("Tolerance, per cent"))},
	law=LAW,
	active=False,
)
def net_cost_ceiling(pairs, given):
	least, most = net_cost(pairs, given)
	limit = pairs.household.max_rent * (1 + given["over_percent"] / 100)
	known = ~np.isnan(least) & ~np.isnan(limit) & ((least > limit) | (most <= limit))
	return states(most <= limit, known=known)


@preference(
	"net_cost_headroom",
	label=N_("Money left after the net cost"),
	explanation=N_(
		"The further the rent and what it doesn't include, less the housing benefit, is below the household's limit, the better,"
		" up to the given per cent. A family's benefit is counted in full. Fill in what things cost before it is made active."
	),
	met=N_("The net cost, {rent} a month, leaves room below the household's limit of {highest}."),
	unmet=N_("The net cost, {rent} a month, leaves little room below the household's limit of {highest}."),
	unknown=N_(
		"The net cost can't be told: the rent, what it includes or costs besides, the size, the household's limit or the benefit"
		" isn't known."
	),
	facts=lambda pair, given: {"rent": net_cost(pair, given)[0], "highest": pair.household.max_rent},
	parameters={**COSTS, "full_percent": Parameter(30, N_("Full value at, per cent below"), least=1)},
	law=LAW,
	weight=15,
	active=False,
)
def net_cost_headroom(pairs, given):
	least, _most = net_cost(pairs, given)
	left = (pairs.household.max_rent - least) / pairs.household.max_rent
	return np.where(np.isnan(left), np.nan, np.clip(left * 100 / given["full_percent"], 0.0, 1.0))


RULES = (net_cost_ceiling, net_cost_headroom)
