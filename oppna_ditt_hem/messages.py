"""Messages between a landlord and the office: the platform's Communications on a home or a placement.

An officer reads and answers on the case, by the form's button or by the platform's own e-mail; the landlord on their
pages. A landlord sees what they wrote themselves and what was addressed to them; a comment is the office's own and never
shown. The letter that tells of a message says nothing of what it says: who opens it has logged in.
"""

from email.utils import getaddresses
from urllib.parse import quote

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, get_url, now_datetime

from oppna_ditt_hem import todos
from oppna_ditt_hem.answering import letters
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.permissions.placement import TO_LANDLORD
from oppna_ditt_hem.refusals import ContactNotReleasedError, refuse
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.texts import as_content, plain

ON = ("Listing", "Placement")
LONGEST = 2000
"""Characters of one message."""
A_MOMENT = 10
"""Minutes within which the same message once more is the same form, sent twice."""
LETTER = "Message to the landlord"
HAS_WRITTEN = N_("The landlord has written. Read it on the case, and answer.")
FROM_LANDLORD, TO_THE_LANDLORD = N_("From the landlord"), N_("To the landlord")
FIELDS = (
	"name", "creation", "sender", "sender_full_name", "recipients", "cc", "content", "sent_or_received",
	"reference_doctype", "reference_name",
)  # fmt: skip


# --- what a landlord sees


def threads(doctype: str, names: list[str], landlord: str) -> dict[str, list[frappe._dict]]:
	"""The messages of cases that are the landlord's, oldest first; the caller has checked that the cases are theirs.

	Returns for each name its rows, with `name`, `creation`, `text`, `mine`, `unread` and `by`, the officer's name.
	"""
	of_cases = {"reference_doctype": doctype, "reference_name": ["in", names]}
	rows = frappe.get_all(
		"Communication",
		{"communication_type": "Communication", **of_cases},
		[*FIELDS, "read_by_recipient"],
		order_by="creation",
	)
	known, found = addresses_of(landlord), {name: [] for name in names}
	for row in rows:
		if is_theirs(row, known):
			found[row.reference_name].append(as_shown(row))
	return found


def as_shown(row) -> frappe._dict:
	mine = row.sent_or_received == "Received"
	return frappe._dict(
		name=row.name,
		creation=row.creation,
		text=plain(row.content),
		mine=mine,
		unread=not mine and not cint(row.read_by_recipient),
		by="" if mine else row.sender_full_name,
	)


def is_theirs(row, known: set[str]) -> bool:
	"""Whether the landlord has written a message, or it is addressed to them."""
	if row.sent_or_received == "Received":
		return bool(known & addresses_in(row.sender))
	return bool(known & addresses_in(row.recipients, row.cc))


def addresses_of(landlord: str) -> set[str]:
	row = frappe.db.get_value("Landlord", landlord, ["user", "email"])
	return {address.lower() for address in row or () if address}


def addresses_in(*fields: str | None) -> set[str]:
	return {address.lower() for _name, address in getaddresses([text or "" for text in fields]) if address}


def unread(landlord: str, reachable: dict[str, list[str]]) -> list[frappe._dict]:
	"""Rows with `reference_doctype` and `reference_name`, one for each message that the landlord hasn't opened.

	Args:
		reachable: names of the landlord's own documents by DocType.
	"""
	names = [name for doctype in ON for name in reachable.get(doctype, ())]
	if not names:
		return []
	rows = frappe.get_all(
		"Communication",
		{
			"communication_type": "Communication",
			"sent_or_received": "Sent",
			"read_by_recipient": 0,
			"reference_doctype": ["in", ON],
			"reference_name": ["in", names],
		},
		list(FIELDS),
		order_by="creation",
	)
	known = addresses_of(landlord)
	return [row for row in rows if is_theirs(row, known)]


def mark_read(names: list[str]) -> None:
	table = frappe.qb.DocType("Communication")
	now = frappe.utils.now_datetime()
	frappe.qb.update(table).set(table.read_by_recipient, 1).set(table.read_by_recipient_on, now).where(
		table.name.isin(names)
	).run()


# --- what each side writes


def receive(doc, user: str, text: str) -> None:
	"""Keep what the landlord of a home or placement has written, and see to it that somebody answers.

	Args:
		doc: the landlord's own; the caller has checked it, and acts as the program.
		user: the landlord's login.
		text: as typed, at most `LONGEST` characters.
	"""
	officers = todos.owner_of(doc)
	keep(
		doc,
		text,
		subject=for_all_readers(FROM_LANDLORD),
		sent_or_received="Received",
		sender=user,
		sender_full_name=frappe.db.get_value("Landlord", doc.landlord, "landlord_name"),
		recipients=", ".join(officers),
	)
	waiting = set(frappe.get_all("ToDo", open_tasks(doc), pluck="allocated_to", order_by="creation"))
	for officer in officers:
		if officer in waiting:
			todos.ring(doc, officer, for_all_readers(HAS_WRITTEN))
		else:
			todos.give_one(doc, officer, for_all_readers(HAS_WRITTEN), sender=user)


