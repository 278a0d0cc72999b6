"""The peer: the same rules as anybody would write them first, in loops over rows, with early exits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import floor
from typing import Any

import numpy as np

from oppna_ditt_hem.matching.tables import KINDS_OF_HOUSEHOLD, LISTING_KINDS, NO, YES, Market

OPEN = 3_652_059
SINGLE, COUPLE, FAMILY = (KINDS_OF_HOUSEHOLD[kind] for kind in ("Single", "Couple", "Family"))
ROOM = LISTING_KINDS["Room"]

Row = Mapping[str, Any]


def rows_of(table: Any, rows: Iterable[int] | None = None) -> list[dict[str, Any]]:
	"""A table of columns as a list of dicts, which is how documents come from a database."""
	count = range(len(table.names)) if rows is None else rows
	columns = {name: getattr(table, name).tolist() for name in table.__dataclass_fields__}
	return [{name: column[i] for name, column in columns.items()} for i in count]


def pairs(market: Market, seekers: list[dict], homes: list[dict]) -> list[tuple[int, int, int]]:
	"""Possible pairs as (household, listing, worth) for every seeker and home given."""
	km, today = market.km.tolist(), market.today
	found = []
	for i, seeker in enumerate(seekers):
		reach = km[seeker["must_reach"]]
		for j, home in enumerate(homes):
			if possible(seeker, home, reach[j], today):
				found.append((i, j, worth(seeker, home, reach[j], today)))
	return found


def possible(seeker: Row, home: Row, km: float, today: int) -> bool:
	size = seeker["size"]
	if home["free_households"] < 1 or home["free_places"] < size:
		return False
	if home["free_places"] > size + 2:
		return False
	if home["rent"] > seeker["max_rent"] or km > seeker["max_km"]:
		return False
	return lets_to(seeker, home) and suits(seeker, home) and in_time(seeker, home, today)


def lets_to(seeker: Row, home: Row) -> bool:
	single, couple, family = home["suits"]
	kind = seeker["kind"]
	return YES == (couple if kind == COUPLE else family if kind == FAMILY else single)


def suits(seeker: Row, home: Row) -> bool:
	if seeker["needs_step_free"] == YES and home["step_free"] != YES:
		return False
	if seeker["needs_wheelchair"] == YES and home["wheelchair"] != YES:
		return False
	if seeker["pets"] == YES and home["pets_allowed"] != YES:
		return False
	if seeker["smokes"] == YES and home["smoking_allowed"] != YES:
		return False
	if home["women_only"] == YES and seeker["all_women"] != YES:
		return False
	if seeker["needs_women_only"] == YES and home["women_only"] != YES:
		return home["shared"] == NO and home["households_at_once"] == 1 and home["kind"] != ROOM
	return True


def in_time(seeker: Row, home: Row, today: int) -> bool:
	wanted = max(seeker["wanted_from"], today)
	move_in = max(wanted, home["available_from"])
	last = min(seeker["wanted_to"] or OPEN, home["available_to"] or OPEN)
	return move_in <= last and move_in <= wanted + 60


def worth(seeker: Row, home: Row, km: float, today: int) -> int:
	"""The weighted mean of six preferences in hundredths of a per cent."""
	headroom = within((seeker["max_rent"] - home["rent"]) / seeker["max_rent"] * 100 / 30)
	fit = within(1 - abs(home["free_places"] - seeker["size"]) / 4)
	language = 1.0 if seeker["languages"] & home["languages"] else 0.0
	near = within(1 - km / 40)
	wished = 1.0 if seeker["wished"][home["locality"]] else 0.0
	waited = within((today - seeker["registered_on"]) / 730)
	total = 20 * wished + 20 * headroom + 15 * fit + 10 * language + 30 * near + 5 * waited
	return floor(total / 100 * 10_000 + 0.5)


def within(value: float) -> float:
	return min(max(value, 0.0), 1.0)


def best(market: Market, seeker: Row, homes: list[dict], k: int) -> list[tuple[int, int]]:
	"""The best k homes for one household as (worth, listing)."""
	reach = market.km[seeker["must_reach"]].tolist()
	found = [
		(-worth(seeker, home, reach[j], market.today), j)
		for j, home in enumerate(homes)
		if possible(seeker, home, reach[j], market.today)
	]
	return [(-value, j) for value, j in sorted(found)[:k]]


def greedy(found: list[tuple[int, int, int]], slots: np.ndarray) -> list[tuple[int, int, int]]:
	"""The plain list: the best pair first, as long as there is room."""
	left, housed, taken = slots.tolist(), set(), []
	for i, j, value in sorted(found, key=lambda pair: -pair[2]):
		if i not in housed and left[j]:
			left[j] -= 1
			housed.add(i)
			taken.append((i, j, value))
	return taken
