"""A voucher is booked once. Two bookings at the same moment meet on a unique column, so the database refuses the second.

Numbers begin anew with each year of accounts, so a voucher is its number and the year of its cost.
"""

from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import get_year_ending, get_year_start, getdate

from oppna_ditt_hem.refusals import LedgerError, refuse, require


def check(entry) -> None:
	"""Refuse a voucher that is booked, unless on a row of the same allocation; hold it where this row is being booked.

	A correction names the voucher of what it corrects, so only what is above zero counts. Hours and mileage have one where
	the municipality's books give them one; a cost always has.

	Raises:
		MissingFieldsError: a cost is booked without a number.
		LedgerError: the voucher is booked already.
	"""
	if entry.amount < 0:
		return
	if entry.docstatus == 1 and entry.entry_type == "Cost":
		require(entry, ("voucher_number",), _("before the cost is booked"))
	if not entry.voucher_number:
		return
	other = booked_as(entry)
	if other:
		refuse_taken(entry.voucher_number, other)
	if entry.docstatus == 1 and not entry.flags.voucher_is_held:
		entry.booked_voucher = f"{getdate(entry.posting_date).year}/{entry.voucher_number}"


def booked_as(entry) -> str | None:
	day = getdate(entry.posting_date)
	filters = [
		["posting_date", "between", [get_year_start(day), get_year_ending(day)]],
		["voucher_number", "=", entry.voucher_number],
		["docstatus", "=", 1],
		["name", "!=", entry.name or ""],
		["amount", ">", 0],
	]
	rows = frappe.get_all("Grant Entry", filters, ["name", "allocation"], order_by="name")
	own = entry.get("allocation")
	return next((row.name for row in rows if not own or row.allocation != own), None)


def warn_of_no_file(doc) -> None:
	"""The number finds the voucher in the municipality's books; who audits the grant has only what is attached."""
	attached_to = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	if not doc.voucher and not frappe.db.exists("File", attached_to):
		frappe.msgprint(
			_(
				"{0} is booked without the voucher itself. Attach it from the side bar as soon as you have it."
			).format(frappe.bold(doc.name)),
			indicator="orange",
			title=_("No voucher attached"),
			alert=True,
		)


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
