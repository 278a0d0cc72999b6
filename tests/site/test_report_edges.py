"""What the reports leave out: other kinds of case, stages that were left, the last hour before a limit, other people's rows."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from frappe.utils import add_to_date, now_datetime
from report_rows import booked, cards, report, running, write, write_placements

from oppna_ditt_hem.oppna_ditt_hem.report.cases_standing_still import cases_standing_still
from oppna_ditt_hem.oppna_ditt_hem.report.compensation_forecast import compensation_forecast
from oppna_ditt_hem.oppna_ditt_hem.report.cost_per_home import cost_per_home
from oppna_ditt_hem.oppna_ditt_hem.report.grant_utilisation import grant_utilisation
from oppna_ditt_hem.oppna_ditt_hem.report.inventory_and_vacancy import inventory_and_vacancy
from oppna_ditt_hem.oppna_ditt_hem.report.offer_to_home import offer_to_home
from oppna_ditt_hem.oppna_ditt_hem.report.outcomes_and_ends import outcomes_and_ends
from oppna_ditt_hem.oppna_ditt_hem.report.time_between_steps import time_between_steps

YEAR = {"from_date": "2016-01-01", "to_date": "2016-12-31"}


def kinds(found: tuple) -> set[str]:
	return {row["reference_doctype"] for row in found[1]}


def test_time_between_steps_is_of_the_kind_of_case_that_was_asked_for():
	make.listing("Submitted")
	make.applicant("Assessment")
	assert kinds(report(time_between_steps, OFFICER)) == {"Listing", "Applicant"}
	assert kinds(report(time_between_steps, OFFICER, document_type="Listing")) == {"Listing"}


def entered(listing, stage: str, **ago) -> None:
	step = {"reference_name": listing.name, "to_stage": stage}
	moment = add_to_date(now_datetime(), **{unit: -number for unit, number in ago.items()})
	frappe.db.set_value("Stage Log", step, "changed_on", moment)


def test_a_stage_that_was_left_stands_still_no_more():
	entered(make.listing("Inspection"), "Submitted", days=400)
	assert "Submitted" not in {row["stage"] for row in report(cases_standing_still, OFFICER)[1]}


def test_a_case_stands_still_from_the_hour_in_which_its_limit_has_passed():
	limit = frappe.db.get_value("Stage Limit", {"document_type": "Listing", "stage": "Submitted"}, "days")
	entered(make.listing("Submitted"), "Submitted", days=limit, hours=1)
	entered(make.listing("Submitted"), "Submitted", days=limit, hours=-1)
	(row,) = report(cases_standing_still, OFFICER)[1]
	assert (row["number"], row["over"]) == (2, 1)


def test_homes_that_the_reader_may_not_see_are_not_in_the_inventory():
	for place, name, places in (("Nås", "N", 3), ("Vansbro", "V", 9)):
		row = {"locality": make.locality(place), "kind": "Flat", "stage": "Approved", "availability": "Free"}
		write("Listing", [{"name": name, "places": places, "free_places": places, **row}])
	assert cards(report(inventory_and_vacancy, MANAGER))["Free places"] == 12
	of_nas = {"doctype": "User Permission", "allow": "Locality", "for_value": "Nås"}
	frappe.get_doc({**of_nas, "user": make.user(MANAGER)}).insert()
	found = report(inventory_and_vacancy, MANAGER)
	assert {row["locality"] for row in found[1] if not row.get("total")} == {"Nås"}
	assert cards(found)["Free places"] == 3
	with acting_as(make.user(OFFICER)):
		assert len(inventory_and_vacancy.execute({})[1]) == 3


def test_who_has_given_notice_had_moved_in_whatever_steps_the_workflow_leaves_out():
	steps = [("Offered", "2016-05-02 10:00:00"), ("Notice Given", "2016-06-01 10:00:00")]
	write_placements([{"name": "Notice", "steps": steps}])
	found = report(offer_to_home, OFFICER, from_date="2016-01-01", to_date="2016-12-31")
	assert [row["number"] for row in found[1]] == [1] * 5


def test_a_home_where_a_protected_household_lives_counts_as_lived_in_for_the_cleared_alone():
	hidden = make.applicant("Seeking", protection="Sekretessmarkering").name
	write("Listing", [{"name": "L", "locality": make.locality()}])
	submitted = {"reference_doctype": "Listing", "reference_name": "L", "to_stage": "Submitted"}
	write("Stage Log", [{"name": "log", **submitted, "changed_on": "2016-02-01"}])
	moved_in = [("Moved In", "2016-05-02 10:00:00")]
	write_placements([{"name": "S", "listing": "L", "applicant": hidden, "steps": moved_in}])
	for role, lived_in in ((MANAGER, 0), (CLEARED, 1)):
		above = cards(report(offer_to_home, role, **YEAR))
		assert (above["Homes offered by landlords"], above["Homes lived in"]) == (1, lived_in), role


def test_cost_per_home_is_of_the_grant_and_from_the_first_day_that_was_asked_for():
	grant, other = (running(title, 1_000, {"Förmedling": 1_000}) for title in ("Ett", "Två"))
	for day, amount in (("2016-02-29", 1), ("2016-03-01", 20), ("2016-12-31", 300)):
		booked(grant, amount, day)
	spring = {"from_date": "2016-03-01", "to_date": "2016-12-30"}
	rows = report(cost_per_home, CONTROLLER, **spring)[1]
	assert {row["grant"]: row["booked"] for row in rows} == {grant.name: 20, other.name: 0}
	assert [row["grant"] for row in report(cost_per_home, CONTROLLER, grant=other.name, **spring)[1]] == [
		other.name
	]
	last_day = {"from_date": "2016-12-31", "to_date": "2017-06-30", "grant": grant.name}
	assert [row["booked"] for row in report(cost_per_home, CONTROLLER, **last_day)[1]] == [300]


def test_ends_count_from_the_first_midnight_and_a_stay_that_broke_down_has_its_own_reason():
	reasons = {"end_reason": "Conflict in the home", "decline_reason": "Home no longer free"}
	ended = {"stage": "Broken Down", "stage_since": "2016-01-01 00:00:00", **reasons}
	write("Placement", [{"name": "B", **ended}])
	found = report(outcomes_and_ends, OFFICER, **YEAR)
	assert [(row["stage"], row["reason"]) for row in found[1]] == [("Broken Down", "Conflict in the home")]


def test_the_forecast_takes_whole_months_and_those_alone_who_moved_in():
	write("Applicant", [{"name": "A"}, {"name": "B"}])
	stay = {"listing": "L", "from_date": "2016-03-10", "places_taken": 1}
	write_placements([{"name": "S1", "applicant": "A", **stay, "steps": [("Moved In", "2016-03-10")]}])
	write_placements([{"name": "S2", "applicant": "B", **stay, "steps": [("Contract", "2016-03-10")]}])
	found = report(compensation_forecast, MANAGER, from_date="2016-03-15", to_date="2016-03-15")
	assert [(row["month"], row["persons"]) for row in found[1]] == [("2016-03-31", 1)]


def test_what_was_applied_for_is_not_granted_whatever_is_written_ahead():
	make.grant("Applied", amount=5_000, period_from="2016-01-01", period_to="2016-12-31")
	assert report(grant_utilisation, CONTROLLER, year=2016)[1] == []


def test_a_grant_is_of_each_year_that_has_a_day_of_it():
	grant = running("Bidrag", 1_000, {"Förmedling": 1_000})
	grant.db_set({"period_from": "2015-12-31", "period_to": "2017-01-01"})
	years = {year: len(report(grant_utilisation, CONTROLLER, year=year)[1]) for year in range(2014, 2019)}
	assert {year for year, rows in years.items() if rows} == {2015, 2016, 2017}


def test_rows_that_the_reader_may_not_see_are_in_no_sum():
	grant = running("Bidrag", 1_000, {"Förmedling": 1_000})
	seen, _hidden = booked(grant, 20, "2016-02-01"), booked(grant, 300, "2016-02-01")
	only = {"doctype": "User Permission", "allow": "Grant Entry", "for_value": seen.name}
	frappe.get_doc({**only, "user": make.user(CONTROLLER)}).insert()
	assert cards(report(grant_utilisation, CONTROLLER, year=2016))["Booked amount"] == 20


# What an address may hold that was cut off or written by hand.
NO_DAYS = ("2016-02-31", "20161", "i går", "9999-12-31", "0001-01-01", "2016-01-01x", 7)
OF_DAYS = {
	"Checks due": "due_by",
	"Compensation forecast": "from_date",
	"Cost per home": "to_date",
	"Decline reasons": "from_date",
	"Grant utilisation": "to_date",
	"Offer to home": "from_date",
	"Outcomes and ends": "to_date",
	"Reclaim exposure": "day",
	"Time between steps": "from_date",
}


@pytest.mark.parametrize("report", OF_DAYS)
def test_what_is_no_day_is_left_out_and_said(report):
	"""A report that raises is made by a worker from then on."""
	with acting_as(make.user(MANAGER)):
		expected = run(report, {})["result"]
		for written in NO_DAYS:
			assert run(report, {OF_DAYS[report]: written})["result"] == expected, written
			assert f"{written}</strong> is no day" in str(frappe.get_message_log())
