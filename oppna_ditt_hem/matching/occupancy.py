"""Who holds which home on which day, and whether one more fits (invariants 1 and 3).

Pure functions over holds. A day counts when it lies within a hold, both ends included; an open end is infinite.
A home may be part of another: a hold on the whole counts against every part, and a hold on a part blocks the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .words import N_, Said

MOVED_IN_STAGES = frozenset({"Moved In", "Notice Given"})
HOLDING_STAGES = frozenset({"Offered", "Accepted", "Meeting", "Contract"}) | MOVED_IN_STAGES
APPROVED = "Approved"

FREE, PARTLY_FREE, RESERVED, LET = "Free", "Partly Free", "Reserved", "Let"
NOT_AVAILABLE, NEEDS_CONFIRMATION = "Not Available", "Needs Confirmation"


@dataclass(frozen=True)
class Hold:
	"""One household's hold on a home: from an offer until the stay has ended.

	`places` is the number of beds it uses; `name` tells the caller which document it is. Raises ValueError where it would
	end before it begins.
	"""

	listing: str
	applicant: str
	from_date: date
	to_date: date | None = None
	places: int = 1
	stage: str = "Offered"
	name: str = ""

	def __post_init__(self):
		# A reversed period shares a day with nothing, so it would slip past every check below.
		if self.last_day < self.from_date:
			raise ValueError(
				f"The hold on {self.listing} ends {self.to_date}, before it begins {self.from_date}"
			)

	@property
	def last_day(self) -> date:
		return self.to_date or date.max


@dataclass(frozen=True)
class Capacity:
	"""How many households and how many beds a home takes at once, and the home it is part of."""

	listing: str
	households: int
	places: int
	part_of: str | None = None


@dataclass(frozen=True)
class Peak:
	"""The most that is held on any one day of a period, and the first day on which it is."""

	households: int = 0
	places: int = 0
	households_day: date | None = None
	places_day: date | None = None


@dataclass(frozen=True)
class Refusal(Said):
	"""Why a hold doesn't fit: the rule ("households", "places", "whole", "parts"), the first day, what is held by whom."""

	rule: str
	listing: str
	day: date
	held: int
	limit: int
	holds: tuple[Hold, ...]
	template: str
	params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Availability:
	"""A home's state, and what is left of it for good from today on."""

	state: str
	free_places: int
	free_households: int


TOO_MANY_HOUSEHOLDS = N_(
	"The home takes {limit} households at once, and {held} hold it on {day}. Choose other dates or another home."
)
TOO_FEW_PLACES = N_(
	"The home has {limit} places, {held} are held on {day} and {size} more are asked for."
	" Choose other dates or a larger home."
)
WHOLE_IS_HELD = N_(
	"The home is part of {other}, which is held as a whole on {day}. Choose other dates or another home."
)
PART_IS_HELD = N_(
	"A part of the home, {other}, is held on {day}, so the whole can't be let. Choose other dates or another part."
)


def overlaps(a: Hold, b: Hold) -> bool:
	"""Whether two holds share a day: a.from <= b.to and b.from <= a.to."""
	return a.from_date <= b.last_day and b.from_date <= a.last_day


def peak(holds: Iterable[Hold], from_date: date, to_date: date | None = None) -> Peak:
	"""The most households and the most places held on any day from `from_date` to `to_date` (None: for ever).

	What is held can only rise on the period's first day or on the day a hold begins, so those days are enough.
	"""
	period = Hold("", "", from_date, to_date)
	inside = [hold for hold in holds if overlaps(hold, period)]
	found = Peak()
	for day in sorted({max(hold.from_date, from_date) for hold in inside}):
		there = [hold for hold in inside if hold.from_date <= day <= hold.last_day]
		found = _higher(found, day, len(there), sum(hold.places for hold in there))
	return found


def _higher(found: Peak, day: date, households: int, places: int) -> Peak:
	more_households, more_places = households > found.households, places > found.places
	return Peak(
		households if more_households else found.households,
		places if more_places else found.places,
		day if more_households else found.households_day,
		day if more_places else found.places_day,
	)


def fits(family: Iterable[Capacity], holds: Iterable[Hold], wanted: Hold) -> Refusal | None:
	"""Whether `wanted` can be added to what is held, or why not.

	Args:
		family: the home's capacity with those of its whole and its parts.
		holds: every hold on any of them, without the one that is being placed.
		wanted: the hold asked for.

	Returns:
		None where it fits, else the first refusal found: whole, parts, households, places.

	Raises:
		KeyError: the wanted home isn't in the family.
	"""
	homes = {capacity.listing: capacity for capacity in family}
	held = [hold for hold in holds if hold.stage in HOLDING_STAGES and overlaps(hold, wanted)]
	return _blocked_by_relatives(homes, held, wanted) or _over_capacity(homes[wanted.listing], held, wanted)


