"""Rules that an administrator has written: an expression, or a script that the caller runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from . import expression, scripted
from .expression_text import BadExpression
from .pairs import Pairs
from .rules import (
	PREFERENCE,
	REQUIREMENT,
	UNSURE,
	UNSURE_BLOCKS,
	BadRules,
	Parameter,
	Parameters,
	Rule,
	states,
)
from .vocabulary import ANSWER, NUMBER
from .words import N_, Text

EXPRESSION, SERVER_SCRIPT = "Expression", "Server script"
SENTENCES = ("sentence_met", "sentence_unmet", "sentence_unknown")
LONGEST_SENTENCE = 300

MET = N_("“{criterion}” is met.")
UNMET = N_("“{criterion}” is not met.")
UNKNOWN = N_("It can't be told whether “{criterion}” is met.")

BAD_EXPRESSION = N_("The expression of {criterion} can't be used. {problem}")
NOT_AN_ANSWER = N_(
	"{criterion}: a requirement is answered by yes or no, and this expression gives a {kind}. Add a comparison, such as {value}."
)
NOT_A_VALUE = N_(
	"{criterion}: a preference is a number from 0 to 1 or yes or no, and this expression gives a {kind}."
)
NO_KIND = N_("{criterion}: choose whether it is a requirement or a preference.")
NO_SCRIPT = N_("{criterion}: choose a server script.")
NO_SCRIPTS_HERE = N_("{criterion}: server scripts can't be run here.")
LONG_SENTENCE = N_("{criterion}: a sentence has at most {limit} characters.")

RunScript = Callable[[str, str, dict[str, Any]], Any]
"""(criterion, script, names) -> what the script has set `result` to."""

DOUBT = {"unknown_blocks": Parameter(False, N_("Not knowing rules the pair out"))}


def rule(name: str, row: Mapping[str, Any], run_script: RunScript | None) -> Rule:
	"""The rule of a row whose source is an expression or a server script.

	Raises:
		BadRules: names the criterion and what would do.
	"""
	kind = row.get("kind")
	if kind not in (REQUIREMENT, PREFERENCE):
		raise BadRules(NO_KIND, criterion=name)
	make = _expression if row["source"] == EXPRESSION else _script
	compute = make(name, row, run_script)
	met, unmet, unknown = _sentences(name, row)
	return Rule(
		key=f"custom:{name}",
		kind=kind,
		label=name,
		explanation=row.get("explanation") or "",
		met=met,
		unmet=unmet,
		unknown=unknown,
		evaluate=_as_states(compute) if kind == REQUIREMENT else _as_value(compute),
		facts=lambda pair, given: {"criterion": name},
		parameters=DOUBT if kind == REQUIREMENT else {},
		weight=1.0,
	)


def _sentences(name: str, row: Mapping[str, Any]) -> list[str]:
	"""The administrator's own sentences, which are never templates, or those built from the criterion's name."""
	written = [(row.get(field) or "").strip() for field in SENTENCES]
	if max(map(len, written)) > LONGEST_SENTENCE:
		raise BadRules(LONG_SENTENCE, criterion=name, limit=LONGEST_SENTENCE)
	literal = [text.replace("{", "{{").replace("}", "}}") for text in written]
	return [own or default for own, default in zip(literal, (MET, UNMET, UNKNOWN), strict=True)]


def _expression(name: str, row: Mapping[str, Any], run_script: RunScript | None) -> Callable[[Pairs], Any]:
	try:
		part = expression.compile(row.get("expression") or "")
	except BadExpression as error:
		raise BadRules(BAD_EXPRESSION, criterion=name, problem=Text(error.template, error.params)) from None
	if row["kind"] == REQUIREMENT and part.kind != ANSWER:
		raise BadRules(NOT_AN_ANSWER, criterion=name, kind=part.kind, value="listing.rooms >= 2")
	if part.kind not in (ANSWER, NUMBER):
		raise BadRules(NOT_A_VALUE, criterion=name, kind=part.kind)
	return part.run


def _script(name: str, row: Mapping[str, Any], run_script: RunScript | None) -> Callable[[Pairs], Any]:
	script = row.get("script")
	if not script:
		raise BadRules(NO_SCRIPT, criterion=name)
	if run_script is None:
		raise BadRules(NO_SCRIPTS_HERE, criterion=name)

	def compute(pairs: Pairs) -> Any:
		shape = np.broadcast(pairs.household_index, pairs.listing_index).shape
		found = scripted.result_of(run_script(name, script, scripted.names_for(pairs)), shape)
		if isinstance(found, str):
			raise BadRules(found, criterion=name)
		return found

	return compute


def _as_states(compute: Callable[[Pairs], Any]) -> Callable[[Pairs, Parameters], Any]:
	def evaluate(pairs: Pairs, given: Parameters) -> Any:
		found = compute(pairs)
		unsure = UNSURE_BLOCKS if given["unknown_blocks"] else UNSURE
		return states(found == 1, known=~np.isnan(found), unsure=unsure)

	return evaluate


def _as_value(compute: Callable[[Pairs], Any]) -> Callable[[Pairs, Parameters], Any]:
	return lambda pairs, given: np.clip(compute(pairs), 0.0, 1.0)
