"""Requirements on the home itself: room, rent, distance, and whether anything of it is free."""

from __future__ import annotations

import numpy as np

from .rules import UNSURE_BLOCKS, Parameter, requirement, states
from .tables import LISTING_KINDS
from .words import N_

LAW = {"least_area": "norm_least_area_per_person"}


@requirement(
	"vacant",
	label=N_("Something of the home is free"),
	explanation=N_("A home that is held by as many households as it takes is not proposed."),
	met=N_("The home is free."),
	unmet=N_("The home is held by another household."),
	unknown=N_("It isn't known whether the home is free."),
	facts=lambda pair, given: {},
)
def vacant(pairs, given):
	return states(pairs.listing.free_households > 0, known=pairs.household.size > 0)


@requirement(
	"places",
	label=N_("Enough places"),
	explanation=N_("The home has at least as many free places (beds) as the household has members."),
	met=N_("There are {free} free places for {size} people."),
	unmet=N_("There are {free} free places, and the household is {size} people."),
	unknown=N_("It isn't known how many places the home has. Ask the landlord."),
	facts=lambda pair, given: {"free": pair.listing.free_places, "size": pair.household.size},
)
def places(pairs, given):
	home = pairs.listing
	return states(home.free_places >= pairs.household.size, known=home.places > 0, unsure=UNSURE_BLOCKS)


def sleeping_rooms(listing):
	"""Rooms besides kitchen and living room. A room to let is itself one; elsewhere one of the rooms is the living room."""
	return np.where(listing.kind == LISTING_KINDS["Room"], np.maximum(listing.rooms, 1), listing.rooms - 1)


def rooms_known(listing):
	return (listing.rooms > 0) | (listing.kind == LISTING_KINDS["Room"])


def _crowding_facts(pair, given):
	rooms = max(int(sleeping_rooms(pair.listing)), 0) if rooms_known(pair.listing) else None
	return {"size": pair.household.size, "rooms": rooms}


@requirement(
	"overcrowding",
	label=N_("Not overcrowded"),
	explanation=N_(
		"Norm 2: at most two people per room, kitchen and living room not counted; who lives alone is never overcrowded. Where the"
		" number of rooms isn't known, 20 square metres per person are counted instead."
	),
	met=N_("Room enough by norm 2: {size} people. Rooms besides kitchen and living room: {rooms}."),
	unmet=N_("Overcrowded by norm 2: {size} people. Rooms besides kitchen and living room: {rooms}."),
	unknown=N_("Neither the number of rooms nor the floor area is known, so overcrowding can't be told."),
	facts=_crowding_facts,
	parameters={"people_per_room": Parameter(2, N_("People per room"), least=1)},
	law=LAW,
)
def overcrowding(pairs, given):
	"""`tenancy.overcrowding.norm_2` over columns."""
	home, size = pairs.listing, pairs.household.size
	(least_area,) = given["least_area"]
	by_rooms = size <= given["people_per_room"] * sleeping_rooms(home)
	by_area = size * least_area <= home.floor_area
	known = rooms_known(home) | ~np.isnan(home.floor_area) | (size == 1)
	return states((size == 1) | np.where(rooms_known(home), by_rooms, by_area), known=known)


@requirement(
	"rent_ceiling",
	label=N_("Rent within the household's limit"),
	explanation=N_(
		"The rent per month is at most what the household can pay, plus the tolerance in per cent."
	),
	met=N_("The rent, {rent} a month, is within the household's limit of {highest}."),
	unmet=N_("The rent, {rent} a month, is above the household's limit of {highest}."),
	unknown=N_("The rent or the household's limit isn't known."),
	facts=lambda pair, given: {"rent": pair.listing.rent, "highest": pair.household.max_rent},
	parameters={"over_percent": Parameter(0, N_("Tolerance, per cent"))},
)
def rent_ceiling(pairs, given):
	rent, highest = pairs.listing.rent, pairs.household.max_rent
	return states(
		rent <= highest * (1 + given["over_percent"] / 100), known=~(np.isnan(rent) | np.isnan(highest))
	)


@requirement(
	"distance",
	label=N_("Within reach"),
	explanation=N_("The home is near enough, in a straight line, to the place the household must reach."),
	met=N_("{distance} in a straight line to {place}, at most {limit} km."),
	unmet=N_("{distance} in a straight line to {place}, more than {limit} km."),
	unknown=N_("The distance to {place} isn't known, since a position is missing."),
	facts=lambda pair, given: {
		"distance": pair.km,
		"place": pair.place_to_reach(),
		"limit": pair.household.max_km,
	},
)
def distance(pairs, given):
	limit = pairs.household.max_km
	applies = (pairs.household.must_reach >= 0) & ~np.isnan(limit)
	return states(pairs.km <= limit, applies=applies, known=~np.isnan(pairs.km))


@requirement(
	"wished_locality_only",
	label=N_("Only in a wished locality"),
	explanation=N_("A household is only proposed homes in the localities it has wished for."),
	met=N_("{locality} is one of the household's wished localities."),
	unmet=N_("{locality} is not one of the household's wished localities: {wished}."),
	unknown=N_("It isn't known in which locality the home is."),
	facts=lambda pair, given: {"locality": pair.locality(), "wished": pair.wished_places()},
	active=False,
)
def wished_locality_only(pairs, given):
	return states(pairs.is_wished, applies=pairs.has_wish, known=pairs.listing.locality >= 0)


RULES = (vacant, places, overcrowding, rent_ceiling, distance, wished_locality_only)
