"""Preferences: what makes one possible pair better than another, each as a value from 0 to 1."""

from __future__ import annotations

import numpy as np

from .pairs import iso
from .requirements_home import rooms_known, sleeping_rooms
from .rules import PRIORITY, Parameter, preference
from .tables import NO_DAY, SERVICES, UNKNOWN, YES
from .words import N_

SERVICE_NAMES = {
	"has_school": N_("school"),
	"has_sfi": N_("Swedish for immigrants"),
	"has_shop": N_("grocery shop"),
	"has_bus": N_("bus"),
}


def _or_unknown(value, known):
	return np.where(known, np.clip(value, 0.0, 1.0), np.nan)


@preference(
	"wished_locality",
	label=N_("Wished locality"),
	explanation=N_(
		"The home lies in a locality the household has wished for. Without wishes every locality is as good."
	),
	met=N_("{locality} is one of the household's wished localities."),
	unmet=N_("{locality} is not one of the household's wished localities: {wished}."),
	unknown=N_("It isn't known in which locality the home is."),
	facts=lambda pair, given: (
		{"locality": pair.locality(), "wished": pair.wished_places()} if pair.has_wish else None
	),
	weight=20,
)
def wished_locality(pairs, given):
	value = np.where(pairs.has_wish, pairs.is_wished, 1.0)
	return _or_unknown(value, (pairs.listing.locality >= 0) | ~pairs.has_wish)


def _headroom(pairs):
	return (pairs.household.max_rent - pairs.listing.rent) / pairs.household.max_rent


@preference(
	"rent_headroom",
	label=N_("Money left after the rent"),
	explanation=N_(
		"The further the rent is below the household's limit, the better, up to the given per cent."
	),
	met=N_("The rent, {rent}, leaves room below the household's limit of {highest}."),
	unmet=N_("The rent, {rent}, leaves little room below the household's limit of {highest}."),
	unknown=N_("The rent or the household's limit isn't known."),
	facts=lambda pair, given: {"rent": pair.listing.rent, "highest": pair.household.max_rent},
	parameters={"full_percent": Parameter(30, least=1)},
	weight=15,
)
def rent_headroom(pairs, given):
	left = _headroom(pairs)
	return _or_unknown(left * 100 / given["full_percent"], ~np.isnan(left))


@preference(
	"fits_size",
	label=N_("Size fits"),
	explanation=N_(
		"Few places are left empty; the value falls to nothing at the given number of spare places."
	),
	met=N_("The home's size fits: {spare} places more than the household needs."),
	unmet=N_("The home is large for the household: {spare} places would be empty."),
	unknown=N_("It isn't known how many places the home has."),
	facts=lambda pair, given: {"spare": max(int(pair.listing.free_places) - int(pair.household.size), 0)},
	parameters={"too_many_spare": Parameter(4, least=1)},
	weight=15,
)
def fits_size(pairs, given):
	spare = np.abs(pairs.listing.free_places - pairs.household.size)
	return _or_unknown(1 - spare / given["too_many_spare"], pairs.listing.places > 0)


def _rooms_wanted(household):
	return household.size - household.couples


@preference(
	"own_rooms",
	label=N_("A room for each"),
	explanation=N_(
		"Norm 3: a room for each, besides kitchen and living room; couples share. A wish, not a requirement."
	),
	met=N_("Norm 3: {rooms} rooms besides kitchen and living room, {least} wanted."),
	unmet=N_("Crowded by norm 3: {rooms} rooms besides kitchen and living room, {least} wanted."),
	unknown=N_("It isn't known how many rooms the home has."),
	facts=lambda pair, given: {
		"rooms": max(int(sleeping_rooms(pair.listing)), 0),
		"least": _rooms_wanted(pair.household),
	},
	weight=5,
)
def own_rooms(pairs, given):
	wanted = np.maximum(_rooms_wanted(pairs.household), 1)
	share = np.maximum(sleeping_rooms(pairs.listing), 0) / wanted
	# Half a room for each is no better than none: below the norm counts at most half.
	return _or_unknown(np.where(share >= 1, 1.0, share * 0.49), rooms_known(pairs.listing))


@preference(
	"common_language",
	label=N_("Common language"),
	explanation=N_("The household and those in the home, or the landlord, share a language."),
	met=N_("Common language: {languages}."),
	unmet=N_("No common language with the landlord."),
	unknown=N_("It isn't known whether the household and the landlord share a language."),
	facts=lambda pair, given: {"languages": pair.spoken(pair.household.languages & pair.listing.languages)},
	weight=10,
)
def common_language(pairs, given):
	return _or_unknown(np.where(pairs.shares_language, 1.0, 0.0), pairs.languages_known)


def _services(pairs):
	"""Services at the home's locality and those that count for the household: school only with children."""
	place = pairs.listing.locality
	table = pairs.market.localities.services
	offered = table[place] if len(table) else np.full((*np.shape(place), len(SERVICES)), UNKNOWN)
	offered = np.where((place >= 0)[..., None], offered, UNKNOWN)
	counts = np.stack([pairs.household.children > 0, *[np.asarray(pairs.household.size > 0)] * 3], axis=-1)
	return offered, counts


def _service_facts(pair, given):
	offered, counts = _services(pair)
	names = [SERVICE_NAMES[service] for service in SERVICES]
	there = [
		name for name, has, matters in zip(names, offered, counts, strict=True) if matters and has == YES
	]
	return {"locality": pair.locality(), "services": there}


@preference(
	"near_services",
	label=N_("Near services"),
	explanation=N_(
		"The locality has a school (for families), Swedish for immigrants, a grocery shop and a bus."
	),
	met=N_("In {locality} there is: {services}."),
	unmet=N_("Few services in {locality}: {services}."),
	unknown=N_("It isn't known which services there are in {locality}."),
	facts=_service_facts,
	weight=10,
)
def near_services(pairs, given):
	offered, counts = _services(pairs)
	matter = counts & (offered != UNKNOWN)
	number = matter.sum(axis=-1)
	return _or_unknown((matter & (offered == YES)).sum(axis=-1) / np.maximum(number, 1), number > 0)


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
	parameters={"full_days": Parameter(365, least=1)},
	weight=10,
	aspect=PRIORITY,
)
def wait(pairs, given):
	since = pairs.household.registered_on
	days = (pairs.market.today - since) / given["full_days"]
	return _or_unknown(days, since != NO_DAY)


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
	parameters={"horizon_days": Parameter(60, least=1)},
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
	parameters={"horizon_days": Parameter(90, least=1)},
	weight=5,
	aspect=PRIORITY,
)
def current_housing_ends(pairs, given):
	day = pairs.household.housing_ends
	return _urgency(pairs, day, given["horizon_days"]) * _in_time(pairs, day)


RULES = (
	wished_locality,
	rent_headroom,
	fits_size,
	own_rooms,
	common_language,
	near_services,
	wait,
	must_receive_by,
	current_housing_ends,
)
