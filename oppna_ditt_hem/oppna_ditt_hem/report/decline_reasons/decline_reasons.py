"""Why offers came to nothing: the coded reasons, by who said no."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import add_days

from oppna_ditt_hem.reporting import bars, column

ENDS = ("Declined", "Withdrawn")
ACTORS = ("Landlord", "Household", "Officer")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, and a chart.

	Args:
		filters: `from_date` and `to_date` of the no (ISO dates, both included), `locality`, `declined_by`.
	"""
	found = rows(frappe._dict(filters or {}))
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
	counted = Counter(
		(row.declined_by, row.decline_reason, row.stage)
		for row in frappe.get_list(
			"Placement",
			filters=asked(filters),
			fields=["declined_by", "decline_reason", "stage"],
			order_by="name",
			limit=0,
		)
	)
	total = sum(counted.values())
	ranked = sorted(counted, key=lambda key: (-counted[key], *map(str, key)))
	return [told(key, counted[key], total) for key in ranked]


def asked(filters) -> list:
	found = [["stage", "in", ENDS], ["decline_reason", "is", "set"]]
	if filters.from_date:
		found.append(["stage_since", ">=", filters.from_date])
	if filters.to_date:
		found.append(["stage_since", "<", add_days(filters.to_date, 1)])
	return found + [
		[field, "=", filters[field]] for field in ("locality", "declined_by") if filters.get(field)
	]


def told(key: tuple[str, str, str], number: int, total: int) -> dict:
	actor, reason, stage = key
	return {
		"said_by": _(actor),
		"reason_text": _(reason),
		"outcome": _(stage),
		"number": number,
		"share": 100 * number / total,
		# For the drill-down.
		"declined_by": actor,
		"decline_reason": reason,
		"stage": stage,
	}


def chart(found: list[dict]) -> dict | None:
	"""A bar for each reason, stacked by who said it."""
	reasons = list(dict.fromkeys(row["reason_text"] for row in found))
	sets = {}
	for actor in ACTORS:
		said = Counter()
		for row in found:
			if row["declined_by"] == actor:
				said[row["reason_text"]] += row["number"]
		sets[_(actor)] = [said[reason] for reason in reasons]
	return bars(reasons, sets, stacked=True)
