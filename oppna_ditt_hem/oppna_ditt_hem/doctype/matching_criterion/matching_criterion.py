import json
from datetime import date

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import escape_html, getdate

from oppna_ditt_hem.criteria import reading, scripts, trial
from oppna_ditt_hem.matching.catalogue import BUILT_IN, RULES, Criterion, rule_set
from oppna_ditt_hem.matching.custom import SERVER_SCRIPT
from oppna_ditt_hem.refusals import CriterionError, refuse, refuse_reversed


class MatchingCriterion(Document):
	"""A requirement or a preference; the administrators' list."""

	def validate(self) -> None:
		refuse_reversed(self, "valid_from", "valid_to", getdate, CriterionError, reading.refused_title())
		self.follow_rule()
		self.validate_rule()
		self.validate_used_once()

	def follow_rule(self) -> None:
		"""A built-in rule is a requirement or a preference; whoever chooses it need not say which."""
		if self.source == BUILT_IN and self.rule in RULES:
			self.kind = RULES[self.rule].kind
		elif self.source != BUILT_IN:
			self.rule = None

	def validate_rule(self) -> None:
		"""Ask the engine whether it can compute with this.

		A script that is not in use may wait until scripts are enabled; everything else has to be right to be saved.
		"""
		if self.source == SERVER_SCRIPT and not self.active:
			return
		with reading.refusing():
			rows = reading.with_scripts([{**self.as_dict(), "active": 1}])
			rules = rule_set(rows, scripts.run, reading.law_of())
			trial.run(rules)
		(criterion,) = (*rules.requirements, *rules.preferences)
		self.keep_parameters(criterion)

	def keep_parameters(self, criterion: Criterion) -> None:
		"""Whole and always written the same way, so that the log of changes shows changes only."""
		self.parameters = json.dumps(criterion.settings, ensure_ascii=False)

	def validate_used_once(self) -> None:
		"""A built-in rule counts once on any day.

		Raises:
			CriterionError: names the other criterion.
		"""
		if self.source != BUILT_IN or not self.active:
			return
		filters = {"active": 1, "source": BUILT_IN, "rule": self.rule, "name": ["!=", self.name or ""]}
		others = frappe.get_all(
			"Matching Criterion", filters, ["name", "valid_from", "valid_to"], order_by="name"
		)
		for other in others:
			if self.overlaps(other):
				self.refuse(
					_(
						"The rule is already used by {0} on some of the same days. Change that one, or give the two periods"
						" that don't overlap."
					).format(frappe.bold(escape_html(_(other.name))))
				)

	def overlaps(self, other) -> bool:
		starts = max(getdate(row.valid_from) if row.valid_from else date.min for row in (self, other))
		ends = min(getdate(row.valid_to) if row.valid_to else date.max for row in (self, other))
		return starts <= ends

	def refuse(self, message: str) -> None:
		refuse(message, CriterionError, reading.refused_title())
