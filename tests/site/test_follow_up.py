"""After the agreement: tasks, checks, worries."""

import frappe
import pytest
from factories import CLEARED, acting_as, make, make_user
from frappe.utils import add_days, getdate, nowdate
from walking import walk

from oppna_ditt_hem import holding, tasks
from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.refusals import MissingFieldsError
from oppna_ditt_hem.stages import move_to_stage
from oppna_ditt_hem.stopping import StoppedError
from oppna_ditt_hem.tenancy.facts import Regime
from oppna_ditt_hem.tenancy.stay import StayFacts, right_to_stay

OFFICER, HANDLER = "Housing Officer", "Concern Handler"
CODE = Regime.JB_12


def change(stay, role=OFFICER, **values):
	with acting_as(make_user(role)):
		doc = frappe.get_doc("Placement", stay.name)
		doc.update(values)
		doc.save()
		return doc


def todo(stay, key):
	return frappe.get_doc("ToDo", tasks.of(stay)[key])


def open_keys(stay) -> set[str]:
	return {
		key for key, name in tasks.of(stay).items() if frappe.db.get_value("ToDo", name, "status") == "Open"
	}


def test_a_municipality_that_rents_is_told_to_tell_its_landlord():
	stay = make.placement("Meeting")
	drawn = walk(stay, ("Contract",), OFFICER)
	assert open_keys(drawn) == set()
	drawn = change(drawn, contract_party="Municipality")
	task = todo(drawn, "tell-landlord")
	assert task.allocated_to == drawn.officer and "municipality" in task.description
	assert "2026:772" in task.description and "not verified" in task.description
	assert open_keys(change(drawn, contract_party="Household")) == set()


def test_moving_in_opens_the_tasks_on_their_days_once():
	stay = make.placement("Moved In")
	moved = getdate(stay.from_date)
	assert open_keys(stay) == {"registration", "allowance", "check-3", "check-14", "check-60", "check-180"}
	assert todo(stay, "registration").date == add_days(moved, 7)
	assert todo(stay, "allowance").date == moved
	assert todo(stay, "check-14").date == add_days(moved, 14)
	assert {todo(stay, key).allocated_to for key in open_keys(stay)} == {stay.officer}
	change(stay, keys_on=nowdate())
	assert frappe.db.count("ToDo", {"reference_name": stay.name}) == 6


def test_the_office_is_told_before_a_right_to_stay_arises():
	"""Jordabalken 12 kap. 45 §: a flat let second-hand, after two years."""
	home = make.listing(
		"Approved", tenure="Rental flat", consent_to_let="Given", consent_document="/private/files/x.pdf"
	)
	stay = make.placement("Moved In", listing=home)
	assert stay.law_regime == "Jordabalken 12"
	expected = right_to_stay(
		CODE, StayFacts(getdate(stay.from_date), False, True, False), law.kept_values(stay)
	)
	task = todo(stay, "right-to-stay")
	assert task.date == expected.alert_on > add_days(getdate(stay.from_date), 540)
	assert "12 kap. 45" in task.description and "24 months" in task.description
	notice = {"notice_by": "Landlord", "notice_form": "Written", "notice_received_on": nowdate()}
	change(stay, **notice)
	with acting_as(make_user(OFFICER)):
		move_to_stage(frappe.get_doc("Placement", stay.name), "Notice Given")
	assert "right-to-stay" not in open_keys(stay)


def test_a_check_is_done_when_both_sides_have_been_asked_and_closes_its_task():
	stay = make.placement("Moved In")
	row = stay.checks[0]
	half = change(stay, checks=[{**row.as_dict(), "landlord_answer": "Good"}, *stay.checks[1:]])
	assert str(half.checks[0].landlord_asked_on) == nowdate() and not half.checks[0].household_asked_on
	assert not half.checks[0].done_on and "check-3" in open_keys(stay)
	with pytest.raises(MissingFieldsError, match="Household says"):
		change(stay, checks=[{**half.checks[0].as_dict(), "done_on": nowdate()}, *half.checks[1:]])
	done = change(
		stay, checks=[{**half.checks[0].as_dict(), "household_answer": "No answer"}, *half.checks[1:]]
	)
	assert str(done.checks[0].done_on) == nowdate() and "check-3" not in open_keys(stay)
	assert "check-14" in open_keys(stay)


@pytest.mark.parametrize("end", ["Ended", "Broken Down"])
def test_when_the_stay_ends_nobody_is_asked_any_more(end):
	stay = make.placement(end)
	assert open_keys(stay) == ({"find-another"} if end == "Broken Down" else set())


