"""What a grant may no longer change once rows are booked on it.

Rows stand on its amount, its period and its budget lines. Under the lock that the platform has on the grant while it is saved,
each is held against the rows that are booked this moment. Only the amount can fall below them, and only where the funder
has lowered it: a manager approves that by name, with a reason and for one amount, as they approve overspending.
"""

import frappe
from frappe import _
from frappe.utils import flt, formatdate, getdate

from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.grants.limit import MANAGER, OverspendingError, keep_approval, kronor, refuse_approver
from oppna_ditt_hem.refusals import LedgerError, SelfApprovalError, refuse

APPROVAL = ("lower_amount", "lower_amount_reason", "lower_amount_approved_by", "lower_amount_approved_on")


def refuse_below_booked(grant) -> None:
	"""Refuse an amount, period or budget lines that the booked rows don't fit into.

	Raises:
		OverspendingError: the amount is lowered below what is booked, and no manager has approved that.
		LedgerError: a row would lie outside the period, or on no line, or on a line that is for something else.
	"""
	before = grant.get_doc_before_save()
	if not before:
		return
	refuse_lower_amount(grant, before)
	refuse_shorter_period(grant)
	refuse_lost_lines(grant, before)


def refuse_lower_amount(grant, before) -> None:
	booked = ledger.booked_in_all(grant.name, current=True)
	amount = flt(grant.amount, 2)
	if amount > flt(before.amount, 2):
		# What was approved is behind: lowering it once more is another matter.
		grant.update(dict.fromkeys(APPROVAL))
	if amount >= min(booked, flt(before.amount, 2)) or is_approved(grant, amount):
		return
	refuse(
		_(
			"{0} can't be {1}: {2} is booked. Correct or cancel rows first; where the funder has lowered the decision, ask a {3} to approve it here with a reason."
		).format(
			frappe.bold(_("Granted amount")),
			kronor(amount),
			frappe.bold(kronor(booked)),
			frappe.bold(_(MANAGER)),
		),
		OverspendingError,
		_("More than the grant"),
	)


def is_approved(grant, amount: float) -> bool:
	"""A manager has approved as low an amount; it is not the approver who writes it."""
	if not grant.lower_amount_approved_by or amount < flt(grant.lower_amount, 2):
		return False
	if grant.lower_amount_approved_by == frappe.session.user:
		refuse(
			_("You approved the lower amount yourself. A {0} has to write it.").format(
				frappe.bold(_("Grant Controller"))
			),
			SelfApprovalError,
			_("Two persons are needed"),
		)
	return True


def refuse_shorter_period(grant) -> None:
	first, last = ledger.days_booked(grant.name, current=True)
	if not first or not (grant.period_from and grant.period_to):
		return
	if not getdate(grant.period_from) <= first <= last <= getdate(grant.period_to):
		refuse(
			_(
				"{0} and {1} have to hold what is booked, {2} to {3}. Cancel the rows outside, or leave the period."
			).format(
				frappe.bold(_("First cost date")),
				frappe.bold(_("Last cost date")),
				formatdate(first),
				formatdate(last),
			),
			LedgerError,
		)


def refuse_lost_lines(grant, before) -> None:
	sums = ledger.booked_by_line(grant.name, current=True)
	now = {row.budget_line: row.purpose_code or "" for row in grant.budget_lines}
	was = {row.budget_line: row.purpose_code or "" for row in before.budget_lines}
	for line, booked in sums.items():
		if line not in now or now[line] != was.get(line, now[line]):
			refuse(
				_(
					"{0}: on {1} there are booked rows, {2} in all, so it keeps its name and purpose code. Cancel them first, or add another line."
				).format(frappe.bold(_("Budget lines")), frappe.bold(line), kronor(booked)),
				LedgerError,
			)


def approve(name: str, amount: float, reason: str) -> None:
	"""Approve, as a manager, that a grant is lowered to an amount (kronor) below what is booked on it.

	Raises:
		frappe.PermissionError: the user is no manager, or has entered the grant.
		OverspendingError: as much or less is booked, the amount is below zero, or there is no reason.
	"""
	grant = frappe.get_doc("Grant", name, for_update=True)
	grant.check_permission("read")
	refuse_approver(grant)
	amount, booked = flt(amount, 2), ledger.booked_in_all(name, current=True)
	if not 0 <= amount < booked:
		refuse(
			_(
				"Give an amount of zero or more, below the {0} that is booked; a higher one needs no approval."
			).format(frappe.bold(kronor(booked))),
			OverspendingError,
		)
	if not (reason or "").strip():
		refuse(_("Write why {0} is lowered.").format(frappe.bold(_("the grant"))), OverspendingError)
	keep_approval(grant, APPROVAL, amount, reason)
