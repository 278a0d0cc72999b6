"""The two accounts of a grant (förordning 2010:1122, 37 §): what the money went to by budget line, and what came of it.

Counted by the database for everybody, protected households too, since no figure shows a row. A small number could still
point at somebody, so below a limit of the municipality's own it isn't kept: only that it is small.
"""

import frappe
from frappe.query_builder.functions import Count, Min
from frappe.utils import add_days, flt, getdate, now_datetime

from oppna_ditt_hem.economy.masking import masked
from oppna_ditt_hem.economy.money import exact
from oppna_ditt_hem.grants.stays import lived_figures, stays, stays_by_grant
from oppna_ditt_hem.matching.words import N_

ACCOUNT, USE = "Account", "Use"
# Figures of use, with the key they are compared by.
HOMES_OFFERED = N_("Homes offered")
HOMES_INSPECTED = N_("Homes inspected")
HOMES_APPROVED = N_("Homes approved")
HOMES_LIVED_IN = N_("Homes lived in")
HOMES_NAMED = N_("Homes lived in that the grant's rows name")
PEOPLE_HOUSED = N_("People housed")
MONTHS_LIVED = N_("Months lived")


def figures(grant, as_on, limit: int) -> list[dict]:
	"""Both accounts of a grant until a day: rows as of Grant Report Figure, each with the filters and the time that gave it."""
	lines = account(grant, as_on)
	booked = float(sum(exact(line["booked"]) for line in lines))
	return [*lines, *use(grant, as_on, booked, limit)]


def account(grant, as_on) -> list[dict]:
	"""A row for each budget line, and for each line that was taken out of the budget after it was booked on."""
	booked = ledger_by_line(grant.name, as_on)
	planned = {line.budget_line: line for line in grant.budget_lines}
	return [
		{
			"kind": ACCOUNT,
			"figure": name,
			"purpose_code": planned[name].purpose_code if name in planned else None,
			"budget": flt(planned[name].budget, 2) if name in planned else 0,
			"booked": flt(booked.get(name, (0, 0))[0], 2),
			"rows_booked": booked.get(name, (0, 0))[1],
			**origin("Grant Entry", {"grant": grant.name, "budget_line": name, "docstatus": 1}, None, as_on),
		}
		for name in [*planned, *sorted(set(booked) - set(planned))]
	]


def ledger_by_line(grant: str, as_on) -> dict[str, tuple[float, int]]:
	"""Booked kronor and number of rows for each budget line up to and including a day."""
	rows = frappe.db.sql(
		"""select budget_line, sum(amount), count(*) from `tabGrant Entry`
		where `grant` = %s and docstatus = 1 and posting_date <= %s group by budget_line""",
		(grant, as_on),
	)
	return {line: (amount, number) for line, amount, number in rows}


def use(grant, as_on, booked: float, limit: int) -> list[dict]:
	"""What the whole brokerage did in the grant's period until the day, and what each of it cost of the grant."""
	first, last = getdate(grant.period_from), min(getdate(grant.period_to), getdate(as_on))
	lived = stays(first, last, everybody=True)
	named = stays_by_grant([grant.name], first, last, everybody=True).get(grant.name, lived_figures())
	# The months of few people would give their number away.
	few = masked(lived["people"], limit) is None
	months = min(lived["months"], limit - 1) if few else lived["months"]
	counted = (
		(HOMES_OFFERED, first_entered("Submitted", first, last), "Listing", {"first in stage": "Submitted"}),
		(HOMES_INSPECTED, inspected(first, last), "Listing", {"inspected_on": "day"}),
		(HOMES_APPROVED, first_entered("Approved", first, last), "Listing", {"first in stage": "Approved"}),
		(HOMES_LIVED_IN, lived["homes"], "Placement", {"lived in": "day"}),
		(HOMES_NAMED, named["homes"], "Placement", {"lived in": "day", "named by": grant.name}),
		(PEOPLE_HOUSED, lived["people"], "Placement", {"lived in": "day"}),
		(MONTHS_LIVED, months, "Placement", {"lived in": "day"}),
	)
	return [
		{
			"kind": USE,
			"figure": figure,
			**shown(value, booked, limit),
			**origin(doctype, filters, first, last),
		}
		for figure, value, doctype, filters in counted
	]


def shown(value: float, booked: float, limit: int) -> dict:
	"""The number and the kronor for each; neither where the number is small."""
	if masked(value, limit) is None:
		return {"masked": 1, "number": None, "each_cost": None}
	each = flt(booked / value, 2) if value else None
	return {"masked": 0, "number": value, "each_cost": each}


def first_entered(stage: str, first, last) -> int:
	"""Homes that came to a stage for the first time in the period."""
	log = frappe.qb.DocType("Stage Log")
	each = (
		frappe.qb.from_(log)
		.select(Min(log.changed_on).as_("came_on"))
		.where(log.reference_doctype == "Listing")
		.where(log.to_stage == stage)
		.groupby(log.reference_name)
	).as_("each_home")
	query = frappe.qb.from_(each).select(Count("*")).where(each.came_on >= str(first))
	return query.where(each.came_on < str(add_days(last, 1))).run()[0][0]


def inspected(first, last) -> int:
	return frappe.db.count("Listing", {"inspected_on": ["between", [first, last]]})


def origin(doctype: str, filters: dict, first, last) -> dict:
	"""What a figure was counted from, and when."""
	days = {"from": str(first) if first else None, "to": str(last)}
	told = {"doctype": doctype, **filters, **days}
	return {"filters": frappe.as_json(told, indent=None), "computed_at": now_datetime()}


def changes(frozen: list, fresh: list[dict]) -> list[dict]:
	"""Figures that are other than they were: what they were and are, booked kronor or a number; None where small or absent."""
	before = {(row.kind, row.figure): row for row in frozen}
	now = {(row["kind"], row["figure"]): frappe._dict(row) for row in fresh}
	found = []
	for key in [*before, *(key for key in now if key not in before)]:
		was, is_now = told(before.get(key)), told(now.get(key))
		if was != is_now:
			found.append({"kind": key[0], "figure": key[1], "before": was, "now": is_now})
	return found


def told(row) -> float | None:
	if not row:
		return None
	if row.kind == ACCOUNT:
		return flt(row.booked, 2)
	return None if row.masked else flt(row.number, 1)
