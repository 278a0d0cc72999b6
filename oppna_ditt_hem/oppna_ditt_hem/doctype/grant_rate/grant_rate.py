import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import formatdate, getdate

from oppna_ditt_hem import comparing
from oppna_ditt_hem.refusals import LedgerError, refuse, refuse_reversed, require

# A row that has been booked keeps the rate it was booked at, and the register says which one that was.
FIXED = ("kind", "grant", "rate", "valid_from")


class GrantRate(Document):
	def validate(self) -> None:
		require(self, ("rate",), _("before the rate is used"))
		refuse_reversed(self, "valid_from", "valid_to", getdate)
		self.refuse_overlap()
		self.refuse_change_of_used()

	def refuse_overlap(self) -> None:
		"""On a day there is one rate of a kind for a grant, and one for all others."""
		filters = [["kind", "=", self.kind], ["name", "!=", self.name or ""]]
		filters.append(["grant", "=", self.grant] if self.grant else ["grant", "is", "not set"])
		if self.valid_to:
			filters.append(["valid_from", "<=", self.valid_to])
		still = [["valid_to", "is", "not set"], ["valid_to", ">=", self.valid_from]]
		other = frappe.get_all(
			"Grant Rate", filters=filters, or_filters=still, pluck="name", order_by="valid_from"
		)
		if other:
			refuse(
				_("{0} already holds on a day of this period. End it the day before {1}.").format(
					frappe.bold(other[0]), formatdate(self.valid_from)
				),
				LedgerError,
			)

	def refuse_change_of_used(self) -> None:
		last = self.last_used()
		if not last:
			return
		changed = comparing.changed(self, FIXED)
		if self.valid_to and getdate(self.valid_to) < getdate(last):
			changed.append("valid_to")
		if changed:
			refuse(
				_(
					"{0}: rows until {1} are booked at this rate. End it then or later, and enter a new one."
				).format(
					frappe.bold(", ".join(_(self.meta.get_label(field)) for field in changed)),
					formatdate(last),
				),
				LedgerError,
			)

	def last_used(self):
		"""Cost date of the last row that is booked at this rate."""
		if self.is_new():
			return None
		rows = {"grant_rate": self.name, "docstatus": 1}
		return frappe.db.get_value("Grant Entry", rows, "posting_date", order_by="posting_date desc")
