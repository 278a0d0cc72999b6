"""One-click links: for one person, for one answer, until a deadline.

The token is in the part of the address behind "#", which browsers don't send: no server, proxy or mail scanner has it
in a log. Of the token only its hash is stored.
"""

import hashlib
import secrets
from dataclasses import dataclass

import frappe
from frappe.utils import get_datetime, get_url, now_datetime

PAGE = "/svar"

OPEN, UNKNOWN, USED, ANSWERED, EXPIRED = "Open", "Unknown", "Used", "Answered", "Expired"
WITHDRAWN, DECLINED, OVER, REPLACED = "Withdrawn", "Declined", "Over", "Replaced"

# What an offer's stage says about a link that nobody has used.
CLOSED_BY = {"Withdrawn": WITHDRAWN, "Declined": DECLINED, "Expired": EXPIRED}


class Unlogged(str):
	"""A text that the tracebacks in the Error Log, which show every variable, don't show."""

	def __repr__(self) -> str:
		return "'…'"


@dataclass(frozen=True)
class Link:
	"""A link as it was issued: its address is known only now.

	Attributes:
		name: of the Answer Link.
		token: what opens it; never store, log or show it to anybody but the person it is for.
	"""

	name: str
	token: str

	@property
	def url(self) -> str:
		return Unlogged(f"{get_url(PAGE)}#{self.token}")


def new_token() -> str:
	return secrets.token_urlsafe(24)


def issue(purpose: str, side: str, token: str | None = None, **values) -> Link:
	"""A new link.

	Args:
		purpose: Offer, Confirmation or Status.
		side: Landlord or Household.
		token: one of `new_token`, where somebody has it already.
		values: `listing`, and `placement` and `applicant` or `expires_on`; `handed_over`.
	"""
	token = token or new_token()
	row = {"purpose": purpose, "side": side, "token_hash": hash_of(token), **values}
	# Nobody has the right to make a link; the callers have asked for that of the case.
	doc = frappe.get_doc({"doctype": "Answer Link", **row}).insert(ignore_permissions=True)
	return Link(doc.name, Unlogged(token))


def renew(name: str) -> Link:
	"""Another token for a link; the one it had no longer works."""
	token = new_token()
	frappe.db.set_value("Answer Link", name, "token_hash", hash_of(token))
	return Link(name, Unlogged(token))


def typed(text: str) -> str:
	"""The token in what somebody has typed or pasted: itself, or the whole link."""
	return text.strip().rsplit("#", 1)[-1]


def hash_of(token: str) -> str:
	return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> frappe._dict | None:
	"""The row of a token, as far as one transaction sees; `locked` reads it as last committed."""
	return frappe.db.get_value("Answer Link", {"token_hash": hash_of(token)}, "*", as_dict=True)


def locked(name: str) -> frappe._dict:
	return frappe.db.get_value("Answer Link", name, "*", as_dict=True, for_update=True)


def state(link: frappe._dict | None, latest: bool = False) -> str:
	"""Open, or why the link no longer works.

	Args:
		latest: go by what was last committed, not by what this transaction saw first; the caller holds the locks.
	"""
	if not link:
		return UNKNOWN
	if link.used_on:
		return USED
	if link.withdrawn_on:
		return REPLACED
	if link.purpose == "Status":
		return EXPIRED if is_past(link.expires_on) else OPEN
	of_purpose = state_of_offer if link.purpose == "Offer" else state_of_confirmation
	return of_purpose(link, latest)


def state_of_offer(link, latest: bool) -> str:
	answer = f"{link.side.lower()}_answer"
	fields = ["stage", "offer_deadline", answer]
	offer = frappe.db.get_value("Placement", link.placement, fields, as_dict=True, for_update=latest)
	if offer.stage in CLOSED_BY:
		return CLOSED_BY[offer.stage]
	if offer[answer]:
		return ANSWERED
	if offer.stage != "Offered":
		return OVER
	return EXPIRED if is_past(offer.offer_deadline) else OPEN


def state_of_confirmation(link, latest: bool) -> str:
	fields = ["stage", "confirmation_asked_on"]
	listing = frappe.db.get_value("Listing", link.listing, fields, as_dict=True, for_update=latest)
	if listing.stage != "Approved":
		return OVER
	if not listing.confirmation_asked_on:
		return ANSWERED
	return EXPIRED if is_past(link.expires_on) else OPEN


def is_past(moment) -> bool:
	return bool(moment) and get_datetime(moment) < now_datetime()


def use(link: frappe._dict, said: str, reason: str | None) -> None:
	values = {"used_on": now_datetime(), "answer": said, "reason": reason}
	frappe.db.set_value("Answer Link", link.name, values)


def withdraw(**of) -> None:
	"""Let the unused links of a question and a person no longer work."""
	unused = {**of, "used_on": ["is", "not set"], "withdrawn_on": ["is", "not set"]}
	for name in frappe.get_all("Answer Link", unused, pluck="name", order_by="name"):
		frappe.db.set_value("Answer Link", name, "withdrawn_on", now_datetime())


def close_where_protected(doc, method: str | None = None) -> None:
	"""Links that are out among people stop working as a household becomes protected (Applicant `on_update`)."""
	if doc.protected_identity and not doc.email_cleared:
		withdraw(applicant=doc.name)


def forget(doc, method: str | None = None) -> None:
	"""A document that is deleted takes its links along (document event `on_trash`)."""
	if doc.doctype != "Grant":
		frappe.db.delete("Answer Link", {frappe.scrub(doc.doctype): doc.name})
