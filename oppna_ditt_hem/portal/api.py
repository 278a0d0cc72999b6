"""What the portal's pages ask for while somebody types."""

import frappe
from frappe import _

from oppna_ditt_hem.portal import calculator, language


@frappe.whitelist(allow_guest=True, methods=["GET"])
def rent_hint(tenure: str = "", rent: str = "") -> list[str]:
	"""What the law and the tax say to a rent, as sentences in the language of the page; public, and about nobody.

	Args:
		tenure: as in a Listing.
		rent: kronor per month, as typed.
	"""
	language.choose()
	return [marked(found) for found in calculator.hint(tenure, rent)]


def marked(found: dict) -> str:
	"""A sentence with where it comes from, and whether somebody has checked it there."""
	mark = _("checked against the source") if found["verified"] else _("not verified")
	return f"{found['text']} ({found['reference']}, {mark})"
