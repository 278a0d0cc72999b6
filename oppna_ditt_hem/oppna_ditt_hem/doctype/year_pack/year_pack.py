import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.year_pack import job


class YearPack(Document):
	def validate(self) -> None:
		self.validate_period()
		self.validate_unchanged()

	def validate_period(self) -> None:
		if getdate(self.from_date) > getdate(self.to_date):
			refuse(
				_("{0} lies after {1}. Choose a first day that is not after the last one.").format(
					frappe.bold(_("From")), frappe.bold(_("To"))
				)
			)

	def validate_unchanged(self) -> None:
		"""What is in a pack that is made, or being made, is the period that stands on it."""
		before = self.get_doc_before_save()
		if not before or before.status in ("Draft", "Failed"):
			return
		if any(getdate(before.get(day)) != getdate(self.get(day)) for day in ("from_date", "to_date")):
			refuse(
				_("The pack {0} is of its period. Make a new one for other days.").format(self.name),
				StageRuleError,
			)

	@frappe.whitelist(methods=["POST"])
	def make(self) -> None:
		"""Have a worker make the pack, as the user who asks."""
		self.check_permission("write")
		if job.at_work(self.name):
			refuse(_("The pack {0} is being made already.").format(self.name), StageRuleError)
		self.db_set({"status": "Queued", "message": None})
		job.enqueue(self.name)
