"""How long cases wait before each step: the median, the 90th percentile and the count, from the stage log."""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Floor, Max, Min
from frappe.utils import add_days, flt
from pypika.analytics import Sum as SumOver

from oppna_ditt_hem.reporting import bars, behind, column, period_of, read_filters, seen, within
from oppna_ditt_hem.stages import STAGES

# In the chart a step has room for its name only while there are few of them.
MOST_CHARTED = 6


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, and a chart.

	Args:
		filters: `document_type`, `from_date` and `to_date` of the change (ISO dates, both included).
	"""
	found = rows(read_filters(filters))
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
	return [told(step, figures, filters) for *step, figures in sorted(measured(filters), key=place)]


def measured(filters) -> list[tuple[str, str, str, dict]]:
	"""Kind of case, stage before, stage after and the waits in days: all worked out by the database."""
	each = ranked(filters).as_("each_wait")
	steps = (each.reference_doctype, each.from_stage, each.to_stage)

	def at(place) -> Min:
		"""The wait at a place in the order of all."""
		return Min(Case().when(each.up_to >= place, each.days_before))

	# The middle one, or the mean of the two in the middle.
	median = (at(each.cases / 2) + at(Floor(each.cases / 2) + 1)) / 2
	query = frappe.qb.from_(each).select(
		*steps,
		Max(each.cases).as_("number"),
		median.as_("median"),
		# The smallest that nine of ten don't exceed (nearest rank).
		at(each.cases * 0.9).as_("p90"),
		Max(each.days_before).as_("longest"),
	)
	found = query.groupby(*steps).run(as_dict=True)
	return [(row.reference_doctype, row.from_stage, row.to_stage, row) for row in found]


def ranked(filters):
	"""A subquery of the different waits for each step, with how many cases waited no longer, and how many there are."""
	each = waits(filters).as_("waits")
	steps = (each.reference_doctype, each.from_stage, each.to_stage)
	return frappe.qb.from_(each).select(
		*steps,
		each.days_before,
		SumOver(each.number).over(*steps).orderby(each.days_before).as_("up_to"),
		SumOver(each.number).over(*steps).as_("cases"),
	)


def waits(filters):
	"""A subquery of how many cases waited so long for each step: far fewer rows than there are changes."""
	log = frappe.qb.DocType("Stage Log")
	days_before = Coalesce(log.days_before, 0)
	keys = (log.reference_doctype, log.from_stage, log.to_stage, days_before)
	since, until = period_of(filters)
	query = (
		frappe.qb.from_(log)
		.select(*keys[:3], days_before.as_("days_before"), Count("*").as_("number"))
		.where(Coalesce(log.from_stage, "") != "")
		.where(log.changed_on >= str(since))
		.where(log.changed_on < str(add_days(until, 1)))
		.where(seen(log))
		.groupby(*keys)
	)
	return query.where(log.reference_doctype == filters.document_type) if filters.document_type else query


def told(step: list[str], figures, filters) -> dict:
	doctype, before, after = step
	asked = {"reference_doctype": doctype, "from_stage": before, "to_stage": after}
	return {
		"document_type": _(doctype),
		"step": f"{_(before)} → {_(after)}",
		"number": figures.number,
		**{name: round(flt(figures[name]), 1) for name in ("median", "p90", "longest")},
		**asked,
		"behind": behind("number", "Stage Log", **asked, changed_on=within(*period_of(filters))),
	}


def place(row: tuple) -> tuple:
	doctype, *stages, _figures = row
	order = STAGES[doctype]
	return list(STAGES).index(doctype), *(order.index(stage) for stage in stages)


def chart(found: list[dict]) -> dict | None:
	most = sorted(found, key=lambda row: -row["number"])[:MOST_CHARTED]
	shown = [row for row in found if row in most]
	sets = {
		_("Median"): [row["median"] for row in shown],
		_("90th percentile"): [row["p90"] for row in shown],
	}
	return bars([row["step"] for row in shown], sets, "Float")
