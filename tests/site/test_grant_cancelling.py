"""Taking a row of the ledger back: as it stands, after what corrects it, and not where its money is spent."""

import frappe
import pytest
from factories import CONTROLLER, acting_as, make
from report_rows import booked, running

from oppna_ditt_hem.grants.limit import OverspendingError
from oppna_ditt_hem.refusals import LedgerError

LINES = {"Inventering": 80_000, "Förmedling": 200_000}


def open_home(amount: float = 300_000):
	return running("Öppna ditt hem 2016", amount, LINES)


def test_a_row_is_cancelled_as_it_stands():
	grant, other = open_home(), running("Annat", 1_000, {"Förmedling": 1_000})
	row = booked(grant, 100, "2016-02-01")
	with acting_as(make.user(CONTROLLER)):
		for sent in (
			{"grant": other.name},
			{"amount": 1},
			{"description": "x"},
			{"posting_date": "2016-02-02"},
		):
			with pytest.raises(LedgerError, match="taken back as it stands"):
				frappe.get_doc("Grant Entry", row.name).update({**sent, "docstatus": 2}).save()
		assert frappe.db.get_value("Grant", grant.name, "booked") == 100
		same = {"amount": 100, "posting_date": "2016-02-01", "placement": ""}
		frappe.get_doc("Grant Entry", row.name).update({**same, "docstatus": 2}).save()
	assert frappe.db.get_value("Grant", grant.name, "booked") == 0


def test_a_row_that_is_corrected_is_cancelled_after_its_correction():
	grant = open_home()
	row = booked(grant, 100, "2016-02-01")
	correction = booked(grant, -40, "2016-02-02", corrects=row.name)
	with acting_as(make.user(CONTROLLER)):
		with pytest.raises(LedgerError, match="Cancel the correction first"):
			frappe.get_doc("Grant Entry", row.name).cancel()
		correction.cancel()
		frappe.get_doc("Grant Entry", row.name).cancel()
	assert frappe.db.get_value("Grant", grant.name, "booked") == 0


def test_a_correction_is_kept_where_what_it_gave_back_is_booked_again():
	grant = open_home(280_000)
	row = booked(grant, 280_000, "2016-02-01")
	back = booked(grant, -400, "2016-02-02", corrects=row.name)
	again = booked(grant, 300, "2016-02-03")
	with acting_as(make.user(CONTROLLER)):
		with pytest.raises(OverspendingError, match=r"overspent by .*300,00.kr"):
			frappe.get_doc("Grant Entry", back.name).cancel()
		again.reload()
		again.cancel()
		frappe.get_doc("Grant Entry", back.name).cancel()
	assert frappe.db.get_value("Grant", grant.name, "booked") == 280_000


# --- vouchers


def test_a_voucher_is_free_again_when_its_row_is_cancelled():
	grant = open_home()
	row = booked(grant, 10, "2016-02-01", voucher_number="V1")
	with pytest.raises(LedgerError, match=row.name):
		booked(grant, 10, "2016-02-01", voucher_number="V1", docstatus=0)
	with acting_as(make.user(CONTROLLER)):
		row.cancel()
	assert booked(grant, 10, "2016-02-01", voucher_number="V1").booked_voucher == "2016/V1"


# --- over the amount
