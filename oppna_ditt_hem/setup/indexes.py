"""Database indexes that a DocType's own `search_index` can't express."""

import frappe

# "grant" is a word of SQL, and the platform does not quote the columns of an index.
INDEXES = (
	# `holding.read_holds` forces these two: see there why.
	("Placement", ("listing", "name"), "listing_holds"),
	("Placement", ("applicant", "name"), "applicant_holds"),
	("Placement", ("stage", "offer_deadline"), "stage_deadline"),
	("Grant Entry", ("`grant`", "docstatus"), "grant_docstatus"),
)


def create() -> None:
	"""Create each index that is missing."""
	for doctype, columns, name in INDEXES:
		frappe.db.add_index(doctype, list(columns), name)
