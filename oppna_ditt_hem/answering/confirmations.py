"""Is the home still free? Asked of the landlord by the same kind of link as an offer."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, now_datetime, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import facts, letters, links, offers
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.retrying import until_undisturbed
from oppna_ditt_hem.stages import move_to_stage

APPLIES_TO = "Listing Closed"
ANSWER_DAYS = 7


def answer_days() -> int:
	return cint(frappe.db.get_single_value("Housing Settings", "confirm_answer_days")) or ANSWER_DAYS


def landlord_of(listing) -> frappe._dict:
	return frappe.db.get_value("Landlord", listing.landlord, offers.PARTY_FIELDS, as_dict=True)


def ask(listing) -> bool:
	"""Write to the landlord; False where that is not possible. The caller holds the home's lock."""
	party = landlord_of(listing)
	if letters.barrier(party):
		return False
	link = links.issue(
		"Confirmation", "Landlord", listing=listing.name, expires_on=add_days(now_datetime(), answer_days())
	)
	values = {**facts.for_confirmation(listing, letters.language_of(party)), "link": link.url}
	queued = letters.send("Confirmation to the landlord", party, values, listing)
	frappe.db.set_value("Answer Link", link.name, "email_queue", queued)
	return True


def answer_by_link(token: str, said: str, reason: str | None) -> str:
	"""As `offers.answer_by_link`, for a home: yes confirms it, no pauses it with the reason."""
	return until_undisturbed(lambda: take_by_link(token, said, reason))


def take_by_link(token: str, said: str, reason: str | None) -> str:
	link = links.find(token)
	if not link:
		return links.UNKNOWN
	holding.lock(link.listing, None)
	link = links.locked(link.name)
	now = links.state(link, latest=True)
	if now != links.OPEN:
		return now
	if said == "No":
		refuse_no(link.listing, reason)
	with as_system("Link"):
		confirm(link.listing) if said == "Yes" else pause(link.listing, reason)
	links.use(link, said, reason)
	return links.USED


def refuse_no(name: str, reason: str | None) -> None:
	"""A home that is kept for a household can't be paused, as on the landlord's own pages."""
	if reason not in offers.reasons("Landlord", APPLIES_TO):
		refuse(_("Choose why you say no."), offers.ReasonMissingError)
	if holding.read_holds("listing", [name], locked=True):
		refuse(_("The offer can't be paused or withdrawn just now. Call us, and we help you."))


def confirm(name: str) -> None:
	listing = frappe.get_doc("Listing", name, for_update=True)
	listing.last_confirmed_on = nowdate()
	listing.save()


def pause(name: str, reason: str) -> None:
	"""The home is no longer found; whether the offer is closed for good, an officer decides."""
	listing = frappe.get_doc("Listing", name, for_update=True)
	listing.close_reason = reason
	listing.save()
	try:
		move_to_stage(listing, "Paused")
	except StageRuleError:
		frappe.clear_messages()
