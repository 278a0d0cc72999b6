"""Homes, people and months lived, counted by the database: for a reader's reports, and for the account of a grant.

With `everybody` also what the reader may not see is counted, such as protected households: for sums that are never shown by row.
"""

from datetime import date

import frappe
from frappe.query_builder.functions import Coalesce, Count, Max, Sum
from frappe.utils import cint, flt, nowdate

from oppna_ditt_hem.reporting import readable
from oppna_ditt_hem.sql_functions import DateDiff, Greatest, Least

DAYS_OF_MONTH = 365.25 / 12


def stays(since: date, until: date, everybody: bool = False) -> dict:
	"""Homes, people and months lived from the first day to the last, today at most.

	A household that moves from one home to another is the same people.
	"""
	placement, moved = frappe.qb.DocType("Placement"), moved_in()
	joined = frappe.qb.from_(placement).join(moved).on(moved.reference_name == placement.name)
	query = lived_in(joined, placement, str(since), str(until), everybody)
	(found,) = query.select(*homes_and_days(placement, str(since), str(until))).run()
	each = query.select(largest(placement)).groupby(placement.applicant).as_("each_household")
	(people,) = frappe.qb.from_(each).select(Sum(each.people)).run()[0]
	return lived_figures(*found, people)


def stays_by_grant(grants: list[str], since: date, until: date, everybody: bool = False) -> dict[str, dict]:
	"""The same for the stays that each grant's rows name, by themselves or by their home, within the grant's own period."""
	placement, grant, named = frappe.qb.DocType("Placement"), frappe.qb.DocType("Grant"), named_by(grants)
	first, last = Greatest(grant.period_from, str(since)), Least(grant.period_to, str(until))
	joined = frappe.qb.from_(named).join(placement).on(placement.name == named.stay)
	joined = joined.join(grant).on(grant.name == named["grant"])
	query = lived_in(joined, placement, first, last, everybody)
	figures = (
		query.select(named["grant"], *homes_and_days(placement, first, last)).groupby(named["grant"]).run()
	)
	each = query.select(named["grant"].as_("of_grant"), largest(placement))
	each = each.groupby(named["grant"], placement.applicant).as_("each_household")
	people = dict(frappe.qb.from_(each).select(each.of_grant, Sum(each.people)).groupby(each.of_grant).run())
	return {name: lived_figures(homes, days, people[name]) for name, homes, days in figures}


def lived_figures(homes=0, days=0, people=0) -> dict:
	return {"homes": cint(homes), "people": cint(people), "months": round(flt(days) / DAYS_OF_MONTH, 1)}


def lived_in(query, placement, first, last, everybody: bool):
	"""A query of stays, narrowed to those with a day from the first to the last, today at most."""
	query = query.where(placement.from_date <= Least(last, nowdate())).where(
		Coalesce(placement.ended_on, nowdate()) >= first
	)
	return query if everybody else query.where(placement.name.isin(readable("Placement")))


def moved_in():
	"""A subquery of the placements in which somebody has moved in, each once, to be joined: it is read one time."""
	log = frappe.qb.DocType("Stage Log")
	query = frappe.qb.from_(log).select(log.reference_name).distinct()
	query = query.where(log.reference_doctype == "Placement").where(log.to_stage == "Moved In")
	return query.as_("moved_in")


def homes_and_days(placement, first, last) -> tuple:
	end = Least(Coalesce(placement.ended_on, nowdate()), Least(last, nowdate()))
	days = DateDiff(end, Greatest(placement.from_date, first)) + 1
	return Count(placement.listing).distinct(), Sum(days)


def largest(placement):
	return Max(placement.places_taken).as_("people")


def named_by(grants: list[str]):
	"""A subquery of the stays that booked rows name, as `stay` with the `grant`, each once for each grant.

	What is no stay is left out before the rows are told apart: of most placements nothing came, and telling apart takes long.
	"""
	entry, placement, moved = frappe.qb.DocType("Grant Entry"), frappe.qb.DocType("Placement"), moved_in()
	booked = frappe.qb.from_(entry).where(entry.docstatus == 1).where(entry["grant"].isin(grants or [""]))
	stay = moved.reference_name.as_("stay")
	themselves = booked.join(moved).on(moved.reference_name == entry.placement).select(entry["grant"], stay)
	by_home = booked.join(placement).on(placement.listing == entry.listing)
	by_home = by_home.join(moved).on(moved.reference_name == placement.name).select(entry["grant"], stay)
	return themselves.union(by_home).as_("named")
