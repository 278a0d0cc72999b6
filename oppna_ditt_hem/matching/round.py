"""A round: who is proposed which home, everybody at once, beside what the plain greedy list would have given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import why_not
from .catalogue import RuleSet
from .evaluate import Match, explain
from .prepared import possible_pairs
from .search import household_order, listing_order
from .solve import Problem, ancestors, solve
from .tables import Market
from .words import N_, Text

HOUSE_THE_MOST = N_("House the most people")
BEST_TOTAL = N_("Best total")
STRICT_QUEUE = N_("Strict queue")
UNKNOWN_POLICY = N_("There is no policy {value}. Choose one of: {choices}.")


class UnknownPolicy(ValueError):
	"""A policy that isn't one of POLICIES. `template` and `params` name those."""

	def __init__(self, policy: str):
		self.template, self.params = UNKNOWN_POLICY, {"value": policy, "choices": list(POLICIES)}
		super().__init__(Text(self.template, self.params).say())


@dataclass(frozen=True)
class Totals:
	"""Households and people housed, and the sum of scores (0-100 each)."""

	households: int
	people: int
	score: float


@dataclass(frozen=True)
class Round:
	"""The proposals, who is left and why, and the greedy list beside it.

	`certificate`: method, value and proven bound of the policy's first objective, and whether they are equal.
	"""

	policy: str
	proposals: tuple[Match, ...]
	households_left: tuple[why_not.WhyNot, ...]
	listings_left: tuple[why_not.WhyNot, ...]
	totals: Totals
	greedy: tuple[tuple[str, str], ...]
	greedy_totals: Totals
	certificate: dict[str, Any]

	def as_dict(self) -> dict[str, Any]:
		return {
			"policy": self.policy,
			"proposals": [match.as_dict() for match in self.proposals],
			"households_left": [why.as_dict() for why in self.households_left],
			"listings_left": [why.as_dict() for why in self.listings_left],
			"totals": dict(self.totals.__dict__),
			"greedy": [list(pair) for pair in self.greedy],
			"greedy_totals": dict(self.greedy_totals.__dict__),
			"certificate": dict(self.certificate),
		}


@dataclass(frozen=True)
class _Field:
	"""The possible pairs of a market, renumbered by queue and by name so that the order of the input doesn't matter.

	`queue` and `homes` give the market's row for each new number; `worth` is per pair.
	"""

	problem: Problem
	worth: np.ndarray
	queue: np.ndarray
	homes: np.ndarray


def propose(market: Market, rules: RuleSet, policy: str = HOUSE_THE_MOST) -> Round:
	"""A round over every household and home.

	Raises:
		UnknownPolicy: names those there are.
	"""
	if policy not in POLICIES:
		raise UnknownPolicy(policy)
	field = _field(market, rules)
	chosen, certificate = POLICIES[policy](field)
	greedy = _take(field, np.lexsort((field.problem.listing, field.problem.household, -field.worth)))
	pairs = _rows(field, chosen)
	housed, used = {seeker for seeker, _home in pairs}, {home for _seeker, home in pairs}
	seekers, homes = market.households.names, market.listings.names
	return Round(
		policy=policy,
		proposals=tuple(explain(market, rules, *pair) for pair in pairs),
		households_left=tuple(
			why_not.for_household(market, rules, seekers[i], after_round=True)
			for i in field.queue
			if int(i) not in housed
		),
		listings_left=tuple(
			why_not.for_listing(market, rules, homes[j], after_round=True)
			for j in field.homes
			if int(j) not in used
		),
		totals=_totals(field, chosen),
		greedy=tuple((seekers[i], homes[j]) for i, j in _rows(field, greedy)),
		greedy_totals=_totals(field, greedy),
		certificate=certificate,
	)


