"""The ledger when many book at the same moment, over HTTP against several worker processes."""

from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from factories import CONTROLLER, acting_as, make
from frappe.query_builder.functions import Sum
from report_rows import booked, running
from test_concurrency import outcomes

from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.grants.limit import OverspendingError
from tools.processes import wait_until

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


WAITING = """select count(*) from information_schema.processlist
	where command = 'Query' and info like 'SELECT `name` FROM `tabGrant` WHERE % FOR UPDATE'"""


def booked_while(change, http, grant, rows) -> dict[str, int]:
	"""Let rows come as far as the grant's lock, then `change` the grant and let them go on; what became of them.

	No more than the threads of one server process, since one may be given all of them.
	"""
	user = make.user(CONTROLLER)
	frappe.db.commit()
	sessions = [http(user) for _ in rows]
	ledger.lock([grant.name])

	def act(numbered):
		number, row = numbered
		return sessions[number].put(f"/api/resource/Grant Entry/{row.name}", json={"docstatus": 1})

	with ThreadPoolExecutor(len(rows)) as pool:
		answers = pool.map(act, enumerate(rows))
		wait_until(lambda: frappe.db.sql(WAITING)[0][0] == len(rows), "no row came to the lock")
		with acting_as(user):
			change(frappe.get_doc("Grant", grant.name))
		frappe.db.commit()
		answers = list(answers)
	frappe.db.rollback()
	return outcomes(answers)


def test_rows_that_wait_for_a_grant_that_is_lowered_are_held_to_its_new_amount(http, committed):
	grant = running("Bidrag", 1_000, {"Förmedling": 500}, year=2016)
	rows = [booked(grant, 200, "2016-02-01", docstatus=0) for _ in range(4)]

	def lowered(doc):
		doc.update({"amount": 600}).save()

	assert booked_while(lowered, http, grant, rows) == {"ok": 3, "OverspendingError": 1}
	assert sums(grant) == (600, 600)
	assert frappe.db.get_value("Grant", grant.name, ["amount", "remaining"]) == (600, 0)


def test_rows_that_wait_for_a_grant_whose_line_is_renamed_are_refused(http, committed):
	grant = running("Bidrag", 1_000, LINES, year=2016)
	rows = [booked(grant, 10, "2016-02-01", docstatus=0) for _ in range(4)]

	def renamed(doc):
		doc.budget_lines[0].budget_line = "Visning"
		doc.save()

	assert booked_while(renamed, http, grant, rows) == {"LedgerError": 4}
	assert sums(grant) == (0, 0)


def test_a_grant_that_is_lowered_while_rows_are_booked_sees_those_that_went_first(http, committed):
	"""What the economist has read is from before the rows; what is refused is from after."""
	grant = running("Bidrag", 1_000, {"Förmedling": 500}, year=2016)
	row = booked(grant, 700, "2016-02-01", docstatus=0)
	with acting_as(make.user(CONTROLLER)):
		read_before = frappe.get_doc("Grant", grant.name)
		frappe.db.commit()
		frappe.db.sql("select count(*) from `tabGrant Entry`")
		assert at_once_alone(http, row)
		with pytest.raises(OverspendingError, match=r"700,00 kr.* is booked"):
			read_before.update({"amount": 600}).save()


def at_once_alone(http, row) -> bool:
	"""Another connection books a row while this one goes on seeing the ledger as it was."""
	return http(make.user(CONTROLLER)).put(f"/api/resource/Grant Entry/{row.name}", json={"docstatus": 1}).ok


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


@pytest.mark.parametrize("first", ["correction", "cancel"])
def test_a_row_and_its_correction_at_once_never_leave_a_correction_of_nothing(http, committed, first):
	"""One has the grant's lock while the other, whose view of the ledger is from before, waits for it."""
	grant = running("Bidrag", 1_000, LINES, year=2016)
	row = booked(grant, 100, "2016-02-01")
	correction = booked(grant, -40, "2016-02-02", corrects=row.name, docstatus=0)
	user = make.user(CONTROLLER)
	frappe.db.commit()
	ours, theirs = ((correction, 1), (row, 2)) if first == "correction" else ((row, 2), (correction, 1))
	session = http(user)
	ledger.lock([grant.name])
	with ThreadPoolExecutor(1) as pool:
		answer = pool.submit(
			lambda: session.put(f"/api/resource/Grant Entry/{theirs[0].name}", json={"docstatus": theirs[1]})
		)
		wait_until(lambda: frappe.db.sql(WAITING)[0][0] == 1, "nobody came to the lock")
		with acting_as(user):
			doc = frappe.get_doc("Grant Entry", ours[0].name)
			doc.docstatus = ours[1]
			doc.save()
		frappe.db.commit()
		assert outcomes([answer.result()]) == {"LedgerError": 1}
	frappe.db.rollback()
	assert sums(grant) == ((60, 60) if first == "correction" else (0, 0))
