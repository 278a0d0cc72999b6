import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, fmt_money, formatdate, getdate

from oppna_ditt_hem.refusals import LedgerError, refuse, require

BOOKING_STAGES = ("Granted", "Running")


class GrantEntry(Document):
	def validate(self) -> None:
		self.lock_grant()
		self.compute_amount()
		self.validate_grant()
		self.validate_period()
		self.validate_line()
		self.validate_sign()
		self.validate_voucher()
		self.warn_overspending()

	def on_submit(self) -> None:
		self.update_grant()

	def on_cancel(self) -> None:
		self.lock_grant()
		self.update_grant()

	def on_trash(self) -> None:
		if self.docstatus != 0:
			refuse(_("A booked row is cancelled, never deleted."), LedgerError)

	def lock_grant(self) -> None:
		"""Two bookings at the same moment read the ledger one after the other."""
		table = frappe.qb.DocType("Grant")
		frappe.qb.from_(table).select(table.name).where(table.name == self.grant).for_update().run()

	@property
	def parent_grant(self):
		return frappe.get_cached_doc("Grant", self.grant)

	def compute_amount(self) -> None:
		quantity = {"Hours": "hours", "Mileage": "kilometres"}.get(self.entry_type)
		if quantity:
			require(self, (quantity, "rate"), _("to compute the amount"))
			self.amount = flt(flt(self.get(quantity)) * flt(self.rate), 2)
		self.amount = flt(self.amount, 2)
		require(self, ("amount",), _("before the row is booked"))

	def validate_grant(self) -> None:
		stage = frappe.db.get_value("Grant", self.grant, "stage")
		if stage not in BOOKING_STAGES:
			refuse(
				_("{0} is in the stage {1}; costs are booked while it is {2}.").format(
					frappe.bold(self.grant), _(stage), frappe.bold(_("Running"))
				),
				LedgerError,
			)

	def validate_period(self) -> None:
		grant = self.parent_grant
		if not getdate(grant.period_from) <= getdate(self.posting_date) <= getdate(grant.period_to):
			refuse(
				_(
					"{0} {1} lies outside the grant's period {2} to {3}. Book it on a grant that covers the day."
				).format(
					frappe.bold(_("Cost date")),
					formatdate(self.posting_date),
					formatdate(grant.period_from),
					formatdate(grant.period_to),
				),
				LedgerError,
			)

	def validate_line(self) -> None:
		lines = [row.budget_line for row in self.parent_grant.budget_lines]
		if self.budget_line not in lines:
			refuse(
				_("{0} is no budget line of {1}. Choose one of: {2}.").format(
					frappe.bold(self.budget_line), self.grant, ", ".join(lines)
				),
				LedgerError,
			)

	def validate_sign(self) -> None:
		"""A negative amount is a correction of a named, booked row and never takes back more than it."""
		if self.amount > 0:
			return
		row = self.corrects and frappe.db.get_value(
			"Grant Entry", self.corrects, ["grant", "docstatus", "amount"], as_dict=True
		)
		if not row or row.grant != self.grant or row.docstatus != 1 or -self.amount > flt(row.amount):
			refuse(
				_(
					"A negative amount needs {0}: a booked row of the same grant with at least that amount."
				).format(frappe.bold(_("Corrects"))),
				LedgerError,
			)

	def validate_voucher(self) -> None:
		if not self.voucher_number or self.amount < 0:
			return
		filters = {
			"voucher_number": self.voucher_number,
			"docstatus": 1,
			"name": ["!=", self.name or ""],
			"amount": [">", 0],
		}
		other = frappe.db.get_value("Grant Entry", filters)
		if other:
			refuse(
				_("The voucher {0} is already booked as {1}. A krona is booked once.").format(
					frappe.bold(self.voucher_number), frappe.bold(other)
				),
				LedgerError,
			)

	def warn_overspending(self) -> None:
		from oppna_ditt_hem.oppna_ditt_hem.doctype.grant.grant import booked_by_line

		over = flt(sum(booked_by_line(self.grant).values()) + self.amount - flt(self.parent_grant.amount), 2)
		if over > 0:
			frappe.msgprint(
				_("The grant is overspent by {0} with this row.").format(frappe.bold(fmt_money(over))),
				indicator="orange",
				title=_("More than the grant"),
			)

	def update_grant(self) -> None:
		grant = frappe.get_doc("Grant", self.grant)
		grant.sum_up()
		for row in grant.budget_lines:
			row.db_set("booked", row.booked, update_modified=False)
		grant.db_set({"booked": grant.booked, "remaining": grant.remaining}, update_modified=False)
