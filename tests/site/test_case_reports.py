"""The reports of time between steps and of reasons for a no: right figures, and of what the reader may see only."""

import frappe
from factories import OFFICER, acting_as, make, make_user
from frappe.utils import add_days, now_datetime, nowdate
from report_rows import behind

from oppna_ditt_hem.oppna_ditt_hem.report.cases_standing_still import cases_standing_still
from oppna_ditt_hem.oppna_ditt_hem.report.decline_reasons import decline_reasons
from oppna_ditt_hem.oppna_ditt_hem.report.time_between_steps import time_between_steps


def report(module, role: str = OFFICER, **filters) -> tuple:
	with acting_as(make_user(role)):
		return module.execute(filters)


def submitted_after(*days: float) -> list[str]:
	"""Listings whose offer waited that many days before it was submitted."""
	names = [make.listing("Submitted").name for _ in days]
	for name, waited in zip(names, days, strict=True):
		step = {"reference_name": name, "to_stage": "Submitted"}
		frappe.db.set_value("Stage Log", step, {"days_before": waited})
	return names


def numbers_behind(found: tuple, role: str = OFFICER) -> list[int]:
	with acting_as(make_user(role)):
		return [behind(row)[0] for row in found[1]]


def step_of(found: tuple, before: str, after: str) -> dict:
	(row,) = [row for row in found[1] if (row["from_stage"], row["to_stage"]) == (before, after)]
	return row


def test_median_and_ninetieth_percentile_of_each_step():
	submitted_after(*range(1, 12))
	found = report(time_between_steps, document_type="Listing")
	row = step_of(found, "Draft", "Submitted")
	assert (row["number"], row["median"], row["p90"], row["longest"]) == (11, 6, 10, 11)
	assert {row["reference_doctype"] for row in found[1]} == {"Listing"}
	data = found[3]["data"]
	at = data["labels"].index(row["step"])
	assert [line["values"][at] for line in data["datasets"]] == [6, 10]


def test_the_median_of_an_even_number_is_between_the_two_in_the_middle():
	submitted_after(1, 2, 4, 30)
	row = step_of(report(time_between_steps, document_type="Listing"), "Draft", "Submitted")
	assert (row["number"], row["median"], row["p90"], row["longest"]) == (4, 3, 30, 30)


def test_only_changes_of_the_period_count_with_both_its_days():
	first, second = submitted_after(2, 4)
	for name, day in ((first, "2026-03-01 23:30:00"), (second, "2026-03-02 00:10:00")):
		frappe.db.set_value("Stage Log", {"reference_name": name, "to_stage": "Submitted"}, "changed_on", day)
	found = report(time_between_steps, from_date="2026-03-01", to_date="2026-03-01")
	assert [(row["number"], row["median"]) for row in found[1]] == [(1, 2)]
	assert numbers_behind(found) == [1]


def test_what_stands_still_is_what_has_passed_the_limit_of_its_stage():
	limit = frappe.db.get_value("Stage Limit", {"document_type": "Listing", "stage": "Submitted"}, "days")
	names = [make.listing("Submitted").name for _number in range(3)]
	for name, days in zip(names, (limit + 1, limit + 9, limit - 1), strict=True):
		step = {"reference_name": name, "to_stage": "Submitted"}
		frappe.db.set_value("Stage Log", step, "changed_on", add_days(now_datetime(), -days))
	hidden = make.applicant("New", protection="Sekretessmarkering")
	found = report(cases_standing_still)
	(row,) = found[1]
	told = [row[name] for name in ("stage", "limit", "number", "over", "longest")]
	assert told == ["Submitted", limit, 3, 2, limit + 9]
	assert [line["values"] for line in found[3]["data"]["datasets"]] == [[1], [2]]
	assert numbers_behind(found) == [3]
	with acting_as(make_user(OFFICER)):
		assert behind(row, "over")[0] == 2
	cleared = report(cases_standing_still, "Protected Identity Officer", document_type="Applicant")
	assert [row["number"] for row in cleared[1]] == [1] and hidden
	frappe.db.set_value("Stage Limit", {"parenttype": "Housing Settings"}, "days", 0)
	assert report(cases_standing_still)[1] == [] and "No stage has a limit" in report(cases_standing_still)[2]


def test_time_of_protected_households_is_told_to_the_cleared_only():
	make.applicant("Assessment", protection="Sekretessmarkering")
	assert report(time_between_steps, document_type="Applicant")[1] == []
	found = report(time_between_steps, "Protected Identity Officer", document_type="Applicant")
	assert step_of(found, "New", "Assessment")["number"] == 1


def test_reasons_are_counted_by_who_said_no():
	for _number in range(2):
		make.placement("Declined")
	landlord = make.placement("Declined")
	values = {"declined_by": "Landlord", "decline_reason": "Home no longer free"}
	landlord.db_set(values)
	found = report(decline_reasons)
	assert [(row["declined_by"], row["number"]) for row in found[1]] == [("Household", 2), ("Landlord", 1)]
	assert round(sum(row["share"] for row in found[1])) == 100
	stacked = {line["name"]: sum(line["values"]) for line in found[3]["data"]["datasets"]}
	assert stacked == {"Landlord": 1, "Household": 2, "Officer": 0}
	assert numbers_behind(found) == [2, 1]
	only = report(decline_reasons, declined_by="Landlord")
	assert numbers_behind(only) == [1]
	assert [row["decline_reason"] for row in only[1]] == ["Home no longer free"]


def test_a_no_outside_the_period_and_of_a_protected_household_is_left_out():
	make.placement("Declined").db_set("stage_since", add_days(nowdate(), -40))
	make.placement("Declined", applicant=make.applicant("Seeking", protection="Sekretessmarkering"))
	since = add_days(nowdate(), -30)
	assert report(decline_reasons, from_date=since)[1] == []
	whole = report(decline_reasons)
	assert [row["number"] for row in whole[1]] == numbers_behind(whole) == [1]
	assert len(report(decline_reasons, "Protected Identity Officer", from_date=since)[1]) == 1
