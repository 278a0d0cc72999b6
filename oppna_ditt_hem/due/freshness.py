"""Homes whose word is old: the landlord is asked whether they are still free, and silence pauses them (daily)."""

import frappe
from frappe.utils import add_days, cint, get_datetime, now_datetime, nowdate

from oppna_ditt_hem import holding, todos
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import confirmations
from oppna_ditt_hem.due.batches import work_off
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.stages import move_to_stage

# A home that somebody holds needs no asking.
UNHELD = ("Free", "Needs Confirmation")
CALL = N_(
	"Ask the landlord whether {0} is still free, and write the day in Last confirmed on. They can't be reached by e-mail."
)


def run() -> int:
	"""Count what was not answered in time, then ask anew. Returns how many homes were asked about."""
	count_misses()
	return ask()


def ask() -> int:
	days = cint(frappe.db.get_single_value("Housing Settings", "confirm_days"))
	if not days:
		return 0
	due = [
		["stage", "=", "Approved"],
		["availability", "in", UNHELD],
		["confirmation_asked_on", "is", "not set"],
		["last_confirmed_on", "<", add_days(nowdate(), -days)],
	]
	return work_off("Listing", due, ask_one, "Asking whether {0} is still free failed")


def ask_one(name: str) -> None:
	listing = locked(name)
	if listing.stage != "Approved" or listing.confirmation_asked_on:
		return
	if not confirmations.ask(listing):
		todos.give(listing, todos.owner_of(listing), for_all_readers(CALL).format(name))
	write(name, confirmation_asked_on=now_datetime())


def count_misses() -> int:
	"""Questions that were sent and not answered; after so many the home is paused."""
	since = add_days(now_datetime(), -confirmations.answer_days())
	due = [
		["stage", "=", "Approved"],
		["confirmation_asked_on", "is", "set"],
		["confirmation_asked_on", "<", since],
	]
	return work_off("Listing", due, miss_one, "Counting the silence about {0} failed")


def miss_one(name: str) -> None:
	listing = locked(name)
	if listing.stage != "Approved" or not listing.confirmation_asked_on or not was_sent(listing):
		return
	if listing.availability not in UNHELD:
		return write(name, confirmation_asked_on=None)
	misses = cint(listing.confirmation_misses) + 1
	write(name, confirmation_asked_on=None, confirmation_misses=misses)
	if misses >= (cint(frappe.db.get_single_value("Housing Settings", "pause_after_misses")) or 2):
		with as_system("Job"):
			move_to_stage(frappe.get_doc("Listing", name), "Paused")


def was_sent(listing) -> bool:
	"""Silence counts only where a question went out; whom an officer has to ring has missed nothing."""
	asked = add_days(get_datetime(listing.confirmation_asked_on), -1)
	sent = {"listing": listing.name, "purpose": "Confirmation", "creation": [">", asked]}
	return bool(frappe.db.exists("Answer Link", sent))


def write(name: str, **values) -> None:
	frappe.db.set_value("Listing", name, values, update_modified=False)


def locked(name: str):
	"""A listing behind the locks that every change of it takes."""
	holding.lock(name, None)
	return frappe.get_doc("Listing", name, for_update=True)
