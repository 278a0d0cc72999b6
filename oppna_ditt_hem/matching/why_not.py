"""Why a household has no home, or a home no household: what stands in the way, and what would open how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .catalogue import Criterion, RuleSet
from .evaluate import Match, explain, shape, worth
from .pairs import Pairs
from .prepared import Prepared
from .tables import Market
from .words import N_, Said

EXAMPLES = 5
ROWS_AT_ONCE = 64

HOMES_POSSIBLE = N_("Homes that meet every requirement: {count}.")
HOUSEHOLDS_POSSIBLE = N_("Households that meet every requirement: {count}.")
HOMES_TAKEN = N_("Homes that meet every requirement: {count}. They were given to others in this round.")
HOUSEHOLDS_HOUSED = N_(
	"Households that meet every requirement: {count}. They got another home in this round."
)
NO_HOMES = N_("There are no homes to choose from.")
NO_HOUSEHOLDS = N_("There are no households to choose from.")
NO_SINGLE_ONE_FOR_HOUSEHOLD = N_("No home meets every requirement; each breaks more than one.")
NO_SINGLE_ONE_FOR_HOME = N_("No household meets every requirement; each breaks more than one.")
SOME_SINGLE_ONE_FOR_HOUSEHOLD = N_(
	"No home meets every requirement; without a single one of them some would."
)
SOME_SINGLE_ONE_FOR_HOME = N_(
	"No household meets every requirement; without a single one of them some would."
)
OPENS_HOMES = N_("Without the requirement “{criterion}”, this many more homes would be possible: {count}.")
OPENS_HOUSEHOLDS = N_(
	"Without the requirement “{criterion}”, this many more households would be possible: {count}."
)


OPENS_A_FIRST_HOME = N_(
	"Without the requirement “{criterion}”, this many of the households that no home is possible for would have one: {count}."
)


@dataclass(frozen=True)
class Obstacle(Said):
	"""One requirement that alone keeps `households` from any home at all; `names` are those who have waited longest."""

	key: str
	criterion: str
	households: int
	names: tuple[str, ...]
	template: str
	params: Mapping[str, Any]

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "names": list(self.names), "params": dict(self.params)}


@dataclass(frozen=True)
class Relaxation(Said):
	"""One requirement that alone stands in the way of `opens` pairs; `names` are the best few of them."""

	key: str
	criterion: str
	opens: int
	names: tuple[str, ...]
	template: str
	params: Mapping[str, Any]

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "names": list(self.names), "params": dict(self.params)}


@dataclass(frozen=True)
class WhyNot(Said):
	"""What stands in the way of one household or one home.

	`possible` counts the pairs that meet every requirement; `relaxations` come with the one that opens most first;
	`nearest` is the pair with the fewest broken requirements, the best of those.
	"""

	subject: str
	possible: int
	relaxations: tuple[Relaxation, ...]
	nearest: Match | None
	template: str
	params: Mapping[str, Any] = field(default_factory=dict)

	def as_dict(self) -> dict[str, Any]:
		return {
			"subject": self.subject,
			"possible": self.possible,
			"relaxations": [relaxation.as_dict() for relaxation in self.relaxations],
			"nearest": self.nearest.as_dict() if self.nearest else None,
			"template": self.template,
			"params": dict(self.params),
		}


@dataclass(frozen=True)
class _Side:
	"""The words and the order of the other side."""

	opens: str
	possible: str
	none: str
	no_single: str
	some_single: str
	names: np.ndarray
	order: np.ndarray


def for_household(market: Market, rules: RuleSet, household: str, *, after_round: bool = False) -> WhyNot:
	"""Why a household has no home. `after_round`: possible homes were given to others. Raises KeyError."""
	homes = np.arange(len(market.listings.names))
	pairs = Pairs(market, market.household(household), homes)
	possible = HOMES_TAKEN if after_round else HOMES_POSSIBLE
	side = _Side(
		OPENS_HOMES,
		possible,
		NO_HOMES,
		NO_SINGLE_ONE_FOR_HOUSEHOLD,
		SOME_SINGLE_ONE_FOR_HOUSEHOLD,
		market.listings.names,
		market.listing_order,
	)
	return _why_not(pairs, rules, household, side)


def for_listing(market: Market, rules: RuleSet, listing: str, *, after_round: bool = False) -> WhyNot:
	"""Why a home has no household. `after_round`: possible households got another home. Raises KeyError."""
	seekers = np.arange(len(market.households.names))
	pairs = Pairs(market, seekers, market.listing(listing))
	possible = HOUSEHOLDS_HOUSED if after_round else HOUSEHOLDS_POSSIBLE
	side = _Side(
		OPENS_HOUSEHOLDS,
		possible,
		NO_HOUSEHOLDS,
		NO_SINGLE_ONE_FOR_HOME,
		SOME_SINGLE_ONE_FOR_HOME,
		market.households.names,
		market.household_order,
	)
	return _why_not(pairs, rules, listing, side)


def after_round(
	market: Market, rules: RuleSet, seekers: np.ndarray, homes: np.ndarray, most: int
) -> tuple[tuple[WhyNot, ...], tuple[WhyNot, ...]]:
	"""Why the first `most` of some households, and of some homes, are left without; by row numbers."""
	names, addresses = market.households.names, market.listings.names
	return (
		tuple(for_household(market, rules, names[i], after_round=True) for i in seekers[:most]),
		tuple(for_listing(market, rules, addresses[j], after_round=True) for j in homes[:most]),
	)


def _why_not(pairs: Pairs, rules: RuleSet, subject: str, side: _Side) -> WhyNot:
	if not len(side.names):
		return WhyNot(subject, 0, (), None, side.none)
	states = [c.rule.evaluate(pairs, c.parameters) < 0 for c in rules.requirements]
	broken = sum(np.broadcast_to(state, shape(pairs)).astype(np.int16) for state in states)
	broken = np.broadcast_to(broken, shape(pairs))
	relaxations = _relaxations(pairs, rules, states, broken, side)
	possible = int((broken == 0).sum())
	nearest = None if possible else _nearest(pairs, rules, broken, side)
	template = side.some_single if relaxations else side.no_single
	if possible:
		template = side.possible
	return WhyNot(subject, possible, relaxations, nearest, template, {"count": possible})


def _ranked(pairs: Pairs, rules: RuleSet, chosen: np.ndarray, side: _Side) -> np.ndarray:
	"""Some of the pairs, best first; ties in the other side's order."""
	household, listing = np.broadcast_arrays(pairs.household_index, pairs.listing_index)
	value = worth(Pairs(pairs.market, household[chosen], listing[chosen]), rules)
	return chosen[np.lexsort((side.order[chosen], -value))]


