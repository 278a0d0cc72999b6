"""Homes, people and months lived, counted by the database: for a reader's reports, and for the account of a grant.

A home is counted by its whole: who lives in its rooms lives in one home. With `everybody` also what the reader may not see is
counted, such as protected households: for sums that are never shown by row.
"""

from datetime import date

import frappe
from frappe.query_builder import Case, Order
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint, flt, nowdate
from pypika.analytics import RowNumber

from oppna_ditt_hem.reporting import seen, steps_of
from oppna_ditt_hem.sql_functions import DateDiff, Greatest, Least
from oppna_ditt_hem.vacant import at_home, parts

DAYS_OF_MONTH = 365.25 / 12


def stays(since: date, until: date, everybody: bool = False) -> dict:
	"""Homes, people and months lived from the first day to the last, today at most.

	A household that moves from one home to another is the same people.
	"""
	placement, moved = frappe.qb.DocType("Placement"), moved_in()
	joined = frappe.qb.from_(placement).join(moved).on(moved.reference_name == placement.name)
	query, home = lived_in(joined, placement, str(since), str(until), everybody)
	each = query.select(*stay(placement, home, str(since), str(until), placement.applicant)).as_("each_stay")
	(found,) = frappe.qb.from_(each).select(*counted(each)).run()
	return lived_figures(*found)


def stays_by_grant(grants: list[str], since: date, until: date, everybody: bool = False) -> dict[str, dict]:
	"""The same for the stays that each grant's rows name, by themselves or by their home, within the grant's own period."""
	placement, grant, named = frappe.qb.DocType("Placement"), frappe.qb.DocType("Grant"), named_by(grants)
	first, last = Greatest(grant.period_from, str(since)), Least(grant.period_to, str(until))
	joined = frappe.qb.from_(named).join(placement).on(placement.name == named.stay)
	joined = joined.join(grant).on(grant.name == named["grant"])
	of_grant = named["grant"]
	query, home = lived_in(joined, placement, first, last, everybody)
	each = query.select(of_grant.as_("of_grant"))
	each = each.select(*stay(placement, home, first, last, of_grant, placement.applicant)).as_("each_stay")
	counts = frappe.qb.from_(each).select(each.of_grant, *counted(each)).groupby(each.of_grant)
	return {name: lived_figures(*found) for name, *found in counts.run()}


def lived_figures(homes=0, days=0, people=0) -> dict:
	return {"homes": cint(homes), "people": cint(people), "months": round(flt(days) / DAYS_OF_MONTH, 1)}


def lived_in(query, placement, first, last, everybody: bool) -> tuple:
	"""A query of stays, narrowed to those with a day from the first to the last, today at most, and the name of each one's home."""
	query = query.where(placement.from_date <= Least(last, nowdate())).where(
		Coalesce(placement.ended_on, nowdate()) >= first
	)
	return at_home(query if everybody else query.where(seen(placement)), placement)


def moved_in():
	"""A subquery of the placements in which somebody has moved in, each once, to be joined: it is read one time."""
	return steps_of("Placement", "Moved In").distinct().as_("moved_in")


def stay(placement, home, first, last, *household) -> tuple:
	"""Home, days from the first to the last, people, and the place among the household's stays, the largest first."""
	end = Least(Coalesce(placement.ended_on, nowdate()), Least(last, nowdate()))
	days = DateDiff(end, Greatest(placement.from_date, first)) + 1
	place = RowNumber().over(*household).orderby(placement.places_taken, order=Order.desc)
	return home.as_("home"), days.as_("days"), placement.places_taken, place.as_("place")


def counted(each) -> tuple:
	"""Homes, days and people; each household once, by the largest of its stays."""
	people = Case().when(each.place == 1, each.places_taken)
	return Count(each.home).distinct(), Sum(each.days), Sum(people)


def named_by(grants: list[str]):
	"""A subquery of the stays that booked rows name, as `stay` with the `grant`, each once for each grant.

	A row names a stay by itself, by the home that it is in, or by the whole of which that is a room.

	What is no stay is left out before the rows are told apart: of most placements nothing came, and telling apart takes long.
	"""
	entry, placement, moved = frappe.qb.DocType("Grant Entry"), frappe.qb.DocType("Placement"), moved_in()
	booked = frappe.qb.from_(entry).where(entry.docstatus == 1).where(entry["grant"].isin(grants or [""]))
	stay = moved.reference_name.as_("stay")
	themselves = booked.join(moved).on(moved.reference_name == entry.placement).select(entry["grant"], stay)
	by_home = booked.join(placement).on(placement.listing == entry.listing)
	by_home = by_home.join(moved).on(moved.reference_name == placement.name).select(entry["grant"], stay)
	return themselves.union(by_home).union(by_whole(booked, entry, placement)).as_("named")


def by_whole(booked, entry, placement):
	"""Stays in rooms of a whole that booked rows name. They are few: the log of each is looked up by itself."""
	part, log = parts(), frappe.qb.DocType("Stage Log")
	is_stay = (log.reference_doctype == "Placement") & (log.reference_name == placement.name)
	query = (
		booked.join(part).on(part.part_of == entry.listing).join(placement).on(placement.listing == part.name)
	)
	query = query.join(log).on(is_stay & (log.to_stage == "Moved In"))
	return query.select(entry["grant"], placement.name.as_("stay"))
