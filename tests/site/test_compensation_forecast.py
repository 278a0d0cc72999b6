"""The state's flat sum for those who were placed: sums worked out by hand, and for whom."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from report_rows import cards, report, write, write_placements

from oppna_ditt_hem.oppna_ditt_hem.report.compensation_forecast import compensation_forecast

MOVED_IN = [("Moved In", "2016-03-10 12:00:00")]
YEARS = {"from_date": "2016-01-01", "to_date": "2018-12-31"}


def place(*stays: dict) -> None:
	defaults = {"listing": "L", "places_taken": 1, "ended_on": None, "next_housing": None}
	write_placements([{**defaults, **stay, "steps": MOVED_IN} for stay in stays])


def household(name: str, *years: int, kind: str | None = "Assigned") -> None:
	write("Applicant", [{"name": name, "assignment_type": kind}])
	rows = [
		{"parent": name, "parenttype": "Applicant", "parentfield": "members", "birth_year": year}
		for year in years
	]
	write(
		"Household Member",
		[{"name": f"{name}-{number}", "idx": number, **row} for number, row in enumerate(rows, 1)],
	)


def vansbro_2016() -> None:
	"""A: a couple and a grandmother of 66. B: one adult, who moves to another municipality on 31 August 2016."""
	household("A", 1980, 1982, 1950)
	household("B", 1990)
	household("C", 1990, kind="Temporary protection")
	place(
		{"name": "S1", "applicant": "A", "from_date": "2016-03-10", "ended_on": "2016-05-01", "next_housing": "Another placement"},
		{"name": "S2", "applicant": "A", "from_date": "2016-05-02"},
		{"name": "S3", "applicant": "B", "from_date": "2016-03-31", "ended_on": "2016-08-31", "next_housing": "Moved to another municipality"},
		{"name": "S4", "applicant": "C", "from_date": "2016-03-31"},
	)  # fmt: skip


def test_by_month_what_comes_and_what_a_move_has_lost():
	"""March: 10 % of 125 000 + 125 000 + 78 200 + 125 000. B's August and what follows is lost: 70 % of 125 000."""
	vansbro_2016()
	found = report(compensation_forecast, **YEARS)
	told = {row["month"]: (row["persons"], row["comes"], row["lost"]) for row in found[1]}
	assert told == {
		"2016-03-31": (4, 45_320, 0),
		"2016-05-31": (4, 90_640, 0),
		**{day: (3, 32_820, 12_500) for day in ("2016-08-31", "2016-11-30", "2017-02-28", "2017-05-31", "2017-08-31", "2017-11-30", "2018-02-28")},
	}  # fmt: skip
	assert found[1][-1]["together"] == cards(found)["Comes in the months shown"] == 365_700
	assert cards(found)["Lost by moving out so far and ahead"] == 87_500
	assert "Not verified" in found[2]
	amounts = [column["label"] for column in found[0] if column["fieldtype"] == "Currency"]
	assert amounts and all("(not verified)" in label for label in amounts)
	assert (
		report(compensation_forecast, from_date="2016-05-05", to_date="2016-08-01")[1][0]["together"]
		== 45_320 + 90_640
	)


def test_by_household_what_moving_out_today_loses():
	"""Received this month: nothing is over, everything would be lost."""
	household("A", 1980)
	place({"name": "S1", "applicant": "A", "from_date": frappe.utils.nowdate()})
	found = report(compensation_forecast, by="Household")
	(row,) = found[1]
	assert (row["placement"], row["persons"], row["paid"], row["left"], row["lost"]) == (
		"S1",
		1,
		0,
		151_800,
		0,
	)
	assert cards(found)["One newly received person brings"] == 151_800
	assert cards(found)["Extra on moving in, on conditions"] == 15_180


def test_who_comes_back_is_paid_for_again_and_who_is_received_before_the_law_is_told_of():
	household("A", 1990)
	household("B", 1990)
	place(
		{"name": "S1", "applicant": "A", "from_date": "2016-03-10", "ended_on": "2016-06-15", "next_housing": "Moved to another municipality"},
		{"name": "S2", "applicant": "A", "from_date": "2016-09-01"},
		{"name": "S3", "applicant": "B", "from_date": "2015-12-31"},
	)  # fmt: skip
	found = report(compensation_forecast, **YEARS)
	assert [row["month"] for row in found[1] if row["lost"]] == ["2016-08-31"]
	assert cards(found)["Comes in the months shown"] == 112_500
	assert "1 households" in found[2]


def test_nobody_placed_is_an_empty_report():
	found = report(compensation_forecast)
	assert (found[1], found[3]) == ([], None)


@pytest.mark.parametrize("role", [CONTROLLER, MANAGER, "Auditor"])
def test_a_protected_household_is_counted_for_those_alone_who_may_know_of_it(role):
	vansbro_2016()
	frappe.db.set_value("Applicant", "B", "protected_identity", 1)
	with acting_as(make.user(role)):
		rows = run("Compensation forecast", YEARS)["result"]
	assert rows[0]["comes"] == 32_820


def test_it_is_for_the_economist_the_manager_and_the_auditor():
	for role in (OFFICER, "Landlord", "Applicant", "Concern Handler"):
		with acting_as(make.user(role)), pytest.raises(frappe.PermissionError):
			run("Compensation forecast", {})
