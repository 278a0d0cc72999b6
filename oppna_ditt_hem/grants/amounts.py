"""What a row of the ledger amounts to, in kronor: a cost, a quantity at the rate of its day, or foreign money at its rate."""

import frappe
from frappe import _
from frappe.utils import flt, formatdate

from oppna_ditt_hem.economy.money import exact, product
from oppna_ditt_hem.refusals import LedgerError, refuse, require

LEDGER_CURRENCY = "SEK"
QUANTITIES = {"Hours": "hours", "Mileage": "kilometres"}


def compute(entry) -> None:
	"""Set `amount`, and what it was computed from.

	Raises:
		MissingFieldsError: the amount, a quantity or an exchange rate is missing.
		LedgerError: there is no rate for the kind of row on its day.
	"""
	if entry.entry_type in QUANTITIES:
		by_rate(entry)
	elif (entry.currency or LEDGER_CURRENCY) != LEDGER_CURRENCY:
		in_foreign_money(entry)
	else:
		entry.update({"currency": LEDGER_CURRENCY, "currency_amount": None, "exchange_rate": None})
	if entry.entry_type not in QUANTITIES:
		entry.update({"grant_rate": None, "rate": None, "hours": None, "kilometres": None})
	entry.amount = float(exact(entry.amount))
	require(entry, ("amount",), _("before the row is booked"))


def by_rate(entry) -> None:
	quantity = QUANTITIES[entry.entry_type]
	require(entry, (quantity,), _("to compute the amount"))
	found = rate_on(entry.entry_type, entry.grant, entry.posting_date)
	entry.update({"grant_rate": found.name, "rate": found.rate})
	entry.update({"currency": LEDGER_CURRENCY, "currency_amount": None, "exchange_rate": None})
	entry.amount = float(product(entry.get(quantity), entry.rate))


def in_foreign_money(entry) -> None:
	purpose = _(
		"to compute the amount in kronor: the ledger is in kronor, at the rate of the day on the voucher"
	)
	require(entry, ("currency_amount", "exchange_rate"), purpose)
	if flt(entry.exchange_rate) < 0:
		refuse(_("{0} is above zero.").format(frappe.bold(_("Exchange rate"))), LedgerError)
	entry.amount = float(product(entry.currency_amount, entry.exchange_rate))


def rate_on(kind: str, grant: str, day):
	"""The rate of a day: the grant's own where it has one, else the one for all grants.

	Returns its name and kronor per hour or kilometre.

	Raises:
		LedgerError: there is none, and what to do.
	"""
	for of in (["=", grant], ["is", "not set"]):
		found = frappe.get_all(
			"Grant Rate",
			filters=[["kind", "=", kind], ["grant", *of], ["valid_from", "<=", day]],
			or_filters=[["valid_to", "is", "not set"], ["valid_to", ">=", day]],
			fields=["name", "rate"],
			order_by="valid_from desc",
			limit=1,
		)
		if found:
			return found[0]
	refuse(
		_("There is no rate for {0} on {1}. Ask the economist to enter it under {2}.").format(
			frappe.bold(_(kind)), formatdate(day), frappe.bold(_("Grant Rate"))
		),
		LedgerError,
	)
