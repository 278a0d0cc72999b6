"""Households without a home yet that the municipality must have received soon, or should have already."""

import frappe
from frappe import _
from frappe.utils import add_days, cint, date_diff, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.reporting import column, counter
from oppna_ditt_hem.waiting import soon_days

FIELDS = ("name", "title", "household_size", "must_receive_by", "stage", "assignment_type")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict]]:
	"""The platform's entry: columns and rows.

	Args:
		filters: `within_days`, a number of days from today; Housing Settings decide where it is missing.
	"""
	return columns(), rows(filters)


def columns() -> list[dict]:
	return [
		column("applicant", _("Household"), "Link", 160, "Applicant"),
		column("title", _("Name"), "Data", 220),
		column("household_size", _("Household size"), "Int", 170),
		column("must_receive_by", _("Must be received by"), "Date", 160),
		column("days_left", _("Days left"), "Int", 110),
		column("stage", _("Stage"), "Data", 120),
		column("assignment_type", _("How they came"), "Data", 150),
		column("offer", _("Live offer"), "Link", 190, "Placement"),
		counter(_("Households to receive")),
	]


def rows(filters: dict | None = None) -> list[dict]:
	"""One row for each household that the reader may see, the most urgent first."""
	found = frappe.get_list(
		"Applicant",
		# An empty date counts as long past in the database.
		filters=[
			["stage", "!=", "Closed"],
			["must_receive_by", "is", "set"],
			["must_receive_by", "<=", last_day(filters or {})],
		],
		fields=list(FIELDS),
		order_by="must_receive_by, name",
		limit=0,
	)
	housed, offers = held_by([row.name for row in found])
	return [to_row(row, offers.get(row.name)) for row in found if row.name not in housed]


def last_day(filters: dict) -> str:
	"""The last day that counts as soon."""
	days = filters.get("within_days")
	if days in (None, ""):
		days = soon_days()
	return add_days(nowdate(), cint(days))


def held_by(applicants: list[str]) -> tuple[set[str], dict[str, str]]:
	"""Which households have a home, and the live offer of each that has one."""
	holds = holding.read_holds("applicant", applicants)
	housed = {hold.applicant for hold in holds if hold.stage in holding.CURRENT_HOME_STAGES}
	offers = {hold.applicant: hold.name for hold in holds if hold.stage in holding.LIVE_OFFER_STAGES}
	return housed, offers


def to_row(row, offer: str | None) -> dict:
	return {
		"applicant": row.name,
		"title": row.title,
		"household_size": row.household_size,
		"must_receive_by": row.must_receive_by,
		"days_left": date_diff(row.must_receive_by, nowdate()),
		"stage": _(row.stage),
		"assignment_type": _(row.assignment_type or ""),
		"offer": offer,
		"number": 1,
	}
