"""What a person decides about a round's proposals: approve each into a Placement, or drop it with a reason.

Approving tests everything again under the locks of `holding`: what the engine saw may be hours old.
"""

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import now_datetime, strip_html

from oppna_ditt_hem import brokerage, holding, passed_over
from oppna_ditt_hem.match_cards import HELD_STAGES
from oppna_ditt_hem.refusals import HomeTakenError, HouseholdHeldError, StageRuleError, refuse
from oppna_ditt_hem.rounds import expiry
from oppna_ditt_hem.saying import say

AT_ONCE = 200


class AlreadyDecidedError(frappe.ValidationError):
	"""Somebody has approved or dropped the proposal, or it has expired."""


class HomeClosedError(StageRuleError):
	"""The home is no longer approved."""


class HouseholdClosedError(StageRuleError):
	"""The household no longer seeks."""


class NoLongerMetError(frappe.ValidationError):
	"""A requirement that was met when the round was computed is broken today."""


class ChangedMeanwhileError(frappe.ValidationError):
	"""The home or the household was changed while it was being approved."""


# The refusals that end a proposal, and what is noted on it.
EXPIRES_BY: dict[type[Exception], str] = {
	HomeTakenError: expiry.HOME_TAKEN,
	HouseholdHeldError: expiry.HOUSEHOLD_HELD,
	HomeClosedError: expiry.HOME_CLOSED,
	HouseholdClosedError: expiry.HOUSEHOLD_CLOSED,
	NoLongerMetError: expiry.NOT_MET,
	brokerage.AlreadyProposedError: expiry.ELSEWHERE,
}


@dataclass
class Report:
	"""What became of each of several proposals: {"proposal", "applicant", "listing"} and what follows from it."""

	done: list[dict]
	refused: list[dict]

	def as_dict(self) -> dict:
		return {"done": self.done, "refused": self.refused}


def approve(names: list[str]) -> Report:
	"""Make a Placement of each proposal, in its first stage. One that is refused takes nothing from the others.

	`done` has "placement"; `refused` has "reason", a sentence, and "error", the name of the refusal.

	Raises:
		frappe.PermissionError: the user may not make placements, or not decide one of these.
	"""
	brokerage.may_search()
	rows = decidable(names)
	holding.lock_all([row.listing for row in rows], [row.applicant for row in rows])
	return each(rows, lambda proposal: {"placement": approve_one(proposal)})


def drop(names: list[str], reason: str, comment: str | None = None) -> Report:
	"""Drop proposals, with a coded reason and, if wanted, some more words.

	Raises:
		passed_over.ReasonNeededError: the reason is not one for dropping a proposal.
		frappe.PermissionError: the user may not decide one of these.
	"""
	passed_over.refuse_other_reason(reason)
	values = {"status": "Dropped", "drop_code": reason, "drop_reason": comment}

	def drop_one(proposal) -> dict:
		proposal.db_set({**values, "decided_by": frappe.session.user, "decided_on": now_datetime()})
		return {}

	return each(decidable(names), drop_one)


def decidable(names: list[str]) -> list:
	"""The proposals as documents, for a user who may decide each of them, in the order of locking.

	Raises:
		StageRuleError: none, or too many at once.
		frappe.PermissionError: one of them is not for the user to decide.
	"""
	if not 0 < len(names) <= AT_ONCE:
		refuse(_("Choose at least one proposal, and at most {0} at once.").format(AT_ONCE))
	found = [frappe.get_doc("Match Proposal", name) for name in sorted(set(names))]
	for proposal in found:
		proposal.check_permission("write")
		for doctype, name in (("Applicant", proposal.applicant), ("Listing", proposal.listing)):
			frappe.has_permission(doctype, "read", doc=name, throw=True)
	return found


