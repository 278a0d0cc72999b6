"""The two accounts of a grant (förordning 2010:1122, 37 §): what the money went to by budget line, and what came of it.

Counted by the database for everybody, protected households too, since no figure shows a row. A small number could still
point at somebody, so below a limit of the municipality's own it isn't kept: only that it is small.
"""

import json
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import flt, getdate, now_datetime
from pypika.terms import Criterion

from oppna_ditt_hem.economy.masking import masked
from oppna_ditt_hem.economy.money import exact
from oppna_ditt_hem.grants.stays import lived_figures, stays, stays_by_grant
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.vacant import home_of, homes_entering

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
	each = homes_entering(stage, first, last, lambda _listing: Criterion.all()).as_("each_home")
	return frappe.qb.from_(each).select(Count("*")).run()[0][0]


def inspected(first, last) -> int:
	listing = frappe.qb.DocType("Listing")
	query = frappe.qb.from_(listing).select(Count(home_of(listing)).distinct())
	return query.where(listing.inspected_on[first:last]).run()[0][0]


def origin(doctype: str, filters: dict, first, last) -> dict:
	"""What a figure was counted from, and when."""
	days = {"from": str(first) if first else None, "to": str(last)}
	told = {"doctype": doctype, **filters, **days}
	filters = json.dumps(told, ensure_ascii=False, default=str)
	return {"filters": filters, "computed_at": now_datetime().replace(microsecond=0)}


def changes(frozen: list, fresh: list[dict]) -> list[dict]:
	"""Figures that are other than they were: by `measure`, budget and booked kronor or a number, what it was and is; None where
	small or absent.
	"""
	before, now = told(frozen), told(frappe._dict(row) for row in fresh)
	return [
		dict(zip(("kind", "figure", "measure"), key, strict=True), before=before.get(key), now=now.get(key))
		for key in dict.fromkeys([*before, *now])
		if before.get(key) != now.get(key)
	]


def told(rows: Iterable) -> dict[tuple, float | None]:
	"""Kronor and numbers by kind, figure and measure."""
	found = {}
	for row in rows:
		if row.kind == ACCOUNT:
			found |= {
				(ACCOUNT, row.figure, measure): flt(row.get(measure), 2) for measure in ("budget", "booked")
			}
		else:
			found[USE, row.figure, "number"] = None if row.masked else flt(row.number, 1)
	return found


def origin_in_words(filters: str) -> str:
	"""What a figure was counted from, for a person to read."""
	told = json.loads(filters)
	first, last = told.pop("from"), told.pop("to")
	span = f"{first} – {last}" if first else _("until {0}").format(last)
	said = [
		f"{_(label)}: {_(str(told[key]))}"
		for key, label in ORIGIN.items()
		if told.get(key) not in (None, "day")
	]
	said += [_(label) for key, label in ON_DAY.items() if key in told]
	return ", ".join([f"{_(told['doctype'])} ({', '.join(said)})" if said else _(told["doctype"]), span])


ORIGIN = {
	"grant": N_("Grant"),
	"budget_line": N_("Budget line"),
	"first in stage": N_("first in the stage"),
	"named by": N_("named by the rows of"),
}
ON_DAY = {"inspected_on": N_("Inspected on"), "lived in": N_("lived in"), "docstatus": N_("booked rows")}
