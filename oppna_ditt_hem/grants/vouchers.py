"""A voucher is booked once. Two bookings at the same moment meet on a unique column, so the database refuses the second."""

from contextlib import contextmanager

import frappe
from frappe import _

from oppna_ditt_hem.refusals import LedgerError, refuse


def check(entry) -> None:
	"""Refuse a voucher that is booked, unless on a row of the same allocation; hold it where this row is being booked.

	A correction names the voucher of what it corrects, so only what is above zero counts.
	"""
	if not entry.voucher_number or entry.amount < 0:
		return
	other = booked_as(entry)
	if other:
		refuse_taken(entry.voucher_number, other)
	if entry.docstatus == 1 and not entry.flags.voucher_is_held:
		entry.booked_voucher = entry.voucher_number


def booked_as(entry) -> str | None:
	filters = [
		["voucher_number", "=", entry.voucher_number],
		["docstatus", "=", 1],
		["name", "!=", entry.name or ""],
		["amount", ">", 0],
	]
	rows = frappe.get_all("Grant Entry", filters, ["name", "allocation"], order_by="name")
	own = entry.get("allocation")
	return next((row.name for row in rows if not own or row.allocation != own), None)


@contextmanager
def refusing_taken(entry):
	"""The refusal of the database, in words."""
	messages = len(frappe.local.message_log)
	try:
		yield
	except frappe.UniqueValidationError:
		del frappe.local.message_log[messages:]
		refuse_taken(entry.voucher_number, _("a row of this moment"))


def refuse_taken(voucher: str, other: str) -> None:
	refuse(
		_("The voucher {0} is already booked as {1}. A krona is booked once.").format(
			frappe.bold(voucher), frappe.bold(other)
		),
		LedgerError,
	)
