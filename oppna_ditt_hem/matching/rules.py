"""What a rule is: one declaration with its formula, parameters, weight and sentences.

A requirement gives a state per pair; a preference gives a value from 0 to 1 per pair, NaN where it can't be known.
A rule is declared once, beside its formula, with the decorators below; `catalogue` gathers them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .pairs import Pairs
from .words import N_, Text

REQUIREMENT, PREFERENCE = "Requirement", "Preference"
FIT, PRIORITY = "fit", "priority"

NOT_APPLICABLE = 2
"""The requirement says nothing about this pair, such as pets for a household without any."""
MET = 1
UNSURE = 0
"""It can't be told, and a person may ask; the pair is still possible."""
BROKEN = -1
UNSURE_BLOCKS = -2
"""It can't be told, and that is not good enough to propose the pair."""

Parameters = Mapping[str, Any]


class BadRules(ValueError):
	"""A rule set that can't be run. `template` and `params` say which criterion and why."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(Text(template, params).say())


@dataclass(frozen=True)
class Parameter:
	"""A rule's parameter: its default, what a form calls it, the smallest allowed number, or the allowed words."""

	default: Any
	label: str
	least: float = 0
	choices: tuple[Any, ...] = ()

	def problem(self, value: Any) -> str | None:
		"""The template that says why `value` won't do, or None."""
		if isinstance(self.default, bool):
			return None if isinstance(value, (bool, int)) and value in (0, 1) else NOT_BOOLEAN
		if isinstance(self.default, (list, tuple)):
			return (
				None if isinstance(value, (list, tuple)) and set(value) <= set(self.choices) else NOT_CHOICES
			)
		number = isinstance(value, (int, float)) and not isinstance(value, bool) and np.isfinite(value)
		return None if number and value >= self.least else NOT_NUMBER


NOT_BOOLEAN = N_("The parameter {parameter} of {criterion} must be true or false.")
NOT_CHOICES = N_("The parameter {parameter} of {criterion} must be a list with some of: {choices}.")
NOT_NUMBER = N_("The parameter {parameter} of {criterion} must be a number of at least {least}.")


@dataclass(frozen=True)
class Rule:
	"""One rule.

	`evaluate(pairs, parameters)` computes over any shape; `facts(pair, parameters)` gives the sentences' parameters for one pair,
	None where there is nothing worth saying. `law` names the legal values it rests on: they come to it as parameters, each a
	tuple of numbers, those of the day the rule set is made for.
	"""

	key: str
	kind: str
	label: str
	explanation: str
	met: str
	unmet: str
	unknown: str
	evaluate: Callable[[Pairs, Parameters], Any]
	facts: Callable[[Pairs, Parameters], dict[str, Any] | None]
	parameters: Mapping[str, Parameter] = field(default_factory=dict)
	law: Mapping[str, str] = field(default_factory=dict)
	weight: float = 0.0
	aspect: str = FIT
	active: bool = True

	def defaults(self) -> dict[str, Any]:
		return {name: list(p.default) if p.choices else p.default for name, p in self.parameters.items()}

	def template(self, state: str) -> str:
		return {"met": self.met, "broken": self.unmet, "unmet": self.unmet}.get(state, self.unknown)


Formula = Callable[[Pairs, Parameters], Any]


def requirement(key: str, **declared: Any) -> Callable[[Formula], Rule]:
	"""Declare the decorated formula as a requirement: it returns states (see `states`)."""
	return lambda formula: Rule(key, REQUIREMENT, evaluate=formula, **declared)


def preference(key: str, **declared: Any) -> Callable[[Formula], Rule]:
	"""Declare the decorated formula as a preference: it returns values from 0 to 1, NaN where unknown."""
	return lambda formula: Rule(key, PREFERENCE, evaluate=formula, **declared)


def states(met: Any, *, applies: Any = True, known: Any = True, unsure: Any = UNSURE) -> Any:
	"""int8 states from three questions: does it apply, is it known, is it met."""
	if _never(applies):
		return np.int8(NOT_APPLICABLE)
	# One byte a pair from the start, since there may be millions; and sums, which take a fifth of the time of a choice.
	told = np.asarray(met, np.int8) * np.int8(MET - BROKEN) + np.int8(BROKEN)
	told = told if _always(known) else np.where(known, told, np.asarray(unsure, np.int8))
	return told if _always(applies) else np.where(applies, told, np.int8(NOT_APPLICABLE))


def _never(answer: Any) -> bool:
	"""Whether an answer is one no for all pairs, such as what the one household that is looked at doesn't need."""
	return np.ndim(answer) == 0 and not answer


def _always(answer: Any) -> bool:
	"""Whether an answer is one yes for all pairs, such as what is known of the one household that is looked at."""
	return np.ndim(answer) == 0 and bool(answer)
