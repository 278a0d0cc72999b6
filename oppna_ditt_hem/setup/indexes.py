"""Database indexes that a DocType's own `search_index` can't express."""

import frappe

# "grant" is a word of SQL, and the platform does not quote the columns of an index.
INDEXES = (
	# `holding.read_holds` forces these two: see there why.
	("Placement", ("listing", "name"), "listing_holds"),
	("Placement", ("applicant", "name"), "applicant_holds"),
	("Placement", ("stage", "offer_deadline"), "stage_deadline"),
	# The one round at a time is looked for under lock.
	("Matching Run", ("kind", "status"), "kind_status"),
	# `market_cache` asks with each search for the names and times of change of every home to choose from.
	("Listing", ("stage", "availability", "modified"), "market"),
	# Which cases wait in a stage, and since when.
	("Stage Log", ("left_on", "to_stage", "changed_on"), "waiting"),
	# The log of a case, and how far each has come without a look at the rows.
	("Stage Log", ("reference_name", "reference_doctype", "to_stage", "changed_on"), "case_steps"),
	# Which cases have ever entered a stage, and when: the reports of steps and stays.
	("Stage Log", ("reference_doctype", "to_stage", "changed_on", "reference_name"), "entered"),
	# `grants.ledger` forces this one, and reads nothing that isn't in it: see there why. With the day of cost the sums of
	# a period are read from it too.
	(
		"Grant Entry",
		("`grant`", "docstatus", "budget_line", "corrects", "amount", "posting_date"),
		"grant_ledger",
	),
)


def create() -> None:
	"""Create each index that is missing."""
	for doctype, columns, name in INDEXES:
		frappe.db.add_index(doctype, list(columns), name)
