"""What a Grant must hold at each stage; the rules add up."""

import frappe
from frappe import _
from frappe.utils import flt

from oppna_ditt_hem import comparing
from oppna_ditt_hem.grants import sign_off
from oppna_ditt_hem.grants.limit import kronor
from oppna_ditt_hem.refusals import MissingFieldsError, refuse, require

REPORTED = ("Reported", "Approved", "Reclaimed", "Closed")
RECLAIM = ("reclaimed_amount", "reclaim_ground", "reclaim_due_on")
# What a step and the ledger write by themselves.
FOLLOWS = ("workflow_state", "stage", "stage_since", "booked", "remaining")


def check(grant) -> None:
	"""Refuse a stage that is being entered, or one in which rows are booked, where one of its rules doesn't hold."""
	refuse_rewriting(grant)
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
				kronor(planned), kronor(grant.amount)
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
	require(grant, RECLAIM, _("to record the reclaim"))
	if flt(grant.reclaimed_amount, 2) > flt(grant.amount, 2):
		refuse(
			_("{0} {1} is more than the granted {2}. Write what is to be paid back of it.").format(
				frappe.bold(_("Reclaimed amount")), kronor(grant.reclaimed_amount), kronor(grant.amount)
			)
		)


def tell_of_drafts(grant) -> None:
	"""Once the final report is begun, nothing more is booked."""
	if not grant.entering:
		return
	drafts = frappe.get_all(
		"Grant Entry", {"grant": grant.name, "docstatus": 0}, pluck="name", order_by="name"
	)
	if drafts:
		frappe.msgprint(
			_(
				"Still drafts: {0}. They can't be booked now; go back to booking for that, or delete them."
			).format(frappe.bold(", ".join(drafts))),
			indicator="orange",
			title=_("Not in the accounts"),
		)


def refuse_rewriting(grant) -> None:
	"""Refuse to change what two persons have signed and the funder has got; a reclaim is written until the grant is closed.

	Raises:
		StageRuleError: names the fields.
	"""
	before = grant.get_doc_before_save()
	if not before or before.stage not in REPORTED:
		return
	open_fields = (*FOLLOWS, *(RECLAIM if before.stage in ("Reported", "Reclaimed") else ()))
	other = [field for field in comparing.changed_in_all(grant) if field not in open_fields]
	if other:
		refuse(
			_("{0} is {1}: {2} stays as it was reported. Write a comment about what has come since.").format(
				frappe.bold(grant.name),
				_(before.stage),
				frappe.bold(", ".join(_(grant.meta.get_label(field)) for field in other)),
			)
		)


def refuse_deletion(grant) -> None:
	"""Refuse to delete what has been applied for: the archive keeps it, and its log.

	Raises:
		StageRuleError: it is no draft any more.
	"""
	if grant.stage != "Draft":
		refuse(
			_("{0} is {1}; only a draft is deleted. Take it to its end instead: {2} or {3}.").format(
				frappe.bold(grant.name), _(grant.stage), _("Refused"), _("Closed")
			)
		)


RULES = {
	"Applied": (complete_application,),
	"Granted": (complete_decision,),
	"Running": (complete_decision, budget_within_grant),
	"Final Report": (complete_decision, budget_within_grant, tell_of_drafts),
	"Reported": (complete_decision, accounts_signed),
	"Reclaimed": (stated_reclaim,),
}

# What the ledger stands on holds at every save, not at the step alone.
HELD = {stage: RULES[stage] for stage in ("Granted", "Running", "Final Report")}
