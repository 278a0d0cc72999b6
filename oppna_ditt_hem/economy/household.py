"""Who lives in the home and what for, as the economy sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

RUNNING_COSTS = ("heating", "electricity", "water", "internet")
ALL_INCLUDED: Mapping[str, bool] = dict.fromkeys(RUNNING_COSTS, True)
ROOM = "Room"
"""Listing's kind for a room in a home."""


@dataclass(frozen=True)
class Home:
	"""A home and the terms it is let on; kronor per month, square metres. None means not known.

	`includes` says of each running cost whether the rent covers it, absent where that isn't known; `costs` what it else costs a
	month. `kind` is Listing's. `second_hand` is True where the one who lets it rents it or holds it as a tenant-owned flat.
	"""

	rent: float | None = None
	kind: str | None = None
	shared: bool | None = None
	area: float | None = None
	written_contract: bool | None = None
	second_hand: bool | None = None
	consent_given: bool | None = None
	registered_there: bool | None = None
	includes: Mapping[str, bool | None] = field(default_factory=dict)
	costs: Mapping[str, float] = field(default_factory=dict)
	name: str = ""

	@property
	def is_room(self) -> bool | None:
		return None if self.kind is None else self.kind == ROOM


@dataclass(frozen=True)
class Household:
	"""Who moves in and what they have to live on.

	`child_ages` holds an age for each child at home, None where it isn't known; `income` is in kronor per month, None where
	not known.
	"""

	adults: int | None = None
	child_ages: Sequence[int | None] | None = None
	income: float | None = None

	@property
	def children(self) -> int | None:
		return None if self.child_ages is None else len(self.child_ages)

	@property
	def single(self) -> bool | None:
		return None if self.adults is None else self.adults == 1
