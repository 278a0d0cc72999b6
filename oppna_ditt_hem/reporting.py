"""What the reports share: whose rows they count, and how they show them.

The database counts and sums. Every query takes the rows that the reader may see by `seen` or `readable`, so that no
figure holds more than the lists behind it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import frappe
from frappe import _
from frappe.model.db_query import DatabaseQuery
from frappe.query_builder.functions import Sum
from frappe.utils import cint, escape_html, flt, getdate, nowdate
from pypika.terms import Criterion

from oppna_ditt_hem import compat
from oppna_ditt_hem.economy.masking import SMALLEST_SHOWN
from oppna_ditt_hem.economy.money import exact
from oppna_ditt_hem.sql_functions import Literal

# Before these nothing is decided, and a refused grant has no money.
GRANTED_STAGES = ("Granted", "Running", "Final Report", "Reported", "Approved", "Reclaimed", "Closed")


# What the reports call a filter that is a day.
DAYS = ("from_date", "to_date", "day", "due_by")
YEARS = range(1000, 9000)
"""Those that have others around them to count to."""
COLOURS = ("#2490EF", "#28A745", "#F6C358", "#E24C4C")


def readable(doctype: str, filters: list | None = None) -> Literal:
	"""A subquery of the names that the user may see: role, rows and User Permissions, as in the list.

	Args:
		filters: of the list; all that the user may see where missing.

	Raises:
		frappe.PermissionError: the user may not read the document type at all.
	"""
	return Literal(f"({compat.list_query(doctype, filters or [], ['name'])})")


def seen(table) -> Criterion:
	"""The condition that the user may see a row of a document type's table, which the query reads under its own name.

	The rows of `readable`, without looking up each by its name. Somebody to whom nothing but single documents are shared
	has no condition from the platform, and is asked by name.

	Raises:
		frappe.PermissionError: the user may not read the document type at all.
	"""
	doctype = doctype_of(table)
	if not frappe.permissions.get_role_permissions(doctype).get("read"):
		return table.name.isin(readable(doctype))
	condition = DatabaseQuery(doctype).build_match_conditions()
	return Literal(f"({condition})") if condition else Criterion.all()


def doctype_of(table) -> str:
	"""The document type of a table of the Query Builder."""
	return table.get_table_name().removeprefix("tab")


def entry_sums(grants: list[str], *fields: str, since=None, until=None) -> dict[tuple, float]:
	"""Submitted Grant Entries of some grants by the values of `fields`, in kronor with öre.

	Args:
		since, until: days of cost, both included.
	"""
	entry = frappe.qb.DocType("Grant Entry")
	groups = [entry[field] for field in fields]
	query = frappe.qb.from_(entry).select(*groups, Sum(entry.amount)).where(entry.docstatus == 1)
	query = query.where(entry["grant"].isin(grants or [""])).where(seen(entry))
	if since:
		query = query.where(entry.posting_date >= since)
	if until:
		query = query.where(entry.posting_date <= until)
	return {tuple(key): flt(amount, 2) for *key, amount in query.groupby(*groups).run()}


def booked_in_all(grants: list[str], since=None, until=None) -> float:
	"""What is booked on some grants together, by a sum of its own, in kronor."""
	return flt(entry_sums(grants, since=since, until=until).get(()), 2)


def granted(filters: list, fields: Iterable[str]) -> list:
	"""Grants with an amount that was decided, as far as the reader may see them, by their period."""
	decided = [["stage", "in", GRANTED_STAGES], ["amount", ">", 0]]
	return frappe.get_list(
		"Grant",
		filters=[*decided, *filters],
		fields=["name", "title", *fields],
		order_by="period_from, name",
		limit=0,
	)


def steps_of(doctype: str, stage: str):
	"""A subquery of the names of the documents that have ever entered a stage."""
	log = frappe.qb.DocType("Stage Log")
	query = frappe.qb.from_(log).select(log.reference_name)
	return query.where(log.reference_doctype == doctype).where(log.to_stage == stage)


def read_filters(sent: dict | None) -> frappe._dict:
	"""The filters of a report without a day that is none, such as one in an address that was cut off; the reader is told.

	A report must not raise: the platform would take it for a slow one, and have a worker make it from then on.
	"""
	found = frappe._dict(sent or {})
	for field in DAYS:
		if found.get(field) and not is_day(found[field]):
			frappe.msgprint(
				_("{0} is no day, so it is left out.").format(frappe.bold(escape_html(str(found.pop(field)))))
			)
	return found


def is_day(written) -> bool:
	"""Whether it is a day or a moment, as the platform writes them."""
	try:
		return datetime.fromisoformat(str(written)).year in YEARS
	except ValueError:
		return False


def period_of(filters) -> tuple[date, date]:
	"""The days of the filters `from_date` and `to_date`, both included; a year back and today where missing."""
	until = getdate(filters.to_date or nowdate())
	return in_order(getdate(filters.from_date or frappe.utils.add_years(until, -1)), until)


def in_order(first: date, last: date) -> tuple[date, date]:
	"""Two days, the earlier first.

	Whoever has them the other way round means the days between; a report must not raise (see `read_filters`).
	"""
	return min(first, last), max(first, last)


def smallest_shown() -> int:
	"""Smaller numbers are masked in figures that leave the house (see `economy.masking`); 0 masks nothing."""
	kept = frappe.db.get_singles_dict("Housing Settings").get("smallest_number_shown")
	# A site that has not saved its settings since the field came has no value, which is not the 0 that switches it off.
	return SMALLEST_SHOWN if kept is None else cint(kept)


def behind(column: str, doctype: str, **filters) -> dict:
	"""What a row says of the documents that one of its figures counts or sums: the list that shows just those.

	Args:
		column: the field of the figure.
		filters: a value, or an operator and a value, by field; a field of a child table as "Child Table.field".
	"""
	return {column: {"doctype": doctype, "filters": filters}}


def within(since, until) -> list:
	"""The filter of a list for a day or a moment from one day to another, both included."""
	return ["between", [str(since), str(until)]]


def column(fieldname: str, label: str, fieldtype: str, width: int, options: str | None = None) -> dict:
	"""A typed column of a report."""
	return {
		"fieldname": fieldname,
		"label": label,
		"fieldtype": fieldtype,
		"width": width,
		"options": options,
	}


def counter(label: str) -> dict:
	"""A hidden column, "number": a number card of type Report adds up a field of all rows, a total among them, so the
	total row leaves this one out; it can't count rows either, so where each row is one document it is 1.
	"""
	return {**column("number", label, "Int", 80), "hidden": 1}


def money(fieldname: str, label: str, width: int = 130) -> dict:
	return {**column(fieldname, label, "Currency", width), "precision": 2}


def grant_columns() -> list[dict]:
	return [column("grant", _("Grant"), "Link", 150, "Grant"), column("title", _("Title"), "Data", 220)]


def card(label: str, value, datatype: str = "Int", indicator: str = "Blue") -> dict:
	"""One figure above the report."""
	return {"label": label, "value": value, "datatype": datatype, "indicator": indicator}


def total(found: list[dict], fieldname: str) -> float:
	"""The exact sum of a column of kronor."""
	return float(sum((exact(row[fieldname]) for row in found), Decimal(0)))


def share(part: float, whole: float) -> float | None:
	"""Per cent with one decimal; None where there is no whole."""
	return round(100 * part / whole, 1) if whole else None


def bars(
	labels: list[str],
	sets: dict[str, list],
	fieldtype: str = "Int",
	stacked: bool = False,
	colors: tuple[str, ...] = COLOURS,
) -> dict | None:
	"""A bar chart, or none where there is nothing to draw."""
	if not labels:
		return None
	return {
		"type": "bar",
		"data": {
			"labels": labels,
			"datasets": [{"name": name, "values": values} for name, values in sets.items()],
		},
		"fieldtype": fieldtype,
		"barOptions": {"stacked": int(stacked)},
		"colors": list(colors),
	}
