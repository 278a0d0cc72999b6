"""What a round chooses from: the possible pairs of a market, renumbered so that the order of the input changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .catalogue import RuleSet
from .passes import in_blocks
from .prepared import Prepared, possible_pairs
from .pricing import grown
from .problem import Problem
from .scores import FULL
from .tables import Market

MOST_CROSSED = 200_000_000
"""Households times homes up to which every possible pair is held, some 10 million of them."""
ENOUGH = 0.0005
"""In a market larger than that, a round is good enough when at most this share of it could be missing."""
EXACT = 2**62
"""Sums of whole weights stay below this, so that 64 bits hold them."""


@dataclass(frozen=True)
class Totals:
	"""Households and people housed, and the sum of scores (0-100 each)."""

	households: int
	people: int
	score: float

	def less(self, other: Totals) -> Totals:
		"""How much more this is than the other."""
		return Totals(
			self.households - other.households, self.people - other.people, round(self.score - other.score, 2)
		)


@dataclass(frozen=True)
class Field:
	"""The possible pairs of a market.

	Households are numbered by the queue and homes by how long they have been free: the market's `household_order` and
	`listing_order` give the number for each row, `queue` and `homes` the row for each number; `worth` is per pair. In a market too large to hold all pairs
	`beyond` is how much more than with these could be reached, in the weights of the aim they were gathered for; None otherwise.
	"""

	prepared: Prepared
	problem: Problem
	worth: np.ndarray
	queue: np.ndarray
	homes: np.ndarray
	person: int
	beyond: int | None

	@property
	def market(self) -> Market:
		return self.prepared.market

	@property
	def rules(self) -> RuleSet:
		return self.prepared.rules

	@cached_property
	def people(self) -> np.ndarray:
		"""Household members per pair."""
		return self.problem.size[self.problem.household].astype(np.int64)

	@cached_property
	def patience(self) -> np.ndarray:
		"""Per pair, larger for those who have waited longer: the last objective, so that ties go to them."""
		return len(self.queue) - self.problem.household

	def rows(self, chosen: Iterable[int]) -> list[tuple[int, int]]:
		"""Chosen pairs as the market's rows, in the order of the queue."""
		found = sorted((int(self.problem.household[i]), int(self.problem.listing[i])) for i in chosen)
		return [(int(self.queue[seeker]), int(self.homes[home])) for seeker, home in found]

	def names(self, chosen: Iterable[int]) -> tuple[tuple[str, str], ...]:
		"""Chosen pairs by name, in the order of the queue."""
		seekers, homes = self.market.households.names, self.market.listings.names
		return tuple((seekers[i], homes[j]) for i, j in self.rows(chosen))

	def totals(self, chosen: np.ndarray) -> Totals:
		score = round(float(self.worth[chosen].sum()) / 100, 2)
		return Totals(len(chosen), int(self.people[chosen].sum()), score)


def field_of(market: Market, rules: RuleSet, *, total: bool = False) -> Field:
	"""The possible pairs of a market under a rule set.

	Args:
		total: in a market too large to hold all pairs, gather those for the best total rather than for most people.

	Raises:
		OverflowError: the market is too large for 64 bits.
	"""
	prepared = Prepared(market, rules)
	person = person_weight(market)
	place, rank = market.household_order, market.listing_order
	queue, by_rank = np.argsort(place), np.argsort(rank)
	slots = np.maximum(market.listings.free_households[by_rank], 0)
	if prepared.households * prepared.homes <= MOST_CROSSED:
		household, listing, worth = _all(prepared)
		beyond = None
	else:
		household, listing, worth, beyond = _core(prepared, slots, *((0, 1) if total else (person, 0)))
	problem = Problem(
		household=household,
		listing=listing,
		size=market.households.size[queue],
		slots=slots,
		places=market.listings.free_places[by_rank],
		whole=_renumbered(market.listings.whole[by_rank], rank),
	)
	return Field(prepared, problem, worth, queue, by_rank, person, beyond)


Columns = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Household numbers, home numbers and worth of pairs, sorted by household and then home."""


def _all(prepared: Prepared) -> Columns:
	seekers, homes, worth = possible_pairs(prepared)
	household = prepared.market.household_order[seekers]
	listing = prepared.market.listing_order[homes]
	order = np.argsort(household * prepared.homes + listing)
	return household[order], listing[order], worth[order]


def _core(
	prepared: Prepared, slots: np.ndarray, person: int, each: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
	"""The pairs that a best choice needs, where all would not fit in memory."""
	sizes = prepared.market.households.size.astype(np.int64)

	def weigh(rows: np.ndarray, worth: np.ndarray) -> np.ndarray:
		return sizes[rows] * person + worth + each

	made = grown(in_blocks(prepared, weigh), slots, prepared.households, ENOUGH)
	return made.core.household, made.core.listing, made.core.carried, made.beyond


def person_weight(market: Market) -> int:
	"""What housing one person more weighs against worth: more than all worth there can be, twice and for one home more.

	So a price or a gain splits into people and worth by rounding.
	"""
	slots = np.clip(market.listings.free_households, 0, len(market.households.names))
	most = min(len(market.households.names), int(slots.sum())) + 1
	person = 2 * most * (FULL + 1)
	if person * int(market.households.size.sum() + 1) >= EXACT:
		raise OverflowError("The market is too large to be weighed in whole numbers")
	return person


def _renumbered(whole: np.ndarray, rank: np.ndarray) -> np.ndarray:
	return np.where(whole >= 0, rank[whole], -1) if len(whole) else whole
