"""The reports of what came of it: figures that were worked out by hand, and of what the reader may see only."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from frappe.utils import nowdate
from report_rows import behind, cards, report, write, write_placements

from oppna_ditt_hem.oppna_ditt_hem.report.offer_to_home import offer_to_home
from oppna_ditt_hem.oppna_ditt_hem.report.outcomes_and_ends import outcomes_and_ends

YEAR = {"from_date": "2016-01-01", "to_date": "2016-12-31"}
CHAIN = ("Offered", "Accepted", "Meeting", "Contract", "Moved In")
STAFF = (OFFICER, MANAGER, CONTROLLER, "Housing Administrator", "Auditor")


def came_to(name: str, steps: int, day: str = "2016-05-02", **values) -> dict:
	"""A placement that has come so many steps of the chain, offered on a day and going on long after."""
	moments = [f"{day} 23:59:00", *(f"2017-0{month}-01 09:00:00" for month in range(1, 5))]
	return {"name": name, "steps": list(zip(CHAIN[:steps], moments, strict=False)), **values}


def reached(found: tuple) -> list[int]:
	return [row["number"] for row in found[1]]


def test_conversion_per_step_and_in_all():
	"""Of ten offered eight are accepted, five meet, four sign, three move in: 80, 62.5, 80, 75 and 30 per cent."""
	steps = [1, 1, 2, 2, 2, 3, 4, 5, 5, 5]
	write_placements([came_to(f"F{number}", step) for number, step in enumerate(steps)])
	write_placements([came_to("Before", 5, "2015-12-31"), came_to("After", 5, "2017-01-01")])
	found = report(offer_to_home, OFFICER, **YEAR)
	assert reached(found) == [10, 8, 5, 4, 3]
	assert [row["of_previous"] for row in found[1]] == [None, 80, 62.5, 80, 75]
	assert [row["of_all"] for row in found[1]] == [100, 80, 50, 40, 30]
	assert [row["lost"] for row in found[1]] == [2, 3, 1, 1, None]
	assert found[3]["data"]["datasets"][0]["values"] == [10, 8, 5, 4, 3]
	assert "6–10 %" in found[2]


def test_a_workflow_without_a_meeting_loses_nobody_there():
	row = came_to("Short", 5)
	row["steps"] = [step for step in row["steps"] if step[0] != "Meeting"]
	write_placements([row])
	assert reached(report(offer_to_home, OFFICER, **YEAR)) == [1] * 5


def test_the_real_way_is_what_the_log_says_and_homes_are_counted_beside():
	make.placement("Moved In")
	make.placement("Declined")
	today = {"from_date": nowdate(), "to_date": nowdate()}
	found = report(offer_to_home, OFFICER, **today)
	assert reached(found) == [2, 1, 1, 1, 1]
	above = cards(found)
	assert (above["Homes offered by landlords"], above["Homes lived in"]) == (2, 1)
	assert above["Homes lived in, of those offered"] == 50
	assert reached(report(offer_to_home, OFFICER, locality="Nås", **today))[0] == 0


def test_who_is_under_way_is_not_lost_and_each_number_leads_to_just_those_placements():
	home = {
		"listing": make.listing("Approved", locality=make.locality("Nås"), places=9, households_at_once=9)
	}
	for stage in ("Offered", "Accepted", "Declined", "Moved In"):
		make.placement(stage, **home)
		make.placement(stage)
	today = {"from_date": nowdate(), "to_date": nowdate()}
	for locality, each in ((None, 2), ("Nås", 1)):
		rows = report(offer_to_home, OFFICER, locality=locality, **today)[1]
		assert [row["number"] for row in rows] == [4 * each, 2 * each, each, each, each]
		assert [(row["under_way"], row["lost"]) for row in rows[:2]] == [(each, each), (each, 0)]
		with acting_as(make.user(OFFICER)):
			assert [behind(row)[0] for row in rows] == [row["number"] for row in rows]


def offered(name: str, *moments: str, part_of: str | None = None) -> None:
	write("Listing", [{"name": name, "part_of": part_of}])
	log = {"reference_doctype": "Listing", "reference_name": name, "to_stage": "Submitted"}
	rows = [
		{"name": f"{name}-{number}", **log, "changed_on": moment} for number, moment in enumerate(moments)
	]
	write("Stage Log", rows)


def test_a_home_is_counted_once_by_its_whole_and_from_its_first_offer():
	"""A house as a whole and as two rooms, of which one is lived in; one offered the year before and again."""
	offered("House", "2016-03-01")
	offered("Room 1", "2016-03-01", part_of="House")
	offered("Room 2", "2017-01-01", part_of="House")
	offered("Again", "2015-12-31 23:59:59", "2016-02-01")
	offered("Alone", "2016-12-31 23:59:59")
	moved_in = [("Moved In", "2016-05-01 12:00:00")]
	write_placements([{"name": "P1", "listing": "Room 1", "steps": moved_in}])
	write_placements([{"name": "P2", "listing": "Again", "steps": moved_in}])
	above = cards(report(offer_to_home, OFFICER, **YEAR))
	assert (above["Homes offered by landlords"], above["Homes lived in"]) == (2, 1)


def assert_lists_hold_what_is_counted(found: tuple, role: str = OFFICER) -> None:
	"""The list that a number leads to shows the reader just as many."""
	with acting_as(make.user(role)):
		assert [behind(row)[0] for row in found[1]] == [row["number"] for row in found[1]]


def end(name: str, stage: str, reason: str | None = None, since: str = "2016-12-31 23:00:00") -> dict:
	field = "end_reason" if stage in ("Ended", "Broken Down") else "decline_reason"
	reasons = {"end_reason": None, "decline_reason": None, field: reason}
	return {"name": name, "stage": stage, "stage_since": since, **reasons}


def test_ends_by_reason():
	reason = "Home no longer free"
	rows = [end("E1", "Declined", reason), end("E2", "Declined", reason), end("E3", "Ended", "Own home")]
	rows += [
		end("E4", "Expired"),
		end("E5", "Ended", "Own home", "2017-01-01 00:00:00"),
		end("E6", "Accepted"),
	]
	write("Placement", rows)
	found = report(outcomes_and_ends, OFFICER, **YEAR)
	told = [(row["stage"], row["reason"], row["number"], row["share"]) for row in found[1]]
	assert told == [("Ended", "Own home", 1, 25), ("Declined", reason, 2, 50), ("Expired", "", 1, 25)]
	assert_lists_hold_what_is_counted(found)
	assert (cards(found)["Placements that ended"], cards(found)["Ended"]) == (4, 1)


def answered(placement: str, day: int, landlord: str, household: str, asked_on: str = "2016-06-01") -> dict:
	sides = {"landlord_answer": landlord, "household_answer": household}
	asked = dict.fromkeys(("landlord_asked_on", "household_asked_on"), asked_on)
	place = {"parent": placement, "parenttype": "Placement", "parentfield": "checks"}
	return {"name": frappe.generate_hash(length=12), "day": day, **sides, **asked, **place}


def test_answers_of_each_side_by_the_day_of_the_check():
	write("Placement", [{"name": "C1", "stage": "Moved In"}, {"name": "C2", "stage": "Moved In"}])
	checks = [
		answered("C1", 3, "Good", "Bad"),
		answered("C2", 3, "Good", "Good"),
		answered("C1", 14, "Fair", ""),
	]
	write("Placement Check", [*checks, answered("C1", 60, "Bad", "Bad", "2017-01-01")])
	found = report(outcomes_and_ends, OFFICER, part="Follow-up", **YEAR)
	assert [(row["day"], row["side"], row["answer"], row["number"], row["share"]) for row in found[1]] == [
		(3, "landlord", "Good", 2, 100),
		(3, "household", "Good", 1, 50),
		(3, "household", "Bad", 1, 50),
		(14, "landlord", "Fair", 1, 100),
	]
	assert cards(found)["Good, of those who answered"] == 60
	assert_lists_hold_what_is_counted(found)
	# The checks are on a level that these roles don't reach.
	for role in (CONTROLLER, "Housing Administrator"):
		assert report(outcomes_and_ends, role, **YEAR)[1] == [], role


def test_nobody_counts_a_protected_household_without_being_cleared():
	hidden = make.applicant("Seeking", protection="Sekretessmarkering").name
	write_placements([came_to("Hidden", 5, applicant=hidden), came_to("Open", 1, applicant=None)])
	write("Placement", [{**end("HiddenEnd", "Ended", "Own home"), "applicant": hidden}])
	write("Placement Check", [answered("HiddenEnd", 3, "Good", "Good")])
	for role in STAFF:
		assert reached(report(offer_to_home, role, **YEAR))[0] == 1, role
		assert report(outcomes_and_ends, role, **YEAR)[1] == [], role
	assert reached(report(offer_to_home, CLEARED, **YEAR)) == [2, 1, 1, 1, 1]
	cleared = report(outcomes_and_ends, CLEARED, **YEAR)
	assert len(cleared[1]) == 3
	assert_lists_hold_what_is_counted(cleared, CLEARED)


@pytest.mark.parametrize("name", ["Offer to home", "Outcomes and ends"])
def test_outcomes_are_for_the_staff_and_for_no_party(name):
	for role in STAFF:
		with acting_as(make.user(role)):
			assert run(name, YEAR)["columns"], role
	for role in ("Landlord", "Applicant", "Concern Handler"):
		with acting_as(make.user(role)), pytest.raises(frappe.PermissionError):
			run(name, YEAR)
