"""A landlord's homes: where each stands in words, what happens next, who has the ball, and what one may do."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import confirmations, offers
from oppna_ditt_hem.permissions.portal_users import portal_landlord
from oppna_ditt_hem.portal import kept, page, words, writing
from oppna_ditt_hem.portal.plain import harmless
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.stage_log import by_way_of
from oppna_ditt_hem.stages import move_to_stage

YOURS, OURS, NOBODYS = "you", "us", ""
FIELDS = (
	"name", "title", "kind", "stage", "stage_since", "availability", "address_line", "locality", "part_of", "rent",
	"return_reason", "return_message", "reject_reason", "close_reason", "paused_until", "last_confirmed_on",
	"house_rules", "other_information",
)  # fmt: skip
LIVE = ("Offered", "Accepted", "Meeting", "Contract", "Moved In", "Notice Given")
# What a landlord may still change themselves once the offer has been sent in; the rest goes through the office.
STILL_OPEN = ("house_rules", "other_information")
SENT = ("Submitted", "Inspection", "Approved", "Paused")


def build() -> dict:
	rows = frappe.get_list("Listing", fields=list(FIELDS), order_by="creation desc", limit=0)
	live = frappe.get_list(
		"Placement",
		{"stage": ["in", LIVE]},
		[
			"name",
			"listing",
			"stage",
			"household_alias",
			"offer_deadline",
			"landlord_answer",
			"from_date",
			"meeting_at",
		],
		order_by="creation",
		limit=0,
	)
	written = writing.shown("Listing", [row.name for row in rows])
	homes = [card(row, [stay for stay in live if stay.listing == row.name]) for row in rows]
	return {
		"homes": [home | {"messages": written[home["row"].name]} for home in homes],
		"typed": writing.typed,
		"open_texts": open_texts,
		"reasons": [(name, _(name)) for name in offers.reasons("Landlord", confirmations.APPLIES_TO)],
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


def open_texts(row) -> dict[str, str]:
	"""What stands in the form of the texts that may still be changed: what is saved, or what came too late to be."""
	late = kept.recalled()
	if late.get("hem") != row.name or not any(field in late for field in STILL_OPEN):
		late = row
	return {field: late.get(field) or "" for field in STILL_OPEN}


def card(row, live: list) -> dict:
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
		"may": may(row, live),
		"proposals": [proposal(stay) for stay in live],
		"open_fields": row.stage in SENT,
	}


def proposal(stay) -> dict:
	waiting = stay.stage == "Offered" and not stay.landlord_answer
	said = {
		"Offered": _("You have said yes. We wait for the household."),
		"Accepted": _("Both have said yes. We call you to arrange a meeting."),
		"Meeting": _("You meet on {0}.").format(words.moment(stay.meeting_at)),
		"Contract": _("The agreement is being signed."),
		"Moved In": _("Lives there since {0}.").format(words.day(stay.from_date)),
		"Notice Given": _("Notice has been given."),
	}[stay.stage]
	if waiting:
		said = _("Answer by {0}.").format(words.moment(stay.offer_deadline))
	return {"name": stay.name, "alias": stay.household_alias, "waiting": waiting, "said": said}


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


def may(row, live: list) -> dict[str, bool]:
	held = bool(live)
	return {
		"edit": row.stage in ("Draft", "Returned"),
		"confirm": row.stage == "Approved" and row.availability in ("Free", "Needs Confirmation"),
		"pause": row.stage == "Approved" and not held and row.availability not in ("Reserved", "Let"),
		"resume": row.stage == "Paused",
		"withdraw": row.stage in ("Draft", "Submitted", "Returned", "Approved", "Paused") and not held,
		"room": row.stage not in ("Draft", "Rejected"),
	}


# --- what a landlord does


def act(form: dict) -> None:
	name, do = form.get("hem"), form.get("do")
	page.own("Listing", name)
	if do not in DEEDS:
		raise page.Missing
	holding.lock(name, None)
	with by_way_of("Portal"):
		done = DEEDS[do](frappe.get_doc("Listing", name, for_update=True), form)
	page.go(f"{page.HOMES}?klart={done}#{name}")


def confirm(listing, form: dict) -> str:
	"""The workflow keeps an approved home closed to its landlord, so the program notes the day for them."""
	refuse_unless(listing.stage == "Approved")
	with as_system("Portal"):
		confirmations.confirm(listing.name)
	return "bekraftad"


def pause(listing, form: dict) -> str:
	if listing.stage != "Paused":
		move_to_stage(listing, "Paused")
	return "pausad"


def resume(listing, form: dict) -> str:
	if listing.stage != "Approved":
		move_to_stage(listing, "Approved")
	return "aterupptagen"


def withdraw(listing, form: dict) -> str:
	if listing.stage == "Closed":
		return "avslutad"
	reason = form.get("reason")
	if reason:
		if reason not in offers.reasons("Landlord", confirmations.APPLIES_TO):
			refuse(_("Choose one of the answers."))
		listing.close_reason = reason
		save_for_landlord(listing)
	move_to_stage(frappe.get_doc("Listing", listing.name), "Closed")
	return "avslutad"


def change(listing, form: dict) -> str:
	"""The few texts that a landlord may change after sending the offer in."""
	refuse_unless(listing.stage in SENT)
	for field in STILL_OPEN:
		text = str(form.get(field) or "")
		if len(text) > 2000:
			refuse(_("Write at most {0} characters.").format(2000))
		listing.set(field, harmless(text.strip()))
	save_for_landlord(listing)
	return "andrad"


def write(listing, form: dict) -> str:
	writing.write(listing, form)
	return "skickat"


def save_for_landlord(listing) -> None:
	"""Past the edit lock of the state, which is for whole forms; the person's rights hold all the same."""
	if listing.landlord != portal_landlord(frappe.session.user):
		raise page.Missing
	# What code alone writes is as it was read, for nothing but the named fields has been set.
	listing.flags.written_by_code = True
	listing.save()


def refuse_unless(possible: bool) -> None:
	if not possible:
		refuse(_("That is not possible now. Something has changed; look at the page again."))


DEEDS = {
	"confirm": confirm,
	"pause": pause,
	"resume": resume,
	"withdraw": withdraw,
	"change": change,
	"write": write,
}
