"""Households that wait for a home: the one definition that reports, maps and dashboards share.

Who seeks and lives in no home that was found here waits. The database counts; see `reporting` for whose rows.
"""

from collections.abc import Callable

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Date
from frappe.utils import add_days, cint, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.sql_functions import DateDiff

SEEKING = ("Seeking",)
# Days waited: from, and up to but not with.
WAITS = {"0-29": (0, 30), "30-89": (30, 90), "90-179": (90, 180), "180-364": (180, 365), "365-": (365, None)}
RECEIVE = ("Overdue", "Soon", "Later", "No date")
SOON_DAYS = 28


def households(counted: Callable, stages: tuple[str, ...] = SEEKING):
	"""The table of households, and a query of those who wait, without a choice of fields yet.

	Args:
		counted: a condition on the table, such as `reporting.seen`.
	"""
	applicant = frappe.qb.DocType("Applicant")
	query = frappe.qb.from_(applicant).where(applicant.stage.isin(stages)).where(counted(applicant))
	return applicant, query.where(applicant.name.notin(housed()))


def housed():
	"""A subquery of the households that live in a home now; also those whose stay the reader may not see."""
	placement = frappe.qb.DocType("Placement")
	query = frappe.qb.from_(placement).select(placement.applicant).distinct()
	query = query.where(placement.stage.isin(holding.CURRENT_HOME_STAGES))
	return query.where(Coalesce(placement.applicant, "") != "")


def days_waited(applicant):
	"""Days since the household was registered."""
	return DateDiff(nowdate(), Coalesce(applicant.registered_on, Date(applicant.creation)))


def wait_of(applicant):
	"""The key in `WAITS`; a household that is registered for a day to come has not waited."""
	days, found = days_waited(applicant), Case()
	for key, (_first, beyond) in WAITS.items():
		found = found.when(days < beyond, key) if beyond else found.else_(key)
	return found


def receive_of(applicant):
	"""Which of `RECEIVE` the day is, by which the municipality must have received the household."""
	day, today = applicant.must_receive_by, nowdate()
	return (
		Case()
		.when(day.isnull(), "No date")
		.when(day < today, "Overdue")
		.when(day <= str(add_days(today, soon_days())), "Soon")
		.else_("Later")
	)


def soon_days() -> int:
	"""Days within which a day to come counts as soon; an empty setting means four weeks."""
	return cint(frappe.db.get_single_value("Housing Settings", "receive_soon_days")) or SOON_DAYS
