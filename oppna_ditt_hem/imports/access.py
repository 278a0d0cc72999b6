"""Who may import lists, and what it takes to do so."""

import frappe
from frappe import _
from frappe.permissions import can_import

from oppna_ditt_hem.imports import SHEET_KINDS
from oppna_ditt_hem.refusals import refuse


def require(doctype: str) -> None:
	"""Stop unless the user may import, and register, documents of the type.

	Raises:
		frappe.PermissionError: they may not.
		frappe.ValidationError: there are no lists of this type.
	"""
	if doctype not in SHEET_KINDS:
		refuse(_("{0} can't be imported from a list.").format(frappe.bold(doctype)), frappe.ValidationError)
	for needed in (doctype, "Data Import"):
		frappe.has_permission(needed, "create", throw=True)
	can_import(doctype, raise_exception=True)
