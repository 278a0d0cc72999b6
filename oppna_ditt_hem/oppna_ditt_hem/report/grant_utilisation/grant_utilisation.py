"""How each budget line of each grant is used, and what the grants are per inhabitant.

Every krona granted stands on one row: what a grant has not put on a line has a row of its own, and so has what is booked
on a line that has been taken out of the budget since. The last row is summed by the database, not from the rows.
"""

from datetime import MAXYEAR, MINYEAR, date

import frappe
from frappe import _
from frappe.query_builder.functions import Sum
from frappe.utils import cint, flt, formatdate, getdate

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
	read_filters,
	share,
	total,
)


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows with the total last, a message, chart and the sums of all grants.

	Args:
		filters: `year`, grants whose period has a day in it, and what is booked until its last day; `to_date` (ISO date,
			included), booked until an earlier or a later day; `grant`.
	"""
	filters = read_filters(filters)
	people = cint(frappe.db.get_single_value("Housing Settings", "inhabitants"))
	grants, until = granted(asked(filters), ("amount",)), last_day(filters)
	found = rows(grants, people, until)
	last = total_row(grants, people, until)
	return (
		columns(),
		[*found, last] if found else [],
		message(people, until),
		chart(grants, found),
		summary(last, people),
	)


def asked(filters) -> list:
	found = [["name", "=", filters.grant]] if filters.grant else []
	if filters.year:
		found.append(["period_from", "<=", date(year_of(filters), 12, 31)])
		found.append(["period_to", ">=", date(year_of(filters), 1, 1)])
	return found


def year_of(filters) -> int:
	"""A year that has days, whatever was typed: in those at the ends there is nothing."""
	return min(max(cint(filters.year), MINYEAR), MAXYEAR)


def last_day(filters):
	"""The last day of cost that is counted; None where all are."""
	if filters.to_date:
		return getdate(filters.to_date)
	return date(year_of(filters), 12, 31) if filters.year else None


def columns() -> list[dict]:
	return [
		*grant_columns(),
		column("budget_line", _("Budget line"), "Data", 220),
		column("purpose", _("Purpose code"), "Data", 170),
		money("budget", _("Budget")),
		money("booked", _("Booked amount")),
		money("left", _("Left")),
		column("used", _("Used"), "Percent", 90),
		money("per_inhabitant", _("Budget per inhabitant"), 170),
	]


def rows(grants: list, people: int, until=None) -> list[dict]:
	"""A row for each line of each grant, in the order of the budget."""
	names = [grant.name for grant in grants]
	booked = entry_sums(names, "grant", "budget_line", until=until)
	lines = lines_of(names)
	found = []
	for grant in grants:
		planned = lines.get(grant.name, [])
		known = {line.budget_line for line in planned}
		own = [(line.budget_line, line.purpose_code, line.budget) for line in planned]
		own += [(line, None, 0) for name, line in booked if name == grant.name and line not in known]
		for line in own:
			amounts = booked.get((grant.name, line[0]), 0), people
			found.append({**told(grant, *line, *amounts), "behind": entries(grant, line[0], until)})
		found += not_on_a_line(grant, planned, people)
	return found


def lines_of(grants: list[str]) -> dict[str, list]:
	"""Lines of the budgets of grants that the reader may see."""
	lines: dict[str, list] = {}
	for line in frappe.get_all(
		"Grant Budget Line",
		{"parenttype": "Grant", "parent": ["in", grants]},
		["parent", "budget_line", "purpose_code", "budget"],
		order_by="parent, idx",
	):
		lines.setdefault(line.parent, []).append(line)
	return lines


def not_on_a_line(grant, planned: list, people: int) -> list[dict]:
	rest = flt(flt(grant.amount, 2) - total(planned, "budget"), 2)
	return [told(grant, None, None, rest, 0, people)] if rest else []


def told(grant, line: str | None, purpose: str | None, budget: float, booked: float, people: int) -> dict:
	return {
		"grant": grant.name,
		"title": grant.title,
		"budget_line": line or _("Not on a line"),
		"purpose": _(purpose) if purpose else None,
		**figures(budget, booked, people),
	}


def entries(grant, line: str, until) -> dict:
	days = {"posting_date": ["<=", str(until)]} if until else {}
	return behind("booked", "Grant Entry", grant=grant.name, budget_line=line, docstatus=1, **days)


def figures(budget: float, booked: float, people: int) -> dict:
	"""Kronor with öre, and per cent; nothing per inhabitant where their number isn't known."""
	return {
		"budget": flt(budget, 2),
		"booked": flt(booked, 2),
		"left": flt(flt(budget, 2) - flt(booked, 2), 2),
		"used": share(booked, budget),
		"per_inhabitant": flt(budget / people, 2) if people else None,
	}


def total_row(grants: list, people: int, until=None) -> dict:
	names = [grant.name for grant in grants]
	table = frappe.qb.DocType("Grant")
	amount = (
		frappe.qb.from_(table).select(Sum(table.amount)).where(table.name.isin(names or [""])).run()[0][0]
	)
	return {
		"title": _("Total"),
		"total": 1,
		**figures(flt(amount), booked_in_all(names, until=until), people),
	}


def message(people: int, until) -> str | None:
	lines = []
	if until:
		lines.append(
			_(
				"Booked from the beginning of each grant until {0}. A grant that runs over several years stands in each of them with its whole amount, so years are not added up."
			).format(formatdate(until))
		)
	if not people:
		lines.append(
			_(
				"Write the number of inhabitants in Housing Settings to see what the grants are per inhabitant."
			)
		)
	return "<br>".join(lines) or None


def chart(grants: list, found: list[dict]) -> dict | None:
	"""A bar for each grant: booked, and left, which make up what is granted."""
	own = [[row for row in found if row["grant"] == grant.name] for grant in grants]
	sets = {
		_("Booked amount"): [total(part, "booked") for part in own],
		_("Left"): [total(part, "left") for part in own],
	}
	return bars([grant.title for grant in grants], sets, "Currency", stacked=True)


def summary(last: dict, people: int) -> list[dict]:
	cards = [
		card(_("Granted"), last["budget"], "Currency"),
		card(_("Booked amount"), last["booked"], "Currency", "Green"),
		card(_("Left"), last["left"], "Currency", "Red" if last["left"] < 0 else "Orange"),
	]
	if people:
		booked = flt(last["booked"] / people, 2)
		cards.append(card(_("Granted per inhabitant"), last["per_inhabitant"], "Currency"))
		cards.append(card(_("Booked per inhabitant"), booked, "Currency", "Green"))
	return cards
