"""Numbers as bars in two parts, and the map: what the page draws, ready to be placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from .. import places_map
from ..job import Job

CANVASES = {"wide": places_map.Canvas(label=164), "tall": places_map.TALL}
"""The map of a wide screen also says how many households wish for each locality."""
LARGEST_SIZE = 8
"""Households and homes for this many people or more are counted together."""


def bars(parts: Iterable[tuple[str, int, int]]) -> list[dict[str, Any]]:
	"""Bars as label, two values and their widths in per cent of the longest bar."""
	rows = list(parts)
	longest = max((first + second for _label, first, second in rows), default=0) or 1
	return [
		{
			"label": label,
			"first": first,
			"second": second,
			"first_width": round(100 * first / longest, 2),
			"second_width": round(100 * second / longest, 2),
		}
		for label, first, second in rows
	]


def places_by_locality(job: Job) -> list[dict[str, Any]]:
	"""Places in homes with a proposal and in homes without, the locality with most first."""
	used = {match.listing for match in job.round.proposals}
	places: dict[str, list[int]] = {}
	for name, row in job.listings.items():
		places.setdefault(row["locality"], [0, 0])[name not in used] += row["places"]
	ordered = sorted(places.items(), key=lambda item: (-sum(item[1]), item[0]))
	return bars((place, *counts) for place, counts in ordered)


def households_by_size(job: Job) -> list[dict[str, Any]]:
	"""Households with a proposal and without, by the number of people."""
	housed = {match.household for match in job.round.proposals}
	return _by_size((row["household_size"], name in housed) for name, row in job.households.items())


def homes_by_places(job: Job) -> list[dict[str, Any]]:
	"""Homes with a proposal and without, by the number of places."""
	used = {match.listing for match in job.round.proposals}
	return _by_size((row["places"], name in used) for name, row in job.listings.items())


def _by_size(found: Iterable[tuple[int, bool]]) -> list[dict[str, Any]]:
	counts: Counter[tuple[int, bool]] = Counter((min(size, LARGEST_SIZE), used) for size, used in found)
	largest = max((size for size, _used in counts), default=0)
	smallest = min((size for size, _used in counts), default=1)
	return bars(
		(f"{size}+" if size == LARGEST_SIZE else str(size), counts[size, True], counts[size, False])
		for size in range(smallest, largest + 1)
	)


def maps(job: Job) -> list[dict[str, Any]]:
	"""The map of localities for a wide screen and for a narrow one; none without positions."""
	free = Counter[str]()
	for row in job.listings.values():
		free[row["locality"]] += row["places"]
	wishes = job.wishes()
	rows = [
		{"locality": name, "free_places": free[name], "households": wishes[name]}
		for name in (row["locality_name"] for row in job.localities)
	]
	positions = {row["locality_name"]: (row.get("latitude"), row.get("longitude")) for row in job.localities}
	drawn = [{"name": name, **places_map.draw(rows, positions, canvas)} for name, canvas in CANVASES.items()]
	return [one for one in drawn if one["points"]]
