"""What a round strives for. Each policy chooses pairs and says what proves the choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import greedy, two_sided
from .field import Field
from .problem import Problem
from .solve import Solution, solve
from .words import N_, Text

HOUSE_THE_MOST = N_("House the most people")
BEST_TOTAL = N_("Best total")
STRICT_QUEUE = N_("Strict queue")
STABLE = N_("Stable for both sides")

UNKNOWN_POLICY = N_("There is no policy {value}. Choose one of: {choices}.")

PROVEN_MOST = N_(
	"Proven: no other choice houses more people, and none that houses as many has a better total. People: {people}, points: {points}."
)
PROVEN_TOTAL = N_("Proven: no other choice has a better total. Points: {points}.")
NOT_PROVEN_MOST = N_(
	"Not proven best: {people} people are housed, and it is only certain that no more than {highest_people} could be."
)
NOT_PROVEN_TOTAL = N_(
	"Not proven best: the total is {points} points, and it is only certain that no more than {highest_points} could be reached."
)
BY_QUEUE = N_(
	"Each household in the order of the queue took the best home that was left. {people} people are housed; the most that could"
	" be is {highest_people}."
)
BY_BOTH = N_(
	"No household and no landlord would both rather have each other than what they got. {people} people are housed; the most that"
	" could be is {highest_people}."
)


class UnknownPolicy(ValueError):
	"""A policy that isn't one of POLICIES. `template` and `params` name those."""

	def __init__(self, policy: str):
		self.template, self.params = UNKNOWN_POLICY, {"value": policy, "choices": list(POLICIES)}
		super().__init__(Text(self.template, self.params).say())


@dataclass(frozen=True)
class Certificate:
	"""What proves a choice: how it was found, what was reached of the policy's aim and what could be at most.

	`value` and `bound` count people, or hundredths of a point for the best total; `gap` is the share that could be missing.
	"""

	method: str
	value: int
	bound: int
	gap: float
	proven: bool
	template: str
	params: Mapping[str, Any]

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "params": dict(self.params)}


@dataclass(frozen=True)
class Choice:
	"""The chosen pairs (numbers of the field's), their proof, and the solution that it and its prices come from."""

	chosen: np.ndarray
	certificate: Certificate
	best: Solution


def house_the_most(field: Field) -> Choice:
	"""As many people as possible, among those choices the best total fit."""
	best = most(field)
	people, highest = best.values[0], best.bounds[0]
	template = PROVEN_MOST if best.proven else NOT_PROVEN_MOST
	params = {"people": people, "highest_people": highest, "points": _points(field, best.chosen)}
	return Choice(best.chosen, _certificate(best, template, params), best)


def most(field: Field, pairs: np.ndarray | None = None, problem: Problem | None = None) -> Solution:
	"""The most people, then the best total, then the longest wait; of some of the pairs where given."""
	some = slice(None) if pairs is None else pairs
	objectives = [field.people[some], field.worth[some], field.patience[some]]
	return solve(problem or field.problem, objectives, (field.person, 1), field.beyond)


def best_total(field: Field) -> Choice:
	"""The best sum of scores, however many are housed."""
	# One is added so that a pair of no worth is still better than none.
	best = solve(field.problem, [field.worth + 1, field.patience], (1,), field.beyond)
	highest = (best.bounds[0] - best.values[0]) / 100
	points = _points(field, best.chosen)
	params = {"points": points, "highest_points": round(points + highest, 2)}
	template = PROVEN_TOTAL if best.proven else NOT_PROVEN_TOTAL
	return Choice(best.chosen, _certificate(best, template, params), best)


def strict_queue(field: Field) -> Choice:
	"""Whoever has waited longest chooses first."""
	return _beside_the_most(field, greedy.by_queue(field.problem, field.worth), "queue", BY_QUEUE)


def stable(field: Field) -> Choice:
	"""A choice that no household and landlord would leave for each other, by what each side prefers."""
	return _beside_the_most(field, two_sided.stable(field), "deferred acceptance", BY_BOTH)


def _beside_the_most(field: Field, chosen: np.ndarray, method: str, template: str) -> Choice:
	"""A choice by another aim, and how many people the best round would have housed."""
	best = most(field)
	people = int(field.people[chosen].sum())
	gap = (best.bounds[0] - people) / best.bounds[0] if best.bounds[0] else 0.0
	params = {"people": people, "highest_people": best.bounds[0]}
	return Choice(chosen, Certificate(method, people, best.bounds[0], gap, False, template, params), best)


def _certificate(best: Solution, template: str, params: dict[str, Any]) -> Certificate:
	return Certificate(best.method, best.values[0], best.bounds[0], best.gap, best.proven, template, params)


def _points(field: Field, chosen: np.ndarray) -> float:
	return field.totals(chosen).score


POLICIES: dict[str, Callable[[Field], Choice]] = {
	HOUSE_THE_MOST: house_the_most,
	BEST_TOTAL: best_total,
	STRICT_QUEUE: strict_queue,
	STABLE: stable,
}
