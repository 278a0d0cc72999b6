"""Pairs that a person has passed over: a coded reason, kept, shown with every later search, and undone by hand.

A passed-over pair is a Match Proposal with the status Dropped, whether it was dropped in a search or in a round.
"""

import frappe
from frappe import _
from frappe.utils import get_fullname, getdate

from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.saying import show

SIDES = {"Applicant": ("applicant", "listing"), "Listing": ("listing", "applicant")}
APPLIES_TO = "Proposal Dropped"
FIELDS = ("drop_code", "drop_reason", "decided_by", "decided_on", "modified_by", "modified")


class PassedOverError(frappe.ValidationError):
	"""The pair has been passed over, and is not proposed before somebody brings it back."""


class ReasonNeededError(StageRuleError):
	"""A pair is passed over without a coded reason that is meant for it."""


def of(doctype: str, name: str) -> dict[str, dict]:
	"""What was passed over for a household or a home, as far as the user may read it.

	Returns {name of the other: {"reason", "note", "by", "on", "text"}}; `text` says it in a sentence.
	"""
	own, other = SIDES[doctype]
	rows = frappe.get_list(
		"Match Proposal",
		{own: name, "status": "Dropped"},
		[other, *FIELDS],
		order_by="modified",
		limit=0,
	)
	return {row[other]: described(row) for row in rows}


def described(row) -> dict:
	by, on = row.decided_by or row.modified_by, getdate(row.decided_on or row.modified)
	found = {
		"reason": _(row.drop_code) if row.drop_code else "",
		"note": row.drop_reason or "",
		"by": get_fullname(by),
		"on": on.isoformat(),
	}
	why = found["reason"] or found["note"] or _("no reason given")
	text = _("Passed over on {0} by {1}: {2}.").format(show(on, "date", _), found["by"], why.rstrip("."))
	return {**found, "text": text}


def pairs() -> set[tuple[str, str]]:
	"""Every (household, home) passed over, whoever may read it: what nobody may propose unasked."""
	rows = frappe.get_all(
		"Match Proposal", {"status": "Dropped"}, ["applicant", "listing"], order_by="name", as_list=True
	)
	return {tuple(row) for row in rows}


def refuse_passed_over(applicant: str, listing: str) -> None:
	"""Raises PassedOverError where the pair has been passed over; says when, by whom and why."""
	pair = {"applicant": applicant, "listing": listing, "status": "Dropped"}
	rows = frappe.get_all("Match Proposal", pair, list(FIELDS), order_by="modified desc", limit=1)
	if rows:
		refuse(
			_("{0} Bring it back before you propose it.").format(
				frappe.utils.escape_html(described(rows[0])["text"])
			),
			PassedOverError,
			_("Passed over"),
		)


def refuse_other_reason(reason: str) -> None:
	"""Raises ReasonNeededError where it is not an active reason for passing over."""
	if not frappe.db.exists("Reason Code", {"name": reason, "applies_to": APPLIES_TO, "active": 1}):
		refuse(
			_("{0} is not an active reason for {1}. Choose one from the list, or have one added.").format(
				frappe.bold(frappe.utils.escape_html(_(reason))), frappe.bold(_(APPLIES_TO))
			),
			ReasonNeededError,
		)
