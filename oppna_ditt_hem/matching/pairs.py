"""Pairs of a household and a home, as columns that a rule can compute on.

One formula serves every shape: index arrays (H, 1) and (1, L) give a whole block, two arrays (n,) give a list of pairs, two
integers give one pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from .tables import LAST_DAY as OPEN
from .tables import NO_DAY, Market


class Rows:
	"""A table seen through row numbers: `rows.size` is that column for those rows, the table's own where they are all."""

	def __init__(self, table: Any, index: Any):
		self._table = table
		self.index = index

	def __getattr__(self, column: str) -> Any:
		values = getattr(self._table, column)
		if self.index is not self._table.rows:
			return values.take(self.index, axis=0)
		whole = values.view()
		whole.flags.writeable = False
		return whole

	def reads(self, *columns: str) -> None:
		"""Said by a formula that looks up by itself what was computed from these columns; `prepared` wants to know."""


@dataclass(frozen=True)
class Pairs:
	market: Market
	household_index: Any
	listing_index: Any

	@cached_property
	def household(self) -> Rows:
		return Rows(self.market.households, self.household_index)

	@cached_property
	def listing(self) -> Rows:
		return Rows(self.market.listings, self.listing_index)

	def taken(self, kept: np.ndarray) -> Pairs:
		"""Some of a list of pairs, by their numbers; a side that is one row stays one."""
		rows = (self.household_index, self.listing_index)
		return Pairs(self.market, *(row if np.ndim(row) == 0 else row.take(kept) for row in rows))

	@cached_property
	def wanted_from(self) -> Any:
		"""First day the household wants, never before today."""
		return np.maximum(self.household.wanted_from, self.market.today)

	@cached_property
	def move_in(self) -> Any:
		"""First day on which both can."""
		return np.maximum(self.wanted_from, self.listing.available_from)

	@cached_property
	def last_day(self) -> Any:
		"""Last day on which both can; OPEN without an end."""
		return np.minimum(_open(self.household.wanted_to), _open(self.listing.available_to))

	@cached_property
	def shares_language(self) -> Any:
		return (self.household.languages & self.listing.languages) != 0

	@cached_property
	def languages_known(self) -> Any:
		return (self.household.languages != 0) & (self.listing.languages != 0)

	@cached_property
	def km(self) -> Any:
		"""Straight line from the place the household must reach to the home; NaN where there is none or no position."""
		place = self.household.must_reach
		self.listing.reads("latitude", "longitude")
		km = self.market.km
		if not km.size:
			return np.full(np.broadcast(place, self.listing_index).shape, np.nan)
		# One number into the flat table is quicker than two; a missing place leads anywhere and is put right below.
		found = km.ravel().take(np.maximum(place, 0) * km.shape[1] + self.listing_index)
		known = place >= 0
		return found if known.all() else np.where(known, found, np.nan)

	@cached_property
	def is_wished(self) -> Any:
		"""The home lies in a locality that the household has wished for."""
		place = self.listing.locality
		self.household.reads("wished")
		if not len(self.market.localities.names):
			return np.zeros(np.broadcast(self.household_index, place).shape, dtype=bool)
		return (place >= 0) & self.market.households.wished[self.household_index, place]

	@cached_property
	def has_wish(self) -> Any:
		self.household.reads("wished")
		return self.market.has_wish[self.household_index]

	# What one pair's sentences need, as plain values.

	def locality(self) -> str:
		place = int(self.listing.locality)
		return self.market.localities.names[place] if place >= 0 else ""

	def place_to_reach(self) -> str:
		place = int(self.household.must_reach)
		return self.market.localities.names[place] if place >= 0 else ""

	def wished_places(self) -> list[str]:
		wished = self.market.households.wished[self.household_index]
		return sorted(self.market.localities.names[np.nonzero(wished)[0]])

	def spoken(self, mask: Any) -> list[str]:
		return [code for i, code in enumerate(self.market.languages) if int(mask) >> i & 1]


def _open(days: Any) -> Any:
	return np.where(days == NO_DAY, OPEN, days)


def iso(day: Any) -> str | None:
	"""An ordinal as an ISO date; None for no day and for an open end."""
	day = int(day)
	return None if day in (NO_DAY, OPEN) else date.fromordinal(day).isoformat()
