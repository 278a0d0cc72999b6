"""The one module that all the app's documents of the Desk belong to."""

import frappe

MODULE = "Oppna Ditt Hem"


def has(doctype: str) -> bool:
	"""A document type of ours, rows of tables among them."""
	return frappe.get_meta(doctype).module == MODULE
