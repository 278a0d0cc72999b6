"""What each grant that ran on a day would have to pay back, if it went on being spent as until then."""

from frappe import _
from frappe.utils import flt, getdate, nowdate

from oppna_ditt_hem.economy.reclaim import exposure
from oppna_ditt_hem.grants.ledger import BOOKING_STAGES
from oppna_ditt_hem.reporting import (
	GRANTED_STAGES,
	bars,
	behind,
	card,
	column,
	entry_sums,
	grant_columns,
	granted,
	money,
	read_filters,
	total,
)

RUNNING = "Running"
PERIOD = ("amount", "period_from", "period_to")
SUMMED = ("amount", "booked", "unspent", "paid_back")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the sums of all grants.

	Args:
		filters: `day` (ISO date, today where it is missing) and `grant`.
	"""
	found = rows(read_filters(filters))
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
	"""One row for each grant that ran on the day, with what is booked until then, the day included."""
	day = getdate(filters.day or nowdate())
	asked = [["stage", "in", GRANTED_STAGES], ["period_from", "is", "set"], ["period_to", "is", "set"]]
	if filters.grant:
		asked.append(["name", "=", filters.grant])
	grants = [grant for grant in granted(asked, (*PERIOD, "stage")) if ran(grant, day)]
	booked = entry_sums([grant.name for grant in grants], "grant", until=day)
	return [told(grant, flt(booked.get((grant.name,)), 2), day) for grant in grants]


def ran(grant, day) -> bool:
	"""Whether a grant runs now, or did on a day that is over: of what has been reported since, its period says that.

	From the decision on costs are booked, so from its first cost date on a grant runs though nobody has taken that step.
	"""
	begun, is_open = getdate(grant.period_from) <= day, grant.stage in BOOKING_STAGES
	if day < getdate():
		return begun and (is_open or day <= getdate(grant.period_to))
	return grant.stage == RUNNING or (begun and is_open)


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
		# The platform cuts what stands beside a colour after some fifteen letters.
		_("Booked amount"): [row["booked"] for row in found],
		_("Is paid back"): [row["paid_back"] for row in found],
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
