import frappe
from frappe import _
from frappe.utils import flt, formatdate, getdate

from oppna_ditt_hem.grants import amounts, ledger, limit, vouchers
from oppna_ditt_hem.grants.limit import LimitedDocument
from oppna_ditt_hem.refusals import LedgerError, refuse

BOOKING_STAGES = ("Granted", "Running")


class GrantEntry(LimitedDocument):
	code_written = (*limit.APPROVAL, "allocation", "booked_voucher")
	approved_on = ("grant", "amount", "budget_line", "posting_date", "description", "voucher_number")

	def validate(self) -> None:
		self.restore_code_written()
		self.validate_grant()
		self.validate_period()
		amounts.compute(self)
		self.validate_line()
		self.validate_correction()
		vouchers.check(self)
		if not self.flags.limit_is_checked:
			self.check_limit()
			self.warn_of_line()

	def claims(self) -> dict[str, float]:
		return {self.grant: flt(self.amount, 2)}

	def db_update(self) -> None:
		with vouchers.refusing_taken(self):
			super().db_update()

	def on_submit(self) -> None:
		ledger.write_sums(self.grant)

	def before_cancel(self) -> None:
		self.refuse_parting()
		self.booked_voucher = None

	def on_cancel(self) -> None:
		ledger.write_sums(self.grant)

	def on_trash(self) -> None:
		if self.docstatus != 0:
			refuse(_("A booked row is cancelled, never deleted."), LedgerError)

	@property
	def terms(self):
		return ledger.terms(self.grant, current=bool(self.docstatus)) or frappe._dict()

	def validate_grant(self) -> None:
		stage = self.terms.stage
		if stage not in BOOKING_STAGES:
			refuse(
				_("{0} is in the stage {1}; costs are booked while it is {2}.").format(
					frappe.bold(self.grant), _(stage or ""), frappe.bold(_("Running"))
				),
				LedgerError,
			)

	def validate_period(self) -> None:
		grant = self.terms
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
		"""The line is one of the grant's, and what the row is for is what the line is for."""
		lines = {row.budget_line: row.purpose_code for row in self.parent_grant.budget_lines}
		if self.budget_line not in lines:
			refuse(
				_("{0} is no budget line of {1}. Choose one of: {2}.").format(
					frappe.bold(self.budget_line), self.grant, ", ".join(lines)
				),
				LedgerError,
			)
		purpose = lines[self.budget_line]
		self.purpose_code = self.purpose_code or purpose
		if (self.purpose_code or "") != (purpose or ""):
			self.refuse_purpose(lines)

	def refuse_purpose(self, lines: dict[str, str]) -> None:
		fitting = [line for line, purpose in lines.items() if purpose == self.purpose_code]
		if fitting:
			what = _("Choose one of its lines for it: {0}.").format(", ".join(fitting))
		else:
			what = _("The grant has no line for it, so the cost is booked elsewhere.")
		refuse(
			_("{0}: the budget line {1} is not for {2}.").format(
				frappe.bold(_("Purpose code")), frappe.bold(self.budget_line), _(self.purpose_code)
			)
			+ " "
			+ what,
			LedgerError,
		)

	@property
	def parent_grant(self):
		return frappe.get_cached_doc("Grant", self.grant)

	def validate_correction(self) -> None:
		"""A negative amount corrects a named, booked row; all corrections together never take back more than it."""
		if self.amount > 0:
			return
		row = self.corrects and frappe.db.get_value(
			"Grant Entry", self.corrects, ["grant", "docstatus", "amount"], as_dict=True
		)
		taken_back = ledger.corrections_of(self.corrects or "", self.grant, current=bool(self.docstatus))
		left = flt(row.amount) + taken_back if row else 0
		if not row or row.grant != self.grant or row.docstatus != 1 or flt(-self.amount - left, 2) > 0:
			refuse(
				_(
					"A negative amount needs {0}: a booked row of the same grant of which at least that amount is left."
				).format(frappe.bold(_("Corrects"))),
				LedgerError,
			)

	def warn_of_line(self) -> None:
		"""The grant can hold the row and its line can't: money is moved between lines, which the funder may have to allow."""
		line = next(row for row in self.parent_grant.budget_lines if row.budget_line == self.budget_line)
		booked = ledger.booked_by_line(self.grant).get(self.budget_line)
		over = flt(flt(booked) + self.amount - flt(line.budget), 2)
		if self.amount > 0 and over > 0:
			frappe.msgprint(
				_("The budget line {0} is overspent by {1} with this row.").format(
					frappe.bold(self.budget_line), frappe.bold(limit.kronor(over))
				),
				indicator="orange",
				title=_("More than the budget line"),
				alert=True,
			)

	def refuse_parting(self) -> None:
		if self.allocation and not self.flags.with_allocation:
			refuse(
				_("{0} is a part of {1}. Cancel that, and all its rows are cancelled with it.").format(
					frappe.bold(self.name), frappe.bold(self.allocation)
				),
				LedgerError,
			)
