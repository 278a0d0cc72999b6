"""Where cases stand now: how many are in each stage that has a limit, and how many have been there for longer than it.

The limits are those of Housing Settings, past which the case's officer gets a task.
"""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import add_days, cint, now_datetime

from oppna_ditt_hem.reporting import bars, behind, card, column, read_filters, seen
from oppna_ditt_hem.sql_functions import DateDiff
from oppna_ditt_hem.stages import STAGES


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the sums.

	Args:
		filters: `document_type`.
	"""
	found = rows(read_filters(filters))
	return columns(), found, message(), chart(found), summary(found)


def columns() -> list[dict]:
	return [
		column("document_type", _("Case"), "Data", 170),
		column("stage_text", _("Stage"), "Data", 180),
		column("limit", _("Limit, days"), "Int", 130),
		column("number", _("In the stage now"), "Int", 160),
		column("over", _("Longer than the limit"), "Int", 190),
		column("longest", _("Longest, days"), "Int", 150),
	]


def rows(filters) -> list[dict]:
	"""One row for each stage that has a limit and a case in it, in the order of the stages."""
	found = [told(limit, *counted(limit)) for limit in limits(filters)]
	return sorted((row for row in found if row["number"]), key=place)


def limits(filters) -> list:
	asked = {"parenttype": "Housing Settings", "days": [">", 0]}
	if filters.document_type:
		asked["document_type"] = filters.document_type
	return frappe.get_all("Stage Limit", asked, ["document_type", "stage", "days"], order_by="idx")


def counted(limit) -> tuple[int, int, int]:
	"""Cases that are in the stage, those of them that are over the limit, and the days of the one that has waited longest."""
	log = frappe.qb.DocType("Stage Log")
	over = Sum(Case().when(log.changed_on < last_moment(limit), 1).else_(0))
	query = (
		frappe.qb.from_(log)
		.select(Count("*"), over, Max(DateDiff(str(now_datetime()), log.changed_on)))
		.where(log.left_on.isnull())
		.where(log.reference_doctype == limit.document_type)
		.where(log.to_stage == limit.stage)
		.where(seen(log))
	)
	return tuple(cint(number) for number in query.run()[0])


def last_moment(limit) -> str:
	"""Who entered the stage before it has been there for longer than the limit; `due.stalled` asks about the same ones."""
	return add_days(now_datetime(), -limit.days).strftime("%Y-%m-%d %H:%M:%S")


def told(limit, number: int, over: int, longest: int) -> dict:
	here = {"reference_doctype": limit.document_type, "to_stage": limit.stage, "left_on": ["is", "not set"]}
	return {
		"document_type": _(limit.document_type),
		"stage_text": _(limit.stage),
		"limit": limit.days,
		"number": number,
		"over": over,
		"longest": longest,
		"reference_doctype": limit.document_type,
		"stage": limit.stage,
		"behind": behind("number", "Stage Log", **here)
		| behind("over", "Stage Log", **here, changed_on=["<", last_moment(limit)]),
	}


def place(row: dict) -> tuple[int, int]:
	doctype = row["reference_doctype"]
	return list(STAGES).index(doctype), STAGES[doctype].index(row["stage"])


def message() -> str | None:
	if frappe.db.exists("Stage Limit", {"parenttype": "Housing Settings", "days": [">", 0]}):
		return None
	return _("No stage has a limit. Set them in Housing Settings, under Limits.")


def chart(found: list[dict]) -> dict | None:
	sets = {
		_("Within the limit"): [row["number"] - row["over"] for row in found],
		_("Longer than the limit"): [row["over"] for row in found],
	}
	# The stage first: where there is no room the platform leaves out the end.
	labels = [f"{row['stage_text']}, {row['document_type'].lower()}" for row in found]
	return bars(labels, sets, stacked=True, colors=("#2490EF", "#E24C4C"))


def summary(found: list[dict]) -> list[dict]:
	over = sum(row["over"] for row in found)
	return [
		card(_("In the stage now"), sum(row["number"] for row in found)),
		card(_("Longer than the limit"), over, indicator="Red" if over else "Green"),
	]
