"""What a protected identity reaches: the household, and every document that points at it (invariant 6)."""

import frappe
from frappe.utils import cint

# DocTypes whose rows lead to a household, each by its fields that name the household.
LEADS_BY = {
	"Placement": "applicant",
	"Match Proposal": "applicant",
	"Matching Run": "applicant",
	"Concern": "applicant",
	"Answer Link": "applicant",
}
# DocTypes whose rows say themselves that there is a protected identity in them.
MARKED = ("Applicant", "Matching Run")


def names(doctype: str):
	"""A subquery of the names that exist only for the cleared."""
	table = frappe.qb.DocType(doctype).as_("protected_document")
	query = frappe.qb.from_(table).select(table.name)
	if doctype == "Applicant":
		return query.where(table.protected_identity == 1)
	household = frappe.qb.DocType("Applicant").as_("protected_household")
	hidden = frappe.qb.from_(household).select(household.name).where(household.protected_identity == 1)
	leads = table[LEADS_BY[doctype]].isin(hidden)
	return query.where(leads | (table.protected_identity == 1) if doctype in MARKED else leads)


def is_protected(doctype: str, name: str | None) -> bool:
	"""Whether a saved document leads to a protected identity."""
	if not name:
		return False
	if doctype in MARKED and cint(frappe.db.get_value(doctype, name, "protected_identity")):
		return True
	if doctype not in LEADS_BY:
		return False
	return is_protected("Applicant", frappe.db.get_value(doctype, name, LEADS_BY[doctype]))
