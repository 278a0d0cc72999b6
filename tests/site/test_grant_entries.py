"""What is booked on a grant: rates by period, purpose, foreign money, corrections, and nothing over the amount unapproved."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.utils import add_days, flt, nowdate
from report_rows import approve, booked, running, sent_by_desk, submit

from oppna_ditt_hem.grants.limit import OverspendingError
from oppna_ditt_hem.refusals import LedgerError, MissingFieldsError, SelfApprovalError

LINES = {"Inventering": 80_000, "Förmedling": 200_000}


def open_home(amount: float = 300_000):
	return running("Öppna ditt hem 2016", amount, LINES)


def rate(kind: str, kronor: float, since: str, until: str | None = None, **values):
	row = {
		"kind": kind,
		"rate": kronor,
		"valid_from": since,
		"valid_to": until,
		"basis": "The payroll office",
	}
	with acting_as(make.user(CONTROLLER)):
		return frappe.get_doc({"doctype": "Grant Rate", **row, **values}).insert()


def hours(grant, quantity: float, day: str, **values):
	return booked(grant, None, day, entry_type="Hours", hours=quantity, **values)


# --- rates


def test_hours_and_mileage_are_at_the_rate_of_their_day():
	grant = open_home()
	rate("Hours", 385, "2016-01-01", "2016-06-30")
	summer = rate("Hours", 398.5, "2016-07-01")
	rate("Mileage", 1.85, "2016-01-01")
	assert hours(grant, 7.5, "2016-06-30").amount == 2_887.50
	row = hours(grant, 7.5, "2016-07-01", rate=9_999)
	assert (row.amount, row.rate, row.grant_rate) == (2_988.75, 398.5, summer.name)
	assert booked(grant, None, "2016-07-01", entry_type="Mileage", kilometres=41.3).amount == 76.41
	assert frappe.db.get_value("Grant", grant.name, "booked") == flt(2_887.50 + 2_988.75 + 76.41, 2)


def test_a_grants_own_rate_goes_before_the_one_for_all():
	grant, other = open_home(), running("Snabbspåret 2016", 600_000, LINES)
	rate("Hours", 385, "2016-01-01")
	rate("Hours", 395, "2016-01-01", grant=grant.name)
	assert [hours(one, 1, "2016-03-01").amount for one in (grant, other)] == [395, 385]


def test_without_a_rate_on_the_day_it_is_said_who_enters_one():
	grant = open_home()
	rate("Hours", 385, "2016-02-01", "2016-02-28")
	for day in ("2016-01-31", "2016-02-29"):
		with pytest.raises(LedgerError, match=r"no rate for .*Hours.* Ask the economist"):
			hours(grant, 1, day)


def test_a_rate_that_was_booked_at_is_ended_and_never_changed():
	grant = open_home()
	row = rate("Hours", 385, "2016-01-01")
	hours(grant, 2, "2016-05-10")
	with acting_as(make.user(CONTROLLER)):
		for change in (
			{"rate": 400},
			{"valid_from": "2016-02-01"},
			{"valid_to": "2016-05-09"},
			{"grant": grant.name},
		):
			with pytest.raises(LedgerError, match="booked at this rate"):
				frappe.get_doc("Grant Rate", row.name).update(change).save()
		sent_by_desk(frappe.get_doc("Grant Rate", row.name), valid_to="2016-05-10").save()
		with pytest.raises(frappe.LinkExistsError):
			frappe.delete_doc("Grant Rate", row.name)
	with pytest.raises(LedgerError, match=row.name):
		rate("Hours", 400, "2016-05-10")
	assert rate("Hours", 400, "2016-05-11").name


# --- purpose and foreign money


def test_what_a_row_is_for_is_what_its_line_is_for():
	grant = open_home()
	for line, purpose in zip(grant.budget_lines, ("Inventory", "Brokering"), strict=True):
		line.db_set("purpose_code", purpose)
	frappe.clear_document_cache("Grant", grant.name)
	assert booked(grant, 1, "2016-02-01").purpose_code == "Brokering"
	with pytest.raises(LedgerError, match="is not for Inventory"):
		booked(grant, 1, "2016-02-01", purpose_code="Inventory")
	with pytest.raises(LedgerError, match="no line for it"):
		booked(grant, 1, "2016-02-01", purpose_code="Interpreter")


def test_a_cost_is_booked_when_it_has_come():
	grant = running("Bidrag", 1_000, {"Förmedling": 1_000}, year=int(nowdate()[:4]))
	grant.db_set("period_to", add_days(nowdate(), 30))
	with pytest.raises(LedgerError, match=r"Cost date.* hasn't come yet"):
		booked(grant, 1, add_days(nowdate(), 1))
	assert booked(grant, 1, nowdate()).docstatus == 1


def test_foreign_money_needs_a_rate_and_is_booked_in_kronor():
	grant = open_home()
	euro = {"currency": "EUR", "currency_amount": 99.95}
	with pytest.raises(MissingFieldsError, match="Exchange rate"):
		booked(grant, 5, "2016-02-01", **euro)
	row = booked(grant, 5, "2016-02-01", exchange_rate=9.6105, **euro)
	assert row.amount == 960.57
	assert frappe.db.get_value("Grant", grant.name, "booked") == 960.57


# --- corrections


def test_corrections_together_never_take_back_more_than_the_row():
	grant = open_home()
	row = booked(grant, 1_000, "2016-02-01", voucher_number="V1")
	booked(grant, -600, "2016-02-02", corrects=row.name)
	with pytest.raises(LedgerError, match="at least that amount is left"):
		booked(grant, -400.01, "2016-02-02", corrects=row.name)
	booked(grant, -400, "2016-02-02", corrects=row.name)
	assert frappe.db.get_value("Grant", grant.name, ["booked", "remaining"]) == (0, 300_000)


def test_a_row_without_a_grant_is_told_what_it_lacks():
	with acting_as(make.user(CONTROLLER)), pytest.raises(MissingFieldsError, match=r"Grant.*Budget line"):
		frappe.get_doc({"doctype": "Grant Entry", "entry_type": "Cost", "amount": 1}).insert()


def test_a_correction_takes_back_from_the_line_that_bore_the_cost_and_adds_nothing():
	grant = open_home()
	row = booked(grant, 1_000, "2016-02-01")
	with pytest.raises(LedgerError, match="same grant and budget line"):
		booked(grant, -1_000, "2016-02-02", "Inventering", corrects=row.name)
	with pytest.raises(LedgerError, match="for a negative amount"):
		booked(grant, 500, "2016-02-02", corrects=row.name)


def test_a_cost_has_a_voucher_before_it_is_booked():
	grant = open_home()
	draft = booked(grant, 10, "2016-02-01", docstatus=0, voucher_number=None)
	with pytest.raises(MissingFieldsError, match="Voucher number"):
		submit(draft)


def test_a_cost_that_is_booked_without_the_voucher_itself_says_so():
	grant = open_home()

	def warned(entry) -> bool:
		frappe.clear_messages()
		submit(entry)
		return any("without the voucher itself" in row["message"] for row in frappe.get_message_log())

	assert warned(booked(grant, 10, "2016-02-01", docstatus=0, voucher_number="V1"))
	kept = booked(grant, 10, "2016-02-01", docstatus=0, voucher_number="V2")
	with acting_as(make.user(CONTROLLER)):
		file = {"doctype": "File", "file_name": "v2.txt", "is_private": 1, "content": b"Tolk 10 kr"}
		frappe.get_doc({**file, "attached_to_doctype": kept.doctype, "attached_to_name": kept.name}).insert()
	assert not warned(kept)


def test_vouchers_are_numbered_anew_each_year():
	grant = open_home()
	with acting_as(make.user(CONTROLLER)):
		frappe.get_doc("Grant", grant.name).update({"period_to": "2017-06-30"}).save()
	booked(grant, 10, "2016-12-31", voucher_number="1001")
	assert booked(grant, 10, "2017-01-01", voucher_number="1001").name
	with pytest.raises(LedgerError, match="1001"):
		booked(grant, 10, "2017-06-30", voucher_number="1001")


def test_over_the_amount_is_refused_with_what_is_left_until_a_manager_has_approved_it():
	grant = open_home()
	booked(grant, 299_000.5, "2016-02-01")
	row = booked(grant, 1_200, "2016-03-01", docstatus=0)
	with pytest.raises(OverspendingError, match=r"999,50 kr left, and this is 1.200,00 kr.*200,50 kr"):
		submit(row)
	task = {"reference_name": row.name, "allocated_to": make.user(MANAGER), "status": "Open"}
	assert frappe.db.count("ToDo", task) == 1
	row = approve(row)
	assert (row.approved_overspend, row.overspend_approved_by) == (200.5, make.user(MANAGER))
	assert frappe.db.count("ToDo", task) == 0
	submit(row)
	assert frappe.db.get_value("Grant", grant.name, ["booked", "remaining"]) == (300_200.5, -200.5)


def test_up_to_the_last_ore_nobody_is_asked():
	grant = open_home()
	booked(grant, 299_999.99, "2016-02-01")
	booked(grant, 0.01, "2016-02-01")
	with pytest.raises(OverspendingError):
		booked(grant, 0.01, "2016-02-01")


def test_an_approval_covers_what_was_approved_and_no_more():
	grant = open_home()
	booked(grant, 299_000, "2016-02-01")
	row = approve(booked(grant, 1_200, "2016-03-01", docstatus=0))
	other = booked(grant, 10, "2016-03-01")
	with pytest.raises(OverspendingError, match=r"210,00 kr"):
		submit(row)
	with acting_as(make.user(CONTROLLER)):
		other.cancel()
		changed = frappe.get_doc("Grant Entry", row.name).update({"amount": 1_201})
		changed.save()
	assert changed.overspend_approved_by is None
	with pytest.raises(OverspendingError):
		submit(changed)


def test_only_a_manager_who_did_not_enter_the_row_approves_with_a_reason():
	grant = open_home(280_000)
	row = booked(grant, 280_001, "2016-03-01", docstatus=0)
	for role in (CONTROLLER, OFFICER):
		with pytest.raises(frappe.PermissionError, match=MANAGER):
			approve(row, user=make.user(role))
	with pytest.raises(OverspendingError, match="Write why"):
		approve(row, " ")
	both = make.user(MANAGER, OFFICER)
	frappe.db.set_value("Grant Entry", row.name, "owner", both)
	with pytest.raises(SelfApprovalError):
		approve(row, user=both)
	with pytest.raises(OverspendingError, match="nothing to approve"):
		approve(booked(grant, 1, "2016-03-01", docstatus=0))


def test_an_approval_that_the_browser_sends_along_is_none():
	grant = open_home(280_000)
	sent = {
		"overspend_approved_by": make.user(MANAGER),
		"approved_overspend": 1_000_000,
		"overspend_reason": "Mine",
	}
	with pytest.raises(OverspendingError):
		booked(grant, 280_001, "2016-03-01", **sent)


def test_a_row_that_the_manager_sends_along_is_not_what_is_approved():
	row = booked(open_home(280_000), 280_001, "2016-03-01", docstatus=0)
	with acting_as(make.user(MANAGER)):
		sent = frappe.get_doc("Grant Entry", row.name).update({"amount": 999_999, "description": "Mine"})
		sent.approve_overspending("Decided by the board")
	assert frappe.db.get_value("Grant Entry", row.name, ["amount", "description"]) == (
		280_001,
		row.description,
	)
