"""Preferences on how a home fits a household, each as a value from 0 to 1."""

from __future__ import annotations

import numpy as np

from .requirements_home import rooms_known, sleeping_rooms
from .requirements_time import UNLIMITED_MONTHS, months_possible
from .rules import Parameter, preference
from .tables import SERVICES, UNKNOWN, YES
from .words import N_

SERVICE_NAMES = {
	"has_school": N_("school"),
	"has_sfi": N_("Swedish for immigrants"),
	"has_shop": N_("grocery shop"),
	"has_bus": N_("bus"),
}


def or_unknown(value, known):
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
	return or_unknown(value, (pairs.listing.locality >= 0) | ~pairs.has_wish)


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
	parameters={"full_percent": Parameter(30, N_("Full value at, per cent below"), least=1)},
	weight=15,
)
def rent_headroom(pairs, given):
	left = _headroom(pairs)
	return or_unknown(left * 100 / given["full_percent"], ~np.isnan(left))


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
	parameters={"too_many_spare": Parameter(4, N_("No value at, spare places"), least=1)},
	weight=15,
)
def fits_size(pairs, given):
	spare = np.abs(pairs.listing.free_places - pairs.household.size)
	return or_unknown(1 - spare / given["too_many_spare"], pairs.listing.places > 0)


def _rooms_wanted(household):
	"""The fewest and the most rooms by norm 3; they differ where a child's age isn't known."""
	own = household.size - household.couples - household.young - household.ageless
	young, ageless = household.young, household.ageless
	return own + _pairs(young + ageless), own + ageless + _pairs(young)


def _pairs(count):
	return (count + 1) // 2


def _own_rooms_facts(pair, given):
	if pair.household.size == 1:
		return None
	rooms = max(int(sleeping_rooms(pair.listing)), 0)
	return {"rooms": rooms, "least": _rooms_wanted(pair.household)[0]}


@preference(
	"own_rooms",
	label=N_("A room for each"),
	explanation=N_(
		"Norm 3: a room for each, besides kitchen and living room; couples share, and so do two children under twelve. Who lives"
		" alone has room enough. A wish, not a requirement."
	),
	met=N_("Norm 3: {rooms} rooms besides kitchen and living room, {least} wanted."),
	unmet=N_("Crowded by norm 3: {rooms} rooms besides kitchen and living room, {least} wanted."),
	unknown=N_("It isn't known how many rooms the home has, or how old the children are."),
	facts=_own_rooms_facts,
	weight=5,
)
def own_rooms(pairs, given):
	"""`tenancy.overcrowding.norm_3` over columns; crowded is below a half."""
	rooms, alone = np.maximum(sleeping_rooms(pairs.listing), 0), pairs.household.size == 1
	least, most = _rooms_wanted(pairs.household)
	# Half a room for each is no better than none: below the norm counts at most half.
	value = np.where(rooms >= most, 1.0, rooms / np.maximum(least, 1) * 0.49)
	told = rooms_known(pairs.listing) & ((rooms >= most) | (rooms < least))
	return or_unknown(np.where(alone, 1.0, value), alone | told)


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
	return or_unknown(np.where(pairs.shares_language, 1.0, 0.0), pairs.languages_known)


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
	return or_unknown((matter & (offered == YES)).sum(axis=-1) / np.maximum(number, 1), number > 0)


@preference(
	"nearness",
	label=N_("Near the place to reach"),
	explanation=N_(
		"The nearer, in a straight line, the home is to the place the household must reach, the better; nothing from the given"
		" distance on. Without such a place every home is as good."
	),
	met=N_("{distance} in a straight line to {place}."),
	unmet=N_("As far as {distance} in a straight line to {place}."),
	unknown=N_("The distance to {place} isn't known, since a position is missing."),
	facts=lambda pair, given: (
		{"distance": pair.km, "place": pair.place_to_reach()} if pair.household.must_reach >= 0 else None
	),
	parameters={"far_km": Parameter(40, N_("No value from, kilometres"), least=1)},
	weight=10,
)
def nearness(pairs, given):
	anywhere = pairs.household.must_reach < 0
	value = np.where(anywhere, 1.0, 1 - pairs.km / given["far_km"])
	return or_unknown(value, anywhere | ~np.isnan(pairs.km))


def _long_facts(pair, given):
	months = int(months_possible(pair))
	return {"months": months} if months < UNLIMITED_MONTHS else None


@preference(
	"long_stay",
	label=N_("Can stay long"),
	explanation=N_(
		"The longer the household can stay, the better; full value at the given number of months."
	),
	met=N_("The household can stay {months} months."),
	unmet=N_("The household can stay only {months} months."),
	unknown=N_("It isn't known how long the stay can be."),
	facts=_long_facts,
	parameters={"full_months": Parameter(24, N_("Full value at, months"), least=1)},
	weight=5,
)
def long_stay(pairs, given):
	return or_unknown(months_possible(pairs) / given["full_months"], True)


@preference(
	"scarce_home",
	label=N_("Accessible homes for those who need them"),
	explanation=N_(
		"A home that is step-free or wheelchair accessible is kept for households that need one, as long as another home does."
	),
	met=N_("The home is accessible, and the household needs that."),
	unmet=N_("The home is accessible, and the household doesn't need that."),
	unknown=N_("It isn't known whether the home is accessible."),
	facts=lambda pair, given: {} if _accessible(pair) else None,
	weight=5,
)
def scarce_home(pairs, given):
	household = pairs.household
	needs = (household.needs_step_free == YES) | (household.needs_wheelchair == YES)
	return or_unknown(np.where(_accessible(pairs) & ~needs, 0.0, 1.0), True)


def _accessible(pairs):
	return (pairs.listing.step_free == YES) | (pairs.listing.wheelchair == YES)


RULES = (
	wished_locality,
	rent_headroom,
	fits_size,
	own_rooms,
	common_language,
	near_services,
	nearness,
	long_stay,
	scarce_home,
)
