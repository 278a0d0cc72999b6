"""What a Grant must hold at each stage; the rules add up."""

import frappe
from frappe import _
from frappe.utils import flt, fmt_money

from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.refusals import MissingFieldsError, refuse, require


def check(grant) -> None:
	"""Refuse the stage that is being entered where one of its rules doesn't hold."""
	for rule in RULES.get(grant.entering, ()):
		rule(grant)


def complete_application(grant) -> None:
	require(grant, ("amount_applied", "purpose"), _("before the application is sent"))


def complete_decision(grant) -> None:
	fields = ("amount", "decision_number", "decision_document", "decided_on", "period_from", "period_to")
	require(grant, (*fields, "purpose", "report_dates"), _("to record the decision"))


def budget_within_grant(grant) -> None:
	require(grant, ("budget_lines",), _("before costs are booked"))
	planned = sum(flt(row.budget, 2) for row in grant.budget_lines)
	if planned > flt(grant.amount, 2):
		refuse(
			_("The budget lines add up to {0}, more than the granted {1}. Lower a line.").format(
				fmt_money(planned), fmt_money(grant.amount)
			)
		)


def signed_final_report(grant) -> None:
	"""The final report is signed by two persons, and says what the ledger says."""
	filters = {"grant": grant.name, "report_kind": "Final"}
	signed = {"economist_signed_by": ["is", "set"], "manager_signed_by": ["is", "set"]}
	booked = frappe.db.get_value(
		"Grant Report", {**filters, **signed}, "booked", order_by="manager_signed_on desc"
	)
	if booked is None:
		refuse(
			_("Make a {0} of the kind Final; the economist and the manager sign it, one person each.").format(
				frappe.bold(_("Grant Report"))
			),
			MissingFieldsError,
		)
	require(grant, ("economist_signed_by", "manager_signed_by"), _("by signing the final report anew"))
	if flt(booked, 2) != ledger.booked_in_all(grant.name, current=True):
		refuse(
			_("The signed final report says {0}, and the ledger something else. Make a new one.").format(
				fmt_money(booked)
			)
		)


def stated_reclaim(grant) -> None:
	require(grant, ("reclaimed_amount", "reclaim_ground", "reclaim_due_on"), _("to record the reclaim"))


RULES = {
	"Applied": (complete_application,),
	"Granted": (complete_decision,),
	"Running": (complete_decision, budget_within_grant),
	"Final Report": (complete_decision, budget_within_grant),
	"Reported": (complete_decision, signed_final_report),
	"Reclaimed": (stated_reclaim,),
}
