"""Follow-up checks of current stays that are due and not done, the most overdue first."""

import frappe
from frappe import _
from frappe.utils import date_diff, getdate, nowdate

from oppna_ditt_hem.holding import CURRENT_HOME_STAGES
from oppna_ditt_hem.reporting import column, counter, read_filters

STAY_FIELDS = ("name", "title", "locality")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""The platform's entry: columns and rows.

	Args:
		filters: `due_by`, an ISO date (today where it is missing), and `locality`.
	"""
	return columns(), rows(filters)


def columns() -> list[dict]:
	return [
		column("placement", _("Placement"), "Link", 160, "Placement"),
		column("title", _("Home and household"), "Data", 320),
		column("locality", _("Locality"), "Link", 140, "Locality"),
		column("day", _("Day"), "Int", 80),
		column("due_on", _("Due on"), "Date", 110),
		column("days_late", _("Days late"), "Int", 110),
		counter(_("Checks due")),
	]


def rows(filters: dict | None = None) -> list[dict]:
	"""One row for each due check of a stay that the reader may see."""
	filters = read_filters(filters)
	stays = current_stays(filters.locality)
	today = getdate(nowdate())
	due = frappe.get_all(
		"Placement Check",
		# An empty date counts as long past in the database.
		[
			["parenttype", "=", "Placement"],
			["parent", "in", list(stays)],
			["due_on", "is", "set"],
			["due_on", "<=", filters.due_by or today],
			["done_on", "is", "not set"],
		],
		["parent", "day", "due_on"],
		order_by="due_on, parent",
	)
	return [
		{
			**stays[row.parent],
			"day": row.day,
			"due_on": row.due_on,
			"days_late": max(date_diff(today, row.due_on), 0),
			"number": 1,
		}
		for row in due
	]


def current_stays(locality: str | None) -> dict[str, dict]:
	"""The stays in which somebody lives now, by name, as far as the reader may see them."""
	filters = {"stage": ["in", CURRENT_HOME_STAGES]}
	if locality:
		filters["locality"] = locality
	found = frappe.get_list("Placement", filters=filters, fields=list(STAY_FIELDS), order_by="name", limit=0)
	return {row.name: {"placement": row.pop("name"), **row} for row in found}