def each(proposals: list, act: Callable[..., dict]) -> Report:
	"""Act on each open proposal in a savepoint of its own, and report."""
	report = Report([], [])
	for proposal in proposals:
		about = {
			"proposal": proposal.name,
			"applicant": proposal.applicant,
			"listing": proposal.listing,
		}
		frappe.db.savepoint("proposal")
		try:
			refuse_decided(proposal)
			report.done.append({**about, **act(proposal)})
		except frappe.ValidationError as error:
			frappe.db.rollback(save_point="proposal")
			frappe.clear_last_message()
			note_expired(proposal, error)
			report.refused.append({**about, "reason": strip_html(str(error)), "error": type(error).__name__})
	return report


def note_expired(proposal, error: Exception) -> None:
	because = EXPIRES_BY.get(type(error))
	if because:
		proposal.db_set({"status": "Expired", "expired_because": because})


def approve_one(proposal) -> str:
	"""The Placement of an open proposal. The caller holds the locks of its home and its household.

	Raises: what `EXPIRES_BY` lists, or ChangedMeanwhileError.
	"""
	refuse_changed(proposal)
	refuse_closed(proposal)
	brokerage.refuse_proposed_twice(proposal.applicant, proposal.listing)
	market, match = brokerage.pair_today(proposal.applicant, proposal.listing)
	placement = stay_of(proposal, brokerage.first_day(market, match))
	refuse_held_household(placement)
	holding.refuse_taken_home(placement)
	if not match.possible:
		refuse_unmet(match)
	return brokerage.place(market, match, proposal)


def stay_of(proposal, from_date: str | None):
	"""The stay that the proposal would lead to, as it would hold the home; never saved."""
	size = frappe.db.get_value("Applicant", proposal.applicant, "household_size")
	return frappe.get_doc(
		doctype="Placement",
		listing=proposal.listing,
		applicant=proposal.applicant,
		from_date=from_date,
		places_taken=size,
		stage="Offered",
	)


# --- refusals


def refuse_decided(proposal) -> None:
	"""Lock the proposal's row and refuse one that is no longer open."""
	fields = ("name", "status", "decided_by", "expired_because")
	(row,) = holding.lock_rows("Match Proposal", [proposal.name], fields)
	if row.status != "Open":
		refuse(how_it_ended(row), AlreadyDecidedError)


def how_it_ended(row) -> str:
	if row.status == "Expired" and row.expired_because:
		return _("The proposal has expired: {0}.").format(_(row.expired_because))
	if row.decided_by:
		by = frappe.utils.get_fullname(row.decided_by)
		return _("The proposal has been decided already: {0}, by {1}.").format(_(row.status), by)
	return _("The proposal has been decided already: {0}.").format(_(row.status))


PAIR = (
	("Listing", "listing", "Approved", HomeClosedError),
	("Applicant", "applicant", "Seeking", HouseholdClosedError),
)


def refuse_changed(proposal) -> None:
	"""What is read without a lock below must be what was last committed."""
	for doctype, field, _stage, _error in PAIR:
		name = proposal.get(field)
		now = holding.lock_rows(doctype, [name], ("modified",))
		if not now or now[0].modified != frappe.db.get_value(doctype, name, "modified"):
			refuse(
				_("{0} {1} was changed at this very moment. Look at it, then approve again.").format(
					_(doctype), frappe.bold(name)
				),
				ChangedMeanwhileError,
			)


def refuse_closed(proposal) -> None:
	for doctype, field, stage, error in PAIR:
		name = proposal.get(field)
		now = frappe.db.get_value(doctype, name, "stage")
		if now != stage:
			refuse(
				_("{0} {1} is in the stage {2}; it must be {3}.").format(
					_(doctype), frappe.bold(name), _(now), frappe.bold(_(stage))
				),
				error,
			)


def refuse_held_household(placement) -> None:
	for hold in holding.read_holds("applicant", [placement.applicant], locked=True):
		if hold.stage in HELD_STAGES:
			refuse(
				_("The household already holds {0} ({1}).").format(frappe.bold(hold.name), _(hold.stage)),
				HouseholdHeldError,
			)


def refuse_unmet(match) -> None:
	broken = [say(reason) for reason in match.reasons if reason.blocks]
	refuse(" ".join(broken), NoLongerMetError)
