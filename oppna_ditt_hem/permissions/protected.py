"""What a protected identity reaches: the household, and every document that points at it (invariant 6)."""

import frappe
from frappe.utils import cint

# DocTypes whose rows lead to a household, each by its fields that name the household.
LEADS_BY = {
	"Placement": "applicant",
	"Match Proposal": "applicant",
	"Matching Run": "applicant",
	"Concern": "applicant",
}


def names(doctype: str):
	"""A subquery of the names that exist only for the cleared."""
	household = frappe.qb.DocType("Applicant").as_("protected_household")
	hidden = frappe.qb.from_(household).select(household.name).where(household.protected_identity == 1)
	if doctype == "Applicant":
		return hidden
	table = frappe.qb.DocType(doctype).as_("protected_document")
	return frappe.qb.from_(table).select(table.name).where(table[LEADS_BY[doctype]].isin(hidden))


def is_protected(doctype: str, name: str | None) -> bool:
	"""Whether a saved document leads to a protected identity."""
	if not name:
		return False
	if doctype == "Applicant":
		return bool(cint(frappe.db.get_value("Applicant", name, "protected_identity")))
	if doctype not in LEADS_BY:
		return False
	return is_protected("Applicant", frappe.db.get_value(doctype, name, LEADS_BY[doctype]))
