"""What a home that is lived in costs each grant: booked in a period, by homes, people and months in the same period.

A home counts for a grant when one of its submitted rows names the home or a stay in it, so rows are booked on the placement
or home that they are for. The figures above the report set what all grants together have booked against all homes that
were lived in, named or not.
"""

from datetime import date

from frappe import _
from frappe.utils import flt

from oppna_ditt_hem.grants.stays import lived_figures, stays, stays_by_grant
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
	read_filters,
	within,
)


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the figures of all homes.

	Args:
		filters: `from_date` and `to_date`, days of cost and of living there (ISO dates, both included); `grant`.
	"""
	asked = read_filters(filters)
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
		money("booked", _("Booked amount")),
		column("homes", _("Homes lived in"), "Int", 160),
		column("people", _("People housed"), "Int", 210),
		{**column("months", _("Months lived"), "Float", 130), "precision": 1},
		money("per_home", _("Cost per home"), 170),
		money("per_person", _("Cost per person"), 170),
		money("per_month", _("Cost per household and month"), 260),
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
