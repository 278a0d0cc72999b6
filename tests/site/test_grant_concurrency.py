"""The ledger when many book at the same moment, over HTTP against several worker processes."""

from concurrent.futures import ThreadPoolExecutor

import frappe
from factories import CONTROLLER, make
from frappe.query_builder.functions import Sum
from report_rows import booked, running
from test_concurrency import outcomes

LINES = {"Förmedling": 1_000}


def at_once(http, docs, docstatus: int = 1):
	"""Submit (1) or cancel (2) each of some documents as the economist; the last may be pairs with their own status."""
	user = make.user(CONTROLLER)
	frappe.db.commit()
	sessions = [http(user) for _ in range(6)]

	def act(numbered):
		number, (doc, status) = numbered
		address = f"/api/resource/{doc.doctype}/{doc.name}"
		return sessions[number % len(sessions)].put(address, json={"docstatus": status})

	with ThreadPoolExecutor(len(docs)) as pool:
		answers = list(
			pool.map(act, enumerate(doc if isinstance(doc, tuple) else (doc, docstatus) for doc in docs))
		)
	frappe.db.rollback()
	return outcomes(answers)


def sums(grant) -> tuple[float, float]:
	"""What the grant says is booked, and what its ledger adds up to."""
	entry = frappe.qb.DocType("Grant Entry")
	query = frappe.qb.from_(entry).select(Sum(entry.amount)).where(entry["grant"] == grant.name)
	(ledger,) = query.where(entry.docstatus == 1).run()[0]
	return frappe.db.get_value("Grant", grant.name, "booked"), ledger or 0


def test_two_bookings_at_once_never_both_pass_the_amount_of_the_grant(http, committed):
	grant = running("Bidrag", 1_000, LINES, year=2016)
	rows = [booked(grant, 400, "2016-02-01", docstatus=0) for _ in range(12)]
	assert at_once(http, rows) == {"ok": 2, "OverspendingError": 10}
	assert sums(grant) == (800, 800)


def test_a_voucher_that_two_book_at_once_on_two_grants_is_booked_once(http, committed):
	grants = [running(f"Bidrag {number}", 1_000, LINES, year=2016) for number in range(6)]
	rows = [booked(grant, 10, "2016-02-01", docstatus=0, voucher_number="V1") for grant in grants]
	assert at_once(http, rows) == {"ok": 1, "LedgerError": 5}
	assert sum(sums(grant)[1] for grant in grants) == 10


def test_neighbours_booking_sharing_and_taking_back_never_deadlock(http, committed):
	"""On each of three grants: three rows of 10 are booked, three of 1 are taken back, and it bears 20 of six halls."""
	grants = [running(f"Bidrag {number}", 100_000, LINES, year=2016) for number in range(3)]
	rows = [(booked(grant, 1, "2016-02-01"), 2) for grant in grants for _ in range(3)]
	rows += [(booked(grant, 10, "2016-02-01", docstatus=0), 1) for grant in grants for _ in range(3)]
	rows += [(hall(grants, number), 1) for number in range(6)]
	assert at_once(http, rows) == {"ok": 24}
	assert [sums(grant) for grant in grants] == [(150, 150)] * 3


def hall(grants, number: int):
	parts = [{"grant": grant.name, "budget_line": "Förmedling", "share": 1} for grant in grants]
	row = {"description": "Hall", "posting_date": "2016-02-01", "voucher_number": f"H{number}", "amount": 60}
	return frappe.get_doc({"doctype": "Cost Allocation", "split": "Shares", **row, "parts": parts}).insert()
