"""Why offers came to nothing: the coded reasons, by who said no."""

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import add_days

from oppna_ditt_hem.reporting import bars, behind, column, period_of, read_filters, seen, share, within

ENDS = ("Declined", "Withdrawn")
ACTORS = ("Landlord", "Household", "Officer")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, and a chart.

	Args:
		filters: `from_date` and `to_date` of the no (ISO dates, both included), `locality`, `declined_by`.
	"""
	found = rows(read_filters(filters))
	return columns(), found, None, chart(found)


def columns() -> list[dict]:
	return [
		column("said_by", _("Said by"), "Data", 130),
		column("reason_text", _("Reason"), "Data", 320),
		column("outcome", _("Outcome"), "Data", 140),
		column("number", _("Placements"), "Int", 110),
		column("share", _("Share of all"), "Percent", 100),
	]


def rows(filters) -> list[dict]:
	"""One row for each actor, reason and outcome, the most frequent first; only what the reader may see."""
	counted = count(filters)
	everything = sum(number for *_key, number in counted)
	ranked = sorted(counted, key=lambda row: (-row[-1], *row[:-1]))
	return [told(key, number, everything, filters) for *key, number in ranked]


def count(filters) -> list[tuple[str, str, str, int]]:
	since, until = period_of(filters)
	placement = frappe.qb.DocType("Placement")
	actor = Coalesce(placement.declined_by, "").as_("actor")
	query = (
		frappe.qb.from_(placement)
		.select(actor, placement.decline_reason, placement.stage, Count("*"))
		.where(placement.stage.isin(ENDS))
		.where(Coalesce(placement.decline_reason, "") != "")
		.where(placement.stage_since >= str(since))
		.where(placement.stage_since < str(add_days(until, 1)))
		.where(seen(placement))
	)
	for field, value in chosen(filters).items():
		query = query.where(placement[field] == value)
	return list(query.groupby(actor, placement.decline_reason, placement.stage).run())


def chosen(filters) -> dict:
	return {field: filters[field] for field in ("locality", "declined_by") if filters.get(field)}


def told(key: list[str], number: int, everything: int, filters) -> dict:
	actor, reason, stage = key
	asked = {**chosen(filters), "declined_by": actor or ["is", "not set"], "decline_reason": reason}
	return {
		"said_by": _(actor) if actor else None,
		"reason_text": _(reason),
		"outcome": _(stage),
		"number": number,
		"share": share(number, everything),
		"declined_by": actor,
		"decline_reason": reason,
		"behind": behind(
			"number", "Placement", **asked, stage=stage, stage_since=within(*period_of(filters))
		),
	}


def chart(found: list[dict]) -> dict | None:
	"""A bar for each reason, stacked by who said it."""
	reasons = list(dict.fromkeys(row["reason_text"] for row in found))
	sets = {_(actor): [said(found, actor, reason) for reason in reasons] for actor in ACTORS}
	return bars(reasons, sets, stacked=True)


def said(found: list[dict], actor: str, reason: str) -> int:
	return sum(row["number"] for row in found if (row["declined_by"], row["reason_text"]) == (actor, reason))
