"""Requirements on time: when the home and the household can, and for how long."""

from __future__ import annotations

import numpy as np

from .pairs import OPEN, iso
from .rules import Parameter, requirement, states
from .words import N_

DAYS_PER_MONTH = 30.4375
UNLIMITED_MONTHS = 1_000


@requirement(
	"period",
	label=N_("Free when wanted"),
	explanation=N_(
		"The time the home is free and the time the household wants one share at least one day, and the household needn't"
		" wait longer than the given number of days."
	),
	met=N_("The household can move in on {move_in}."),
	unmet=N_(
		"The home is free {available_from} – {available_to}; the household wants one {wanted_from} – {wanted_to}."
	),
	unknown=N_("It isn't known when the home is free."),
	facts=lambda pair, given: {
		"move_in": iso(pair.move_in),
		"available_from": iso(pair.listing.available_from),
		"available_to": iso(pair.listing.available_to),
		"wanted_from": iso(pair.household.wanted_from),
		"wanted_to": iso(pair.household.wanted_to),
	},
	parameters={"longest_wait_days": Parameter(120, N_("Longest wait, days"))},
)
def period(pairs, given):
	in_time = pairs.move_in <= pairs.wanted_from + given["longest_wait_days"]
	return states((pairs.move_in <= pairs.last_day) & in_time)


def months_possible(pairs):
	"""Whole months the stay can last; UNLIMITED_MONTHS without an end."""
	days = pairs.last_day - pairs.move_in + 1
	months = np.where(pairs.last_day == OPEN, UNLIMITED_MONTHS, np.floor((days + 1) / DAYS_PER_MONTH))
	longest = pairs.listing.longest_stay
	return np.maximum(np.where(longest > 0, np.minimum(months, longest), months), 0)


def months_wanted(pairs, least):
	"""The stay the household needs at least: `least`, or all it has asked for where that is shorter."""
	days = np.where(pairs.household.wanted_to > 0, pairs.household.wanted_to - pairs.wanted_from + 2, OPEN)
	return np.minimum(np.maximum(np.floor(days / DAYS_PER_MONTH), 0), least)


def _stay_facts(pair, given):
	months = int(months_possible(pair))
	return {
		"months": None if months == UNLIMITED_MONTHS else months,
		"shortest": pair.listing.shortest_stay,
		"least": months_wanted(pair, given["least_months"]),
	}


@requirement(
	"length_of_stay",
	label=N_("Long enough stay"),
	explanation=N_(
		"The stay can be as long as the landlord's shortest stay, and as long as the household needs at least."
	),
	met=N_("The stay can be as long as both want."),
	unmet=N_(
		"The stay can be {months} months; the landlord wants at least {shortest} and the household at least {least}."
	),
	unknown=N_("It isn't known how long the stay can be."),
	facts=_stay_facts,
	parameters={"least_months": Parameter(3, N_("Shortest useful stay, months"))},
)
def length_of_stay(pairs, given):
	needed = np.maximum(pairs.listing.shortest_stay, months_wanted(pairs, given["least_months"]))
	return states(months_possible(pairs) >= needed)


RULES = (period, length_of_stay)
