import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import nowdate
from stdnum.se import orgnr

from oppna_ditt_hem.refusals import IdentityNumberError, refuse


class Landlord(Document):
	def validate(self) -> None:
		self.validate_organisation_number()
		self.sign_vetting()

	def validate_organisation_number(self) -> None:
		if self.landlord_type != "Organisation" or not self.organisation_number:
			return
		if not orgnr.is_valid(self.organisation_number):
			refuse(
				_(
					"{0} is no organisation number: ten digits with a check digit, for example 212000-2221."
				).format(frappe.bold(self.organisation_number)),
				IdentityNumberError,
			)
		self.organisation_number = orgnr.format(self.organisation_number)

	def sign_vetting(self) -> None:
		"""Record who decided, and when, whenever the decision changes."""
		if self.has_value_changed("vetting_status") and self.vetting_status in ("Passed", "Failed"):
			self.vetted_by, self.vetted_on = frappe.session.user, nowdate()
