"""The administrators' criteria as the engine's rule sets."""

import json
from contextlib import contextmanager
from datetime import date
from html import escape

import frappe
from frappe import _
from frappe.utils import getdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.criteria import scripts
from oppna_ditt_hem.legal.values import DayValues, LegalValueError
from oppna_ditt_hem.matching.catalogue import BadRules, RuleSet, rule_set
from oppna_ditt_hem.matching.custom import SENTENCES
from oppna_ditt_hem.matching.faults import BadInput
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import CriterionError, StageRuleError, refuse
from oppna_ditt_hem.saying import say, show

FIELDS = (
	"criterion_name", "kind", "source", "rule", "parameters", "expression", "server_script", "weight", "active",
	"valid_from", "valid_to", "explanation", *SENTENCES,
)  # fmt: skip


@contextmanager
def refusing():
	"""Say what the engine refuses as a sentence in the user's language.

	Raises:
		CriterionError: a criterion can't be used; names it.
		StageRuleError: a row can't be computed with, or a legal value is missing; names row and column, or key and day.
	"""
	try:
		yield
	except BadRules as error:
		refuse(as_text(render(error.template, error.params, _, show)), CriterionError, refused_title())
	except LegalValueError as error:
		refuse(as_text(say(error.text)), StageRuleError)
	except BadInput as error:
		refuse("<br>".join(as_text(fault.line(_)) for fault in error.faults), StageRuleError)


def as_text(sentence: str) -> str:
	"""A sentence as HTML. Quotation marks stay, since it is read in logs as well."""
	return escape(sentence, quote=False)


def refused_title() -> str:
	return _("This criterion can't be used")


def rules(day: date | str | None = None) -> RuleSet:
	"""The criteria that are active and in force on a day, today where none is given.

	Raises:
		CriterionError: a criterion can't be used; names it and says what would do.
	"""
	with refusing():
		return rule_set(with_scripts(in_force(day)), scripts.run, law_of(day))


def law_of(day: date | str | None = None) -> DayValues:
	"""The legal values of a day, today where none is given, which some built-in rules rest on."""
	return law.current().on(getdate(day))


def rules_kept(kept: str) -> RuleSet:
	"""The rules as they were when a run was made, from its `rule_set`.

	Expressions, parameters and the text of scripts are those of that time, whatever has been changed since.

	Raises:
		CriterionError: this release no longer knows a rule that was used.
	"""
	with refusing():
		return rule_set(json.loads(kept), scripts.run)


def in_force(day: date | str | None = None) -> list[dict]:
	"""Rows of the active criteria that are valid on a day, by name."""
	rows = frappe.get_all("Matching Criterion", {"active": 1}, list(FIELDS), order_by="name")
	return [row for row in rows if is_in_force(row, getdate(day))]


def is_in_force(row, day: date) -> bool:
	starts, ends = row.get("valid_from"), row.get("valid_to")
	return bool(row.get("active")) and not (
		(starts and getdate(starts) > day) or (ends and getdate(ends) < day)
	)


def with_scripts(rows: list[dict]) -> list[dict]:
	"""The rows, those of a server script with its text.

	Raises:
		BadRules: a script can't be run; says what would do.
	"""
	names = [
		row["server_script"] for row in rows if row["source"] == "Server script" and row["server_script"]
	]
	if not names:
		return rows
	fields = ["name", "script", "script_type", "disabled"]
	found = frappe.get_all("Server Script", {"name": ["in", names]}, fields, order_by="name")
	by_name = {script.name: script for script in found}
	return [
		{**row, "script": scripts.usable(row["criterion_name"], by_name[row["server_script"]])}
		if row["source"] == "Server script" and row["server_script"] in by_name
		else row
		for row in rows
	]
