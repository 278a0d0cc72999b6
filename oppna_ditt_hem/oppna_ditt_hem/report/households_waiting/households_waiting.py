"""Households that wait for a home, by how long they have waited and by when they must have been received.

The summary counts; each number leads to the same report with the households behind it, one by one.
"""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import cint, date_diff, nowdate

from oppna_ditt_hem import waiting
from oppna_ditt_hem.oppna_ditt_hem.report.households_to_receive.households_to_receive import held_by
from oppna_ditt_hem.reporting import bars, card, column, counter, read_filters, seen, share

REPORT = "Households waiting"
# As urgent as they look.
COLOURS = ("#E24C4C", "#F6C358", "#2490EF", "#B8C2CC")
STAGES = ("New", "Assessment", "Ready", "Seeking")
COUNTED = {"Overdue": "overdue", "Soon": "soon", "Later": "later", "No date": "no_date"}


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows with the total last, no message, chart and the sums.

	Args:
		filters: `view`, Summary (where missing) or Households; `stage`, one of `STAGES` (Seeking where missing) or "All";
			`locality`, a wished one; `wait`, a key of `waiting.WAITS`; `receive`, one of `waiting.RECEIVE`.
	"""
	asked = read_filters(filters)
	if asked.view == "Households":
		return one_by_one_columns(), one_by_one(asked), None, None, None
	found = rows(asked)
	last = total_row(asked)
	return columns(), [*found, last] if last["households"] else [], None, chart(found), summary(last)


def receive_labels() -> dict[str, str]:
	soon = _("Within {0} days").format(waiting.soon_days())
	return {"overdue": _("Overdue"), "soon": soon, "later": _("Later"), "no_date": _("No date")}


def wait_label(key: str) -> str:
	first, beyond = waiting.WAITS[key]
	return _("{0}–{1} days").format(first, beyond - 1) if beyond else _("{0} days or more").format(first)


def columns() -> list[dict]:
	return [
		column("wait_text", _("Waited since registered"), "Data", 210),
		column("households", _("Households waiting"), "Int", 180),
		column("people", _("People waiting"), "Int", 175),
		*(column(name, label, "Int", 150) for name, label in receive_labels().items()),
		column("share", _("Share"), "Percent", 100),
		counter(_("Households waiting")),
	]


def asked_for(filters):
	"""The table of households and the query of those whom the filters choose."""
	stages = STAGES if filters.stage == "All" else (filters.stage or "Seeking",)
	applicant, query = waiting.households(seen, stages)
	if filters.locality:
		wish = frappe.qb.DocType("Wished Locality")
		wished = frappe.qb.from_(wish).select(wish.parent).where(wish.parenttype == "Applicant")
		query = query.where(applicant.name.isin(wished.where(wish.locality == filters.locality)))
	if filters.wait:
		query = query.where(waiting.wait_of(applicant) == filters.wait)
	if filters.receive:
		query = query.where(waiting.receive_of(applicant) == filters.receive)
	return applicant, query


def rows(filters) -> list[dict]:
	"""One row for each length of wait, the shortest first."""
	applicant, query = asked_for(filters)
	wait, receive = waiting.wait_of(applicant).as_("wait"), waiting.receive_of(applicant).as_("receive")
	query = query.select(wait, receive, Count("*"), Sum(Coalesce(applicant.household_size, 0)))
	counted = {key: [0, 0, {}] for key in waiting.WAITS}
	for key, by_when, number, people in query.groupby(wait, receive).run():
		row = counted[key]
		row[0], row[1], row[2][by_when] = row[0] + number, row[1] + cint(people), number
	whole = sum(number for number, _people, _by_when in counted.values())
	return [told(key, *counted[key], whole, filters) for key in waiting.WAITS if counted[key][0]]


def told(key: str, number: int, people: int, by_when: dict[str, int], whole: int, filters) -> dict:
	return {
		"wait_text": wait_label(key),
		"households": number,
		"people": people,
		**{name: by_when.get(receive, 0) for receive, name in COUNTED.items()},
		"share": share(number, whole),
		"number": number,
		"wait": key,
		"behind": ways(filters, key),
	}


def total_row(filters) -> dict:
	"""All of them, counted anew."""
	applicant, query = asked_for(filters)
	receive = waiting.receive_of(applicant)
	each = [Sum(Case().when(receive == one, 1).else_(0)).as_(COUNTED[one]) for one in COUNTED]
	size = Sum(Coalesce(applicant.household_size, 0)).as_("people")
	(found,) = query.select(Count("*").as_("households"), size, *each).run(as_dict=True)
	numbers = {name: cint(number) for name, number in found.items()}
	return {"wait_text": _("Total"), "total": 1, **numbers, "share": 100 if numbers["households"] else None}


def ways(filters, wait: str) -> dict:
	"""From each number of a row to the households behind it, in this report."""
	asked = {name: value for name, value in filters.items() if value} | {"view": "Households", "wait": wait}
	to = {"households": asked, **{name: {**asked, "receive": one} for one, name in COUNTED.items()}}
	return {name: {"report": REPORT, "filters": chosen} for name, chosen in to.items()}


def one_by_one_columns() -> list[dict]:
	return [
		column("applicant", _("Household"), "Link", 160, "Applicant"),
		column("title", _("Name"), "Data", 220),
		column("household_size", _("Household size"), "Int", 170),
		column("registered_on", _("Registered on"), "Date", 140),
		column("waited", _("Days waited"), "Int", 120),
		column("must_receive_by", _("Must be received by"), "Date", 160),
		column("days_left", _("Days left"), "Int", 110),
		column("stage", _("Stage"), "Data", 120),
		column("offer", _("Live offer"), "Link", 190, "Placement"),
	]


def one_by_one(filters) -> list[dict]:
	"""Each household, the longest wait first."""
	applicant, query = asked_for(filters)
	fields = ("title", "household_size", "registered_on", "must_receive_by", "stage")
	waited = waiting.days_waited(applicant).as_("waited")
	query = query.select(applicant.name.as_("applicant"), *(applicant[name] for name in fields), waited)
	found = query.orderby(waited, order=frappe.qb.desc).orderby(applicant.name).run(as_dict=True)
	_housed, offers = held_by([row.applicant for row in found])
	return [
		{
			**row,
			"stage": _(row.stage),
			"days_left": date_diff(row.must_receive_by, nowdate()) if row.must_receive_by else None,
			"offer": offers.get(row.applicant),
		}
		for row in found
	]


def chart(found: list[dict]) -> dict | None:
	"""A bar for each length of wait, stacked by when they must have been received."""
	sets = {label: [row[name] for row in found] for name, label in receive_labels().items()}
	return bars([row["wait_text"] for row in found], sets, stacked=True, colors=COLOURS)


def summary(last: dict) -> list[dict]:
	labels = receive_labels()
	return [
		card(_("Households waiting"), last["households"]),
		card(_("People waiting"), last["people"]),
		card(labels["overdue"], last["overdue"], indicator="Red" if last["overdue"] else "Green"),
		card(labels["soon"], last["soon"], indicator="Orange" if last["soon"] else "Green"),
	]
