"""The private link by which a household sees how its case goes: made when it registers, closed and renewed by an officer."""

import frappe
from frappe import _
from frappe.utils import add_days, get_url, now_datetime

from oppna_ditt_hem import todos
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.agreements.household_words import language_for
from oppna_ditt_hem.answering import letters, links
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import move_to_stage

PAGE = "/min-anmalan"
PURPOSE = "Status"
LASTS_DAYS = 365
WITHDRAWN = "Withdrew their application"
WANTS_TO_WITHDRAW = N_("The household has said on its page that it no longer seeks a home. Close the case.")


def issue(applicant: str, token: str | None = None) -> links.Link:
	until = add_days(now_datetime(), LASTS_DAYS)
	return links.issue(PURPOSE, "Household", token, applicant=applicant, expires_on=until)


def url_of(token: str, language: str) -> links.Unlogged:
	"""The address of the page, in a language; what opens it stands behind "#" and is not sent by itself."""
	return links.Unlogged(f"{get_url(PAGE)}?_lang={language}#{token}")


def find(token: str) -> frappe._dict | None:
	"""The row of a token of this kind."""
	link = links.find(token) if token else None
	return link if link and link.purpose == PURPOSE else None


@frappe.whitelist(methods=["POST"])
def new_link(applicant: str) -> dict:
	"""Another link for a household, for the officer to hand over; those from before no longer work.

	Returns {"url": the link, in the household's language}; it is shown this once.

	Raises:
		StageRuleError: the household has a protected identity, and nothing may lead to it.
		frappe.PermissionError: the user may not change the household.
	"""
	doc = frappe.get_doc("Applicant", applicant)
	doc.check_permission("write")
	if letters.is_hidden(applicant):
		refuse(_("The household has a protected identity, and no link leads to it. Tell them by phone."))
	close_all(applicant)
	return {"url": url_of(issue(applicant).token, language_for(doc.preferred_language))}


@frappe.whitelist(methods=["POST"])
def close(applicant: str) -> None:
	"""Let the household's links no longer work.

	Raises:
		frappe.PermissionError: the user may not change the household.
	"""
	frappe.get_doc("Applicant", applicant).check_permission("write")
	close_all(applicant)


def close_all(applicant: str) -> None:
	links.withdraw(applicant=applicant, purpose=PURPOSE)


@frappe.whitelist()
def works_until(applicant: str) -> str:
	"""Until which day the household's link works; empty where there is none.

	Raises:
		frappe.PermissionError: the user may not read the household.
	"""
	frappe.get_doc("Applicant", applicant).check_permission("read")
	open_ones = {"applicant": applicant, "purpose": PURPOSE, "withdrawn_on": ["is", "not set"]}
	until = frappe.db.get_value(
		"Answer Link",
		{**open_ones, "expires_on": [">", now_datetime()]},
		"expires_on",
		order_by="creation desc",
	)
	return str(until.date()) if until else ""


def withdraw_application(applicant: str) -> None:
	"""Close the case; where that has to be done by a person, as with an offer that is out, give them the task.

	A second time changes nothing: people press twice.
	"""
	with as_system("Link"):
		doc = frappe.get_doc("Applicant", applicant, for_update=True)
		if doc.stage == "Closed":
			return
		frappe.db.savepoint("withdraw")
		try:
			doc.close_outcome = WITHDRAWN
			doc.save()
			move_to_stage(doc, "Closed")
		except frappe.ValidationError:
			frappe.db.rollback(save_point="withdraw")
			frappe.clear_messages()
			ask_office(frappe.get_doc("Applicant", applicant))


def ask_office(doc) -> None:
	text = for_all_readers(WANTS_TO_WITHDRAW)
	asked = {"reference_type": "Applicant", "reference_name": doc.name, "status": "Open", "description": text}
	if not frappe.db.exists("ToDo", asked):
		todos.give(doc, todos.managers_of(doc), text)