def is_repeated(doc, user: str, text: str) -> bool:
	"""Whether what the landlord wrote last about a case, a moment ago, is the same: a form that was sent twice."""
	latest = {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"sent_or_received": "Received",
		"sender": user,
		"creation": [">", add_to_date(now_datetime(), minutes=-A_MOMENT)],
	}
	# A locking read: of two forms that come at once, the second sees what the first has kept.
	row = frappe.db.get_value("Communication", latest, "content", order_by="creation desc", for_update=True)
	return plain(row) == plain(as_content(text)) if row else False


def open_tasks(doc) -> dict:
	"""A task that somebody outside has set has their address in `sender`."""
	return {
		"reference_type": doc.doctype,
		"reference_name": doc.name,
		"status": "Open",
		"sender": ["is", "set"],
	}


def keep(doc, text: str, **values) -> None:
	row = {
		"doctype": "Communication",
		"communication_type": "Communication",
		"communication_medium": "Chat",
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"content": as_content(text),
	}
	# The app's roles have no right to Communications as such; the callers have asked for that of the case.
	frappe.get_doc({**row, **values}).insert(ignore_permissions=True)


@frappe.whitelist(methods=["POST"])
def write_to_landlord(doctype: str, name: str, message: str) -> dict[str, str]:
	"""Write to the landlord of a home or placement; they read it on their pages, and a letter tells them to.

	Returns {"not_told": why no letter went out, or empty}.

	Raises:
		frappe.PermissionError: the user may not write letters about the case.
		ContactNotReleasedError: the case is one that its landlord doesn't know of.
		StageRuleError: nothing is written, it is too long, or the landlord has neither login nor address.
	"""
	if doctype not in ON:
		raise frappe.PermissionError
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("email")
	text = message.strip()
	if not text or len(text) > LONGEST:
		refuse(_("Write something, at most {0} characters.").format(LONGEST))
	party = reader_of(doc)
	first = not any(row.unread for row in threads(doctype, [name], doc.landlord)[name])
	keep(
		doc,
		text,
		subject=for_all_readers(TO_THE_LANDLORD),
		sent_or_received="Sent",
		sender=frappe.db.get_value("User", frappe.session.user, "email"),
		recipients=party.user or party.email,
	)
	# One letter says that there is something to read; it needs no second one until that has been read.
	return {"not_told": tell(doc, party) if first else ""}


def reader_of(doc) -> frappe._dict:
	"""The landlord's row, if a message about the case reaches them at all."""
	fields = ["landlord_name", "user", "email", "preferred_language"]
	party = frappe.db.get_value("Landlord", doc.landlord, fields, as_dict=True)
	if doc.doctype == "Placement" and not TO_LANDLORD.holds(doc, ""):
		refuse(
			_("{0} doesn't know of {1} and can't be written to about it. Write on the home instead.").format(
				frappe.bold(party.landlord_name), frappe.bold(doc.name)
			),
			ContactNotReleasedError,
		)
	if not party.user and not party.email:
		refuse(
			_("{0} has neither a login nor an e-mail address. Call instead.").format(
				frappe.bold(party.landlord_name)
			)
		)
	return party


def tell(doc, party) -> str:
	"""A letter that there is a message, with nothing of what it says; returns why none could be sent."""
	party = frappe._dict(party, email=party.email or party.user)
	barrier = letters.barrier(party, doc.get("applicant"))
	if barrier:
		return _(barrier)
	link = get_url(f"/kom-in?till={quote(path_of(doc.doctype, doc.name), safe='')}")
	letters.send(LETTER, party, {"link": link}, doc)
	return ""


def path_of(doctype: str, name: str) -> str:
	"""Where a landlord reads the messages of a case."""
	return f"/forslag?nr={name}#messages" if doctype == "Placement" else f"/mina-bostader#{name}"


# --- what the platform's own letters have to do with it


def refuse_about_protected(doc, method: str | None = None) -> None:
	"""Refuse an e-mail that is written on a case of a household that nothing may be mailed about (invariant 6).

	Raises:
		ContactNotReleasedError: says how to reach them instead.
	"""
	if doc.communication_medium != "Email" or doc.sent_or_received != "Sent":
		return
	household = household_of(doc.reference_doctype, doc.reference_name)
	if household and letters.is_hidden(household):
		refuse(_(letters.PROTECTED), ContactNotReleasedError)


def household_of(doctype: str | None, name: str | None) -> str | None:
	if doctype == "Applicant":
		return name
	return frappe.db.get_value("Placement", name, "applicant") if doctype == "Placement" else None


def settle(doc, method: str | None = None) -> None:
	"""Somebody of the office has answered: what the landlord's messages asked for is done."""
	if doc.reference_doctype not in ON or doc.sent_or_received != "Sent":
		return
	landlord = frappe.db.get_value(doc.reference_doctype, doc.reference_name, "landlord")
	if is_theirs(doc, addresses_of(landlord)):
		case = frappe._dict(doctype=doc.reference_doctype, name=doc.reference_name)
		todos.close(frappe.get_all("ToDo", open_tasks(case), pluck="name", order_by="creation"))
