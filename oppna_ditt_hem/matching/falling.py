"""Who would move if a pair of the round fell through: told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .assign import Matching
from .catalogue import RuleSet
from .field import Field, field_of
from .policies import most
from .solve import Solution
from .tables import Market
from .update import Live
from .words import N_, Said

INSTEAD = N_("{household} would get {home} instead of {other_home}.")
FIRST = N_("{household}, who is left without today, would get {home}.")
WITHOUT = N_("{household} would be left without a home.")

Homes = dict[int, int]
"""Household number -> home number."""


@dataclass(frozen=True)
class Move(Said):
	"""A household that would get another home, `after`, than the one it has in the round, `before`; None for none."""

	household: str
	before: str | None
	after: str | None

	@property
	def template(self) -> str:
		if self.after is None:
			return WITHOUT
		return INSTEAD if self.before else FIRST

	@property
	def params(self) -> dict[str, Any]:
		return {"household": self.household, "home": self.after, "other_home": self.before}


@dataclass(frozen=True)
class Fall:
	"""What follows where a pair falls through: how many fewer people are housed, and who moves, in the order of the queue."""

	people: int
	moves: tuple[Move, ...]


def if_it_falls(market: Market, rules: RuleSet, household: str, listing: str) -> Fall:
	"""The best round, which houses most people, beside the best one in which this household does not get this home.

	Raises:
		KeyError: no household or listing of that name.
	"""
	field = field_of(market, rules)
	seeker = int(market.household_order[market.household(household)])
	home = int(market.listing_order[market.listing(listing)])
	best = most(field)
	before = _homes(field, best.chosen)
	if before.get(seeker) != home:
		return Fall(0, ())
	mend = _mended if field.problem.is_assignment else _solved_anew
	after = mend(field, best, seeker, home)
	size = field.problem.size
	people = int(sum(size[i] for i in before) - sum(size[i] for i in after))
	return Fall(people, tuple(_moves(field, before, after)))


def _homes(field: Field, chosen: np.ndarray) -> Homes:
	problem = field.problem
	return dict(zip(problem.household[chosen].tolist(), problem.listing[chosen].tolist(), strict=True))


def _mended(field: Field, best: Solution, seeker: int, home: int) -> Homes:
	"""The standing round, changed in place: as few as can move."""
	live = Live(best.graph, _standing(best))
	after = _homes(field, best.chosen)
	for household, _had, gets in live.change(seeker, home, None).moves:
		after.pop(household, None)
		if gets is not None:
			after[household] = gets
	return after


def _standing(best: Solution) -> Matching:
	"""The chosen pairs under the prices of the matching that they are as good as."""
	edge_of = np.full(best.graph.households, -1, dtype=np.int64)
	edge_of[best.graph.household[best.chosen]] = best.chosen
	return replace(best.free, edge_of=edge_of)


def _solved_anew(field: Field, best: Solution, seeker: int, home: int) -> Homes:
	"""Where beds are shared or homes let in parts, prices alone do not hold the round."""
	problem = field.problem
	pairs = np.flatnonzero((problem.household != seeker) | (problem.listing != home))
	rest = replace(problem, household=problem.household[pairs], listing=problem.listing[pairs])
	return _homes(field, pairs[most(field, pairs, rest).chosen])


def _moves(field: Field, before: Homes, after: Homes) -> Iterator[Move]:
	seekers, homes = field.market.households.names, field.market.listings.names
	for number in sorted(before.keys() | after.keys()):
		had, gets = (homes[field.homes[side[number]]] if number in side else None for side in (before, after))
		if had != gets:
			yield Move(seekers[field.queue[number]], had, gets)
