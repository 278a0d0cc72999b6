"""Homes, people and months lived, counted by the database: for a reader's reports, and for the account of a grant."""

from datetime import date

import frappe
from frappe.query_builder import CustomFunction
from frappe.query_builder.functions import Coalesce, Count, Max, Sum
from frappe.utils import cint, flt, getdate, nowdate

from oppna_ditt_hem.reporting import readable, steps_of

DAYS_OF_MONTH = 365.25 / 12
DateDiff = CustomFunction("DATEDIFF", ["later", "earlier"])
Least, Greatest = (CustomFunction(name, ["one", "other"]) for name in ("LEAST", "GREATEST"))


def stays(first: date, last: date, grant: str | None = None, everybody: bool = False) -> dict:
	"""Homes, people and months lived from the first day to the last, today at most; of what a grant's rows name if given.

	A household that moves from one home to another is the same people.

	Args:
		everybody: count also what the reader may not see, such as protected households: for sums that are never shown by row.
	"""
	last = min(last, getdate(nowdate()))
	each = lived_in(first, last, grant, everybody).select(most_people().as_("people"))
	each = each.groupby(frappe.qb.DocType("Placement").applicant).as_("each_household")
	(people,) = frappe.qb.from_(each).select(Sum(each.people)).run()[0]
	placement = frappe.qb.DocType("Placement")
	until = Coalesce(placement.ended_on, str(last))
	days = DateDiff(Least(until, str(last)), Greatest(placement.from_date, str(first))) + 1
	counted = lived_in(first, last, grant, everybody).select(Count(placement.listing).distinct(), Sum(days))
	homes, all_days = counted.run()[0]
	return {"homes": homes, "people": cint(people), "months": round(flt(all_days) / DAYS_OF_MONTH, 1)}


def most_people():
	return Max(frappe.qb.DocType("Placement").places_taken)


def lived_in(first: date, last: date, grant: str | None, everybody: bool):
	"""Stays with a day in the period."""
	placement = frappe.qb.DocType("Placement")
	query = (
		frappe.qb.from_(placement)
		.where(placement.name.isin(steps_of("Placement", "Moved In")))
		.where(placement.from_date <= str(last))
		.where(Coalesce(placement.ended_on, str(last)) >= str(first))
	)
	if not everybody:
		query = query.where(placement.name.isin(readable("Placement")))
	if grant:
		named = placement.name.isin(named_by(grant, "placement"))
		query = query.where(named | placement.listing.isin(named_by(grant, "listing")))
	return query


def named_by(grant: str, field: str):
	"""A subquery of the placements or listings that the booked rows of a grant name."""
	entry = frappe.qb.DocType("Grant Entry")
	query = frappe.qb.from_(entry).select(entry[field]).where(entry["grant"] == grant)
	return query.where(entry.docstatus == 1).where(Coalesce(entry[field], "") != "")
