"""Signing by two persons, the economist and the manager, and which signed report closes the accounts of a grant.

A signature holds for as long as its grant stays in Final Report: one from before the grant went back to booking is for
accounts that were open again since.
"""

import frappe
from frappe import _
from frappe.utils import flt, get_datetime, getdate, now_datetime

from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.grants.account import ACCOUNT
from oppna_ditt_hem.refusals import SelfApprovalError, refuse

SIGNATURES = (
	("Grant Controller", "economist_signed_by", "economist_signed_on"),
	("Housing Manager", "manager_signed_by", "manager_signed_on"),
)


def sign(doc) -> None:
	"""Put the current user's signature where their role has its line.

	Raises:
		SelfApprovalError: the user has neither role, or has already signed the other line.
	"""
	roles, user = set(frappe.get_roles()), frappe.session.user
	open_lines = [line for line in SIGNATURES if line[0] in roles and not doc.get(line[1])]
	if user == "Administrator" or not open_lines:
		refuse(
			_("There is no open signature for you: {0} and {1} sign, one person each.").format(
				_("Grant Controller"), _("Housing Manager")
			),
			SelfApprovalError,
		)
	if user in (doc.economist_signed_by, doc.manager_signed_by):
		refuse(
			_("You have signed already; the second signature has to be another person's."), SelfApprovalError
		)
	doc.update({open_lines[0][1]: user, open_lines[0][2]: now_datetime()})
	doc.flags.written_by_code = True
	doc.save()


def signed_final_report(grant):
	"""The name of the final report that both have signed since its grant came to Final Report; None where there is none."""
	since = [[by, "is", "set"] for _role, by, _on in SIGNATURES]
	since += [[on, ">=", grant.stage_since] for _role, _by, on in SIGNATURES]
	filters = [["grant", "=", grant.name], ["report_kind", "=", "Final"], *since]
	return frappe.db.get_value("Grant Report", filters, "name", order_by="manager_signed_on desc")


def refuse_outdated(report, grant, lines: list) -> None:
	"""Refuse a final report that says something else than its grant, whose ledger is locked.

	Args:
		grant: with `name`, `amount`, `period_from` and `period_to`, as they are or are about to be.
		lines: its budget lines, with `budget_line` and `budget`.

	Raises:
		StageRuleError: names what is other.
	"""
	other = [label for label, said, holds in compared(report, grant, lines) if said != holds]
	if other:
		refuse(
			_(
				"The final report says something else than the grant now: {0}. Make a new one, and sign that."
			).format(frappe.bold(", ".join(other)))
		)


def compared(report, grant, lines: list) -> list[tuple]:
	"""What a report and its grant say of each thing that the accounts stand on: label, said, holds."""
	rows = [row for row in report.figures if row.kind == ACCOUNT]
	return [
		(_("Granted amount"), flt(report.grant_amount, 2), flt(grant.amount, 2)),
		(_("First cost date"), getdate(report.grant_period_from), getdate(grant.period_from)),
		(_("Last cost date"), getdate(report.grant_period_to), getdate(grant.period_to)),
		(_("Budget lines"), kronor_of(rows, "figure", "budget"), kronor_of(lines, "budget_line", "budget")),
		(
			_("Booked amount"),
			kronor_of(rows, "figure", "booked"),
			{
				line: amount
				for line, amount in ledger.booked_by_line(grant.name, current=True).items()
				if amount
			},
		),
	]


def kronor_of(rows: list, name: str, amount: str) -> dict[str, float]:
	return {row.get(name): flt(row.get(amount), 2) for row in rows if flt(row.get(amount), 2)}


def refuse_outlived(report, stage_since) -> None:
	"""Refuse to add a signature to one from before the grant went back to booking.

	Raises:
		StageRuleError: the other line was signed before `stage_since`.
	"""
	if any(report.get(on) and get_datetime(report.get(on)) < stage_since for _role, _by, on in SIGNATURES):
		refuse(
			_("It was signed before the grant went back to booking. Make a new final report, and sign that.")
		)
