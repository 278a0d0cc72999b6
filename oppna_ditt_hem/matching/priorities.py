"""Preferences on who comes first: wait, deadlines and children, each as a value from 0 to 1."""

from __future__ import annotations

import numpy as np

from .pairs import iso
from .preferences import or_unknown
from .rules import PRIORITY, Parameter, preference
from .tables import NO_DAY
from .words import N_


@preference(
	"wait",
	label=N_("Wait"),
	explanation=N_(
		"The longer the household has waited, the better; full value after the given number of days."
	),
	met=N_("The household has waited since {registered_on}, {days} days."),
	unmet=N_("The household has waited since {registered_on}, {days} days."),
	unknown=N_("It isn't known how long the household has waited."),
	facts=lambda pair, given: {
		"registered_on": iso(pair.household.registered_on),
		"days": pair.market.today - int(pair.household.registered_on),
	},
	parameters={"full_days": Parameter(365, N_("Full value after, days"), least=1)},
	weight=10,
	aspect=PRIORITY,
)
def wait(pairs, given):
	since = pairs.household.registered_on
	days = (pairs.market.today - since) / given["full_days"]
	return or_unknown(days, since != NO_DAY)


def _urgency(pairs, day, horizon):
	"""1 on the day and after it, falling to 0 `horizon` days before; 0 where there is no day."""
	return np.where(day == NO_DAY, 0.0, np.clip(1 - (day - pairs.market.today) / horizon, 0.0, 1.0))


def _in_time(pairs, day):
	"""Half the value for a home that comes after the day, unless the day has passed and every home does."""
	late = pairs.move_in > np.maximum(day, pairs.market.today)
	return np.where(late, 0.5, 1.0)


def _by(field):
	def facts(pair, given):
		day = int(getattr(pair.household, field))
		return {"day": iso(day), "move_in": iso(pair.move_in)} if day != NO_DAY else None

	return facts


@preference(
	"must_receive_by",
	label=N_("Must be received by"),
	explanation=N_(
		"The nearer the day on which the municipality must have received the household, the better; nothing before the given"
		" number of days, half for a home that is free too late."
	),
	met=N_("The household must be received by {day}; it can move in on {move_in}."),
	unmet=N_("The household must be received by {day}; it can move in on {move_in}."),
	unknown=N_("It isn't known when the household must be received."),
	facts=_by("must_receive_by"),
	parameters={"horizon_days": Parameter(60, N_("Counts from, days before"), least=1)},
	weight=10,
	aspect=PRIORITY,
)
def must_receive_by(pairs, given):
	day = pairs.household.must_receive_by
	return _urgency(pairs, day, given["horizon_days"]) * _in_time(pairs, day)


@preference(
	"current_housing_ends",
	label=N_("Current housing ends"),
	explanation=N_(
		"The nearer the day on which the household loses its current housing, the better; nothing before the given number of"
		" days, half for a home that is free too late."
	),
	met=N_("The current housing ends on {day}; the household can move in on {move_in}."),
	unmet=N_("The current housing ends on {day}; the household can move in on {move_in}."),
	unknown=N_("It isn't known when the current housing ends."),
	facts=_by("housing_ends"),
	parameters={"horizon_days": Parameter(90, N_("Counts from, days before"), least=1)},
	weight=5,
	aspect=PRIORITY,
)
def current_housing_ends(pairs, given):
	day = pairs.household.housing_ends
	return _urgency(pairs, day, given["horizon_days"]) * _in_time(pairs, day)


@preference(
	"children",
	label=N_("Children"),
	explanation=N_("Households with children come first; full value at the given number of children."),
	met=N_("Children in the household: {count}."),
	unmet=N_("Children in the household: {count}."),
	unknown=N_("It isn't known how many children there are."),
	facts=lambda pair, given: {"count": pair.household.children} if pair.household.children else None,
	parameters={"full_children": Parameter(1, N_("Full value at, children"), least=1)},
	weight=5,
	aspect=PRIORITY,
)
def children(pairs, given):
	return or_unknown(pairs.household.children / given["full_children"], True)


@preference(
	"broke_down",
	label=N_("Seeks anew after a breakdown"),
	explanation=N_("A household whose last stay broke down comes first, until it has moved in anew."),
	met=N_("The household's last stay broke down on {day}."),
	unmet=N_("The household's last stay broke down on {day}."),
	unknown=N_("No stay of the household has broken down."),
	facts=lambda pair, given: (
		{"day": iso(pair.household.broke_down)} if int(pair.household.broke_down) != NO_DAY else None
	),
	weight=20,
	aspect=PRIORITY,
)
def broke_down(pairs, given):
	return np.where(pairs.household.broke_down != NO_DAY, 1.0, 0.0)


RULES = (wait, must_receive_by, current_housing_ends, children, broke_down)
