"""Requirements on a winter move: whether the home is fit for it, can be heated and has water, and whether its road is ploughed."""

from __future__ import annotations

import numpy as np

from .pairs import iso
from .rules import UNSURE, UNSURE_BLOCKS, Parameter, requirement, states
from .tables import HEATING, LISTING_KINDS, UNKNOWN, WATER, YES
from .words import N_

WINTER = (11, 12, 1, 2, 3)
MONTHS = Parameter(WINTER, N_("Winter months"), choices=tuple(range(1, 13)))


def in_winter(first, last, months):
	"""Whether any day from `first` to `last` (ordinals) lies in one of the months (1-12)."""
	# Day 1 is 0001-01-01; numpy counts from 1970.
	month = (first - 719163).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
	found = np.zeros(np.shape(first), dtype=bool)
	for ahead in range(12):
		begins = (month + ahead).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + 719163
		found = found | (np.isin((month + ahead) % 12 + 1, months) & (np.maximum(begins, first) <= last))
	return found


def _winter_facts(pair, given):
	lived_in = bool(in_winter(pair.move_in, pair.last_day, given["months"]))
	return {"move_in": iso(pair.move_in), "last": iso(pair.last_day)} if lived_in else None


@requirement(
	"winter_fit",
	label=N_("Fit for winter"),
	explanation=N_(
		"A home that is lived in during the winter months must be fit for it. Where that isn't known, cottages and annexes are"
		" not proposed."
	),
	met=N_("The home is fit for winter."),
	unmet=N_("The stay ({move_in} – {last}) goes through the winter, and the home isn't fit for it."),
	unknown=N_(
		"The stay ({move_in} – {last}) goes through the winter, and it isn't known whether the home is fit for it."
		" Ask the landlord."
	),
	facts=_winter_facts,
	parameters={
		"months": MONTHS,
		"ask_first_for": Parameter(
			("Cottage", "Annexe"), N_("Ask first for these kinds of home"), choices=tuple(LISTING_KINDS)
		),
	},
)
def winter_fit(pairs, given):
	home = pairs.listing
	doubtful = np.isin(home.kind, [LISTING_KINDS[kind] for kind in given["ask_first_for"]])
	lived_in = in_winter(pairs.move_in, pairs.last_day, given["months"])
	unsure = np.where(doubtful, UNSURE_BLOCKS, UNSURE)
	known = home.winter_fit != UNKNOWN
	return states(home.winter_fit == YES, applies=lived_in, known=known, unsure=unsure)


@requirement(
	"winter_heating",
	label=N_("Heating in winter"),
	explanation=N_(
		"A home that is lived in during the winter months has heating other than the kinds named here."
	),
	met=N_("The home can be heated in winter ({by})."),
	unmet=N_(
		"The stay ({move_in} – {last}) goes through the winter, and the heating isn't enough for it: {by}."
	),
	unknown=N_(
		"The stay ({move_in} – {last}) goes through the winter, and it isn't known how the home is heated. Ask the landlord."
	),
	facts=lambda pair, given: _with(_winter_facts(pair, given), by=_word(HEATING, pair.listing.heating)),
	parameters={
		"months": MONTHS,
		"not_enough": Parameter(("None",), N_("Heating that isn't enough"), choices=tuple(HEATING)),
	},
)
def winter_heating(pairs, given):
	return _in_winter_not(pairs, given, pairs.listing.heating, HEATING)


@requirement(
	"winter_water",
	label=N_("Water in winter"),
	explanation=N_("A home that is lived in during the winter months has water then too."),
	met=N_("The home has water in winter ({by})."),
	unmet=N_("The stay ({move_in} – {last}) goes through the winter, and the home has no water then: {by}."),
	unknown=N_(
		"The stay ({move_in} – {last}) goes through the winter, and it isn't known which water the home has. Ask the landlord."
	),
	facts=lambda pair, given: _with(_winter_facts(pair, given), by=_word(WATER, pair.listing.water)),
	parameters={
		"months": MONTHS,
		"not_enough": Parameter(
			("Summer water", "None"), N_("Water that isn't enough"), choices=tuple(WATER)
		),
	},
)
def winter_water(pairs, given):
	return _in_winter_not(pairs, given, pairs.listing.water, WATER)


def _in_winter_not(pairs, given, code, codes):
	short = np.isin(code, [codes[word] for word in given["not_enough"]])
	return states(~short, applies=in_winter(pairs.move_in, pairs.last_day, given["months"]), known=code > 0)


def _word(codes, code):
	return ("", *codes)[int(code)]


def _with(facts, **more):
	return None if facts is None else {**facts, **more}


@requirement(
	"winter_road",
	label=N_("Ploughed road in winter"),
	explanation=N_("The road to a home that is lived in during the winter months is ploughed."),
	met=N_("The road is ploughed."),
	unmet=N_("The stay ({move_in} – {last}) goes through the winter, and the road isn't ploughed."),
	unknown=N_(
		"The stay ({move_in} – {last}) goes through the winter, and it isn't known whether the road is ploughed."
		" Ask the landlord."
	),
	facts=_winter_facts,
	parameters={"months": MONTHS},
)
def winter_road(pairs, given):
	ploughed = pairs.listing.road_ploughed
	lived_in = in_winter(pairs.move_in, pairs.last_day, given["months"])
	return states(ploughed == YES, applies=lived_in, known=ploughed != UNKNOWN)


RULES = (winter_fit, winter_heating, winter_water, winter_road)
