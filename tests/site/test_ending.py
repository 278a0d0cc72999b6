"""Notice, the end, and what a breakdown starts."""

import frappe
import pytest
from factories import acting_as, filling, make, make_user
from frappe.utils import add_days, getdate, nowdate
from walking import walk

from oppna_ditt_hem import ending, tasks
from oppna_ditt_hem.agreements import notice
from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError
from oppna_ditt_hem.stages import move_to_stage

OFFICER = "Housing Officer"


def lived_in(**values):
	"""A stay that somebody has moved into, with a login on either side and what the test sets past the workflow."""
	users = frappe._dict(landlord=make.user("Landlord"), household=make.user("Applicant"))
	home = make.listing("Approved", landlord=make.landlord(user=users.landlord))
	stay = make.placement("Moved In", listing=home, applicant=make.applicant("Seeking", user=users.household))
	frappe.db.set_value("Placement", stay.name, {"from_date": add_days(nowdate(), -100), **values})
	frappe.clear_document_cache("Placement", stay.name)
	return frappe.get_doc("Placement", stay.name), users


def give_notice(stay, **values):
	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", stay.name)
		doc.update({**filling("Placement", "Notice Given"), **values})
		doc.save()
		return move_to_stage(frappe.get_doc("Placement", doc.name), "Notice Given")


ENDS = (
	("2012:978", "Household", None, "2026-10-31", "2026-11-02"),
	("2012:978", "Landlord", None, "2026-12-31", "2027-01-04"),
	("2026:772", "Household", None, "2026-12-31", "2027-01-04"),
	("2026:772", "Landlord", "2027-06-30", "2027-06-30", "2027-07-01"),
	("Jordabalken 12", "Household", None, "2026-12-31", "2027-01-04"),
)


def test_the_earliest_end_and_the_day_of_moving_out_follow_from_the_kept_law():
	stay, _users = lived_in()
	for law, by, term_to, end, leaves in ENDS:
		given = {**filling("Placement", "Notice Given"), "notice_by": by, "notice_received_on": "2026-09-10"}
		stay.update({**given, "law_regime": law, "to_date": term_to})
		notice.take(stay)
		assert (str(stay.earliest_end), str(stay.move_out_on)) == (end, leaves), (law, by)
		assert "12:00" in stay.notice_law and ("not verified" in stay.notice_law) == (law == "2026:772")


def test_the_values_kept_at_signing_rule_the_notice():
	stay, _users = lived_in()
	frappe.db.set_value("Legal Parameter", {"key": "notice_months_household_2026_772"}, "value", "1")
	assert str(give_notice(stay, notice_received_on="2026-09-10").earliest_end) == "2026-12-31"


def test_both_may_agree_on_any_day():
	stay, _users = lived_in()
	given = give_notice(stay, notice_by="Both agree", notice_form=None, notice_received_on="2026-09-10")
	assert str(given.earliest_end) == "2026-09-10"


EMAIL, REGISTERED, SPOKEN = ({"notice_form": form} for form in ("E-mail", "Registered letter", "Spoken"))
FORMLESS = (
	("2026:772", EMAIL, MissingFieldsError, "An address for notices was given"),
	("2026:772", {**EMAIL, "notice_address_given": "No"}, StageRuleError, "hasn't given an address"),
	("2026:772", REGISTERED, MissingFieldsError, "lives in Sweden"),
	("Jordabalken 12", EMAIL, StageRuleError, "registered letter"),
	("Jordabalken 12", {**REGISTERED, "notice_recipient_in_sweden": "Yes"}, MissingFieldsError, "forfeiture"),
	("2026:772", {**SPOKEN, "notice_by": "Landlord"}, StageRuleError, "in writing"),
	("2026:772", SPOKEN, MissingFieldsError, "Acknowledged in writing"),
)


def test_a_notice_without_its_form_is_not_taken():
	stay, _users = lived_in(from_date="2025-01-01")
	for law, values, error, words in FORMLESS:
		frappe.db.set_value("Placement", stay.name, "law_regime", law)
		frappe.clear_document_cache("Placement", stay.name)
		frappe.db.savepoint("one_notice")
		with pytest.raises(error, match=words):
			give_notice(stay, **values)
		frappe.db.rollback(save_point="one_notice")
		assert frappe.db.get_value("Placement", stay.name, "stage") == "Moved In"


def test_an_email_to_the_address_given_is_a_notice():
	stay, _users = lived_in()
	assert give_notice(stay, notice_form="E-mail", notice_address_given="Yes").stage == "Notice Given"


