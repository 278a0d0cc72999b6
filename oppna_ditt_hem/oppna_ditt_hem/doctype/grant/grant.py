import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

from oppna_ditt_hem.due import grant_reports
from oppna_ditt_hem.grants import ledger, lowering, sign_off
from oppna_ditt_hem.oppna_ditt_hem.doctype.grant import stage_rules
from oppna_ditt_hem.refusals import refuse, refuse_reversed
from oppna_ditt_hem.stages import StagedDocument


class Grant(StagedDocument):
	code_written = ("booked", "remaining", *lowering.APPROVAL)

	def validate(self) -> None:
		self.follow_workflow()
		refuse_reversed(self, "period_from", "period_to", getdate)
		self.validate_budget_lines()
		self.keep_reminders()
		self.deliver_final_report()
		lowering.refuse_below_booked(self)
		stage_rules.check(self)
		self.sum_up()

	def validate_budget_lines(self) -> None:
		names = [row.budget_line for row in self.budget_lines]
		twice = sorted({name for name in names if names.count(name) > 1})
		if twice:
			refuse(
				_("The budget line {0} stands twice; every line needs a name of its own.").format(
					frappe.bold(", ".join(twice))
				)
			)

	def keep_reminders(self) -> None:
		"""What has been reminded of is written by the job alone, whatever an open form still holds."""
		before = self.get_doc_before_save()
		known = {row.name: row for row in before.report_dates} if before else {}
		for row in self.report_dates:
			was = known.get(row.name)
			moved = was and str(was.due_on) != str(row.due_on)
			row.todos = was.todos if was else None
			row.reminded_at_days = was.reminded_at_days if was and not moved else 0

	def deliver_final_report(self) -> None:
		if self.entering == "Reported":
			for row in self.report_dates:
				if row.report_kind == "Final" and not row.delivered_on:
					row.delivered_on = nowdate()

	def onload(self) -> None:
		if self.stage == "Final Report":
			self.set_onload("accounts_signed", bool(sign_off.signed_final_report(self)))

	def on_trash(self) -> None:
		stage_rules.refuse_deletion(self)

	def on_update(self) -> None:
		grant_reports.close_settled(self)

	def sum_up(self) -> None:
		"""Booked and left, from the ledger's submitted rows only (invariant 9); the grant's row is locked."""
		sums = ledger.booked_by_line(self.name, current=True) if not self.is_new() else {}
		for row in self.budget_lines:
			row.booked = flt(sums.get(row.budget_line), 2)
		self.update(ledger.balance_of(self.amount, sums))

	@frappe.whitelist(methods=["POST"])
	def approve_lower_amount(self, amount: float, reason: str) -> None:
		"""Approve, as a manager, that the funder has lowered this grant below what is booked; see `lowering.approve`."""
		lowering.approve(self.name, amount, reason)
