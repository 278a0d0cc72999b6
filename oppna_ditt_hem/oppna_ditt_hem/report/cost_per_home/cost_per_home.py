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
from frappe.utils import cint, flt, getdate, nowdate

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
	steps_of,
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
	booked = entry_sums([grant.name for grant in grants], "grant", since=since, until=until)
	return [told(grant, flt(booked.get((grant.name,)), 2), since, until) for grant in grants]


def told(grant, booked: float, since: date, until: date) -> dict:
	first, last = max(since, getdate(grant.period_from)), min(until, getdate(grant.period_to))
	lived = stays(first, last, grant.name)
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


def stays(first: date, last: date, grant: str | None = None) -> dict:
	"""Homes, people and months lived from the first day to the last, today at most; of what a grant's rows name if given.

	A household that moves from one home to another is the same people.
	"""
	last = min(last, getdate(nowdate()))
	each = lived_in(first, last, grant).as_("each_household")
	(people,) = frappe.qb.from_(each).select(Sum(each.people)).run()[0]
	homes, days = lived_in(first, last, grant, together=True).run()[0]
	return {"homes": homes, "people": cint(people), "months": round(flt(days) / DAYS_OF_MONTH, 1)}


def lived_in(first: date, last: date, grant: str | None, together: bool = False):
	"""Stays with a day in the period: homes and days of all together, or the people of each household."""
	placement = frappe.qb.DocType("Placement")
	until = Coalesce(placement.ended_on, str(last))
	query = (
		frappe.qb.from_(placement)
		.where(placement.name.isin(steps_of("Placement", "Moved In")))
		.where(placement.name.isin(readable("Placement")))
		.where(placement.from_date <= str(last))
		.where(until >= str(first))
	)
	if grant:
		named = placement.name.isin(named_by(grant, "placement")) | placement.listing.isin(
			named_by(grant, "listing")
		)
		query = query.where(named)
	if not together:
		return query.select(Max(placement.places_taken).as_("people")).groupby(placement.applicant)
	days = DateDiff(Least(until, str(last)), Greatest(placement.from_date, str(first))) + 1
	return query.select(Count(placement.listing).distinct(), Sum(days))


def named_by(grant: str, field: str):
	"""A subquery of the placements or listings that the booked rows of a grant name."""
	entry = frappe.qb.DocType("Grant Entry")
	query = frappe.qb.from_(entry).select(entry[field]).where(entry["grant"] == grant)
	return query.where(entry.docstatus == 1).where(Coalesce(entry[field], "") != "")


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
