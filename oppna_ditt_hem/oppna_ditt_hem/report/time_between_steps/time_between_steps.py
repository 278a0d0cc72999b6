"""How long cases wait before each step: the median, the 90th percentile and the count, from the stage log."""

from collections import defaultdict
from math import ceil
from statistics import median

import frappe
from frappe import _
from frappe.utils import flt

from oppna_ditt_hem.reporting import column
from oppna_ditt_hem.stages import STAGES

# In the chart a step has room for its name only while there are few of them.
MOST_CHARTED = 12


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, and a chart.

	Args:
		filters: `document_type`, `from_date` and `to_date` of the change (ISO dates, both included).
	"""
	found = rows(frappe._dict(filters or {}))
	return columns(), found, None, chart(found)


def columns() -> list[dict]:
	return [
		column("document_type", _("Case"), "Data", 170),
		column("step", _("Step"), "Data", 280),
		column("number", _("Cases"), "Int", 90),
		days("median", _("Median, days"), 130),
		days("p90", _("90th percentile, days"), 190),
		days("longest", _("Longest, days"), 130),
	]


def days(fieldname: str, label: str, width: int) -> dict:
	return {**column(fieldname, label, "Float", width), "precision": 1}


def rows(filters) -> list[dict]:
	"""One row for each step that was taken, in the order of the stages; only of cases that the reader may see."""
	waits: dict[tuple, list[float]] = defaultdict(list)
	for row in changes(filters):
		waits[row.reference_doctype, row.from_stage, row.to_stage].append(flt(row.days_before))
	return [told(step, sorted(waits[step])) for step in sorted(waits, key=place)]


def changes(filters) -> list:
	asked = [["from_stage", "is", "set"]]
	if filters.document_type:
		asked.append(["reference_doctype", "=", filters.document_type])
	if filters.from_date:
		asked.append(["changed_on", ">=", filters.from_date])
	if filters.to_date:
		asked.append(["changed_on", "<=", f"{filters.to_date} 23:59:59.999999"])
	fields = ["reference_doctype", "from_stage", "to_stage", "days_before"]
	return frappe.get_list("Stage Log", filters=asked, fields=fields, order_by="name", limit=0)


def told(step: tuple[str, str, str], waited: list[float]) -> dict:
	doctype, before, after = step
	return {
		"document_type": _(doctype),
		"step": f"{_(before)} → {_(after)}",
		"number": len(waited),
		"median": round(median(waited), 1),
		"p90": percentile(waited, 0.9),
		"longest": waited[-1],
		# For the drill-down.
		"reference_doctype": doctype,
		"from_stage": before,
		"to_stage": after,
	}


def percentile(waited: list[float], share: float) -> float:
	"""The smallest of the sorted values that at least that share of them don't exceed (nearest rank)."""
	return waited[ceil(share * len(waited)) - 1]


def place(step: tuple[str, str, str]) -> tuple:
	doctype, *stages = step
	order = STAGES[doctype]
	return list(STAGES).index(doctype), *(order.index(stage) for stage in stages)


def chart(found: list[dict]) -> dict | None:
	most = sorted(found, key=lambda row: -row["number"])[:MOST_CHARTED]
	shown = [row for row in found if row in most]
	if not shown:
		return None
	return {
		"type": "bar",
		"data": {
			"labels": [row["step"] for row in shown],
			"datasets": [
				{"name": _("Median, days"), "values": [row["median"] for row in shown]},
				{"name": _("90th percentile, days"), "values": [row["p90"] for row in shown]},
			],
		},
		"colors": ["#2490EF", "#F6C358"],
	}
