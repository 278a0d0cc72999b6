"""What the state will pay for those who were placed, month by month, and what moving out loses (förordning 2010:1122, 12-14 §§).

A forecast from dated legal values that nobody has verified yet: the report says so, and where each stands.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import frappe
from babel.dates import format_date
from frappe import _
from frappe.utils import add_months, escape_html, get_first_day, get_last_day, getdate, nowdate

from oppna_ditt_hem.agreements.law import current
from oppna_ditt_hem.economy.compensation import Terms, left_on
from oppna_ditt_hem.grants.newcomers import with_payments
from oppna_ditt_hem.legal.answers import Source
from oppna_ditt_hem.legal.values import LegalValueError, Values
from oppna_ditt_hem.reporting import bars, card, column, counter, in_order, money, read_filters
from oppna_ditt_hem.saying import say

HOUSEHOLDS = "Household"
MOST_MONTHS_CHARTED = 12


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, what the figures rest on, chart and sums.

	Args:
		filters: `from_date` and `to_date` (whole months, both included; half a year back and two years ahead where missing) and
			`by`, Month or Household.
	"""
	asked = read_filters(filters)
	law = current()
	found, unknown = with_payments(law)
	by_household = asked.by == HOUSEHOLDS
	source, why_none = source_today(law)
	mark = "" if source and source.verified else f" ({_('not verified')})"
	months = by_month(found, *period(asked))
	rows = [of_household(*one) for one in found] if by_household else months
	return (
		household_columns(mark) if by_household else month_columns(mark),
		rows,
		message(source, why_none, unknown),
		chart(months),
		summary(found, months, law),
	)


def period(filters) -> tuple[date, date]:
	since = getdate(filters.from_date or add_months(nowdate(), -6))
	until = getdate(filters.to_date or add_months(nowdate(), 24))
	since, until = in_order(since, until)
	return get_first_day(since), get_last_day(until)


def month_columns(mark: str) -> list[dict]:
	"""With the mark on every amount: paper and spreadsheets leave out the message above the report."""
	return [
		column("month_text", _("Period ends in"), "Data", 170),
		column("persons", _("Payments for persons"), "Int", 230),
		money("comes", _("Comes to the municipality") + mark, 350),
		money("lost", _("Lost by moving out") + mark, 330),
		money("together", _("Comes in all until then") + mark, 350),
	]


def household_columns(mark: str) -> list[dict]:
	return [
		column("placement", _("Placement"), "Link", 170, "Placement"),
		column("received", _("Received"), "Date", 120),
		column("persons", _("Persons"), "Int", 100),
		money("paid", _("Periods that have ended") + mark, 340),
		money("left", _("Moving out today loses") + mark, 340),
		money("lost", _("Lost by moving out") + mark, 320),
		counter(_("Household")),
	]


def by_month(found: Iterable, since: date, until: date) -> list[dict]:
	"""A row for each month in which a period ends; kronor with whole öre."""
	rows: dict[date, dict] = {}
	together = sum(
		(paid.amount for _one, comes, _lost in found for paid in comes if paid.due < since), Decimal(0)
	)
	for _household, comes, lost in found:
		for name, payments in (("comes", comes), ("lost", lost)):
			for payment in payments:
				if since <= payment.due <= until:
					row = rows.setdefault(
						payment.due, {"comes": Decimal(0), "lost": Decimal(0), "persons": 0}
					)
					row[name] += payment.amount
					row["persons"] += name == "comes"
	told = []
	for due in sorted(rows):
		together += rows[due]["comes"]
		told.append(
			{
				"month": str(due),
				"month_text": format_date(due, "MMM y", locale=frappe.local.lang or "sv"),
				"persons": rows[due]["persons"],
				"comes": float(rows[due]["comes"]),
				"lost": float(rows[due]["lost"]),
				"together": float(together),
			}
		)
	return told


def of_household(one, comes: list, lost: list) -> dict:
	today = getdate(nowdate())
	left = left_on(comes, today)
	return {
		"placement": one.placement,
		"received": one.received,
		"persons": len(one.birth_years),
		"paid": float(sum((payment.amount for payment in comes), Decimal(0)) - left),
		"left": float(left),
		"lost": float(sum((payment.amount for payment in lost), Decimal(0))),
		"number": 1,
	}


def source_today(law: Values) -> tuple[Source | None, str]:
	"""What today's amounts rest on; none, and why, where they aren't entered."""
	try:
		return Terms.of(law.on(getdate(nowdate()))).source, ""
	except LegalValueError as error:
		return None, say(error.text)


def message(source: Source | None, why_none: str, unknown: int) -> str:
	"""How far the figures can be trusted, and where what they rest on can be checked."""
	forecast = _("A forecast.") if source and source.verified else _("Not verified: a forecast.")
	counted = _(
		"Received counts as the first day in a home; whoever has moved to another municipality is paid for there. Temporary protection is left out."
	)
	checked = why_none or _("{0}. Each amount and who has checked it stand under {1}, keys flat_sum.").format(
		source.reference, _("Legal Parameter")
	)
	lines = [f"{forecast} {counted}", checked]
	if unknown:
		lines.append(
			_(
				"{0} households were received on a day whose legal values aren't entered, and are left out."
			).format(unknown)
		)
	return "<br>".join(escape_html(line) for line in lines)


def chart(months: list[dict]) -> dict | None:
	"""By month, or by quarter where so many months have no room for their names."""
	quarterly = len(months) > MOST_MONTHS_CHARTED
	parts: dict[str, list[dict]] = {}
	for row in months:
		parts.setdefault(quarter(row["month"]) if quarterly else row["month_text"], []).append(row)
	sets = {
		_("Comes"): [sum_of(rows, "comes") for rows in parts.values()],
		_("Lost"): [sum_of(rows, "lost") for rows in parts.values()],
	}
	return bars(list(parts), sets, "Currency", stacked=True)


def quarter(day: str) -> str:
	return format_date(getdate(day), "QQQ y", locale=frappe.local.lang or "sv")


def summary(found: list, months: list[dict], law: Values) -> list[dict]:
	today = getdate(nowdate())
	left = sum((left_on(comes, today) for _one, comes, _lost in found), Decimal(0))
	lost = sum((payment.amount for _one, _comes, gone in found for payment in gone), Decimal(0))
	cards = [
		card(_("Comes in the months shown"), sum_of(months, "comes"), "Currency", "Green"),
		card(_("Still to come for all"), float(left), "Currency"),
		card(_("Lost by moving out so far and ahead"), float(lost), "Currency", "Red" if lost else "Green"),
	]
	return [*cards, *moving_in(law, today)]


def moving_in(law: Values, today: date) -> list[dict]:
	"""What one more person below the age limit brings: newly received, and received elsewhere a year ago."""
	try:
		terms, year_ago = Terms.of(law.on(today)), getdate(add_months(today, -12))
		before = Terms.of(law.on(year_ago))
	except LegalValueError:
		return []
	rest = left_on(before.payments(None, year_ago), today)
	return [
		card(_("One newly received person brings"), terms.adult, "Currency"),
		card(_("Moving in after a year brings"), float(rest), "Currency"),
		card(
			_("Extra on moving in, on conditions"),
			float(before.extra_of_moving_in(None, year_ago)),
			"Currency",
			"Orange",
		),
	]


def sum_of(rows: list[dict], field: str) -> float:
	return float(sum((Decimal(str(row[field])) for row in rows), Decimal(0)))
