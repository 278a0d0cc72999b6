"""An offer asks both sides, and takes each answer once.

A no ends the offer at once, and two yes make it accepted, in the transaction of the answer: a place is never
held for longer than somebody wants it.
"""

import frappe
from frappe import _

from oppna_ditt_hem import holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import facts, letters, links, text_messages
from oppna_ditt_hem.answering.parties import PARTY_FIELDS, SIDES, party_of
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.retrying import until_undisturbed
from oppna_ditt_hem.stages import move_to_stage

# The other modules of this package take the two sides from here.
__all__ = ["PARTY_FIELDS", "SIDES", "party_of"]


class ReasonMissingError(frappe.ValidationError):
	"""A no without one of the coded reasons of that side."""


def ask(placement) -> None:
	"""Write to both sides as the home is offered, in the same transaction."""
	for side in SIDES:
		write("Offer", placement, side)


def remind(placement) -> None:
	"""Write once more to each side that has not answered."""
	for side in SIDES:
		if not placement.get(f"{side.lower()}_answer"):
			write("Reminder", placement, side)


def write(occasion: str, placement, side: str) -> None:
	"""A letter or a text message with a link of its own; earlier links of the same side go on working."""
	party = party_of(placement, side)
	if not letters.barrier(party, placement.applicant):
		write_letter(occasion, placement, side, party)
	if text_messages.reaches(party, placement.applicant):
		waiting = {"text_status": text_messages.WAITING, "text_occasion": occasion}
		text_messages.leave_in_queue(new_link(placement, side, **waiting).name)


def write_letter(occasion: str, placement, side: str, party) -> None:
	link = new_link(placement, side)
	language = letters.language_of(party)
	values = {**facts.FOR_SIDE[side](placement, language), "link": link.url}
	queued = letters.send(f"{occasion} to the {side.lower()}", party, values, placement)
	frappe.db.set_value("Answer Link", link.name, "email_queue", queued)


def new_link(placement, side: str, **values) -> links.Link:
	of = {"placement": placement.name, "listing": placement.listing, "applicant": placement.applicant}
	return links.issue("Offer", side, **of, **values)


def hand_over(placement, side: str) -> str:
	"""A new link for an officer to give to somebody; those from before no longer work.

	Raises:
		StageRuleError: the offer is not open, or that side has answered.
	"""
	if placement.stage != "Offered" or placement.get(f"{side.lower()}_answer"):
		refuse(
			_("{0} can get a link only while the home is offered and they have not answered.").format(
				frappe.bold(_(side))
			)
		)
	links.withdraw(placement=placement.name, side=side)
	return new_link(placement, side, handed_over=1).url


def is_late(placement) -> bool:
	return links.is_past(placement.offer_deadline)


def reasons(side: str, applies_to: str = "Placement Declined") -> list[str]:
	"""The administrator's coded reasons for a no that a side may give."""
	filters = {"applies_to": applies_to, "active": 1, "actor": ["in", (side, "")]}
	return frappe.get_all("Reason Code", filters, pluck="name", order_by="reason")


OWN_WORDS = {
	"Landlord chose somebody else": N_("I have chosen somebody else"),
	"Household not what the landlord wanted": N_("It is not the household that I want to let to"),
	"Landlord changed their mind": N_("I have changed my mind"),
	"Landlord withdrew": N_("I have changed my mind"),
	"Home no longer free": N_("The home is no longer free"),
	"Let to somebody else": N_("I have let it to somebody else"),
	"Sold": N_("I have sold it"),
	"Rent too high for the household": N_("The rent is too high for us"),
	"Too far away": N_("It is too far away"),
	"Too small": N_("It is too small"),
	"Does not want to share": N_("We don't want to share a home"),
}
"""What the office calls a reason, as the one who gives it would say it."""


def in_own_words(side: str, applies_to: str = "Placement Declined") -> list[tuple[str, str]]:
	"""The reasons that a side may give, as (name, words); an administrator's own are said as they are called."""
	return [(name, _(OWN_WORDS.get(name, name))) for name in reasons(side, applies_to)]


def answer_by_link(token: str, said: str, reason: str | None) -> str:
	"""Take the answer of whoever holds a link.

	Returns:
		USED where this call has taken the answer; otherwise why the link no longer works.

	Raises:
		ReasonMissingError: a no without a reason.
	"""
	return until_undisturbed(lambda: take_by_link(token, said, reason))


def take_by_link(token: str, said: str, reason: str | None) -> str:
	link = links.find(token)
	if not link:
		return links.UNKNOWN
	holding.lock(link.listing, link.applicant)
	link = links.locked(link.name)
	now = links.state(link, latest=True)
	if now != links.OPEN:
		return now
	placement = frappe.get_doc("Placement", link.placement, for_update=True)
	take(placement, link.side, said, reason, "Link", party_of(placement, link.side).user)
	links.use(link, said, reason)
	return links.USED


def take(placement, side: str, said: str, reason: str | None, way: str, by: str | None) -> None:
	"""Record one side's own answer, and let the stage follow where both are known or one is no.

	Args:
		way: Link or Portal.
		by: the person's login, if they have one.

	Raises:
		ReasonMissingError: a no without a reason of that side.
	"""
	if said == "No" and reason not in reasons(side):
		refuse(_("Choose why you say no."), ReasonMissingError)
	with as_system(way):
		placement.set(f"{side.lower()}_answer", said)
		if said == "No":
			placement.update({"declined_by": side, "decline_reason": reason})
		placement.flags.answered = (way, by)
		placement.save()
		settle(placement.name)


def settle(name: str) -> None:
	placement = frappe.get_doc("Placement", name, for_update=True)
	answers = [placement.get(f"{side.lower()}_answer") for side in SIDES]
	goal = "Declined" if "No" in answers else "Accepted" if answers == ["Yes", "Yes"] else None
	if not goal:
		return
	frappe.db.savepoint("settle")
	try:
		move_to_stage(placement, goal)
	except StageRuleError:
		# The administrator's workflow has another way there; the answer stands, and an officer takes the step.
		frappe.db.rollback(save_point="settle")
		frappe.clear_messages()
