"""A report that a worker makes is in the language of whoever asked for it; a worker itself speaks the site's."""

import frappe
from frappe.translate import get_user_lang

MAKES_REPORT = "frappe.core.doctype.prepared_report.prepared_report.generate_report"


def speak_as_reader(method: str) -> None:
	"""The platform asks before each job."""
	if method == MAKES_REPORT:
		frappe.local.lang = get_user_lang(frappe.session.user)
