"""How the questions of a case reached people, for the officer who has to ring where they did not."""

import frappe
from frappe import _

from oppna_ditt_hem.answering import confirmations, letters, offers

FAILED, SENT, WAITING, HANDED, UNREACHABLE = "Failed", "Sent", "Waiting", "Handed over", "Not sent"
# What the platform's queue says of one e-mail.
BY_STATUS = {"Error": FAILED, "Sent": SENT, "Partially Sent": SENT}
FIELDS = ["side", "creation", "email_queue", "handed_over", "used_on", "withdrawn_on"]


def of(doctype: str, name: str) -> list[dict]:
	"""One row for each side that is asked something now: how its latest question fared.

	Args:
		doctype: Placement or Listing.

	Returns rows of {"side", "outcome", "on", "why"}; `why` is a sentence in the user's language.
	"""
	doc = frappe.get_doc(doctype, name)
	if doctype == "Placement":
		waiting = [side for side in offers.SIDES if not doc.get(f"{side.lower()}_answer")]
		asked = waiting if doc.stage == "Offered" else []
		return [latest({"placement": name}, side, barrier_of(doc, side)) for side in asked]
	if doctype == "Listing" and doc.confirmation_asked_on:
		of_listing = {"listing": name, "purpose": "Confirmation"}
		return [latest(of_listing, "Landlord", letters.barrier(confirmations.landlord_of(doc)))]
	return []


def barrier_of(placement, side: str) -> str | None:
	return letters.barrier(offers.party_of(placement, side), placement.applicant)


def latest(filters: dict, side: str, barrier: str | None) -> dict:
	found = frappe.get_all(
		"Answer Link",
		{**filters, "side": side, "withdrawn_on": ["is", "not set"]},
		FIELDS,
		order_by="creation desc",
		limit=1,
	)
	if not found:
		return {"side": side, "outcome": UNREACHABLE, "on": None, "why": _(barrier) if barrier else ""}
	if found[0].handed_over:
		return {"side": side, "outcome": HANDED, "on": found[0].creation, "why": ""}
	return {"side": side, "on": found[0].creation, **outcome(found[0].email_queue)}


def outcome(email_queue: str | None) -> dict:
	"""What became of one e-mail; one that the platform has cleared away had been sent."""
	row = frappe.db.get_value("Email Queue", email_queue, ["status", "error"], as_dict=True)
	if not row:
		return {"outcome": SENT, "why": ""}
	why = last_line(row.error) if row.status == "Error" else ""
	return {"outcome": BY_STATUS.get(row.status, WAITING), "why": why}


def last_line(error: str | None) -> str:
	"""The end of a traceback says what the mail server answered."""
	lines = [line for line in (error or "").strip().splitlines() if line.strip()]
	return lines[-1][:200] if lines else ""
