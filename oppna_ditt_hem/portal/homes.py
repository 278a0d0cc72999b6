"""A landlord's homes: where each stands in words, what happens next, who has the ball, and what one may do."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.answering import confirmations, offers, taking_back
from oppna_ditt_hem.economy.household import ROOM
from oppna_ditt_hem.portal import kept, words, writing
from oppna_ditt_hem.portal.offering import sending, steps

YOURS, OURS, NOBODYS = "you", "us", ""
FIELDS = (
	"name", "title", "kind", "stage", "stage_since", "availability", "address_line", "locality", "part_of", "rent", "available_to",
	"return_reason", "return_message", "reject_reason", "close_reason", "paused_until", "last_confirmed_on",
	"house_rules", "other_information",
)  # fmt: skip
OF_STAY = (
	"name", "listing", "stage", "household_alias", "offer_deadline", "landlord_answer", "from_date", "meeting_at",
	"earliest_end", "ended_on", *taking_back.SIGNED,
)  # fmt: skip
LIVE = holding.HOLDING_STAGES
PAST = ("Ended", "Broken Down")
# What a landlord may still change themselves once the offer has been sent in; the rest goes through the office.
STILL_OPEN = tuple(field for field in steps.SUITS.fields if field.kind == steps.LONG)
SENT = ("Submitted", "Inspection", "Approved", "Paused")


def build() -> dict:
	rows = frappe.get_list("Listing", fields=list(FIELDS), order_by="creation desc", limit=0)
	stays = frappe.get_list(
		"Placement", {"stage": ["in", LIVE + PAST]}, list(OF_STAY), order_by="creation", limit=0
	)
	names = [row.name for row in rows]
	written, held = writing.shown("Listing", names), holds_on(names)
	titles = {row.name: row.title for row in rows}
	homes = [card(row, [stay for stay in stays if stay.listing == row.name], held[row.name]) for row in rows]
	return {
		"homes": [home | {"messages": written[home["row"].name]} for home in homes],
		"titles": titles,
		"typed": writing.typed,
		"asks": writing.asks(names) | asks(names),
		"open_texts": open_texts,
		"offered": sending.offered,
		"reasons": offers.in_own_words("Landlord", confirmations.APPLIES_TO),
		"told": TOLD.get(frappe.form_dict.get("klart") or "", str)(),
		"once": frappe.generate_hash(length=16),
	}


TOLD = {
	"skickad": lambda: _("Thank you! Your offer has come in."),
	"sparad": lambda: _("Saved. You can go on whenever you like, also on another device."),
	"bekraftad": lambda: _("Thank you. Your home stays among those that we offer."),
	"pausad": lambda: _("The home is paused. Nobody is suggested for it until you take it up again."),
	"aterupptagen": lambda: _("The home is offered again."),
	"avslutad": lambda: _("The offer is withdrawn."),
	"andrad": lambda: _("The change is saved."),
	"svarat": lambda: _("Your answer is saved."),
	"skickat": lambda: _("Your message has come in. You read the answer here."),
}


def asks(names: list[str]) -> dict[str, str]:
	return {field_of(name, field.name): _(field.ask) for name in names for field in STILL_OPEN}


def field_of(name: str, fieldname: str) -> str:
	"""What the field of a home is called on the page, where there may be many homes."""
	return f"{name}-{fieldname}"


def open_texts(row) -> dict:
	"""The form of the texts that may still be changed: what is saved, or what was typed and could not be.

	Returns `typed`, whether it is the latter, and `fields`: name, question and text of each.
	"""
	sent = kept.unsaved()
	typed = sent.get("hem") == row.name and any(field.name in sent for field in STILL_OPEN)
	texts = {name: str(text)[: kept.LONGEST] for name, text in sent.items()} if typed else row
	return {
		"typed": typed,
		"fields": [(one.name, _(one.ask), texts.get(one.name) or "") for one in STILL_OPEN],
	}


def holds_on(names: list[str], locked: bool = False) -> dict[str, list[str]]:
	"""Stages of those that hold each home, also of a household that the landlord is told nothing of.

	Args:
		locked: as they are now; the caller has locked the home.
	"""
	found: dict[str, list[str]] = {name: [] for name in names}
	for hold in holding.read_holds("listing", names, locked):
		found[hold.listing].append(hold.stage)
	return found


def card(row, stays: list, held: list[str]) -> dict:
	live = [stay for stay in stays if stay.stage in LIVE]
	state, following, ball = STANDING[row.stage](row)
	if row.availability in ("Reserved", "Let") and not live:
		following = _("We call you about it.")
	offered = next((stay for stay in live if stay.stage == "Offered" and not stay.landlord_answer), None)
	if offered:
		ball, following = YOURS, _("There is a household for you to answer about.")
	return {
		"row": row,
		"state": state,
		"next": following,
		"ball": ball,
		"may": may(row, held),
		"barred": barred(row, held, len(live)),
		"proposals": [proposal(stay) for stay in live],
		"past": [ended(stay) for stay in stays if stay.stage in PAST],
	}


def proposal(stay) -> dict:
	waiting = stay.stage == "Offered" and not stay.landlord_answer
	said = {
		"Offered": _("You have said yes. We wait for the household."),
		"Accepted": _("Both have said yes. We call you to arrange a meeting."),
		"Meeting": _("You meet on {0}.").format(words.moment(stay.meeting_at)),
		"Contract": _("The agreement is signed.")
		if taking_back.is_signed(stay)
		else _("The agreement is being signed."),
		"Moved In": _("Lives there since {0}.").format(words.day(stay.from_date)),
		"Notice Given": words.of_notice(stay),
	}[stay.stage]
	if waiting:
		said = _("Answer by {0}.").format(words.moment(stay.offer_deadline))
	return {"name": stay.name, "alias": stay.household_alias, "waiting": waiting, "said": said}


def ended(stay) -> dict:
	"""A stay that is over: its page still has the papers and what was written."""
	said = _("From {0} to {1}.").format(words.day(stay.from_date), words.day(stay.ended_on))
	return {"name": stay.name, "alias": stay.household_alias, "said": said}


# --- what each stage means to a landlord: where it stands, what happens next, who has the ball


def draft(row) -> tuple[str, str, str]:
	return _("Not sent in yet"), _("Fill in what is left and send it in."), YOURS


def submitted(row) -> tuple[str, str, str]:
	return _("We are looking through your offer"), _("You get an answer by {0}.").format(answer_by(row)), OURS


def back(row) -> tuple[str, str, str]:
	return _("Something has to be changed"), _("Change it and send the offer in again."), YOURS


def inspection(row) -> tuple[str, str, str]:
	return _("We want to see the home"), _("We call you to arrange a time."), OURS


def approved(row) -> tuple[str, str, str]:
	if (
		row.available_to
		and getdate(row.available_to) < getdate(nowdate())
		and row.availability == "Not Available"
	):
		past = _("The last day that you gave, {0}, has passed. Call us if the home is free for longer.")
		return _("Not offered just now"), past.format(words.day(row.available_to)), YOURS
	return APPROVED.get(row.availability, APPROVED["Not Available"])()


APPROVED = {
	"Free": lambda: (_("Approved and free"), _("We look for a household that fits, and write to you."), OURS),
	"Partly Free": lambda: (_("Approved, partly let"), _("We look for one more household that fits."), OURS),
	"Needs Confirmation": lambda: (
		_("Is it still free?"),
		_("Tell us, so that we go on offering it."),
		YOURS,
	),
	"Reserved": lambda: (_("Kept for a household"), _("See the household below."), OURS),
	"Let": lambda: (_("Let"), _("Call us if anything is the matter."), NOBODYS),
	"Not Available": lambda: (_("Not offered just now"), _("Call us if you wonder why."), OURS),
}


def paused(row) -> tuple[str, str, str]:
	return _("Paused"), _("Nobody is suggested for it until you take it up again."), YOURS


def rejected(row) -> tuple[str, str, str]:
	return _("We can't broker this home"), _(row.reject_reason or ""), NOBODYS


def closed(row) -> tuple[str, str, str]:
	return _("Withdrawn"), _("Offer it anew whenever you like."), NOBODYS


STANDING = {
	"Draft": draft,
	"Submitted": submitted,
	"Returned": back,
	"Inspection": inspection,
	"Approved": approved,
	"Paused": paused,
	"Rejected": rejected,
	"Closed": closed,
}


def answer_by(row) -> str:
	"""The last day by which the office answers: its own limit for the stage."""
	of_stage = {"parenttype": "Housing Settings", "document_type": "Listing", "stage": row.stage}
	days = cint(frappe.db.get_value("Stage Limit", of_stage, "days")) or 5
	return words.day(max(str(add_days(row.stage_since, days))[:10], nowdate()))


def may(row, held: list[str]) -> dict[str, bool]:
	"""What a landlord may do with a home: what the page offers, and what is taken when it is sent.

	Args:
		held: stages of those that hold it.
	"""
	whole = row.availability not in ("Reserved", "Let")
	return {
		"edit": row.stage in ("Draft", "Returned"),
		"confirm": row.stage == "Approved" and row.availability in ("Free", "Needs Confirmation"),
		"pause": row.stage == "Approved" and not held and whole,
		"resume": row.stage == "Paused",
		"withdraw": row.stage not in ("Rejected", "Closed") and not held,
		"change": row.stage in SENT,
		"write": True,
		"room": row.stage not in ("Draft", "Rejected", "Closed") and not is_let_whole(row),
		"again": row.stage == "Closed",
	}


def is_let_whole(row) -> bool:
	"""Whether somebody lives in the whole home, so that no room of it is free."""
	return row.availability == "Let" and row.kind != ROOM and not row.part_of


def barred(row, held: list[str], seen: int) -> str:
	"""Why a home can be neither paused nor withdrawn while it is held, and what would do; empty where it isn't.

	Args:
		held: stages of those that hold it.
		seen: how many of them the landlord knows of.
	"""
	if not held:
		return ""
	if seen < len(held):
		return _("The offer can't be paused or withdrawn just now. Call us, and we help you.")
	if set(held) & set(holding.CURRENT_HOME_STAGES):
		return _(
			"Somebody lives here, so the offer can't be paused or withdrawn. On the household's page stands how the tenancy ends."
		)
	return _(
		"The home is kept for a household, so the offer can't be paused or withdrawn. Open the household's page: say no there, or take your yes back, as long as the agreement isn't signed."
	)
