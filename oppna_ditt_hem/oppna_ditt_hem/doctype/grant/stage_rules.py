"""What a Grant must hold at each stage; the rules add up."""

from frappe import _
from frappe.utils import flt, fmt_money

from oppna_ditt_hem.refusals import refuse, require


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


def signed_by_two(grant) -> None:
	require(grant, ("economist_signed_by", "manager_signed_by"), _("before the report is sent"))


def stated_reclaim(grant) -> None:
	require(grant, ("reclaimed_amount", "reclaim_ground", "reclaim_due_on"), _("to record the reclaim"))


RULES = {
	"Applied": (complete_application,),
	"Granted": (complete_decision,),
	"Running": (complete_decision, budget_within_grant),
	"Final Report": (complete_decision, budget_within_grant),
	"Reported": (complete_decision, signed_by_two),
	"Reclaimed": (stated_reclaim,),
}