def test_nothing_is_left_of_a_notice_that_is_taken_back():
	stay, _users = lived_in()
	give_notice(stay)
	with acting_as(make_user(OFFICER)):
		back = move_to_stage(frappe.get_doc("Placement", stay.name), "Moved In")
	assert not (back.earliest_end or back.move_out_on or back.notice_law)
	assert len(back.checks) == 4


# --- has moved out


def test_a_side_says_that_the_household_has_left_and_the_officer_decides(outgoing_mail):
	side = "household"
	stay, users = lived_in()
	with acting_as(users[side]):
		ending.tell_moved_out(stay.name, nowdate())
		ending.tell_moved_out(stay.name, add_days(nowdate(), -1))
	kept = frappe.get_doc("Placement", stay.name)
	assert kept.stage == "Moved In" and str(kept.moved_out_day) == add_days(nowdate(), -1)
	assert kept.moved_out_told_by == side.title()
	task = frappe.get_doc("ToDo", tasks.of(kept)["moved-out"])
	assert task.allocated_to == kept.officer and task.status == "Open"
	assert frappe.db.count("ToDo", {"reference_name": stay.name, "description": task.description}) == 1
	ended = walk(kept, ("Ended",), OFFICER)
	assert ended.stage == "Ended" and frappe.db.get_value("ToDo", task.name, "status") == "Cancelled"


def test_only_the_two_sides_say_so_and_only_of_a_stay_that_goes_on():
	stay, users = lived_in()
	for role in (OFFICER, "Auditor"):
		with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
			ending.tell_moved_out(stay.name, nowdate())
	with acting_as(make_user("Landlord", number=2)), pytest.raises(frappe.PermissionError):
		ending.tell_moved_out(stay.name, nowdate())
	for day in (add_days(nowdate(), 1), str(add_days(stay.from_date, -1))):
		with acting_as(users.household), pytest.raises(StageRuleError, match="Said to have moved out on"):
			ending.tell_moved_out(stay.name, day)
	early = make.placement("Contract")
	make.own(early, "Landlord", make.user("Landlord", number=3))
	with acting_as(make.user("Landlord", number=3)), pytest.raises(StageRuleError, match="Nobody lives"):
		ending.tell_moved_out(early.name, nowdate())


def test_it_is_said_over_the_web_by_post_alone(committed, http):
	stay, users = lived_in()
	frappe.db.commit()
	path, body = "/api/method/oppna_ditt_hem.ending.tell_moved_out", {"placement": stay.name, "on": nowdate()}
	assert http(users.household).get(path, params=body).status_code == 403
	assert http(users.household).post(path, json=body).ok
	assert http("Guest").post(path, json=body).status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Placement", stay.name, "moved_out_told_by") == "Household"
	assert frappe.db.exists(
		"ToDo", {"reference_name": stay.name, "allocated_to": stay.officer, "status": "Open"}
	)


# --- breakdown


def test_a_breakdown_lets_the_household_seek_again_and_links_both_ways():
	broken = make.placement("Broken Down")
	household = frappe.get_doc("Applicant", broken.applicant)
	assert household.stage == "Seeking" and household.rematch_of == broken.name
	assert getdate(household.current_housing_ends) == getdate(broken.ended_on)
	task = frappe.get_doc("ToDo", tasks.of(broken)["find-another"])
	assert task.status == "Open" and task.allocated_to == broken.officer
	anew = make.placement("Proposed", applicant=household)
	assert anew.rematch_of == broken.name
	assert frappe.db.get_value("Placement", broken.name, "rematch") == anew.name
	moved = walk(anew, ("Offered", "Accepted", "Meeting", "Contract", "Moved In"), OFFICER)
	assert moved.stage == "Moved In" and not frappe.db.get_value("Applicant", household.name, "rematch_of")
	assert frappe.db.get_value("ToDo", task.name, "status") == "Closed"


def test_a_household_that_rests_is_woken_by_a_breakdown():
	stay = make.placement("Moved In")
	walk(frappe.get_doc("Applicant", stay.applicant), ("Dormant",), OFFICER)
	walk(stay, ("Broken Down",), OFFICER)
	assert frappe.db.get_value("Applicant", stay.applicant, "stage") == "Seeking"


def test_nobody_makes_a_household_come_first_by_hand():
	household = make.applicant("Seeking")
	with acting_as(make_user(OFFICER)):
		household.rematch_of = make.placement("Offered").name
		household.save()
	assert not frappe.db.get_value("Applicant", household.name, "rematch_of")
