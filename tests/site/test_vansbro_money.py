"""The Vansbro year of 2016 from the first hour to the signed reports; every figure is worked out by hand beside it."""

import frappe
from factories import CONTROLLER, MANAGER, acting_as, make
from report_rows import approve, booked, cards, report, running, submit

from oppna_ditt_hem.oppna_ditt_hem.report.grant_utilisation import grant_utilisation
from oppna_ditt_hem.stages import move_to_stage

HOME = {"Inventering": 80_000, "Förmedling": 150_000, "Tolk": 40_000, "Administration": 30_000}
FAST = {"Språkstöd": 400_000, "Samordnare": 200_000}
REST = {"Samverkan": 500_000}


def test_the_vansbro_year_from_the_first_hour_to_the_signed_reports():
	frappe.db.set_single_value("Housing Settings", "inhabitants", 6_800)
	home = running("Öppna ditt hem 2016", 300_000, HOME)
	fast = running("Snabbspåret 2016", 600_000, FAST)
	rest = running("Övriga bidrag 2016", 500_000, REST)
	enter_rates(fast)
	share_the_kick_off(home, fast, rest)
	book_the_home_year(home)
	book_the_fast_track(fast)
	book_the_rest(rest)
	# 77 000.00 + 1 031.25 + 146 300.00 + 8 999.90 + 2 402.63 + 3 333.34 = 239 067.12
	assert money_of(home) == (239_067.12, 60_932.88)
	# 189 600.00 + 401 000.00 + 6 100.00 + 3 333.34 = 600 033.34
	assert money_of(fast) == (600_033.34, -33.34)
	# 400 000.00 - 1 500.50 + 3 333.33 = 401 832.83
	assert money_of(rest) == (401_832.83, 98_167.17)
	found = report(grant_utilisation, year=2016)
	# 1 400 000 / 6 800 = 205.88 and 1 240 933.29 / 6 800 = 182.49
	assert (found[1][-1]["budget"], found[1][-1]["booked"]) == (1_400_000, 1_240_933.29)
	assert (found[1][-1]["per_inhabitant"], cards(found)["Booked per inhabitant"]) == (205.88, 182.49)
	reports = [report_and_send(grant) for grant in (home, fast, rest)]
	assert [one.booked for one in reports] == [239_067.12, 600_033.34, 401_832.83]
	assert lines_of(reports[0]) == {
		"Inventering": (80_000, 78_031.25, 2),
		"Förmedling": (150_000, 146_300, 1),
		"Tolk": (40_000, 2_402.63, 1),
		"Administration": (30_000, 12_333.24, 2),
	}
	assert {grant.get_db_value("stage") for grant in (home, fast, rest)} == {"Reported"}
	assert [one.changed_since() for one in reports] == [[], [], []]


def enter_rates(fast) -> None:
	rates = (("Hours", 385, None), ("Hours", 395, fast.name), ("Mileage", 2.5, None))
	for kind, kronor, grant in rates:
		row = {
			"kind": kind,
			"rate": kronor,
			"grant": grant,
			"valid_from": "2016-01-01",
			"basis": "The payroll office",
		}
		with acting_as(make.user(CONTROLLER)):
			frappe.get_doc({"doctype": "Grant Rate", **row}).insert()


def share_the_kick_off(home, fast, rest) -> None:
	"""10 000.01 in three: 3 333.34, 3 333.34 and 3 333.33."""
	places = ((home, "Administration"), (fast, "Samordnare"), (rest, "Samverkan"))
	parts = [{"grant": grant.name, "budget_line": line, "share": 1} for grant, line in places]
	row = {
		"description": "Kick-off",
		"posting_date": "2016-02-01",
		"voucher_number": "V1",
		"amount": 10_000.01,
	}
	with acting_as(make.user(CONTROLLER)):
		frappe.get_doc(
			{"doctype": "Cost Allocation", "split": "Shares", **row, "parts": parts}
		).insert().submit()


def book_the_home_year(home) -> None:
	"""200 hours at 385, 412.5 km at 2.50, 380 hours, a cost, and 250 euro at 9.6105 = 2 402.625."""
	booked(home, None, "2016-03-01", "Inventering", entry_type="Hours", hours=200)
	booked(home, None, "2016-03-02", "Inventering", entry_type="Mileage", kilometres=412.5)
	booked(home, None, "2016-06-01", "Förmedling", entry_type="Hours", hours=380)
	booked(home, 8_999.90, "2016-11-15", "Administration", voucher_number="V2")
	euro = {"currency": "EUR", "currency_amount": 250, "exchange_rate": 9.6105}
	booked(home, None, "2016-10-01", "Tolk", voucher_number="V3", **euro)


def book_the_fast_track(fast) -> None:
	"""480 hours at its own 395; the last row is 33.34 more than there is, and a manager approves it."""
	booked(fast, None, "2016-06-01", "Samordnare", entry_type="Hours", hours=480)
	booked(fast, 401_000, "2016-09-01", "Språkstöd", voucher_number="V4")
	last = booked(fast, 6_100, "2016-12-31", "Samordnare", voucher_number="V5", docstatus=0)
	assert approve(last).approved_overspend == 33.34
	submit(last)


def book_the_rest(rest) -> None:
	row = booked(rest, 400_000, "2016-05-01", "Samverkan", voucher_number="V6")
	booked(rest, -1_500.50, "2016-05-20", "Samverkan", corrects=row.name)


def money_of(grant) -> tuple[float, float]:
	return frappe.db.get_value("Grant", grant.name, ["booked", "remaining"])


def report_and_send(grant):
	with acting_as(make.user(CONTROLLER)):
		move_to_stage(frappe.get_doc("Grant", grant.name), "Final Report")
		row = {"doctype": "Grant Report", "grant": grant.name, "report_kind": "Final", "as_on": "2016-12-31"}
		made = frappe.get_doc(row).insert()
	for role in (CONTROLLER, MANAGER):
		with acting_as(make.user(role)):
			frappe.get_doc("Grant Report", made.name).sign()
	with acting_as(make.user(CONTROLLER)):
		move_to_stage(frappe.get_doc("Grant", grant.name), "Reported")
	return frappe.get_doc("Grant Report", made.name)


def lines_of(made) -> dict:
	return {
		row.figure: (row.budget, row.booked, row.rows_booked) for row in made.figures if row.kind == "Account"
	}