def _relaxations(
	pairs: Pairs, rules: RuleSet, states: list[np.ndarray], broken: np.ndarray, side: _Side
) -> tuple[Relaxation, ...]:
	ranked = _ranked(pairs, rules, np.flatnonzero(broken == 1), side)
	found = []
	for criterion, state in zip(rules.requirements, states, strict=True):
		alone = ranked[np.broadcast_to(state, broken.shape)[ranked]]
		if len(alone):
			names = tuple(side.names[alone[:EXAMPLES]])
			params = {"criterion": criterion.name, "count": len(alone)}
			found.append(
				Relaxation(criterion.rule.key, criterion.name, len(alone), names, side.opens, params)
			)
	return tuple(sorted(found, key=lambda relaxation: (-relaxation.opens, relaxation.key)))


def _nearest(pairs: Pairs, rules: RuleSet, broken: np.ndarray, side: _Side) -> Match:
	"""The pair with the fewest broken requirements, the best of those."""
	fewest = np.flatnonzero(broken == broken.min())
	i = int(_ranked(pairs, rules, fewest, side)[0])
	household, listing = np.broadcast_arrays(pairs.household_index, pairs.listing_index)
	return explain(pairs.market, rules, int(household[i]), int(listing[i]))


def obstacles(prepared: Prepared, rows: np.ndarray) -> tuple[Obstacle, ...]:
	"""What alone keeps households from every home, the requirement that keeps most from one first.

	Args:
		rows: rows of households that no home is possible for, those who have waited longest first.
	"""
	rules, names = prepared.rules, prepared.market.households.names
	kept: dict[int, list[str]] = {}
	for start in range(0, len(rows), ROWS_AT_ONCE):
		some = rows[start : start + ROWS_AT_ONCE]
		states = [prepared.block(criterion, some) < 0 for criterion in rules.requirements]
		single = np.sum(states, axis=0, dtype=np.int16) == 1 if states else np.zeros((0, 0), bool)
		for i, broken in enumerate(states):
			kept.setdefault(i, []).extend(names[some[(single & broken).any(axis=1)]])
	found = [_obstacle(rules.requirements[i], households) for i, households in kept.items() if households]
	return tuple(sorted(found, key=lambda obstacle: (-obstacle.households, obstacle.key)))


def _obstacle(criterion: Criterion, households: list[str]) -> Obstacle:
	count = len(households)
	params = {"criterion": criterion.name, "count": count}
	names = tuple(households[:EXAMPLES])
	return Obstacle(criterion.rule.key, criterion.name, count, names, OPENS_A_FIRST_HOME, params)
