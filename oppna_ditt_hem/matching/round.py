"""A round: who is proposed which home, everybody at once, with what proves it and what the plain list would have given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import beside, greedy, why_not
from .catalogue import RuleSet
from .evaluate import Match, explain_all
from .field import Field, Totals, field_of
from .policies import (
	BEST_TOTAL,
	HOUSE_THE_MOST,
	POLICIES,
	STABLE,
	STRICT_QUEUE,
	Choice,
	UnknownPolicy,
	most,
)
from .prices import Price, prices
from .tables import Market
from .wanted import Wanted, wanted
from .words import N_, Text

__all__ = (
	"BEST_TOTAL",
	"HOUSE_THE_MOST",
	"POLICIES",
	"STABLE",
	"STRICT_QUEUE",
	"Price",
	"Round",
	"Totals",
	"UnknownPolicy",
	"Wanted",
	"propose",
)

MOST_EXPLAINED = 500
"""Of those left without, why is told for this many on each side; what stands in the way is counted for all."""

COMPARING = N_("Comparing every household with every home")
CHOOSING = N_("Choosing the best pairs")
TELLING = N_("Telling why")
LOOKING = N_("Looking for homes worth finding")
DONE = N_("Done")

Progress = Callable[[float, str], None]
"""(share done, what is being done): called between steps; may raise to stop the round."""


def unheard(done: float, doing: str) -> None:
	"""Progress that nobody listens to."""


@dataclass(frozen=True)
class Round:
	"""The proposals, who is left and why, and the greedy list beside it.

	`prices`: per home with one, what it is worth to the round. `obstacles`: which single requirement alone keeps how many of
	the households left from a home. `wanted`: homes worth looking for. At most MOST_EXPLAINED are in each of the lists left.
	"""

	policy: str
	proposals: tuple[Match, ...]
	households_left: tuple[why_not.WhyNot, ...]
	listings_left: tuple[why_not.WhyNot, ...]
	obstacles: tuple[why_not.Obstacle, ...]
	totals: Totals
	greedy: tuple[tuple[str, str], ...]
	greedy_totals: Totals
	differences: tuple[Text, ...]
	certificate: dict[str, Any]
	prices: Mapping[str, Price]
	wanted: tuple[Wanted, ...]

	def as_dict(self) -> dict[str, Any]:
		return {
			"policy": self.policy,
			"proposals": [match.as_dict() for match in self.proposals],
			"households_left": [why.as_dict() for why in self.households_left],
			"listings_left": [why.as_dict() for why in self.listings_left],
			"obstacles": [obstacle.as_dict() for obstacle in self.obstacles],
			"totals": dict(self.totals.__dict__),
			"greedy": [list(pair) for pair in self.greedy],
			"greedy_totals": dict(self.greedy_totals.__dict__),
			"differences": [text.as_dict() for text in self.differences],
			"certificate": dict(self.certificate),
			"prices": {name: price.as_dict() for name, price in self.prices.items()},
			"wanted": [hint.as_dict() for hint in self.wanted],
		}


def propose(
	market: Market, rules: RuleSet, policy: str = HOUSE_THE_MOST, progress: Progress = unheard
) -> Round:
	"""A round over every household and home.

	Raises:
		UnknownPolicy: names those there are.
		OverflowError: the market is too large to be weighed exactly.
	"""
	if policy not in POLICIES:
		raise UnknownPolicy(policy)
	progress(0.0, COMPARING)
	field = field_of(market, rules, total=policy == BEST_TOTAL)
	progress(0.3, CHOOSING)
	choice = POLICIES[policy](field)
	plain = greedy.by_worth(field.problem, field.worth)
	progress(0.6, TELLING)
	made = _told(field, policy, choice, plain, progress)
	progress(1.0, DONE)
	return made


def _told(field: Field, policy: str, choice: Choice, plain: np.ndarray, progress: Progress) -> Round:
	market, rules = field.market, field.rules
	pairs, left = field.rows(choice.chosen), _left(field, choice.chosen)
	households_left, listings_left = why_not.after_round(
		market, rules, left.seekers, left.homes, MOST_EXPLAINED
	)
	obstacles = why_not.obstacles(field.prepared, left.hopeless)
	progress(0.9, LOOKING)
	totals, plain_totals = field.totals(choice.chosen), field.totals(plain)
	plain_names = field.names(plain)
	return Round(
		policy=policy,
		proposals=tuple(explain_all(market, rules, pairs)),
		households_left=households_left,
		listings_left=listings_left,
		obstacles=obstacles,
		totals=totals,
		greedy=plain_names,
		greedy_totals=plain_totals,
		differences=beside.differences(field.names(choice.chosen), plain_names, totals.less(plain_totals)),
		certificate=choice.certificate.as_dict(),
		prices=prices(field, choice.best),
		wanted=wanted(field, most(field) if policy == BEST_TOTAL else choice.best, left.numbers),
	)


@dataclass(frozen=True)
class _Left:
	"""Who and what a choice leaves: rows of households by the queue, their numbers, those that no home is possible for, homes."""

	seekers: np.ndarray
	numbers: np.ndarray
	hopeless: np.ndarray
	homes: np.ndarray


def _left(field: Field, chosen: np.ndarray) -> _Left:
	problem = field.problem
	numbers = np.setdiff1d(np.arange(len(field.queue)), problem.household[chosen])
	hopeless = np.setdiff1d(numbers, problem.household)
	unused = np.setdiff1d(np.arange(len(field.homes)), problem.listing[chosen])
	return _Left(field.queue[numbers], numbers, field.queue[hopeless], field.homes[unused])
