"""One household and one home: the question to the landlord, and the stay that comes of a yes."""

from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem import contact, ending, holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import api, links, offers, taking_back
from oppna_ditt_hem.permissions.files import PAPERS as SCANS
from oppna_ditt_hem.portal import giving_notice, household, page, words, writing
from oppna_ditt_hem.portal.offering import reading
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.retrying import until_undisturbed

PATH = "/forslag"
AGREED = contact.ADDRESS_STAGES
BEFORE_MEETING = ("Offered", "Accepted")
LIVED_IN = ("Moved In", "Notice Given")
PAPERS = ("Tenancy agreement", "Inventory list")


def build() -> dict:
	stay = page.own("Placement", frappe.form_dict.get("nr"))
	home = frappe.db.get_value(
		"Listing", stay.listing, ["title", "address_line", "postal_code"], as_dict=True
	)
	waiting = stay.stage == "Offered" and not stay.landlord_answer and not links.is_past(stay.offer_deadline)
	return {
		"stay": stay.name,
		"home": home.title,
		"address": ", ".join(part for part in (home.address_line, home.postal_code) if part),
		"waiting": waiting,
		"state": state(stay, waiting),
		"facts": household.for_landlord(stay) if stay.stage in contact.UNTIL_ADDRESS + AGREED else {},
		"known": contact.released(stay, contact.LANDLORD),
		"from_date": words.day(stay.from_date),
		"to_date": words.day(stay.to_date),
		"deadline": words.moment(stay.offer_deadline) if waiting else "",
		"reasons": offers.in_own_words("Landlord") if waiting else [],
		"take_back": taking_back.reasons() if taking_back.is_open(stay) else [],
		"signed": taking_back.is_signed(stay),
		**giving_notice.view(stay),
		"meeting": meeting(stay),
		"before_meeting": stay.stage in BEFORE_MEETING,
		"papers": papers(stay),
		"keys_on": words.day(stay.keys_on) if stay.stage in LIVED_IN else "",
		"lived_in": stay.stage in LIVED_IN,
		"told_moved_out": words.day(stay.moved_out_day) if stay.moved_out_told_by == "Landlord" else "",
		"day": str(frappe.form_dict.get("day", stay.moved_out_day or nowdate()))[:10],
		"asks": {"day": _("On which day?"), **giving_notice.asks(), **writing.asks([stay.name])},
		"checks": checks(stay),
		"answers": [(name, _(name)) for name in ANSWERS],
		"messages": writing.shown("Placement", [stay.name])[stay.name],
		"writing": writing.typed(stay.name),
		"told": TOLD.get(frappe.form_dict.get("klart") or "", str)(),
	}


TOLD = {
	"svarat": lambda: _("Your answer is saved. Thank you for telling us."),
	"skickat": lambda: _("Your message has come in. You read the answer here."),
	"atertaget": lambda: _(
		"You have taken back your yes. We tell the household, and your home is free again."
	),
	"utflyttat": lambda: _("Thank you. We find out and get in touch."),
	"uppfoljt": lambda: _("Thank you for telling us how it goes."),
}


def state(stay, waiting: bool) -> str:
	if waiting:
		return _("You bind yourself to nothing yet. If both say yes, we arrange a meeting.")
	if stay.stage == "Offered":
		return (
			_("You have answered. We wait for the household.")
			if stay.landlord_answer
			else _("The time to answer is over.")
		)
	if stay.stage == "Contract":
		return of_contract(stay)
	return words.of_notice(stay) if stay.stage == "Notice Given" else STATES[stay.stage]()


def of_contract(stay) -> str:
	if taking_back.is_signed(stay):
		return _("The agreement is signed.")
	if meeting(stay):
		return _("You are going to meet, and the agreement is drawn up. Read it through before you sign.")
	return _("You have met, and the agreement is drawn up. Read it through before you sign.")


STATES = {
	"Accepted": lambda: _("Both have said yes. We call you to arrange a meeting."),
	"Meeting": lambda: _("You are going to meet."),
	"Moved In": lambda: _("The household lives there."),
	"Ended": lambda: _("The tenancy has ended."),
	"Declined": lambda: _("It came to nothing this time."),
	"Expired": lambda: _("The time to answer is over, and it came to nothing this time."),
	"Withdrawn": lambda: _("The offer has been taken back."),
	"No Show": lambda: _("It came to nothing this time."),
	"Broken Down": lambda: _("The tenancy has ended."),
}


