"""The page behind a one-click link. Opening it answers nothing: mail scanners open links as well.

The link's token arrives only with a form that is sent; the page asks, and a second form answers.
"""

import frappe
from frappe import _

from oppna_ditt_hem.answering import confirmations, facts, letters, links, offers

ANSWERING = {"Offer": offers.answer_by_link, "Confirmation": confirmations.answer_by_link}


def build(form: dict) -> dict:
	"""What the page shows.

	Args:
		form: what was sent: nothing at first, then `token`, then `token`, `answer` (Yes or No) and `reason`.

	Returns `view`: start, question or told; and what the view needs.
	"""
	token = links.typed(form.get("token") or "")
	link = links.find(token) if token else None
	if link and link.purpose not in ANSWERING:
		link = None
	if token:
		frappe.local.lang = speak_to(link)
	shown = {"token": token, "municipality_contact": letters.sender(), "error": ""}
	if not token:
		return {**shown, "view": "start"}
	if form.get("answer") in ("Yes", "No") and link:
		return {**shown, **answered(link, token, form)}
	return {**shown, **asked(link)}


def speak_to(link) -> str:
	"""The language of the person a link is for; whoever holds a false one is spoken to as before."""
	if not link:
		return frappe.local.lang
	return letters.language_of(party_of(link))


def party_of(link):
	if link.purpose == "Confirmation":
		return confirmations.landlord_of(frappe.get_doc("Listing", link.listing))
	return offers.party_of(frappe.get_doc("Placement", link.placement), link.side)


def asked(link) -> dict:
	"""The question, or what has become of it."""
	state = links.state(link)
	if state != links.OPEN:
		return {"view": "told", **told(state, link)}
	return {"view": "question", **question(link)}


def question(link) -> dict:
	language = frappe.local.lang
	if link.purpose == "Confirmation":
		listing = frappe.get_doc("Listing", link.listing)
		shown = facts.for_confirmation(listing, language)
		reasons = offers.in_own_words("Landlord", confirmations.APPLIES_TO)
	else:
		placement = frappe.get_doc("Placement", link.placement)
		shown = facts.FOR_SIDE[link.side](placement, language)
		reasons = offers.in_own_words(link.side)
	return {"kind": kind_of(link), "facts": shown, "reasons": reasons}


def kind_of(link) -> str:
	return link.purpose if link.purpose == "Confirmation" else link.side


def answered(link, token: str, form: dict) -> dict:
	try:
		state = ANSWERING[link.purpose](token, form["answer"], form.get("reason"))
	except offers.ReasonMissingError as missing:
		frappe.clear_messages()
		return {"view": "question", **question(link), "error": str(missing), "chosen": form["answer"]}
	if state != links.USED or links.find(token).answer != form["answer"]:
		return {"view": "told", **told(state, links.find(token))}
	return {"view": "told", **thanks(links.find(token))}


def thanks(link) -> dict:
	if link.purpose == "Confirmation":
		said = (
			_("Thank you. Your home stays among those that we offer.")
			if link.answer == "Yes"
			else _("Thank you for telling us. Your home is no longer offered to anybody.")
		)
		return {"heading": _("Your answer is saved"), "text": said}
	if link.answer == "No":
		return {
			"heading": _("Your answer is saved"),
			"text": _("You have said no. Thank you for telling us; you don't need to do anything more."),
		}
	stage = frappe.db.get_value("Placement", link.placement, "stage")
	return {
		"heading": _("Your answer is saved"),
		"text": _("Both of you have said yes. We get in touch to arrange a meeting.")
		if stage == "Accepted"
		else _("You have said yes. We get in touch when we know what the other side says."),
	}


def told(state: str, link) -> dict:
	"""What has become of a link that doesn't work any more, kindly."""
	if state == links.USED:
		return {
			"heading": _("You have already answered"),
			"text": _("We have your answer: {0}. Call us if it has to be changed.").format(_(link.answer)),
		}
	heading, text = TOLD[state]()
	return {"heading": heading, "text": text}


TOLD = {
	links.UNKNOWN: lambda: (
		_("This link can't be read"),
		_("A part of it may be missing. Open it again from our message, or call us and answer by phone."),
	),
	links.ANSWERED: lambda: (
		_("We already have your answer"),
		_("It has been given in another way, for instance by phone. Call us if it has to be changed."),
	),
	links.EXPIRED: lambda: (
		_("The time to answer is over"),
		_("The place is no longer kept. If you are still interested, call us; there may be another way."),
	),
	links.WITHDRAWN: lambda: (
		_("The offer has been taken back"),
		_("You don't need to answer. Call us if you have questions."),
	),
	links.DECLINED: lambda: (
		_("The offer has ended"),
		_("It came to nothing this time, and the place is free again. You don't need to answer."),
	),
	links.OVER: lambda: (
		_("There is nothing left to answer"),
		_("Things have moved on since we wrote. Call us if you have questions."),
	),
	links.REPLACED: lambda: (
		_("There is a newer link"),
		_("You have got another link since this one. Use that, or call us."),
	),
}
