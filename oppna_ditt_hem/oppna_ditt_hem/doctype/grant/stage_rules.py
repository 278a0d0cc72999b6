"""What a Grant must hold at each stage; the rules add up."""

import frappe
from frappe import _
from frappe.utils import flt, fmt_money

from oppna_ditt_hem.grants import sign_off
from oppna_ditt_hem.refusals import MissingFieldsError, refuse, require


def check(grant) -> None:
	"""Refuse a stage that is being entered, or one in which rows are booked, where one of its rules doesn't hold."""
	for rule in RULES.get(grant.entering, HELD.get(grant.stage, ())):
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


def accounts_signed(grant) -> None:
	"""The final report is signed by two persons, and says what the grant and its ledger say."""
	name = sign_off.signed_final_report(grant.get_doc_before_save() or grant)
	if not name:
		refuse(
			_("Make a {0} of the kind Final; the economist and the manager sign it, one person each.").format(
				frappe.bold(_("Grant Report"))
			),
			MissingFieldsError,
		)
	sign_off.refuse_outdated(frappe.get_doc("Grant Report", name), grant, grant.budget_lines)


def stated_reclaim(grant) -> None:
	require(grant, ("reclaimed_amount", "reclaim_ground", "reclaim_due_on"), _("to record the reclaim"))


RULES = {
	"Applied": (complete_application,),
	"Granted": (complete_decision,),
	"Running": (complete_decision, budget_within_grant),
	"Final Report": (complete_decision, budget_within_grant),
	"Reported": (complete_decision, accounts_signed),
	"Reclaimed": (stated_reclaim,),
}

# What the ledger stands on holds at every save, not at the step alone.
HELD = {stage: RULES[stage] for stage in ("Granted", "Running", "Final Report")}