def test_nobody_who_never_came_is_asked_how_it_went():
	stay = make.placement("No Show")
	assert not stay.checks and not frappe.db.exists("ToDo", {"reference_name": stay.name, "status": "Open"})


def test_a_task_about_a_protected_household_stays_with_the_cleared():
	stay = make.placement("Moved In", applicant=make.applicant("Seeking", protection="Sekretessmarkering"))
	with acting_as(make_user(OFFICER)):
		assert not frappe.get_list("ToDo", {"reference_name": stay.name}, order_by="name")
	with acting_as(make_user(OFFICER, CLEARED)):
		assert frappe.get_list("ToDo", {"reference_name": stay.name}, order_by="name")


# --- worries


def worry(role=OFFICER, **values):
	row = {
		"doctype": "Concern",
		"subject": "Fire or safety",
		"description": "Kaminen ryker in.",
		"severity": "High",
	}
	with acting_as(make_user(role)):
		return frappe.get_doc({**row, **values}).insert()


def handle(concern):
	with acting_as(make_user(HANDLER)):
		doc = frappe.get_doc("Concern", concern.name)
		doc.update({"status": "Handled", "measure": "Kaminen är sotad."})
		doc.save()


def test_a_worry_about_a_stay_knows_its_home_and_people_and_only_the_handler_reads_it():
	stay = make.placement("Moved In")
	concern = worry(placement=stay.name)
	kept = frappe.get_doc("Concern", concern.name)
	assert (kept.listing, kept.landlord, kept.applicant) == (stay.listing, stay.landlord, stay.applicant)
	for role, reads in ((OFFICER, False), ("Housing Manager", False), ("Auditor", False), (HANDLER, True)):
		assert frappe.has_permission("Concern", "read", doc=kept, user=make_user(role)) is reads


def test_a_serious_worry_stops_the_home_at_once_until_it_is_handled():
	stay = make.placement("Meeting")
	concern = worry(placement=stay.name)
	assert frappe.db.get_value("Listing", stay.listing, "stopped")
	with acting_as(make_user(OFFICER)), pytest.raises(StoppedError, match="Concern Handler"):
		walk(stay, ("Contract",), OFFICER)
	assert frappe.db.get_value("Placement", stay.name, "stage") == "Meeting"
	handle(concern)
	assert walk(stay, ("Contract",), OFFICER).stage == "Contract"
	assert not frappe.db.get_value("Listing", stay.listing, "stopped")


def test_a_stopped_home_is_neither_offered_nor_free():
	home = make.listing("Approved")
	stay = make.placement("Proposed", listing=home)
	concern = worry(landlord=home.landlord)
	assert frappe.db.get_value("Listing", home.name, "availability") == "Not Available"
	assert holding.recompute(home.name) == []
	with acting_as(make_user(OFFICER)), pytest.raises(StoppedError):
		move_to_stage(frappe.get_doc("Placement", stay.name), "Offered")
	handle(concern)
	assert frappe.db.get_value("Listing", home.name, "availability") == "Free"


def test_a_lesser_worry_stops_nothing():
	stay = make.placement("Accepted")
	for severity in ("Low", "Medium"):
		worry(placement=stay.name, severity=severity)
	assert walk(stay, ("Meeting",), OFFICER).stage == "Meeting"


def test_a_second_worry_keeps_the_home_stopped_when_the_first_is_handled():
	home = make.listing("Approved")
	first, second = worry(listing=home.name), worry(listing=home.name)
	handle(first)
	assert frappe.db.get_value("Listing", home.name, "stopped")
	handle(second)
	assert not frappe.db.get_value("Listing", home.name, "stopped")


def test_nobody_lets_a_stopped_home_go_by_hand():
	home = make.listing("Approved")
	worry(listing=home.name)
	with acting_as(make_user("Housing Manager")):
		doc = frappe.get_doc("Listing", home.name)
		doc.stopped = 0
		doc.save()
	assert frappe.db.get_value("Listing", home.name, "stopped")


def test_a_task_is_not_given_to_the_officer_who_may_no_longer_see_the_household():
	placement = make.placement("Contract")
	cleared = make_user("Housing Officer", CLEARED)
	with acting_as(cleared):
		household = frappe.get_doc("Applicant", placement.applicant)
		household.protection = "Sekretessmarkering"
		household.save()
	assert placement.officer != cleared
	walk(placement, ("Moved In",), ("Housing Officer", CLEARED))
	open_ones = {"reference_name": placement.name, "status": "Open"}
	users = frappe.get_all("ToDo", open_ones, pluck="allocated_to", order_by="name")
	assert users and all(CLEARED in frappe.get_roles(user) for user in users)
