"""The tables the engine computes on: structs of numpy arrays, one row per household, home and place.

What isn't known stays unknown: NaN for amounts, NO_DAY for dates, UNKNOWN for yes or no, 0 for counts and codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from .households import HOUSEHOLD_KINDS

LISTING_KINDS = {name: i for i, name in enumerate(("Room", "Flat", "House", "Cottage", "Annexe", "Other"), 1)}
KINDS_OF_HOUSEHOLD = {name: i for i, name in enumerate(HOUSEHOLD_KINDS, 1)}
HEATING = {
	name: i
	for i, name in enumerate(
		("District heating", "Heat pump", "Electric", "Pellets or oil", "Firewood", "None"), 1
	)
}
WATER = {name: i for i, name in enumerate(("Municipal", "Own well", "Summer water", "None"), 1)}
SERVICES = ("has_school", "has_sfi", "has_shop", "has_bus")

RUNNING_COSTS = ("heating", "electricity", "water", "internet")
FURNISHED = {name: i for i, name in enumerate(("No", "Partly", "Fully"), 1)}

NO_DAY = 0
"""Stands for a date that isn't given; day 1 is 0001-01-01."""
LAST_DAY = date.max.toordinal()
"""Stands for the end of a period without one."""
UNKNOWN, NO, YES = -1, 0, 1


@dataclass(frozen=True)
class Localities:
	"""Places; latitude and longitude in degrees (NaN unknown), services int8 of shape (n, 4) in the order of SERVICES."""

	names: np.ndarray
	latitude: np.ndarray
	longitude: np.ndarray
	services: np.ndarray


class Named:
	"""A table whose rows are found by name.

	It is never changed, so what is worked out of it is kept with it, however many markets it is part of.
	"""

	names: np.ndarray

	@cached_property
	def row_of(self) -> dict[str, int]:
		return {name: i for i, name in enumerate(self.names)}

	@cached_property
	def rows(self) -> np.ndarray:
		"""The numbers of all rows. Pairs with just this array read the columns as they lie."""
		return np.arange(len(self.names))


@dataclass(frozen=True)
class Households(Named):
	"""One row per household; days as ordinals, money in kronor per month, distances in km.

	`young` counts the children who may share a room by their age, `ageless` those whose age isn't known.
	"""

	names: np.ndarray
	size: np.ndarray
	children: np.ndarray
	couples: np.ndarray
	young: np.ndarray
	ageless: np.ndarray
	kind: np.ndarray
	all_women: np.ndarray
	languages: np.ndarray
	wanted_from: np.ndarray
	wanted_to: np.ndarray
	max_rent: np.ndarray
	accepts_shared: np.ndarray
	pets: np.ndarray
	smokes: np.ndarray
	needs_step_free: np.ndarray
	needs_wheelchair: np.ndarray
	needs_women_only: np.ndarray
	must_reach: np.ndarray
	max_km: np.ndarray
	wished: np.ndarray
	registered_on: np.ndarray
	must_receive_by: np.ndarray
	housing_ends: np.ndarray
	broke_down: np.ndarray

	@cached_property
	def order(self) -> np.ndarray:
		since = self.registered_on
		return _places(np.where(since == NO_DAY, LAST_DAY, since), self.names)


@dataclass(frozen=True)
class Listings(Named):
	"""One row per home; days as ordinals, money in kronor per month, floor area in square metres.

	`suits` is int8 (n, 3): single people, couples, families. `includes` is int8 (n, 4): whether the rent includes each of
	RUNNING_COSTS.
	"""

	names: np.ndarray
	kind: np.ndarray
	whole: np.ndarray
	locality: np.ndarray
	latitude: np.ndarray
	longitude: np.ndarray
	places: np.ndarray
	households_at_once: np.ndarray
	free_places: np.ndarray
	free_households: np.ndarray
	rooms: np.ndarray
	floor_area: np.ndarray
	rent: np.ndarray
	available_from: np.ndarray
	available_to: np.ndarray
	shortest_stay: np.ndarray
	longest_stay: np.ndarray
	suits: np.ndarray
	women_only: np.ndarray
	shared: np.ndarray
	languages: np.ndarray
	pets_allowed: np.ndarray
	smoking_allowed: np.ndarray
	step_free: np.ndarray
	wheelchair: np.ndarray
	has_lift: np.ndarray
	accessible_bathroom: np.ndarray
	floor: np.ndarray
	winter_fit: np.ndarray
	heating: np.ndarray
	water: np.ndarray
	road_ploughed: np.ndarray
	furnished: np.ndarray
	includes: np.ndarray

	@cached_property
	def order(self) -> np.ndarray:
		return _places(self.available_from, self.names)


@dataclass(frozen=True)
class Market:
	"""Everything one run computes on. `km[place, listing]` is the straight-line distance from a locality to a home."""

	households: Households
	listings: Listings
	localities: Localities
	languages: tuple[str, ...]
	km: np.ndarray
	today: int

	@cached_property
	def has_wish(self) -> np.ndarray:
		"""Whether each household has wished for any locality."""
		return self.households.wished.any(axis=1)

	@property
	def household_order(self) -> np.ndarray:
		"""Each household's place in the queue: longest wait first, those without a date last, then by name."""
		return self.households.order

	@property
	def listing_order(self) -> np.ndarray:
		"""Each home's place: free longest first, those without a date first, then by name."""
		return self.listings.order

	def household(self, name: str) -> int:
		"""Row number of a household. Raises KeyError."""
		return self.households.row_of[name]

	def listing(self, name: str) -> int:
		"""Row number of a listing. Raises KeyError."""
		return self.listings.row_of[name]


def _places(days: np.ndarray, names: np.ndarray) -> np.ndarray:
	order = np.lexsort((names.astype(str), days))
	places = np.empty(len(names), dtype=np.int64)
	places[order] = np.arange(len(names))
	return places
