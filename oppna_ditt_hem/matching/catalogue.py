"""Every built-in rule, and rule sets made of them.

A rule set is data: rows with Matching Criterion's field names. The built-in defaults are such rows too, so what an
administrator sees and what a run keeps have one form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from . import (
	preferences,
	priorities,
	requirements_cost,
	requirements_home,
	requirements_people,
	requirements_time,
	requirements_winter,
)
from .rules import PREFERENCE, REQUIREMENT, Rule
from .words import N_, Text

BUILT_IN = "Built in"

MODULES = (
	requirements_home,
	requirements_cost,
	requirements_time,
	requirements_winter,
	requirements_people,
	preferences,
	priorities,
)
RULES: dict[str, Rule] = {rule.key: rule for module in MODULES for rule in module.RULES}

UNKNOWN_RULE = N_("{criterion}: there is no built-in rule {value}. Choose one of: {names}.")
WRONG_KIND = N_("{criterion}: the rule {value} is a {kind}.")
WRONG_SOURCE = N_("{criterion}: only built-in rules can be run here, not {value}.")
UNKNOWN_PARAMETER = N_("{criterion}: the rule {value} has no parameter {parameter}. It has: {names}.")
NOT_AN_OBJECT = N_("{criterion}: parameters are written as names and values, such as {value}.")
BAD_WEIGHT = N_("{criterion}: the weight must be a number, zero or more.")
SAME_RULE_TWICE = N_("{criterion}: the rule {value} is already used by another active criterion.")


class BadRules(ValueError):
	"""A rule set that can't be run. `template` and `params` say which criterion and why."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(Text(template, params).say())


@dataclass(frozen=True)
class Criterion:
	"""A rule as it is used: under a name, with its parameters and weight."""

	name: str
	rule: Rule
	parameters: Mapping[str, Any]
	weight: float

	def as_row(self) -> dict[str, Any]:
		return {
			"criterion_name": self.name,
			"kind": self.rule.kind,
			"source": BUILT_IN,
			"rule": self.rule.key,
			"parameters": dict(self.parameters),
			"weight": self.weight,
			"active": 1,
		}


@dataclass(frozen=True)
class RuleSet:
	requirements: tuple[Criterion, ...]
	preferences: tuple[Criterion, ...]

	def as_criteria(self) -> list[dict[str, Any]]:
		"""The rows this set can be made from again."""
		return [criterion.as_row() for criterion in (*self.requirements, *self.preferences)]


def default_criteria() -> list[dict[str, Any]]:
	"""A row for each built-in rule, with its default parameters and weight; some are not active."""
	return [
		{
			**Criterion(rule.label, rule, rule.defaults(), rule.weight).as_row(),
			"active": int(rule.active),
			"explanation": rule.explanation,
		}
		for rule in RULES.values()
	]


def rule_set(criteria: Iterable[Mapping[str, Any]] | None = None) -> RuleSet:
	"""The active criteria as rules, requirements in the catalogue's order, whatever order the rows come in.

	Args:
		criteria: rows with Matching Criterion's field names; `parameters` as a dict or JSON text, missing ones take their
			default. None gives the built-in defaults.

	Raises:
		BadRules: names the criterion and what would do.
	"""
	rows = default_criteria() if criteria is None else list(criteria)
	found = [_criterion(row) for row in rows if row.get("active", 1)]
	order = {key: i for i, key in enumerate(RULES)}
	found.sort(key=lambda criterion: order[criterion.rule.key])
	for first, second in pairwise(found):
		if first.rule is second.rule:
			raise BadRules(SAME_RULE_TWICE, criterion=second.name, value=second.rule.key)
	return RuleSet(
		tuple(criterion for criterion in found if criterion.rule.kind == REQUIREMENT),
		tuple(criterion for criterion in found if criterion.rule.kind == PREFERENCE),
	)


def _criterion(row: Mapping[str, Any]) -> Criterion:
	name = row.get("criterion_name") or row.get("rule") or ""
	if row.get("source") not in (None, "", BUILT_IN):
		raise BadRules(WRONG_SOURCE, criterion=name, value=row["source"])
	rule = RULES.get(row.get("rule") or "")
	if rule is None:
		raise BadRules(UNKNOWN_RULE, criterion=name, value=row.get("rule"), names=list(RULES))
	if row.get("kind") not in (None, "", rule.kind):
		raise BadRules(WRONG_KIND, criterion=name, value=rule.key, kind=rule.kind)
	return Criterion(name, rule, _parameters(name, rule, row.get("parameters")), _weight(name, rule, row))


def _weight(name: str, rule: Rule, row: Mapping[str, Any]) -> float:
	try:
		weight = float(rule.weight if row.get("weight") is None else row["weight"])
	except (TypeError, ValueError):
		weight = np.nan
	if not (np.isfinite(weight) and weight >= 0):
		raise BadRules(BAD_WEIGHT, criterion=name)
	return weight


def _parameters(name: str, rule: Rule, given: Any) -> dict[str, Any]:
	if isinstance(given, str) and given.strip():
		try:
			given = json.loads(given)
		except ValueError:
			pass
	if not isinstance(given or {}, Mapping):
		raise BadRules(NOT_AN_OBJECT, criterion=name, value=json.dumps(rule.defaults()) or "{}")
	parameters = {**rule.defaults(), **(given or {})}
	for key, value in parameters.items():
		_check(name, rule, key, value)
	return parameters


def _check(name: str, rule: Rule, key: str, value: Any) -> None:
	parameter = rule.parameters.get(key)
	if parameter is None:
		raise BadRules(
			UNKNOWN_PARAMETER, criterion=name, value=rule.key, parameter=key, names=list(rule.parameters)
		)
	problem = parameter.problem(value)
	if problem:
		choices = [str(choice) for choice in parameter.choices]
		raise BadRules(problem, criterion=name, parameter=key, least=parameter.least, choices=choices)
