"""E-mail to landlords and households, in the words of the administrator's Email Templates and in the person's language."""

import frappe
from frappe import _
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import cint

from oppna_ditt_hem.matching.words import N_

NO_ADDRESS = N_("There is no e-mail address.")
PROTECTED = N_("The household has a protected identity, and e-mail is not allowed.")
NO_ACCOUNT = N_("The site has no account for outgoing e-mail.")
MUTED = N_("E-mail is switched off.")

# Where a text is missing in a person's language, these are tried in turn.
FALLBACK = ("en", "sv")


def language_of(party) -> str:
	"""The language in which the program writes to somebody: theirs if it has it, otherwise English."""
	return "sv" if party.preferred_language == "sv" else "en"


def barrier(party, applicant: str | None = None) -> str | None:
	"""Why somebody can't be written to, as a sentence to translate; None if they can.

	Args:
		party: row of a Landlord or an Applicant, with `email`.
		applicant: the household that the letter is about.
	"""
	if applicant and is_hidden(applicant):
		return PROTECTED
	if not party.email:
		return NO_ADDRESS
	if frappe.flags.mute_emails:
		return MUTED
	return None if has_account() else NO_ACCOUNT


def has_account() -> bool:
	"""Whether the site can send. Where e-mail is muted, the platform makes up an account without an address."""
	account = EmailAccount.find_outgoing()
	return bool(account and account.get("email_id"))


def is_hidden(applicant: str) -> bool:
	"""Invariant 6: nothing is written to or about a protected household, unless that has been allowed."""
	protected, allowed = frappe.db.get_value("Applicant", applicant, ["protected_identity", "email_cleared"])
	return bool(cint(protected) and not cint(allowed))


def send(kind: str, party, values: dict, reference=None) -> str:
	"""Put a letter into the queue, in this transaction; returns the name of its Email Queue row.

	Args:
		kind: the first part of an Email Template's name, such as "Offer to the landlord".
		party: the Landlord or Applicant row it goes to; the caller has asked `barrier`.
		values: for the template.
		reference: the document it is about, if there is one.
	"""
	template = template_for(kind, party.preferred_language)
	letter = template.get_formatted_email({**values, **sender()})
	queued = frappe.sendmail(
		recipients=[party.email],
		subject=letter["subject"],
		message=letter["message"],
		reference_doctype=reference and reference.doctype,
		reference_name=reference and reference.name,
		# A link is for one person and one use; a copy in the case's communication would show it.
		communication=None,
	)
	return queued.name if queued else ""


def template_for(kind: str, language: str | None):
	"""The administrator's text in a language, or in the next best.

	Raises:
		frappe.DoesNotExistError: there is none at all; says which one to create.
	"""
	for name in names_of_text(kind, language):
		if frappe.db.exists("Email Template", name):
			return frappe.get_doc("Email Template", name)
	frappe.throw(
		_("There is no Email Template {0}. An administrator creates it.").format(frappe.bold(name)),
		frappe.DoesNotExistError,
	)


def has_text(kind: str, language: str | None) -> bool:
	return any(frappe.db.exists("Email Template", name) for name in names_of_text(kind, language))


def names_of_text(kind: str, language: str | None) -> list[str]:
	return [f"{kind} ({code})" for code in dict.fromkeys((language, *FALLBACK))]


def sender() -> dict:
	"""Who asks, and whom to turn to."""
	settings = frappe.get_cached_doc("Housing Settings")
	return {
		"municipality": settings.municipality or "",
		"contact_name": settings.contact_name or "",
		"contact_phone": settings.contact_phone or "",
		"contact_email": settings.contact_email or "",
	}
