"""Why a household has no home, or a home no household: what stands in the way, and what would open how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .catalogue import RuleSet
from .evaluate import Match, broken_count, explain, worth
from .pairs import Pairs
from .search import household_order, listing_order
from .tables import Market
from .words import N_, Translate, render, untranslated

EXAMPLES = 5

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


@dataclass(frozen=True)
class Relaxation:
	"""One requirement that alone stands in the way of `opens` pairs; `names` are the best few of them."""

	key: str
	criterion: str
	opens: int
	names: tuple[str, ...]
	template: str
	params: Mapping[str, Any]

	def text(self, translate: Translate = untranslated, show: Any = None) -> str:
		return render(self.template, self.params, translate, show)

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "names": list(self.names), "params": dict(self.params)}


@dataclass(frozen=True)
class WhyNot:
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

	def text(self, translate: Translate = untranslated, show: Any = None) -> str:
		return render(self.template, self.params, translate, show)

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
		listing_order(market),
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
		household_order(market),
	)
	return _why_not(pairs, rules, listing, side)


def _why_not(pairs: Pairs, rules: RuleSet, subject: str, side: _Side) -> WhyNot:
	if not len(side.names):
		return WhyNot(subject, 0, (), None, side.none)
	broken = broken_count(pairs, rules)
	ranked = np.lexsort((side.order, -worth(pairs, rules), broken))
	relaxations = _relaxations(pairs, rules, broken, ranked, side)
	possible = int((broken == 0).sum())
	nearest = None if possible else _explained(pairs, rules, int(ranked[0]))
	template = side.some_single if relaxations else side.no_single
	if possible:
		template = side.possible
	return WhyNot(subject, possible, relaxations, nearest, template, {"count": possible})


def _relaxations(
	pairs: Pairs, rules: RuleSet, broken: np.ndarray, ranked: np.ndarray, side: _Side
) -> tuple[Relaxation, ...]:
	found = []
	for criterion in rules.requirements:
		state = np.broadcast_to(criterion.rule.evaluate(pairs, criterion.parameters), broken.shape)
		alone = (broken == 1) & (state < 0)
		opens = int(alone.sum())
		if opens:
			names = tuple(side.names[i] for i in ranked if alone[i])[:EXAMPLES]
			params = {"criterion": criterion.name, "count": opens}
			found.append(Relaxation(criterion.rule.key, criterion.name, opens, names, side.opens, params))
	return tuple(sorted(found, key=lambda relaxation: (-relaxation.opens, relaxation.key)))


def _explained(pairs: Pairs, rules: RuleSet, i: int) -> Match:
	household, listing = np.broadcast_arrays(pairs.household_index, pairs.listing_index)
	return explain(pairs.market, rules, int(household[i]), int(listing[i]))
