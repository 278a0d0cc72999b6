"""Messages on a landlord's pages: what has been written about a home or a stay, and writing more."""

import frappe
from frappe import _

from oppna_ditt_hem import messages
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.portal import kept, limits, page, words
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.texts import harmless

AN_HOUR = 10
SENT_BACK = messages.LONGEST + 500
"""Characters of a message that could not be kept which are shown again; nobody is sent ten megabytes back."""


def shown(doctype: str, names: list[str]) -> dict[str, list[dict]]:
	"""The messages of the landlord's own cases, by name; whoever is shown them has read them from then on."""
	found = messages.threads(doctype, names, page.landlord()) if names else {}
	new = [row.name for rows in found.values() for row in rows if row.unread]
	if new:
		messages.mark_read(new)
		# The platform keeps nothing of a GET otherwise.
		frappe.local.flags.commit = True
	for rows in found.values():
		for row in rows:
			row.when = words.moment(row.creation)
	return found


def typed(name: str) -> str:
	"""What has been typed about a case and could not be kept, to stand in the form again."""
	form = kept.unsaved()
	if name not in (form.get("nr"), form.get("hem")):
		return ""
	return str(form.get("message") or "")[:SENT_BACK]


def field_of(name: str) -> str:
	"""What the field for a message about a case is called on the page, where there may be many."""
	return f"message-{name}"


def asks(names: list[str]) -> dict[str, str]:
	return {field_of(name): _("Your message to the officer") for name in names}


def write(doc, form: dict) -> None:
	"""A message to the officer: kept on the case, with a task so that somebody answers it.

	Args:
		doc: one of the landlord's own.
	"""
	text = harmless(str(form.get("message") or "").strip())
	if not text or len(text) > messages.LONGEST:
		fault = _("Write something, at most {0} characters.").format(messages.LONGEST)
		raise page.WrongField(field_of(doc.name), fault)
	send(doc, text)


def send(doc, text: str) -> None:
	"""Keep a message that is short enough; one that was sent a moment ago is the same form, sent twice."""
	user = frappe.session.user
	frappe.db.get_value("Landlord", page.landlord(), "name", for_update=True)
	if messages.is_repeated(doc, user, text):
		return
	if not limits.within("message", user, AN_HOUR):
		refuse(_("That was too many times. Wait an hour, or call us."))
	with as_system("Portal"):
		messages.receive(doc, user, text)
