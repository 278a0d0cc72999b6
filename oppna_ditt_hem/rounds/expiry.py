"""Proposals that nobody needs to decide any more: too old, or their home or household is gone.

A proposal that is decided later all the same is tested again, under lock, in `deciding`. This only keeps the
lists clean.
"""

import frappe
from frappe.utils import nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.matching.words import N_

TOO_OLD = N_("Nobody decided in time")
HOME_TAKEN = N_("The home was taken")
HOUSEHOLD_HELD = N_("The household got another home or offer")
HOME_CLOSED = N_("The home is no longer open")
HOUSEHOLD_CLOSED = N_("The household no longer seeks")
NOT_MET = N_("A requirement is no longer met")
ELSEWHERE = N_("Proposed in another way")


def expire_proposals() -> None:
	"""Let open proposals expire whose time is out, or whose home or household is no longer open (daily)."""
	proposal = frappe.qb.DocType("Match Proposal")
	expire(proposal.expires_on < nowdate(), TOO_OLD)
	expire(proposal.listing.notin(open_ones("Listing", "Approved")), HOME_CLOSED)
	expire(proposal.applicant.notin(open_ones("Applicant", "Seeking")), HOUSEHOLD_CLOSED)


def open_ones(doctype: str, stage: str):
	table = frappe.qb.DocType(doctype)
	return frappe.qb.from_(table).select(table.name).where(table.stage == stage)


def expire_for(placement) -> None:
	"""Let the open proposals expire that a placement has overtaken by taking hold of a home.

	All of the household's, and those of the home and of what can't be let beside it where no place is left.
	The caller holds the locks of both.
	"""
	proposal = frappe.qb.DocType("Match Proposal")
	expire(proposal.applicant == placement.applicant, HOUSEHOLD_HELD)
	home = holding.home_of(placement.listing)
	full = frappe.get_all(
		"Listing",
		{"name": ["in", home], "availability": ["in", ("Reserved", "Let", "Not Available")]},
		pluck="name",
		order_by="name",
	)
	if full:
		expire(proposal.listing.isin(full), HOME_TAKEN)


def expire(which, because: str) -> None:
	proposal = frappe.qb.DocType("Match Proposal")
	query = frappe.qb.update(proposal).set(proposal.status, "Expired").set(proposal.expired_because, because)
	query.where(proposal.status == "Open").where(which).run()
