import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate

from oppna_ditt_hem import stopping
from oppna_ditt_hem.refusals import require


class Concern(Document):
	def validate(self) -> None:
		self.fill_in_from_placement()
		if self.status == "Handled" and self.has_value_changed("status"):
			require(self, ("measure",), _("before the worry counts as handled"))
			self.handled_by, self.handled_on = frappe.session.user, nowdate()

	def on_update(self) -> None:
		stopping.apply(self)

	def after_delete(self) -> None:
		stopping.apply(self)

	def fill_in_from_placement(self) -> None:
		"""A worry about a stay is one about its home and people too."""
		if not self.placement:
			return
		about = ("listing", "landlord", "applicant")
		known = frappe.db.get_value("Placement", self.placement, about, as_dict=True)
		for field in about:
			self.set(field, self.get(field) or known[field])
