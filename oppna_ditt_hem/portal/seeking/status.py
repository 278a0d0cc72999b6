"""The private page that tells a household how its case goes: in words, and nothing of anybody else."""

from collections.abc import Callable

import frappe
from frappe import _

from oppna_ditt_hem.answering import links, status_links
from oppna_ditt_hem.holding import CURRENT_HOME_STAGES, LIVE_OFFER_STAGES
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import limits
from oppna_ditt_hem.refusals import refuse

OPENED_AN_HOUR = 120

Said = Callable[[], tuple[str, str]]
RECEIVED, LOOKED_AT, SEEKING, OFFERED, HOUSED, PAUSED, CLOSED = (
	"received",
	"looked-at",
	"seeking",
	"offered",
	"housed",
	"paused",
	"closed",
)
BY_STAGE = {
	"New": RECEIVED,
	"Assessment": LOOKED_AT,
	"Ready": LOOKED_AT,
	"Seeking": SEEKING,
	"Dormant": PAUSED,
	"Closed": CLOSED,
}
TOLD: dict[str, Said] = {
	RECEIVED: lambda: (
		_("We have got your application"),
		_("We read it and call you, or whoever helps you. It may take some days."),
	),
	LOOKED_AT: lambda: (
		_("We are looking at your application"),
		_("We may need to ask you about more. Then we begin to look for a home."),
	),
	SEEKING: lambda: (
		_("We are looking for a home for you"),
		_("When we have found one that fits, we call you. You can say yes or no."),
	),
	OFFERED: lambda: (
		_("There is a home for you to think about"),
		_("We have told you about it, or will soon. Answer in time, or call us if you have questions."),
	),
	HOUSED: lambda: (_("You have a home"), _("We ask how it goes. Call us if something is wrong.")),
	PAUSED: lambda: (_("The search is paused"), _("Call us when you want us to go on.")),
	CLOSED: lambda: (_("The case is closed"), _("Call us if you need a home again.")),
}
ORDER = (RECEIVED, LOOKED_AT, SEEKING, OFFERED, HOUSED)
"""What most cases pass, in that order."""
STEPS = {
	RECEIVED: N_("Received"),
	LOOKED_AT: N_("We look at it"),
	SEEKING: N_("We look for a home"),
	OFFERED: N_("You get an offer"),
	HOUSED: N_("You move in"),
}


def build() -> dict:
	"""Opening the page shows nothing: what opens it comes with a form, so that no log or scanner has it."""
	return {"view": "start", "token": ""}


def act(form: dict) -> dict:
	"""How the case of a link goes, or that it has been withdrawn.

	Raises:
		StageRuleError: somebody opens links more often than a person would.
	"""
	if not limits.within("status-opened", frappe.local.request_ip or "", OPENED_AN_HOUR):
		refuse(_("That was too many times. Wait an hour, or call us."))
	token = links.typed(str(form.get("token") or ""))
	link = status_links.find(token)
	if links.state(link) != links.OPEN:
		return {"instead": True, "view": "lost", "token": ""}
	withdrawn = form.get("do") == "withdraw"
	if withdrawn:
		status_links.withdraw_application(link.applicant)
	return {"instead": True, "view": "status", "token": token, "withdrawn": withdrawn, **told(link.applicant)}


def told(applicant: str) -> dict:
	state = state_of(applicant)
	heading, text = TOLD[state]()
	return {
		"heading": heading,
		"text": text,
		"way": way(state),
		"may_withdraw": state not in (HOUSED, CLOSED),
	}


def state_of(applicant: str) -> str:
	stages = frappe.get_all("Placement", {"applicant": applicant}, pluck="stage", order_by="creation")
	if set(stages) & set(CURRENT_HOME_STAGES):
		return HOUSED
	stage = frappe.db.get_value("Applicant", applicant, "stage")
	return OFFERED if set(stages) & set(LIVE_OFFER_STAGES) and stage != "Closed" else BY_STAGE[stage]


def way(state: str) -> list[dict]:
	"""The steps that a case passes, and which it has reached; none for one that is paused or closed."""
	if state not in ORDER:
		return []
	reached = ORDER.index(state)
	return [
		{"text": _(STEPS[step]), "done": place < reached, "now": place == reached}
		for place, step in enumerate(ORDER)
	]
