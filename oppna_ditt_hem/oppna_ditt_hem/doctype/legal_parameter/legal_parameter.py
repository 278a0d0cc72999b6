import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from oppna_ditt_hem.oppna_ditt_hem.doctype.listing.listing import refuse_reversed
from oppna_ditt_hem.refusals import StageRuleError, refuse


class LegalParameter(Document):
	"""A dated value of law; next year's value is a new row."""

	def validate(self) -> None:
		refuse_reversed(self, "valid_from", "valid_to", getdate)
		self.refuse_overlap()

	def refuse_overlap(self) -> None:
		others = frappe.get_all(
			"Legal Parameter",
			{"key": self.key, "name": ["!=", self.name or ""]},
			["name", "valid_from", "valid_to"],
			order_by="valid_from",
		)
		far = getdate("9999-12-31")
		for other in others:
			starts_before_end = getdate(other.valid_from) <= (
				getdate(self.valid_to) if self.valid_to else far
			)
			ends_after_start = getdate(self.valid_from) <= (
				getdate(other.valid_to) if other.valid_to else far
			)
			if starts_before_end and ends_after_start:
				refuse(
					_(
						"The period overlaps {0}, which holds the same key. End that row the day before this begins."
					).format(frappe.bold(other.name)),
					StageRuleError,
				)
