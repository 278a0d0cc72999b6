"""What a home that is lived in costs each grant: booked in a period, by homes, people and months in the same period.

A home counts for a grant when one of its submitted rows names the home or a stay in it, so rows are booked on the placement
or home that they are for. The figures above the report set what all grants together have booked against all homes that
were lived in, named or not.
"""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder import CustomFunction
from frappe.query_builder.functions import Coalesce, Count, Max, Sum
from frappe.utils import cint, flt, nowdate

from oppna_ditt_hem.reporting import (
	bars,
	behind,
	booked_in_all,
	card,
	column,
	entry_sums,
	grant_columns,
	granted,
	money,
	period_of,
	readable,
	within,
)

DAYS_OF_MONTH = 365.25 / 12
DateDiff = CustomFunction("DATEDIFF", ["later", "earlier"])
Least, Greatest = (CustomFunction(name, ["one", "other"]) for name in ("LEAST", "GREATEST"))


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the figures of all homes.

	Args:
		filters: `from_date` and `to_date`, days of cost and of living there (ISO dates, both included); `grant`.
	"""
	asked = frappe._dict(filters or {})
	since, until = period_of(asked)
	grants = granted(grants_of(asked, since, until), ("period_from", "period_to"))
	found = rows(grants, since, until)
	return columns(), found, None, chart(found), summary([grant.name for grant in grants], since, until)


def grants_of(filters, since: date, until: date) -> list:
	found = [["period_from", "<=", until], ["period_to", ">=", since]]
	return [*found, ["name", "=", filters.grant]] if filters.grant else found


def columns() -> list[dict]:
	return [
		*grant_columns(),
		money("booked", _("Booked")),
		column("homes", _("Homes lived in"), "Int", 160),
		column("people", _("People housed"), "Int", 210),
		{**column("months", _("Months"), "Float", 100), "precision": 1},
		money("per_home", _("Cost per home"), 170),
		money("per_person", _("Cost per person"), 170),
		money("per_month", _("Cost per home and month"), 240),
	]


def rows(grants: list, since: date, until: date) -> list[dict]:
	"""One row for each grant with a day in the period."""
	names = [grant.name for grant in grants]
	booked = entry_sums(names, "grant", since=since, until=until)
	lived = stays_by_grant(names, since, until)
	return [
		told(grant, flt(booked.get((grant.name,)), 2), lived.get(grant.name, lived_figures()), since, until)
		for grant in grants
	]


def told(grant, booked: float, lived: dict, since: date, until: date) -> dict:
	return {
		"grant": grant.name,
		"title": grant.title,
		"booked": booked,
		**lived,
		**per_each(booked, lived),
		"behind": behind(
			"booked", "Grant Entry", grant=grant.name, docstatus=1, posting_date=within(since, until)
		),
	}


def per_each(booked: float, lived: dict) -> dict:
	"""Kronor; nothing where there is nothing to divide by."""
	parts = {"per_home": "homes", "per_person": "people", "per_month": "months"}
	return {name: flt(booked / lived[part], 2) if lived[part] else None for name, part in parts.items()}


def lived_figures(homes=0, days=0, people=0) -> dict:
	return {"homes": cint(homes), "people": cint(people), "months": round(flt(days) / DAYS_OF_MONTH, 1)}


def stays(since: date, until: date) -> dict:
	"""Homes, people and months lived in a period, today at most.

	A household that moves from one home to another is the same people.
	"""
	placement = frappe.qb.DocType("Placement")
	query = lived_in(frappe.qb.from_(placement), placement, str(since), str(until))
	(found,) = query.select(*homes_and_days(placement, str(since), str(until))).run()
	each = query.select(largest(placement)).groupby(placement.applicant).as_("each_household")
	(people,) = frappe.qb.from_(each).select(Sum(each.people)).run()[0]
	return lived_figures(*found, people)


def stays_by_grant(grants: list[str], since: date, until: date) -> dict[str, dict]:
	"""The same for the stays that each grant's rows name, by themselves or by their home, within the grant's own period."""
	placement, grant, named = frappe.qb.DocType("Placement"), frappe.qb.DocType("Grant"), named_by(grants)
	first, last = Greatest(grant.period_from, str(since)), Least(grant.period_to, str(until))
	joined = frappe.qb.from_(named).join(placement).on(placement.name == named.stay)
	joined = joined.join(grant).on(grant.name == named["grant"])
	query = lived_in(joined, placement, first, last)
	figures = (
		query.select(named["grant"], *homes_and_days(placement, first, last)).groupby(named["grant"]).run()
	)
	each = query.select(named["grant"].as_("of_grant"), largest(placement))
	each = each.groupby(named["grant"], placement.applicant).as_("each_household")
	people = dict(frappe.qb.from_(each).select(each.of_grant, Sum(each.people)).groupby(each.of_grant).run())
	return {name: lived_figures(homes, days, people[name]) for name, homes, days in figures}


def lived_in(query, placement, first, last):
	"""A query of placements, narrowed to the stays with a day from the first to the last, today at most."""
	moved = moved_in()
	return (
		query.join(moved)
		.on(moved.reference_name == placement.name)
		.where(placement.name.isin(readable("Placement")))
		.where(placement.from_date <= Least(last, nowdate()))
		.where(Coalesce(placement.ended_on, nowdate()) >= first)
	)


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
	"""A subquery of the stays that booked rows name, as `stay` with the `grant`, each once for each grant."""
	entry, placement = frappe.qb.DocType("Grant Entry"), frappe.qb.DocType("Placement")
	booked = frappe.qb.from_(entry).where(entry.docstatus == 1).where(entry["grant"].isin(grants or [""]))
	themselves = booked.where(Coalesce(entry.placement, "") != "").select(
		entry["grant"], entry.placement.as_("stay")
	)
	by_home = booked.where(Coalesce(entry.listing, "") != "").join(placement)
	by_home = by_home.on(placement.listing == entry.listing).select(
		entry["grant"], placement.name.as_("stay")
	)
	return themselves.union(by_home).as_("named")


def chart(found: list[dict]) -> dict | None:
	costs = [row["per_home"] or 0 for row in found]
	return bars([row["title"] for row in found], {_("Cost per home"): costs}, "Currency")


def summary(grants: list[str], since: date, until: date) -> list[dict]:
	lived, booked = stays(since, until), booked_in_all(grants, since, until)
	cards = [
		card(_("Booked on all grants shown"), booked, "Currency"),
		card(_("All homes lived in"), lived["homes"]),
		card(_("All people housed"), lived["people"]),
	]
	each = per_each(booked, lived)["per_home"]
	return [*cards, card(_("Cost per home lived in"), each, "Currency", "Green")] if each else cards
