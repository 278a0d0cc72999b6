"""An officer passes a pair over, with a coded reason, or brings it back."""

import frappe
from frappe.utils import now_datetime

from oppna_ditt_hem import brokerage, holding, passed_over, proposals


@frappe.whitelist(methods=["POST"])
def pass_over(
	applicant: str, listing: str, reason: str, note: str | None = None, matching_run: str | None = None
) -> dict:
	"""Keep a home from being proposed for a household again, with a reason.

	Args:
		applicant, listing: both open, as for the search.
		reason: an active Reason Code for "Proposal Dropped".
		note: the officer's own words.
		matching_run: the search it came from.

	Returns what `passed_over.of` gives for the pair.

	Raises:
		passed_over.ReasonNeededError: there is no such reason.
		brokerage.AlreadyProposedError: the pair has a live placement; names it.
		StageRuleError: one of the two is not open.
	"""
	brokerage.may_search()
	brokerage.readable("Listing", listing, "Approved")
	brokerage.readable("Applicant", applicant, "Seeking")
	passed_over.refuse_other_reason(reason)
	holding.lock(listing, applicant)
	brokerage.refuse_proposed_twice(applicant, listing)
	if listing not in passed_over.of("Applicant", applicant):
		keep(applicant, listing, matching_run, {"drop_code": reason, "drop_reason": note})
	return passed_over.of("Applicant", applicant)[listing]


@frappe.whitelist(methods=["POST"])
def bring_back(applicant: str, listing: str) -> None:
	"""Let a pair that was passed over be proposed again; who did so and when stays on record.

	Raises:
		frappe.PermissionError: the user may not change the proposal.
	"""
	brokerage.may_search()
	holding.lock(listing, applicant)
	filters = {"applicant": applicant, "listing": listing, "status": "Dropped"}
	for name in frappe.get_list("Match Proposal", filters, pluck="name", order_by="name", limit=0):
		proposal = frappe.get_doc("Match Proposal", name)
		proposal.update({"status": "Expired", **decided()})
		proposal.flags.written_by_code = True
		proposal.save()


def keep(applicant: str, listing: str, matching_run: str | None, decision: dict) -> None:
	"""Keep the pair as dropped, with its reasons as they were when a person decided."""
	_market, match = brokerage.pair_today(applicant, listing)
	proposals.keep(match, matching_run=matching_run, status="Dropped", **decision, **decided())


def decided() -> dict:
	return {"decided_by": frappe.session.user, "decided_on": now_datetime()}
