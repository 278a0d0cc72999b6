"""What falls due: done once, however often, late or broken off the jobs are run."""

import frappe
import pytest
from answering_help import ask, letters_to, offered
from factories import MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, add_to_date, now_datetime, nowdate

from oppna_ditt_hem import todos
from oppna_ditt_hem.answering import links
from oppna_ditt_hem.due import batches, freshness, offers, stalled
from oppna_ditt_hem.refusals import StageRuleError

pytestmark = pytest.mark.usefixtures("outgoing_mail")


def hours_from_now(hours: float):
	return add_to_date(now_datetime(), hours=hours)


def stage_of(doc) -> str:
	return frappe.db.get_value(doc.doctype, doc.name, "stage")


# --- offers


@pytest.mark.parametrize("late", [1, 30])
def test_an_offer_expires_and_frees_the_place_by_itself(late):
	placement, fresh = make.placement("Offered"), make.placement("Offered")
	placement.db_set("offer_deadline", hours_from_now(-late))
	assert (offers.expire(), offers.expire()) == (1, 0)
	assert (stage_of(placement), stage_of(fresh)) == ("Expired", "Offered")
	assert frappe.db.get_value("Listing", placement.listing, "availability") == "Free"
	row = {"reference_name": placement.name, "to_stage": "Expired"}
	assert frappe.db.get_value("Stage Log", row, "changed_via") == "Job"


def test_an_answer_that_came_in_between_keeps_the_offer():
	placement = make.placement("Accepted")
	placement.db_set("offer_deadline", hours_from_now(-1))
	offers.expire_one(placement.name)
	assert stage_of(placement) == "Accepted"


def test_one_row_that_fails_leaves_the_others_alone(monkeypatch):
	names = [make.placement("Offered").name for _ in range(3)]
	for name in names:
		frappe.db.set_value("Placement", name, "offer_deadline", hours_from_now(-1))
	move = offers.move_to_stage

	def failing(doc, stage):
		if doc.name == names[1]:
			raise ValueError("broken workflow")
		return move(doc, stage)

	monkeypatch.setattr(offers, "move_to_stage", failing)
	assert offers.expire() == 2
	stages = [frappe.db.get_value("Placement", name, "stage") for name in names]
	assert stages == ["Expired", "Offered", "Expired"]
	assert frappe.db.exists("Error Log", {"method": ["like", f"%{names[1]}%"]})


def test_a_backlog_is_taken_batch_by_batch(monkeypatch):
	monkeypatch.setattr(batches, "BATCH", 2)
	names = [make.locality(f"Place {number}") for number in range(5)]
	seen = []
	done = batches.work_off("Locality", [["name", "in", names]], seen.append, "{0}")
	assert (done, seen) == (5, names)


def test_who_has_not_answered_is_reminded_once():
	placement = offered()
	ask_landlord = frappe.db.get_value("Answer Link", {"placement": placement.name, "side": "Landlord"})
	assert ask_landlord
	placement.db_set({"landlord_answer": "Yes", "offered_on": hours_from_now(-100)})
	placement.db_set("offer_deadline", hours_from_now(47))
	assert (offers.remind(), offers.remind()) == (1, 0)
	assert len(letters_to("greta@landlords.example")) == 1
	assert ["Reminder" in text for text in letters_to("nadia@households.example")] == [False, True]


@pytest.mark.parametrize(("deadline", "made"), [(49, -100), (-1, -100), (40, -3)])
def test_nobody_is_reminded_too_early_too_late_or_on_the_day_of_the_offer(deadline, made):
	placement = offered()
	placement.db_set({"offered_on": hours_from_now(made), "offer_deadline": hours_from_now(deadline)})
	assert offers.remind() == 0


# --- homes to confirm


def old_home(**landlord):
	landlord = make.landlord(**{"email": "greta@landlords.example", "preferred_language": "sv", **landlord})
	listing = make.listing("Approved", landlord=landlord)
	listing.db_set("last_confirmed_on", add_days(nowdate(), -61))
	return listing


def values_of(listing) -> tuple:
	fields = ["stage", "availability", "confirmation_misses"]
	return frappe.db.get_value("Listing", listing.name, fields)


def time_passes(listing, days: int) -> None:
	asked = frappe.db.get_value("Listing", listing.name, "confirmation_asked_on")
	listing.db_set("confirmation_asked_on", add_days(asked, -days), update_modified=False)


def confirmation_of(listing) -> links.Link:
	return links.issue("Confirmation", "Landlord", listing=listing.name, expires_on=hours_from_now(24))


def test_a_home_is_asked_about_at_60_days_and_no_sooner():
	listing = old_home()
	listing.db_set("last_confirmed_on", add_days(nowdate(), -60))
	assert freshness.run() == 0
	listing.db_set("last_confirmed_on", add_days(nowdate(), -61))
	assert (freshness.run(), freshness.run()) == (1, 0)
	(letter,) = letters_to("greta@landlords.example")
	assert "fortfarande ledigt" in letter


