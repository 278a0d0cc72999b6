import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from oppna_ditt_hem.refusals import require


class Concern(Document):
	def validate(self) -> None:
		if self.status == "Handled" and self.has_value_changed("status"):
			require(self, ("measure",), _("before the worry counts as handled"))
			self.handled_by, self.handled_on = frappe.session.user, nowdate()
