"""Offers near their deadline are reminded of, and past it they expire (hourly)."""

import frappe
from frappe.utils import add_to_date, cint, now_datetime

from oppna_ditt_hem import holding
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import offers
from oppna_ditt_hem.due.batches import work_off
from oppna_ditt_hem.stages import move_to_stage

# Nobody is reminded of what they were asked the same day.
HOURS_AFTER_OFFER = 24


def expire() -> int:
	"""Let offers whose deadline has passed expire, which frees the place. Returns how many."""
	due = [["stage", "=", "Offered"], ["offer_deadline", "<", now_datetime()]]
	return work_off("Placement", due, expire_one, "Expiring the offer {0} failed")


def expire_one(name: str) -> None:
	placement = locked(name)
	if placement.stage == "Offered" and offers.is_late(placement):
		with as_system("Job"):
			move_to_stage(placement, "Expired")


def remind() -> int:
	"""Remind those who have not answered, once, some hours before the deadline. Returns of how many offers."""
	hours = cint(frappe.db.get_single_value("Housing Settings", "reminder_hours"))
	now = now_datetime()
	due = [
		["stage", "=", "Offered"],
		["offer_deadline", "between", [now, add_to_date(now, hours=hours)]],
		["offered_on", "<", add_to_date(now, hours=-HOURS_AFTER_OFFER)],
		["reminded_on", "is", "not set"],
	]
	return work_off("Placement", due, remind_one, "Reminding of the offer {0} failed")


def remind_one(name: str) -> None:
	placement = locked(name)
	if placement.stage != "Offered" or placement.reminded_on or offers.is_late(placement):
		return
	offers.remind(placement)
	frappe.db.set_value("Placement", name, "reminded_on", now_datetime(), update_modified=False)


def locked(name: str):
	"""A placement behind the locks that every change of it takes."""
	of = frappe.db.get_value("Placement", name, ["listing", "applicant"], as_dict=True)
	holding.lock(of.listing, of.applicant)
	return frappe.get_doc("Placement", name, for_update=True)
