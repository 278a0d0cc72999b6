"""What went out by post in an act: the links in it are kept for later acts, and invariants 4 and 6 are tested on it."""

import email
import re
from email.policy import default as readable

import frappe

from .world import Broken

TOKEN = re.compile(r"/svar#([\w-]{32})")


def read(world) -> None:
	"""Read the letters that are new.

	Raises:
		Broken: one of them tells one side of the other, or tells of a protected household.
	"""
	fields = ["name", "message", "reference_doctype", "reference_name"]
	queued = frappe.get_all(
		"Email Queue", {"creation": [">=", world.began]}, fields, order_by="creation, name"
	)
	new = {row.name: row for row in queued if row.name not in world.letters}
	read = [(receiver_of(row), text_of(row.message), row) for row in new.values()]
	for receiver, text, row in sorted(read, key=lambda letter: letter[:2]):
		world.letters.add(row.name)
		world.tokens += TOKEN.findall(text)[:1]
		if row.reference_doctype == "Placement":
			refuse_telling(receiver, text, row.message, frappe.get_doc("Placement", row.reference_name))


def receiver_of(row) -> str:
	return frappe.db.get_value("Email Queue Recipient", {"parent": row.name}, "recipient") or ""


def text_of(message: str) -> str:
	mail = email.message_from_string(message, policy=readable)
	return f"{mail['Subject']}\n{mail.get_body(('html', 'plain')).get_content()}"


def refuse_telling(receiver: str, text: str, message: str, placement) -> None:
	household = frappe.get_doc("Applicant", placement.applicant)
	emails = {
		"Landlord": frappe.db.get_value("Landlord", placement.landlord, "email"),
		"Household": household.email,
	}
	for side in (side for side, address in emails.items() if address == receiver):
		refuse_secrets(side, text, placement)
		# A landlord is invited to the meeting, which names nobody, by a person who is cleared.
		if household.protected_identity and not household.email_cleared and ".ics" not in message:
			raise Broken(
				"6 a protected identity never shows", f"{receiver} is written to about {household.name}"
			)


def refuse_secrets(side: str, text: str, placement) -> None:
	"""Invariant 4: what one side reads about an offer names nothing of the other."""
	landlord = frappe.get_doc("Landlord", placement.landlord)
	household = frappe.get_doc("Applicant", placement.applicant)
	address = frappe.db.get_value("Listing", placement.listing, "address_line")
	of_household = (household.household_name, household.mobile, household.email)
	of_landlord = (landlord.landlord_name, landlord.mobile, landlord.email, address)
	for secret in filter(None, of_household if side == "Landlord" else of_landlord):
		if secret in text:
			raise Broken(
				"4 contacts are released by stage", f"the {side} is told {secret} of {placement.name}"
			)
