from frappe import _
from frappe.model.document import Document

from oppna_ditt_hem.matching.catalogue import BadRules, rule_set
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import StageRuleError, refuse


class MatchingCriterion(Document):
	"""A requirement or a preference; the administrators' list."""

	def validate(self) -> None:
		if self.source == "Built in":
			self.validate_rule()

	def validate_rule(self) -> None:
		"""Ask the engine whether it knows the rule and its parameters."""
		try:
			rule_set([self.as_dict()])
		except BadRules as error:
			refuse(render(error.template, error.params, _), StageRuleError)
