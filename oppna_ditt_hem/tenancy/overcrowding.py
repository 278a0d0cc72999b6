"""Whether a home is overcrowded by the norms of Boverket (facts 4.9): norm 2 blocks, norm 3 warns.

Kitchen and living room aren't counted. The engine judges whole columns by itself (`matching.requirements_home`); this is the
answer for one household and one home, with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text

ROOM = "Room"
"""Listing's kind for a room in a home; it is itself the room to sleep in."""
FREE, WARNS, BLOCKS = "Not overcrowded", "Warns", "Blocks"

SINGLE = N_("Somebody who lives alone doesn't count as overcrowded.")
NORM_2_MET = N_("Room enough by norm 2: {people} people. Rooms besides kitchen and living room: {rooms}.")
NORM_2_BROKEN = N_("Overcrowded by norm 2: {people} people. Rooms besides kitchen and living room: {rooms}.")
AREA_MET = N_("The number of rooms isn't known. {area} square metres are enough for {people} people.")
AREA_BROKEN = N_(
	"The number of rooms isn't known. {area} square metres are too few for {people} people, at {least} each."
)
NORM_3_MET = N_("Room enough by norm 3. Rooms besides kitchen and living room: {rooms}; needed: {least}.")
NORM_3_BROKEN = N_("Crowded by norm 3. Rooms besides kitchen and living room: {rooms}; needed: {least}.")

ASK_SIZE = N_("How many rooms does the home have, or how large is it?")
ASK_ROOMS = N_("How many rooms does the home have?")
ASK_AGES = N_("How old are the children?")


@dataclass(frozen=True)
class People:
	"""A household: adults, couples among them, and the children's ages (None where an age isn't known).

	Raises:
		ValueError: nobody, or more in couples than there are adults.
	"""

	adults: int
	couples: int = 0
	child_ages: Sequence[int | None] = ()

	def __post_init__(self) -> None:
		if self.adults < 0 or self.couples < 0 or self.couples * 2 > self.adults or not self.size:
			raise ValueError("A household has at least one person, and couples are made of its adults")

	@property
	def size(self) -> int:
		return self.adults + len(self.child_ages)

	@property
	def alone(self) -> bool:
		return self.size == 1

	def rooms_needed(self, share_under: int) -> tuple[int, int]:
		"""The fewest and the most rooms by norm 3: each their own, couples share, two children under an age share.

		They differ where an age isn't known.
		"""
		unknown = sum(age is None for age in self.child_ages)
		young = sum(age is not None and age < share_under for age in self.child_ages)
		others = self.adults - self.couples + len(self.child_ages) - unknown - young
		return others + _pairs(young + unknown), others + unknown + _pairs(young)


def _pairs(count: int) -> int:
	return (count + 1) // 2


@dataclass(frozen=True)
class Size:
	"""A home: Listing's kind, its rooms besides the kitchen, and its area in square metres; None for not known."""

	kind: str = ""
	rooms: int | None = None
	area: float | None = None

	@property
	def sleeping_rooms(self) -> int | None:
		"""Rooms besides kitchen and living room. A studio has none; a room to let is itself one."""
		if self.kind == ROOM:
			return max(self.rooms or 0, 1)
		return self.rooms - 1 if self.rooms else None


def norm_2(people: People, home: Size, values: DayValues) -> Finding:
	"""Whether the home is overcrowded by norm 2: more than two a room. Value True, False or None.

	Rooms unknown: under 20 square metres a person, Boverket's working model.
	"""
	if people.alone:
		return Finding(False, Text(SINGLE), values.source("norm_single_adult", "norm_studio_for_one"))
	rooms = home.sleeping_rooms
	if rooms is None:
		return _by_area(people, home, values)
	crowded = people.size > rooms * values.number("norm_2_people_per_room")
	text = Text(NORM_2_BROKEN if crowded else NORM_2_MET, {"people": people.size, "rooms": rooms})
	return Finding(crowded, text, values.source("norm_2_people_per_room"))


def _by_area(people: People, home: Size, values: DayValues) -> Finding:
	source, least = values.source("norm_least_area_per_person"), values.number("norm_least_area_per_person")
	if not home.area:
		return Finding(None, Text(ASK_SIZE), source, (Text(ASK_SIZE),))
	said = {"area": home.area, "people": people.size}
	if home.area < people.size * least:
		return Finding(True, Text(AREA_BROKEN, {**said, "least": least}), source)
	return Finding(False, Text(AREA_MET, said), source)


def norm_3(people: People, home: Size, values: DayValues) -> Finding:
	"""Whether the home is crowded by norm 3: a room for each, couples share, two children under 12 share.

	Value True, False, or None where rooms or the ages that decide aren't known.
	"""
	if people.alone:
		return Finding(False, Text(SINGLE), values.source("norm_single_adult", "norm_studio_for_one"))
	rooms = home.sleeping_rooms
	least, most = people.rooms_needed(values.count("norm_children_share_under_age"))
	keys = ("norm_3_own_room", "norm_children_share_under_age") if people.child_ages else ("norm_3_own_room",)
	source = values.source(*keys)
	if rooms is None:
		return Finding(None, Text(ASK_ROOMS), source, (Text(ASK_ROOMS),))
	if rooms >= most:
		return Finding(False, Text(NORM_3_MET, {"rooms": rooms, "least": most}), source)
	if rooms < least:
		return Finding(True, Text(NORM_3_BROKEN, {"rooms": rooms, "least": least}), source)
	return Finding(None, Text(ASK_AGES), source, (Text(ASK_AGES),))


def overcrowding(people: People, home: Size, values: DayValues) -> Finding:
	"""The stricter answer of the two norms: value Blocks, Warns or Not overcrowded, None with what to ask.

	Norm 2 known to be broken blocks, whatever norm 3 says; norm 2 unknown is asked about first.
	"""
	second = norm_2(people, home, values)
	if second.value or second.ask:
		return _as(BLOCKS if second.value else None, second)
	third = norm_3(people, home, values)
	if third.ask and home.sleeping_rooms is None:
		# The area has answered for the rooms nobody knows; norm 3 has nothing to add.
		return _as(FREE, second)
	return _as(None if third.ask else WARNS if third.value else FREE, third)


def _as(value: str | None, found: Finding) -> Finding:
	return Finding(value, found.text, found.source, found.ask)