def wholes_of(listing: str, homes: Mapping[str, Capacity]) -> Iterator[str]:
	"""The home that `listing` is part of, the one that is part of, and so on; a circle is walked once."""
	seen = {listing}
	above = homes[listing].part_of
	while above and above not in seen:
		yield above
		seen.add(above)
		above = homes[above].part_of if above in homes else None


def parts_of(listing: str, homes: Mapping[str, Capacity]) -> list[str]:
	"""Every home that is part of `listing`, at any depth."""
	return sorted(name for name in homes if name != listing and listing in wholes_of(name, homes))


def _blocked_by_relatives(
	homes: Mapping[str, Capacity], held: Sequence[Hold], wanted: Hold
) -> Refusal | None:
	kin = (
		("whole", WHOLE_IS_HELD, list(wholes_of(wanted.listing, homes))),
		("parts", PART_IS_HELD, parts_of(wanted.listing, homes)),
	)
	for rule, template, names in kin:
		blocking = tuple(hold for hold in held if hold.listing in names)
		if blocking:
			first = min(blocking, key=lambda hold: (hold.from_date, hold.listing, hold.name))
			day = max(first.from_date, wanted.from_date)
			params = {"other": first.listing, "day": day.isoformat()}
			return Refusal(rule, wanted.listing, day, len(blocking), 0, blocking, template, params)
	return None


def _over_capacity(home: Capacity, held: Sequence[Hold], wanted: Hold) -> Refusal | None:
	own = tuple(hold for hold in held if hold.listing == home.listing)
	top = peak(own, wanted.from_date, wanted.to_date)
	if top.households + 1 > home.households:
		day, held_now, limit = top.households_day, top.households, home.households
		return _refusal("households", TOO_MANY_HOUSEHOLDS, wanted, day, held_now, limit, own)
	if top.places + wanted.places > home.places:
		day, held_now, limit = top.places_day, top.places, home.places
		return _refusal("places", TOO_FEW_PLACES, wanted, day, held_now, limit, own)
	return None


def _refusal(
	rule: str, template: str, wanted: Hold, day: date | None, held: int, limit: int, own: Sequence[Hold]
) -> Refusal:
	day = day or wanted.from_date
	there = tuple(hold for hold in own if hold.from_date <= day <= hold.last_day)
	params = {"limit": limit, "held": held, "day": day.isoformat(), "size": wanted.places}
	return Refusal(rule, wanted.listing, day, held, limit, there, template, params)


def availability(
	family: Iterable[Capacity],
	listing: str,
	*,
	stage: str,
	holds: Iterable[Hold],
	today: date,
	available_to: date | None = None,
	last_confirmed_on: date | None = None,
	confirm_days: int = 60,
) -> Availability:
	"""A home's state, computed from its stage, its dates and what is held; the same answer however often it is asked.

	A home that nobody holds and that was last confirmed more than `confirm_days` ago, or never, needs confirmation;
	0 turns that off.
	"""
	homes = {capacity.listing: capacity for capacity in family}
	if stage != APPROVED or (available_to and available_to < today):
		return Availability(NOT_AVAILABLE, 0, 0)
	current = [hold for hold in holds if hold.stage in HOLDING_STAGES and hold.last_day >= today]
	free = left(homes, listing, current, today)
	if not _concerning(homes, listing, current):
		stale = _is_stale(last_confirmed_on, confirm_days, today)
		return Availability(NEEDS_CONFIRMATION if stale else FREE, *free)
	if min(free) > 0:
		return Availability(PARTLY_FREE, *free)
	return Availability(LET if _moved_in_fill(homes, listing, current, today) else RESERVED, 0, 0)


def left(
	homes: Mapping[str, Capacity], listing: str, holds: Sequence[Hold], day: date, last: date | None = None
) -> tuple[int, int]:
	"""Places and households that are free on every day from `day` to `last`; (0, 0) where either is used up."""
	home = homes[listing]
	period = Hold(listing, "", day, last)
	near = [hold for hold in _concerning(homes, listing, holds) if overlaps(hold, period)]
	if any(hold.listing != listing for hold in near):
		return 0, 0
	top = peak(near, day, last)
	places, households = home.places - top.places, home.households - top.households
	return (places, households) if places > 0 and households > 0 else (0, 0)


def _concerning(homes: Mapping[str, Capacity], listing: str, holds: Iterable[Hold]) -> list[Hold]:
	names = {listing, *wholes_of(listing, homes), *parts_of(listing, homes)}
	return [hold for hold in holds if hold.listing in names]


def _moved_in_fill(homes: Mapping[str, Capacity], listing: str, holds: Sequence[Hold], today: date) -> bool:
	moved_in = [hold for hold in holds if hold.stage in MOVED_IN_STAGES]
	return min(left(homes, listing, moved_in, today, today)) <= 0


def _is_stale(last_confirmed_on: date | None, confirm_days: int, today: date) -> bool:
	if not confirm_days:
		return False
	return last_confirmed_on is None or last_confirmed_on + timedelta(days=confirm_days) < today
