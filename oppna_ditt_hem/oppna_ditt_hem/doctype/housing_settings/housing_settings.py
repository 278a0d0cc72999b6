import frappe
from frappe import _
from frappe.model.document import Document

from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.stages import STAGES


class HousingSettings(Document):
	def validate(self) -> None:
		self.validate_stage_limits()

	def validate_stage_limits(self) -> None:
		"""Each limit is of a stage that its kind of case has, and there is one at most."""
		seen = set()
		for row in self.stage_limits:
			key = row.document_type, row.stage
			if row.stage not in STAGES[row.document_type]:
				refuse(
					_("Row {0} of {1}: {2} has no stage {3}. Choose one of {4}.").format(
						row.idx,
						frappe.bold(_("Limits")),
						_(row.document_type),
						frappe.bold(_(row.stage)),
						", ".join(_(stage) for stage in STAGES[row.document_type]),
					)
				)
			if key in seen:
				refuse(
					_(
						"Row {0} of {1}: {2} in the stage {3} already has a limit. Remove one of the two."
					).format(
						row.idx, frappe.bold(_("Limits")), _(row.document_type), frappe.bold(_(row.stage))
					)
				)
			seen.add(key)