def meeting(stay) -> dict:
	"""What the landlord needs to get there; a meeting that has been held is no longer of use to anybody."""
	lies_ahead = stay.stage == "Meeting" or (stay.stage == "Contract" and not links.is_past(stay.meeting_at))
	if not stay.meeting_at or not lies_ahead:
		return {}
	return {
		"at": words.moment(stay.meeting_at),
		"place": stay.meeting_place,
		"interpreter": stay.interpreter == "Booked",
	}


def papers(stay) -> list[tuple[str, str]]:
	"""Names and addresses of what there is to read: what is printed from the case, and what has been scanned in."""
	return printed(stay) + scanned(stay)


def printed(stay) -> list[tuple[str, str]]:
	if stay.stage not in AGREED or not stay.law_regime:
		return []
	base = f"/api/method/frappe.utils.print_format.download_pdf?doctype=Placement&name={stay.name}&no_letterhead=1&_lang=sv"
	return [(f"{_(name)} (PDF)", f"{base}&format={quote(name)}") for name in PAPERS]


def scanned(stay) -> list[tuple[str, str]]:
	"""What somebody has signed or been given stays theirs, also when the stay is over (see `permissions.files`)."""
	if stay.stage not in contact.PAPER_STAGES:
		return []
	labels = {field: _(stay.meta.get_label(field)) for field in SCANS}
	return [(labels[field], stay.get(field)) for field in SCANS if stay.get(field)]


def checks(stay) -> list[dict]:
	"""Follow-ups that are due and that the landlord has not answered."""
	if stay.stage not in LIVED_IN:
		return []
	rows = frappe.get_all(
		"Placement Check",
		{"parent": stay.name},
		["name", "day", "due_on", "landlord_answer"],
		order_by="due_on",
	)
	return [{"name": row.name, "day": row.day} for row in rows if is_asked(row)]


def is_asked(check) -> bool:
	return not check.landlord_answer and getdate(check.due_on) <= getdate(nowdate())


# --- what a landlord does


def act(form: dict) -> None:
	stay = page.own("Placement", form.get("nr"))
	if form.get("do") not in DEEDS:
		raise page.Missing
	done = DEEDS[form.get("do")](stay, form)
	page.go(f"{PATH}?nr={stay.name}&klart={done}")


def say_yes(stay, form: dict) -> str:
	return answer(stay, "Yes", None)


def say_no(stay, form: dict) -> str:
	return answer(stay, "No", form.get("reason"))


def answer(stay, said: str, reason: str | None) -> str:
	"""The same answer a second time changes nothing and is no error: people press twice."""
	if stay.landlord_answer != said:
		api.answer_offer(stay.name, said, reason)
	return "svarat"


def take_back(stay, form: dict) -> str:
	"""A second time changes nothing and is no error."""
	if not (stay.stage == "Withdrawn" and stay.declined_by == "Landlord"):
		taking_back.take_back(stay.name, form.get("reason"))
	return "atertaget"


def write(stay, form: dict) -> str:
	writing.write(stay, form)
	return "skickat"


def moved_out(stay, form: dict) -> str:
	day, fault = reading.day(str(form.get("day") or ""))
	if fault := fault or ("" if day else _("This has to be filled in.")):
		raise page.WrongField("day", fault)
	try:
		ending.tell_moved_out(stay.name, str(day))
	except ending.UntimelyDayError as untimely:
		fault = _("The day must lie between the day of moving in and today.")
		raise page.WrongField("day", fault) from untimely
	return "utflyttat"


def give_notice(stay, form: dict) -> str:
	giving_notice.tell(stay, form)
	return "skickat"


def how_it_goes(stay, form: dict) -> str:
	"""The landlord's own answer at a check; what the household says is never shown to them."""
	until_undisturbed(lambda: note_answer(stay, form.get("check"), form.get("answer")))
	return "uppfoljt"


def note_answer(stay, check: str | None, said: str | None) -> None:
	holding.lock(stay.listing, stay.applicant)
	doc = frappe.get_doc("Placement", stay.name, for_update=True)
	row = next((row for row in doc.checks if row.name == check), None)
	if row and said and row.landlord_answer == said:
		# Pressed twice.
		return
	if doc.stage not in LIVED_IN or not row or not is_asked(row) or said not in ANSWERS:
		refuse(_("Choose one of the answers."))
	with as_system("Portal"):
		row.landlord_answer = said
		doc.save()


ANSWERS = ("Good", "Fair", "Bad")
DEEDS = {
	"yes": say_yes,
	"no": say_no,
	"take-back": take_back,
	"write": write,
	"moved-out": moved_out,
	"notice": give_notice,
	"check": how_it_goes,
}