def test_two_silences_pause_the_home():
	listing = old_home()
	freshness.run()
	time_passes(listing, 8)
	freshness.run()
	assert values_of(listing)[2] == 1 and len(letters_to("greta@landlords.example")) == 2
	time_passes(listing, 8)
	freshness.run()
	assert values_of(listing) == ("Paused", "Not Available", 2)
	assert len(letters_to("greta@landlords.example")) == 2


def test_one_click_confirms_and_the_count_begins_anew():
	listing = old_home()
	freshness.run()
	time_passes(listing, 8)
	freshness.run()
	shown = ask(confirmation_of(listing).token, answer="Yes")
	assert shown["heading"] == "Ditt svar är sparat"
	assert values_of(listing) == ("Approved", "Free", 0)
	assert str(frappe.db.get_value("Listing", listing.name, "last_confirmed_on")) == nowdate()
	assert freshness.run() == 0


def test_a_no_pauses_the_home_with_the_reason():
	listing = old_home()
	freshness.run()
	token = confirmation_of(listing).token
	assert ask(token, answer="No", reason="Too far away")["error"]
	ask(token, answer="No", reason="Sold")
	assert values_of(listing)[:2] == ("Paused", "Not Available")
	assert frappe.db.get_value("Listing", listing.name, "close_reason") == "Sold"
	assert ask(token)["heading"] == "Du har redan svarat"


def test_a_home_that_is_kept_for_a_household_since_it_was_asked_about_is_not_paused():
	listing = old_home()
	freshness.run()
	token = confirmation_of(listing).token
	make.placement("Offered", listing=listing)
	with pytest.raises(StageRuleError, match=r"Ring oss|Call us"):
		ask(token, answer="No", reason="Sold")
	assert frappe.db.get_value("Listing", listing.name, ["stage", "close_reason"]) == ("Approved", None)


def test_a_landlord_without_e_mail_is_rung_and_misses_nothing():
	listing = old_home(email=None)
	freshness.run()
	freshness.run()
	(todo,) = frappe.get_all("ToDo", {"reference_name": listing.name}, ["allocated_to"], order_by="name")
	assert todo.allocated_to == frappe.db.get_value("Listing", listing.name, "inspected_by")
	time_passes(listing, 30)
	freshness.run()
	assert values_of(listing)[0] == "Approved" and values_of(listing)[2] == 0


def test_a_home_that_is_held_is_not_asked_about():
	listing = old_home()
	make.placement("Offered", listing=listing)
	assert freshness.run() == 0


# --- cases that stand still


def waiting(doc, days: int) -> None:
	row = {"reference_name": doc.name, "left_on": ["is", "not set"]}
	frappe.db.set_value("Stage Log", row, "changed_on", add_days(now_datetime(), -days))


def todos_of(doc) -> list:
	fields = ["allocated_to", "status"]
	return list(
		frappe.get_all("ToDo", {"reference_name": doc.name}, fields, order_by="creation", as_list=True)
	)


def test_the_owner_of_a_case_is_asked_and_then_the_managers():
	managers = {make_user(MANAGER), make_user(MANAGER, number=2)}
	placement = make.placement("Accepted")
	waiting(placement, 6)
	stalled.run()
	stalled.run()
	assert todos_of(placement) == [(placement.officer, "Open")]
	asked = {"reference_name": placement.name, "asked_on": ["is", "set"]}
	frappe.db.set_value("Stage Log", asked, "asked_on", add_days(now_datetime(), -6))
	stalled.run()
	stalled.run()
	users = [user for user, _status in todos_of(placement)]
	assert managers < set(users) and len(users) == len(set(users))
	assert all(MANAGER in frappe.get_roles(user) for user in set(users) - {placement.officer})


def test_a_case_within_its_limit_or_in_a_stage_without_one_is_left_alone():
	young, living = make.placement("Accepted"), make.placement("Moved In")
	waiting(young, 4)
	waiting(living, 400)
	assert stalled.run() == 0


def test_the_tasks_are_closed_as_the_case_moves_on():
	listing = make.listing("Submitted")
	waiting(listing, 6)
	stalled.run()
	with acting_as(make_user(OFFICER)):
		offers.move_to_stage(frappe.get_doc("Listing", listing.name), "Inspection")
	assert [status for _user, status in todos_of(listing)] == ["Closed"]


def test_6_nobody_is_asked_about_a_protected_household_who_may_not_see_it():
	hidden = make.applicant("Assessment", protection="Sekretessmarkering")
	waiting(hidden, 30)
	stalled.run()
	users = [user for user, _status in todos_of(hidden)]
	assert users and all("Protected Identity Officer" in frappe.get_roles(user) for user in users)
	assert todos.managers_of(hidden)


def test_a_limit_is_of_a_stage_that_the_case_has():
	settings = frappe.get_doc("Housing Settings")
	settings.append("stage_limits", {"document_type": "Listing", "stage": "Moved In", "days": 3})
	with pytest.raises(frappe.ValidationError, match="has no stage"):
		settings.save()
