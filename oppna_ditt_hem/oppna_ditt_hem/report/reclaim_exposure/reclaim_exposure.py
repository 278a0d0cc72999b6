"""What each running grant would have to pay back, if it goes on being spent as until a day."""

import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

from oppna_ditt_hem.economy.reclaim import exposure
from oppna_ditt_hem.reporting import (
	bars,
	behind,
	card,
	column,
	entry_sums,
	grant_columns,
	granted,
	money,
	total,
)

PERIOD = ("amount", "period_from", "period_to")
SUMMED = ("amount", "booked", "unspent", "paid_back")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the sums of all grants.

	Args:
		filters: `day` (ISO date, today where it is missing) and `grant`.
	"""
	found = rows(frappe._dict(filters or {}))
	return columns(), found, None, chart(found), summary(found)


def columns() -> list[dict]:
	return [
		*grant_columns(),
		money("amount", _("Granted")),
		money("booked", _("Booked until the day"), 200),
		money("unspent", _("Unspent")),
		column("period_to", _("Last cost date"), "Date", 160),
		column("days_left", _("Days left"), "Int", 110),
		money("rate", _("Spent per day"), 160),
		money("paid_back", _("Would be paid back"), 190),
	]


def rows(filters) -> list[dict]:
	"""One row for each grant that runs now, with what is booked until the day, the day included."""
	day = getdate(filters.day or nowdate())
	asked = [["stage", "=", "Running"], ["period_from", "is", "set"], ["period_to", "is", "set"]]
	if filters.grant:
		asked.append(["name", "=", filters.grant])
	grants = granted(asked, PERIOD)
	booked = entry_sums([grant.name for grant in grants], "grant", until=day)
	return [told(grant, flt(booked.get((grant.name,)), 2), day) for grant in grants]


def told(grant, booked: float, day) -> dict:
	found = exposure(grant.amount, booked, getdate(grant.period_from), getdate(grant.period_to), day)
	return {
		"grant": grant.name,
		"title": grant.title,
		"amount": flt(grant.amount, 2),
		"booked": booked,
		"unspent": float(found.unspent),
		"period_to": grant.period_to,
		"days_left": found.days_left,
		"rate": float(found.rate),
		"paid_back": float(found.paid_back),
		"behind": behind(
			"booked", "Grant Entry", grant=grant.name, docstatus=1, posting_date=["<=", str(day)]
		),
	}


def chart(found: list[dict]) -> dict | None:
	"""A bar for each grant: booked, and what would be paid back."""
	sets = {
		_("Booked until the day"): [row["booked"] for row in found],
		_("Would be paid back"): [row["paid_back"] for row in found],
	}
	return bars([row["title"] for row in found], sets, "Currency")


def summary(found: list[dict]) -> list[dict]:
	amount, booked, unspent, paid_back = (total(found, name) for name in SUMMED)
	return [
		card(_("Granted"), amount, "Currency"),
		card(_("Booked until the day"), booked, "Currency", "Green"),
		card(_("Unspent"), unspent, "Currency", "Orange"),
		card(_("Would be paid back"), paid_back, "Currency", "Red" if paid_back else "Green"),
	]
