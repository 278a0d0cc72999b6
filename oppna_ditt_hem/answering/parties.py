"""The two sides of an offer, and the row of whoever answers for one."""

import frappe

SIDES = ("Landlord", "Household")
PARTY_FIELDS = ("name", "email", "mobile", "preferred_language", "user")


def party_of(placement, side: str) -> frappe._dict:
	"""The row of the person who answers for a side.

	Args:
		placement: a Placement, document or row.
	"""
	doctype, name = (
		("Landlord", placement.landlord) if side == "Landlord" else ("Applicant", placement.applicant)
	)
	return frappe.db.get_value(doctype, name, PARTY_FIELDS, as_dict=True)
