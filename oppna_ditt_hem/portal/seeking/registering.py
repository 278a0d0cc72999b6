"""A household that has registered: its Applicant, the link to how it goes, and that the same form makes them once."""

import re

import frappe
from frappe.utils import nowdate

from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import links, status_links
from oppna_ditt_hem.portal.seeking.answers import Answers
from oppna_ditt_hem.retrying import until_undisturbed

TOKEN = re.compile(r"[\w-]{32}")


def register(given: Answers, once: str) -> links.Unlogged:
	"""Make the household's Applicant, in the first stage; returns the address of the page that tells how it goes.

	Args:
		given: answers without a fault.
		once: the token that the form got when it was shown. It becomes the link's own, so that a form that is sent
			twice, also at the same moment, makes one household and both times the same link.
	"""
	token = once if TOKEN.fullmatch(once) else links.new_token()
	try:
		until_undisturbed(lambda: links.find(token) or insert(given, token))
	except frappe.UniqueValidationError:
		# The other of the two was first; what this one has done is undone.
		frappe.db.rollback()
		frappe.clear_messages()
	return status_links.url_of(token, frappe.local.lang)


def insert(given: Answers, token: str) -> None:
	with as_system("Portal"):
		doc = frappe.get_doc(
			{
				"doctype": "Applicant",
				**of_household(given.values),
				"helped_by": helper(given.values),
				"members": given.members,
				"wished_localities": [{"locality": name} for name in given.localities],
				"data_notice_given": 1,
				"registered_on": nowdate(),
				"registered_through": "Portal",
			}
		)
		doc.flags.written_by_code = True
		doc.insert()
		status_links.issue(doc.name, token)


def of_household(values: dict) -> dict:
	names = ("household_name", "mobile", "email", "preferred_language", "assignment_type", "wanted_from")
	return {
		**{name: values[name] for name in names},
		"interpreter_needed": int(values["preferred_language"] != "sv"),
		"accepts_shared_home": int(values["accepts_shared_home"]),
	}


def helper(values: dict) -> str:
	"""Name and phone of who has filled in the form for somebody else."""
	if values["who"] != "other":
		return ""
	return f"{values['helper_name']}, {values['helper_phone']}"[:140]
