import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

from oppna_ditt_hem.due import grant_reports
from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.oppna_ditt_hem.doctype.grant import sign_off, stage_rules
from oppna_ditt_hem.oppna_ditt_hem.doctype.listing.listing import refuse_reversed
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.stages import StagedDocument


class Grant(StagedDocument):
	code_written = (
		"booked",
		"remaining",
		"economist_signed_by",
		"economist_signed_on",
		"manager_signed_by",
		"manager_signed_on",
	)

	def validate(self) -> None:
		self.follow_workflow()
		refuse_reversed(self, "period_from", "period_to", getdate)
		self.validate_budget_lines()
		self.drop_signatures_when_reopened()
		self.keep_reminders()
		self.deliver_final_report()
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

	def drop_signatures_when_reopened(self) -> None:
		"""A report that goes back to booking is signed anew."""
		if self.entering == "Running":
			for _role, by, on in sign_off.SIGNATURES:
				self.set(by, None)
				self.set(on, None)

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

	def on_update(self) -> None:
		grant_reports.close_settled(self)

	def sum_up(self) -> None:
		"""Booked and left, from the ledger's submitted rows only (invariant 9); the grant's row is locked."""
		sums = ledger.booked_by_line(self.name, current=True) if not self.is_new() else {}
		for row in self.budget_lines:
			row.booked = flt(sums.get(row.budget_line), 2)
		self.booked = flt(sum(sums.values()), 2)
		self.remaining = flt(flt(self.amount) - self.booked, 2)
