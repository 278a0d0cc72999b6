import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, formatdate, getdate

from oppna_ditt_hem import comparing
from oppna_ditt_hem.grants import account, ledger, sign_off
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.reporting import smallest_shown

# What the grant was when the report was made.
OF_GRANT = ("title", "funder", "decision_number", "amount", "period_from", "period_to", "purpose")
FROZEN = (
	"grant",
	"report_kind",
	"as_on",
	"booked",
	"remaining",
	"mask_below",
	*(f"grant_{field}" for field in OF_GRANT),
	*(field for _role, by, on in sign_off.SIGNATURES for field in (by, on)),
)
FIGURE = (
	"kind",
	"figure",
	"purpose_code",
	"budget",
	"booked",
	"rows_booked",
	"number",
	"masked",
	"each_cost",
	"filters",
	"computed_at",
)


class GrantReport(Document):
	def before_insert(self) -> None:
		self.freeze_figures()

	def onload(self) -> None:
		self.set_onload(
			"origins", {row.filters: account.origin_in_words(row.filters) for row in self.figures}
		)

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before and not self.flags.written_by_code:
			self.refuse_changes(before)

	def freeze_figures(self) -> None:
		"""Both accounts as of the day, and the grant as it is now; nothing that was sent along is kept."""
		for _role, by, on in sign_off.SIGNATURES:
			self.update({by: None, on: None})
		grant = frappe.get_doc("Grant", self.grant)
		self.refuse_without_period(grant)
		self.refuse_untimely_day(grant)
		self.update({f"grant_{field}": grant.get(field) for field in OF_GRANT})
		self.mask_below = smallest_shown()
		self.set("figures", account.figures(grant, self.as_on, self.mask_below))
		self.booked = flt(sum(flt(row.booked) for row in self.figures_of(account.ACCOUNT)), 2)
		self.remaining = flt(flt(grant.amount) - self.booked, 2)

	def refuse_without_period(self, grant) -> None:
		if not (grant.period_from and grant.period_to and grant.amount):
			refuse(
				_("{0} has no granted amount and period yet; there is nothing to report on.").format(
					frappe.bold(grant.title)
				)
			)

	def refuse_untimely_day(self, grant) -> None:
		if getdate(self.as_on) < getdate(grant.period_from):
			refuse(
				_("{0} {1} lies before the first cost date {2}: there is nothing to report on yet.").format(
					frappe.bold(_("As on")), formatdate(self.as_on), formatdate(grant.period_from)
				)
			)
		if getdate(self.as_on) > getdate():
			refuse(
				_("{0} {1} hasn't come yet: what will be booked and lived in until then isn't known.").format(
					frappe.bold(_("As on")), formatdate(self.as_on)
				)
			)

	def figures_of(self, kind: str) -> list:
		return [row for row in self.figures if row.kind == kind]

	def refuse_changes(self, before) -> None:
		is_signed = before.economist_signed_by or before.manager_signed_by
		changed = comparing.changed(self, (*FROZEN, "comment") if is_signed else FROZEN)
		if told(self) != told(before):
			changed.append("figures")
		if changed:
			refuse(
				_("{0} is frozen. Make a new report instead.").format(
					frappe.bold(", ".join(_(self.meta.get_label(field)) for field in changed))
				),
				StageRuleError,
			)

	@frappe.whitelist(methods=["POST"])
	def sign(self) -> None:
		"""Sign as economist or manager; two persons are needed."""
		report = frappe.get_doc("Grant Report", self.name, for_update=True)
		report.check_permission("write")
		if report.report_kind == "Final":
			ledger.lock([report.grant])
			refuse_unfit_final(report)
		sign_off.sign(report)

	@frappe.whitelist()
	def changed_since(self) -> list[dict]:
		"""What would be other if the report was made now, on the same day and with the same mask.

		Returns `kind`, `figure`, `measure`, and what it was (`before`) and is (`now`): kronor or a number, None where it is small or
		absent; text of the kind Text.
		"""
		report = frappe.get_doc("Grant Report", self.name)
		report.check_permission("read")
		grant = frappe.get_doc("Grant", report.grant)
		fresh = account.figures(grant, report.as_on, report.mask_below)
		return [*changes_of_grant(report, grant), *account.changes(report.figures, fresh)]


def changes_of_grant(report, grant) -> list[dict]:
	"""What the report says of the grant itself and is other now; as `changed_since` gives it."""
	found = []
	for field in OF_GRANT:
		before, now = comparing.as_kept(report, f"grant_{field}"), comparing.as_kept(grant, field)
		if before != now:
			df = grant.meta.get_field(field)
			if df.fieldtype != "Currency":
				before, now = (frappe.format(value, df) for value in (before, now))
			kind = "Grant" if df.fieldtype == "Currency" else "Text"
			found.append({"kind": kind, "figure": df.label, "measure": field, "before": before, "now": now})
	return found


def told(report) -> list[list]:
	return [[comparing.as_kept(row, field) for field in FIGURE] for row in report.figures]


def refuse_unfit_final(report) -> None:
	"""A final report covers the whole period and says what the grant and its ledger say, and the grant waits for it."""
	grant = ledger.terms(report.grant, current=True)
	if grant.stage != "Final Report":
		refuse(
			_("A final report is signed while its grant is in the stage {0}.").format(
				frappe.bold(_("Final Report"))
			)
		)
	sign_off.refuse_outlived(report, grant.stage_since)
	if getdate(report.as_on) < getdate(grant.period_to):
		refuse(
			_("{0} lies before the last cost date. Make a final report that covers the whole period.").format(
				frappe.bold(_("As on"))
			)
		)
	sign_off.refuse_outdated(report, grant, ledger.lines(report.grant, current=True))
