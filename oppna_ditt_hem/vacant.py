"""Homes, for reports: a whole home and its rooms are one home, and the same places, so the larger of the two counts."""

from collections.abc import Callable

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Min, Sum
from frappe.utils import add_days

from oppna_ditt_hem.sql_functions import Greatest

FREE_STATES = ("Free", "Partly Free")


def listings(counted: Callable):
	"""The table of listings, and a query of those that are counted: by a condition on the table, such as `reporting.seen`."""
	listing = frappe.qb.DocType("Listing")
	return listing, frappe.qb.from_(listing).where(counted(listing))


def free_places(listing):
	"""Of a listing, the places that somebody can be offered today; a home whose landlord has to confirm it first has none."""
	return Case().when(listing.availability.isin(FREE_STATES), Coalesce(listing.free_places, 0)).else_(0)


def is_part(listing):
	return Coalesce(listing.part_of, "") != ""


def home_of(listing):
	"""The name of the whole, by which the listings of one home are grouped."""
	return Case().when(is_part(listing), listing.part_of).else_(listing.name)


def at_home(query, placement):
	"""A query of placements with the name of the home that each is in, as a term.

	Only the listings that are parts are joined: they are few, and the database reads them once.
	"""
	part = parts()
	query = query.left_join(part).on(part.name == placement.listing)
	return query, Coalesce(part.part_of, placement.listing)


def parts():
	"""A subquery of the listings that are parts of a whole, with their `name` and `part_of`."""
	listing = frappe.qb.DocType("Listing")
	return frappe.qb.from_(listing).select(listing.name, listing.part_of).where(is_part(listing)).as_("part")


def homes_entering(stage: str, first, last, counted: Callable):
	"""A subquery of the homes, as `home`, of which a listing first entered a stage from one day to another, both included.

	Args:
		counted: as for `listings`.
	"""
	listing, query = listings(counted)
	log = frappe.qb.DocType("Stage Log")
	came = (
		(log.reference_doctype == "Listing") & (log.reference_name == listing.name) & (log.to_stage == stage)
	)
	home, moment = home_of(listing), Min(log.changed_on)
	query = query.join(log).on(came).select(home.as_("home")).groupby(home)
	return query.having((moment >= str(first)) & (moment < str(add_days(last, 1))))


def places(listing, value):
	"""Of the listings of one home: what its whole has of a value, or all its parts together, whichever is more."""
	parts = Case().when(is_part(listing), value).else_(0)
	whole = Case().when(is_part(listing), 0).else_(value)
	return Greatest(Sum(whole), Sum(parts))
