"""What the start page maps, and the counts that the platform's own number cards can't make.

Every number comes through `get_list`, so that nobody's count holds what they may not see.
"""

import frappe
from frappe import _
from frappe.utils import add_to_date, cint, now_datetime

from oppna_ditt_hem import vacant
from oppna_ditt_hem.due import grant_reports
from oppna_ditt_hem.matching import places_map
from oppna_ditt_hem.oppna_ditt_hem.report.vacancy_by_locality import vacancy_by_locality

# What the platform's widget sends along: the card's own filters, of which this one has none.
CardFilters = str | list | dict | None


@frappe.whitelist()
def offers_expiring(filters: CardFilters = None) -> dict:
	"""Live offers whose answer is due within the hours set in Housing Settings, or overdue.

	A card of type Document Type would count them as well, but lead to a list without the deadline: the
	platform leaves filters that are worked out on the spot behind when it opens the list.

	Returns:
		The number, and the list of just those as route and filters.
	"""
	hours = cint(frappe.db.get_single_value("Housing Settings", "expiring_hours")) or 24
	until = add_to_date(now_datetime(), hours=hours).strftime("%Y-%m-%d %H:%M:%S")
	expiring = {"stage": "Offered", "offer_deadline": ["<=", until]}
	names = frappe.get_list("Placement", filters=expiring, pluck="name", order_by="offer_deadline", limit=0)
	route = ["List", "Placement", "List"]
	return {"value": len(names), "fieldtype": "Int", "route": route, "route_options": expiring}


@frappe.whitelist()
def grants_to_report(filters: CardFilters = None) -> dict:
	"""Grants with a report to the funder that is late, or due within the first of its reminders.

	Returns:
		The number, and the list of just those as route and filters.
	"""
	due = [
		["Grant Report Date", *row]
		for row in grant_reports.undelivered(max(grant_reports.reminder_days(), default=0))
	]
	waiting = [["stage", "in", grant_reports.WAITING_STAGES], *due]
	names = frappe.get_list("Grant", filters=waiting, pluck="name", order_by="name", distinct=True, limit=0)
	return {
		"value": len(names),
		"fieldtype": "Int",
		"route": ["List", "Grant", "List"],
		"route_options": {"name": ["in", names]},
	}


@frappe.whitelist()
def map_of_places() -> dict:
	"""The map of localities: free places as circles, waiting households beside.

	Returns:
		`width`, `height`, `points` and `scale` as `places_map.draw` gives them, in pixels; `rows`, the same
		numbers for the table under the map; `free_states`, what a click filters on; `shows_households`,
		whether the reader may see them; `outside_tiles`, whether the platform's own map may be offered.
	"""
	rows = vacancy_by_locality.by_locality()
	positions = frappe.get_list(
		"Locality", fields=["name", "latitude", "longitude"], order_by="name", limit=0
	)
	drawing = places_map.draw(rows, {row.name: (row.latitude, row.longitude) for row in positions})
	return {
		**drawing,
		"rows": [{**row, "label": row["locality"] or _("Anywhere")} for row in rows],
		"free_states": list(vacant.FREE_STATES),
		"shows_households": bool(frappe.has_permission("Applicant", "read")),
		"outside_tiles": outside_tiles(),
	}


def outside_tiles() -> bool:
	"""Whether maps may fetch their pictures from an outside server, which then learns what is looked at."""
	return bool(cint(frappe.db.get_single_value("Housing Settings", "outside_map_tiles")))


def extend_bootinfo(bootinfo: dict) -> None:
	"""Tell the Desk, for the platform's own maps (hooked on extend_bootinfo)."""
	bootinfo["outside_map_tiles"] = outside_tiles()
