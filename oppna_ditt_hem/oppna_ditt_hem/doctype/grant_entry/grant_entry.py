import frappe
from frappe import _
from frappe.utils import flt, formatdate, getdate

from oppna_ditt_hem.grants import amounts, ledger, limit, vouchers
from oppna_ditt_hem.grants.limit import LimitedDocument
from oppna_ditt_hem.refusals import LedgerError, refuse, require


class GrantEntry(LimitedDocument):
	code_written = (*limit.APPROVAL, "allocation", "booked_voucher")
	approved_on = ("grant", "amount", "budget_line", "posting_date", "description", "voucher_number")

	def validate(self) -> None:
		self.restore_code_written()
		require(self, ("grant", "budget_line"), _("to book a cost"))
		self.validate_grant()
		self.validate_period()
		self.refuse_day_to_come()
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
		if self.entry_type == "Cost" and self.amount > 0 and not self.allocation:
			vouchers.warn_of_no_file(self)

	def before_cancel(self) -> None:
		super().before_cancel()
		self.validate_grant()
		self.refuse_parting()
		self.refuse_corrected()
		self.refuse_lost_correction()
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
		if stage not in ledger.BOOKING_STAGES:
			refuse(
				_("{0} is in the stage {1}; costs are booked and taken back while it is {2} or {3}.").format(
					frappe.bold(self.grant),
					_(stage or ""),
					*(frappe.bold(_(open_stage)) for open_stage in ledger.BOOKING_STAGES),
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

	def refuse_day_to_come(self) -> None:
		"""A cost is booked when it has come: until then no account of today would hold it."""
		if getdate(self.posting_date) > getdate():
			refuse(
				_("{0} {1} hasn't come yet. Book the cost when it has.").format(
					frappe.bold(_("Cost date")), formatdate(self.posting_date)
				),
				LedgerError,
			)

	def validate_line(self) -> None:
		"""The line is one of the grant's, and what the row is for is what the line is for."""
		lines = {row.budget_line: row.purpose_code for row in self.lines}
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
	def lines(self) -> list:
		"""The grant's budget lines; as they are this moment where it is locked."""
		return ledger.lines(self.grant, current=bool(self.docstatus))

	def validate_correction(self) -> None:
		"""A negative amount corrects a named, booked row; all corrections together never take back more than it."""
		if self.amount > 0:
			return self.refuse_corrects()
		corrected, current = self.corrects or "", bool(self.docstatus)
		amount = ledger.amount_of(corrected, self.grant, self.budget_line, current)
		taken_back = ledger.corrections_of(corrected, self.grant, current)
		if not amount or flt(-self.amount - amount - taken_back, 2) > 0:
			refuse(
				_(
					"A negative amount needs {0}: a booked row of the same grant and budget line of which at least that amount is left."
				).format(frappe.bold(_("Corrects"))),
				LedgerError,
			)

	def refuse_corrects(self) -> None:
		if self.corrects:
			refuse(
				_("{0} is for a negative amount. Leave it empty, or write the amount below zero.").format(
					frappe.bold(_("Corrects"))
				),
				LedgerError,
			)

	def refuse_corrected(self) -> None:
		"""The platform's own test of links doesn't see a correction that was booked while this request waited."""
		if ledger.corrections_of(self.name, self.grant, current=True):
			refuse(
				_("{0} is corrected by a later row. Cancel the correction first.").format(
					frappe.bold(self.name)
				),
				LedgerError,
			)

	def refuse_lost_correction(self) -> None:
		"""What a correction gave back may have been booked since."""
		over = limit.overspent({self.grant: -flt(self.amount, 2)}, current=True).get(self.grant)
		if over:
			refuse(
				_(
					"Without this correction {0} is overspent by {1}. Cancel other rows first, or book the cost anew: a {2} can approve that."
				).format(
					frappe.bold(self.grant), frappe.bold(limit.kronor(over)), frappe.bold(_(limit.MANAGER))
				),
				limit.OverspendingError,
				_("More than the grant"),
			)

	def warn_of_line(self) -> None:
		"""The grant can hold the row and its line can't: money is moved between lines, which the funder may have to allow."""
		line = next(row for row in self.lines if row.budget_line == self.budget_line)
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
