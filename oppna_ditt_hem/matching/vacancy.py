"""From holds to what the engine may hand out: how much of each home is free, and from when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from .occupancy import HOLDING_STAGES, Capacity, Hold, left, wholes_of


def capacity_of(listing: Mapping[str, Any]) -> Capacity:
	"""A listing row's capacity; one household at a time where nothing else is said."""
	return Capacity(
		listing["name"],
		int(listing.get("households_at_once") or 1),
		int(listing.get("places") or 0),
		listing.get("part_of") or None,
	)


def with_holds(
	listings: Iterable[Mapping[str, Any]],
	holds: Iterable[Hold],
	today: date,
	family: Iterable[Capacity] = (),
) -> list[dict[str, Any]]:
	"""The listing rows with `free_places`, `free_households` and `available_from` as the holds leave them.

	A home is free from the first day after which room stays free until the home itself is no longer available. A gap
	before a later hold is not handed out.

	Args:
		listings: rows with `name`, `places`, `households_at_once`, `part_of`, `available_from`, `available_to` (dates or None).
		holds: every hold on those homes, their wholes and their parts.
		today: no home is free before it.
		family: capacities of wholes and parts that aren't among the listings.
	"""
	rows = list(listings)
	homes = {capacity.listing: capacity for capacity in (*family, *map(capacity_of, rows))}
	live = [hold for hold in holds if hold.stage in HOLDING_STAGES and hold.last_day >= today]
	by_home: dict[str, list[Hold]] = {}
	for hold in live:
		by_home.setdefault(hold.listing, []).append(hold)
	kin = _kin(homes)
	return [
		{**row, **_free(row, kin.get(row["name"]) or {row["name"]: homes[row["name"]]}, by_home, today)}
		for row in rows
	]


def _kin(homes: Mapping[str, Capacity]) -> dict[str, dict[str, Capacity]]:
	"""Home -> its family, for the few homes that are part of another or have parts."""
	parts = [name for name, home in homes.items() if home.part_of]
	kin: dict[str, dict[str, Capacity]] = {}
	for part in parts:
		for whole in wholes_of(part, homes):
			for one, other in ((part, whole), (whole, part)):
				kin.setdefault(one, {}).update({name: homes[name] for name in (one, other) if name in homes})
	return kin


def _free(
	row: Mapping[str, Any], family: Mapping[str, Capacity], by_home: Mapping[str, list[Hold]], today: date
) -> dict[str, Any]:
	name, last = row["name"], row.get("available_to")
	near = [hold for home in family for hold in by_home.get(home, ())]
	if not near:
		return {"free_places": family[name].places, "free_households": family[name].households}
	for day in _days(row, near, today):
		places, households = left(family, name, near, day, last)
		if places:
			return {"free_places": places, "free_households": households, "available_from": day}
	return {"free_places": 0, "free_households": 0}


def _days(row: Mapping[str, Any], near: Sequence[Hold], today: date) -> list[date]:
	start = max(today, row.get("available_from") or today)
	last = row.get("available_to") or date.max
	ends = [hold.last_day for hold in near if hold.last_day < date.max]
	days = {start, *(end + timedelta(days=1) for end in ends)}
	return sorted(day for day in days if start <= day <= last)