def _field(market: Market, rules: RuleSet) -> _Field:
	seekers, homes, worth = possible_pairs(market, rules)
	place, rank = household_order(market), listing_order(market)
	queue, by_rank = np.argsort(place), np.argsort(rank)
	listings = market.listings
	whole = listings.whole[by_rank]
	problem = Problem(
		household=place[seekers],
		listing=rank[homes],
		size=market.households.size[queue],
		slots=listings.free_households[by_rank],
		places=listings.free_places[by_rank],
		whole=np.where(whole >= 0, rank[whole], -1) if len(whole) else whole,
	)
	order = np.lexsort((problem.listing, problem.household))
	problem = Problem(
		problem.household[order],
		problem.listing[order],
		problem.size,
		problem.slots,
		problem.places,
		problem.whole,
	)
	return _Field(problem, worth[order], queue, by_rank)


def _rows(field: _Field, chosen: Iterable[int]) -> list[tuple[int, int]]:
	"""Chosen pairs as the market's rows, in the order of the queue."""
	found = sorted((int(field.problem.household[i]), int(field.problem.listing[i])) for i in chosen)
	return [(int(field.queue[seeker]), int(field.homes[home])) for seeker, home in found]


def _totals(field: _Field, chosen: np.ndarray) -> Totals:
	people = field.problem.size[field.problem.household[chosen]].sum()
	return Totals(len(chosen), int(people), round(float(field.worth[chosen].sum()) / 100, 2))


def _patience(field: _Field) -> np.ndarray:
	"""Larger for those who have waited longer: the last objective, so that ties go to them."""
	return len(field.queue) - field.problem.household


def _house_the_most(field: _Field) -> tuple[np.ndarray, dict[str, Any]]:
	people = field.problem.size[field.problem.household].astype(np.int64)
	return _solved(field, [people, field.worth, _patience(field)])


def _best_total(field: _Field) -> tuple[np.ndarray, dict[str, Any]]:
	# One is added so that a pair of no worth is still better than none.
	return _solved(field, [field.worth + 1, _patience(field)])


def _solved(field: _Field, objectives: list[np.ndarray]) -> tuple[np.ndarray, dict[str, Any]]:
	found = solve(field.problem, objectives)
	certificate = {"method": found.method, "value": found.value, "bound": found.bound, "proven": found.proven}
	return found.chosen, certificate


def _strict_queue(field: _Field) -> tuple[np.ndarray, dict[str, Any]]:
	"""Each household in the order of the queue takes the best home that is left."""
	order = np.lexsort((field.problem.listing, -field.worth, field.problem.household))
	return _take(field, order), {"method": "queue", "value": None, "bound": None, "proven": False}


def _take(field: _Field, order: np.ndarray) -> np.ndarray:
	"""Pairs taken in the given order as long as there is room."""
	problem = field.problem
	slots, places = problem.slots.tolist(), problem.places.tolist()
	closed: set[int] = set()
	housed: set[int] = set()
	kin = _kin(problem.whole)
	taken = []
	for i in order.tolist():
		seeker, home = int(problem.household[i]), int(problem.listing[i])
		size = int(problem.size[seeker])
		if seeker in housed or home in closed or slots[home] < 1 or places[home] < size:
			continue
		taken.append(i)
		housed.add(seeker)
		slots[home] -= 1
		places[home] -= size
		closed |= kin.get(home, set())
	return np.array(sorted(taken), dtype=np.int64)


def _kin(whole: np.ndarray) -> dict[int, set[int]]:
	"""Homes that close when this one is taken: its wholes and its parts."""
	kin: dict[int, set[int]] = {}
	for part in np.nonzero(whole >= 0)[0].tolist():
		for above in ancestors(whole, part):
			kin.setdefault(part, set()).add(above)
			kin.setdefault(above, set()).add(part)
	return kin


POLICIES: dict[str, Callable[[_Field], tuple[np.ndarray, dict[str, Any]]]] = {
	HOUSE_THE_MOST: _house_the_most,
	BEST_TOTAL: _best_total,
	STRICT_QUEUE: _strict_queue,
}
