"""What a household is, read from its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

ADULT_AGE = 18
SHARE_UNDER = 12
"""Two children below this age may share a room, in Boverket's model. A test holds it to the legal value of the same rule."""
SINGLE, COUPLE, FAMILY, OTHER_ADULTS = "Single", "Couple", "Family", "Other adults"
HOUSEHOLD_KINDS = (SINGLE, COUPLE, FAMILY, OTHER_ADULTS)


def household_facts(members: Iterable[Mapping[str, Any]], today: date) -> dict[str, Any]:
	"""Size, children and kind of a household.

	Only birth years are kept, so a person counts as a child through the year they turn 17 and as an adult from the year
	they turn 18.

	Args:
		members: rows with `birth_year` and `relation`.
		today: the day to count ages on.

	Returns:
		household_size, children, household_kind ("" without members).
	"""
	rows = list(members)
	children = sum(1 for row in rows if is_child(row, today))
	return {
		"household_size": len(rows),
		"children": children,
		"household_kind": _kind(rows, children),
	}


def is_child(member: Mapping[str, Any], today: date) -> bool:
	year = member.get("birth_year")
	return bool(year) and today.year - int(year) < ADULT_AGE


def young_children(members: Iterable[Mapping[str, Any]], today: date) -> int:
	"""How many are young enough to share a room: through the year they turn eleven."""
	years = (int(member.get("birth_year") or 0) for member in members)
	return sum(bool(year) and today.year - year < SHARE_UNDER for year in years)


def _kind(rows: list[Mapping[str, Any]], children: int) -> str:
	if not rows:
		return ""
	if children:
		return FAMILY
	if len(rows) == 1:
		return SINGLE
	couple = len(rows) == 2 and any(row.get("relation") == "Partner" for row in rows)
	return COUPLE if couple else OTHER_ADULTS
