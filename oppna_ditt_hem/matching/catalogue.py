"""Every built-in rule, and rule sets made of them.

A rule set is data: rows with Matching Criterion's field names. The built-in defaults are such rows too, so what an
administrator sees and what a run keeps have one form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from ..legal.values import DayValues, shipped
from . import (
	custom,
	preferences,
	priorities,
	requirements_cost,
	requirements_home,
	requirements_people,
	requirements_time,
	requirements_winter,
)
from .custom import RunScript
from .rules import PREFERENCE, REQUIREMENT, BadRules, Rule
from .words import N_

BUILT_IN = "Built in"
SOURCES = (BUILT_IN, custom.EXPRESSION, custom.SERVER_SCRIPT)

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

DEFINITION = {
	custom.EXPRESSION: ("expression", *custom.SENTENCES),
	custom.SERVER_SCRIPT: ("server_script", "script", *custom.SENTENCES),
}

UNKNOWN_RULE = N_("{criterion}: there is no built-in rule {value}. Choose one of: {names}.")
WRONG_KIND = N_("{criterion}: the rule {value} is a {kind}.")
WRONG_SOURCE = N_("{criterion}: there is no source of rules called {value}. Choose one of: {choices}.")
UNKNOWN_PARAMETER = N_("{criterion}: the rule {value} has no parameter {parameter}. It has: {names}.")
NOT_AN_OBJECT = N_("{criterion}: parameters are written as names and values, such as {value}.")
BAD_WEIGHT = N_("{criterion}: the weight must be a number, zero or more.")
SAME_RULE_TWICE = N_("{criterion}: the rule {value} is already used by another active criterion.")


@dataclass(frozen=True)
class Criterion:
	"""A rule as it is used: under a name, with its parameters and weight.

	`definition` holds what an administrator's own rule is made of: its expression or script, and its sentences.
	"""

	name: str
	rule: Rule
	parameters: Mapping[str, Any]
	weight: float
	source: str = BUILT_IN
	definition: Mapping[str, Any] = field(default_factory=dict)

	@property
	def settings(self) -> dict[str, Any]:
		"""The parameters that an administrator sets, without what the law says."""
		return {name: value for name, value in self.parameters.items() if name not in self.rule.law}

	def as_row(self) -> dict[str, Any]:
		return {
			"criterion_name": self.name,
			"kind": self.rule.kind,
			"source": self.source,
			"rule": self.rule.key if self.source == BUILT_IN else None,
			"parameters": dict(self.parameters),
			"weight": self.weight,
			"active": 1,
			**self.definition,
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


def rule_set(
	criteria: Iterable[Mapping[str, Any]] | None = None,
	run_script: RunScript | None = None,
	law: DayValues | None = None,
) -> RuleSet:
	"""The active criteria as rules, whatever order the rows come in: the catalogue's order, then an administrator's own by name.

	Args:
		criteria: rows with Matching Criterion's field names; `parameters` as a dict or JSON text, missing ones take their
			default. None gives the built-in defaults. A server script's text is its `script`.
		run_script: runs a server script; without it such a criterion is refused.
		law: the legal values of the day, for the rules that rest on them; those the app comes with, today, where none are
			given. A row that was kept has its own.

	Raises:
		BadRules: names the criterion and what would do.
		LegalValueError: a legal value is missing on the day.
	"""
	rows = default_criteria() if criteria is None else list(criteria)
	law = law or shipped().on(date.today())
	found = [_criterion(row, run_script, law) for row in rows if row.get("active", 1)]
	order = {key: i for i, key in enumerate(RULES)}
	found.sort(key=lambda criterion: (order.get(criterion.rule.key, len(order)), criterion.name))
	for first, second in pairwise(found):
		if first.rule.key == second.rule.key:
			raise BadRules(SAME_RULE_TWICE, criterion=second.name, value=second.rule.key)
	return RuleSet(
		tuple(criterion for criterion in found if criterion.rule.kind == REQUIREMENT),
		tuple(criterion for criterion in found if criterion.rule.kind == PREFERENCE),
	)


def _criterion(row: Mapping[str, Any], run_script: RunScript | None, law: DayValues) -> Criterion:
	name = row.get("criterion_name") or row.get("rule") or ""
	source = row.get("source") or BUILT_IN
	if source not in SOURCES:
		raise BadRules(WRONG_SOURCE, criterion=name, value=source, choices=list(SOURCES))
	if source == BUILT_IN:
		return _used(name, _built_in(name, row), law, row)
	definition = {key: row.get(key) for key in DEFINITION[source]}
	return _used(name, custom.rule(name, row, run_script), law, row, source, definition)


def _used(name: str, rule: Rule, law: DayValues, row: Mapping[str, Any], *how: Any) -> Criterion:
	parameters = _parameters(name, rule, row.get("parameters"), law)
	return Criterion(name, rule, parameters, _weight(name, rule, row), *how)


def _built_in(name: str, row: Mapping[str, Any]) -> Rule:
	rule = RULES.get(row.get("rule") or "")
	if rule is None:
		raise BadRules(UNKNOWN_RULE, criterion=name, value=row.get("rule"), names=list(RULES))
	if row.get("kind") not in (None, "", rule.kind):
		raise BadRules(WRONG_KIND, criterion=name, value=rule.key, kind=rule.kind)
	return rule


def _weight(name: str, rule: Rule, row: Mapping[str, Any]) -> float:
	try:
		weight = float(rule.weight if row.get("weight") is None else row["weight"])
	except (TypeError, ValueError):
		weight = np.nan
	if not (np.isfinite(weight) and weight >= 0):
		raise BadRules(BAD_WEIGHT, criterion=name)
	return weight


def _parameters(name: str, rule: Rule, given: Any, law: DayValues) -> dict[str, Any]:
	if isinstance(given, str) and given.strip():
		try:
			given = json.loads(given)
		except ValueError:
			pass
	if not isinstance(given or {}, Mapping):
		raise BadRules(NOT_AN_OBJECT, criterion=name, value=json.dumps(rule.defaults()) or "{}")
	given = dict(given or {})
	kept = {key: given.pop(key) for key in rule.law if key in given}
	parameters = {**rule.defaults(), **given}
	for key, value in parameters.items():
		_check(name, rule, key, value)
	# As JSON has them, so that rules made again from what was kept are the same.
	of_the_day = {key: list(law.numbers(value)) for key, value in rule.law.items() if key not in kept}
	return {**parameters, **kept, **of_the_day}


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
