"""How the questions of a case reached people, for the officer who has to ring where they did not."""

import frappe
from frappe import _

from oppna_ditt_hem.answering import confirmations, letters, offers

FAILED, SENT, WAITING, HANDED, UNREACHABLE = "Failed", "Sent", "Waiting", "Handed over", "Not sent"
# What the platform's queue says of one e-mail.
BY_STATUS = {"Error": FAILED, "Sent": SENT, "Partially Sent": SENT}
LETTER, TEXT, LINK = "E-mail", "Text message", "Link"
BY_TEXT = {"Sent": SENT, "Failed": FAILED, "Waiting": WAITING, "Sending": WAITING}
FIELDS = ["side", "creation", "email_queue", "handed_over", "text_status", "text_error"]


def of(doctype: str, name: str) -> list[dict]:
	"""How the latest question to each side that is asked something now fared: one row for each way it was sent.

	Args:
		doctype: Placement or Listing.

	Returns rows of {"side", "way", "outcome", "on", "why"}; `way` is E-mail, Text message or Link, and `why` a sentence
	in the user's language.
	"""
	doc = frappe.get_doc(doctype, name)
	if doctype == "Placement":
		waiting = [side for side in offers.SIDES if not doc.get(f"{side.lower()}_answer")]
		asked = waiting if doc.stage == "Offered" else []
		return [row for side in asked for row in latest({"placement": name}, side, barrier_of(doc, side))]
	if doctype == "Listing" and doc.confirmation_asked_on:
		of_listing = {"listing": name, "purpose": "Confirmation"}
		return latest(of_listing, "Landlord", letters.barrier(confirmations.landlord_of(doc)))
	return []


def barrier_of(placement, side: str) -> str | None:
	return letters.barrier(offers.party_of(placement, side), placement.applicant)


def latest(filters: dict, side: str, barrier: str | None) -> list[dict]:
	still = {**filters, "side": side, "withdrawn_on": ["is", "not set"]}
	newest = {}
	for row in frappe.get_all("Answer Link", still, FIELDS, order_by="creation"):
		if row.text_status != "Dropped":
			newest[way_of(row)] = row
	if not newest:
		why = _(barrier) if barrier else ""
		return [{"side": side, "way": LETTER, "outcome": UNREACHABLE, "on": None, "why": why}]
	return [{"side": side, "way": way, "on": row.creation, **outcome_of(row)} for way, row in newest.items()]


def way_of(row) -> str:
	return TEXT if row.text_status else LINK if row.handed_over else LETTER


def outcome_of(row) -> dict:
	if row.text_status:
		return {"outcome": BY_TEXT[row.text_status], "why": row.text_error or ""}
	return {"outcome": HANDED, "why": ""} if row.handed_over else outcome(row.email_queue)


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
