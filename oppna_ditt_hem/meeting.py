"""The meeting of the two sides: the officer's calendar, and an invitation with no more than its stage releases (invariant 4)."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import frappe
from frappe import _
from frappe.utils import get_datetime, get_system_timezone
from icalendar import Calendar, Event

from oppna_ditt_hem.answering import letters
from oppna_ditt_hem.contact import HOUSEHOLD, LANDLORD, PHONE_STAGES
from oppna_ditt_hem.refusals import refuse

LENGTH = timedelta(hours=1)
"""How long a meeting is taken to last; nobody is asked for it."""


@frappe.whitelist()
def get_events(start: str, end: str, filters: str | list | None = None) -> list[dict]:
	"""The meetings of a span of days, for the platform's calendar of placements, as far as the user may list them.

	Args:
		start, end: ISO days.
		filters: those of the list.
	"""
	given = frappe.parse_json(filters) or []
	span = [["Placement", "meeting_at", "between", [start, end]]]
	fields = ["name", "title", "stage", "meeting_at", "meeting_place"]
	rows = frappe.get_list(
		"Placement", filters=[*given, *span], fields=fields, order_by="meeting_at", limit=0
	)
	for row in rows:
		row.meeting_until = row.meeting_at + LENGTH
	return rows


@frappe.whitelist()
def download_invitation(placement: str) -> None:
	"""The meeting as an .ics file, to whoever may read the placement once the meeting is set.

	Raises:
		frappe.PermissionError: the placement isn't theirs.
		StageRuleError: no meeting is set.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	refuse_unset(doc)
	frappe.response.filename = f"{doc.name}.ics"
	frappe.response.filecontent = invitation(doc, frappe.local.lang)
	frappe.response.type = "download"


@frappe.whitelist(methods=["POST"])
def send_invitations(placement: str) -> dict[str, list[str]]:
	"""Send the invitation by e-mail to both sides, each in a letter of its own.

	Returns {"sent": sides, "not_sent": sides}: a side without an e-mail address is told by the officer, and so is a
	protected household, which nothing is sent to.

	Raises:
		frappe.PermissionError: the user may not change the placement.
		StageRuleError: no meeting is set, or the site sends no e-mail.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("write")
	refuse_unset(doc)
	if not letters.has_account():
		refuse(
			_(
				"This site sends no e-mail yet. Download the invitation, or ask the administrator for an {0}."
			).format(frappe.bold(_("Email Account")))
		)
	sent, not_sent = [], []
	for side, (address, language) in addresses(doc).items():
		if address:
			send(doc, address, language)
		(sent if address else not_sent).append(side)
	return {"sent": sent, "not_sent": not_sent}


def refuse_unset(doc) -> None:
	if doc.stage not in PHONE_STAGES or not doc.meeting_at:
		refuse(
			_("No meeting is set for {0}. Fill in {1} and book the meeting first.").format(
				frappe.bold(doc.name), frappe.bold(_("Meeting at"))
			)
		)


def addresses(doc) -> dict[str, tuple[str | None, str]]:
	"""E-mail address and language of each side; no address for a protected household."""
	landlord = frappe.db.get_value("Landlord", doc.landlord, ("email", "preferred_language"))
	fields = ("email", "preferred_language", "protected_identity")
	address, language, hidden = frappe.db.get_value("Applicant", doc.applicant, fields)
	return {LANDLORD: landlord, HOUSEHOLD: (None if hidden else address, language)}


def send(doc, address: str, language: str | None) -> None:
	# The app speaks Swedish and English.
	language = "sv" if language in (None, "", "sv") else "en"
	frappe.sendmail(
		recipients=[address],
		subject=heading(doc, language),
		message=_(
			"You are invited to a meeting about a home. The attached file puts it in your calendar.", language
		),
		attachments=[{"fname": f"{doc.name}.ics", "fcontent": invitation(doc, language)}],
		reference_doctype="Placement",
		reference_name=doc.name,
	)


def heading(doc, language: str) -> str:
	return _("Meeting about a home in {0}", language).format(doc.locality)


def invitation(doc, language: str) -> bytes:
	"""The meeting in iCalendar form (RFC 5545), its times in UTC so that every calendar shows the right hour.

	It names the locality, the place to meet, the interpreter's language and the office, and nobody else.
	"""
	event = Event()
	event.add("uid", f"{doc.name}@{frappe.local.site}")
	event.add("dtstamp", in_utc(doc.modified))
	# A changed meeting replaces the earlier one in the calendars that have it.
	event.add("sequence", int(in_utc(doc.modified).timestamp()) - int(in_utc(doc.creation).timestamp()))
	event.add("dtstart", in_utc(doc.meeting_at))
	event.add("dtend", in_utc(doc.meeting_at) + LENGTH)
	event.add("summary", heading(doc, language))
	event.add("location", doc.meeting_place)
	event.add("description", "\n".join(details(doc, language)))
	calendar = Calendar()
	calendar.add("prodid", "-//Oppna ditt hem//SV")
	calendar.add("version", "2.0")
	calendar.add("method", "PUBLISH")
	calendar.add_component(event)
	return calendar.to_ical()


def details(doc, language: str) -> list[str]:
	settings = frappe.get_cached_doc("Housing Settings")
	office = ", ".join(text for text in (settings.contact_name, settings.contact_phone) if text)
	lines = [_("Interpreter: {0}", language).format(interpreter(doc, language))]
	return lines + ([_("Questions: {0}", language).format(office)] if office else [])


def interpreter(doc, language: str) -> str:
	if doc.interpreter != "Booked":
		return _("Not needed", language)
	return _(frappe.db.get_value("Language", doc.interpreter_language, "language_name") or "Booked", language)


def in_utc(moment) -> datetime:
	"""A stored time, which is the site's own, in UTC."""
	local = get_datetime(moment).replace(tzinfo=ZoneInfo(get_system_timezone()))
	return local.astimezone(timezone.utc)
