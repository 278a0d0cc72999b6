"""Places of homes, for reports: a whole home and its rooms are the same places, so the larger of the two counts."""

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Sum

from oppna_ditt_hem.sql_functions import Greatest


def listings(rows):
	"""The table of listings, and a query of those among `rows`, such as `reporting.readable("Listing")`."""
	listing = frappe.qb.DocType("Listing")
	return listing, frappe.qb.from_(listing).where(listing.name.isin(rows))


def is_part(listing):
	return Coalesce(listing.part_of, "") != ""


def home_of(listing):
	"""The name of the whole, by which the listings of one home are grouped."""
	return Case().when(is_part(listing), listing.part_of).else_(listing.name)


def places(listing, value):
	"""Of the listings of one home: what its whole has of a value, or all its parts together, whichever is more."""
	parts = Case().when(is_part(listing), value).else_(0)
	whole = Case().when(is_part(listing), 0).else_(value)
	return Greatest(Sum(whole), Sum(parts))
