"""Invariants 1, 2, 3, 10 and 12 of the design, one document at a time (test_concurrency.py: many at once)."""

import json
import re

import frappe
import pytest
from factories import MANAGER, OFFICER, acting_as, filling, make, make_user
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.refusals import (
	EditLockError,
	HomeTakenError,
	HouseholdHeldError,
	OverrideNeededError,
	SelfApprovalError,
)

WORKFLOW = "/api/method/frappe.model.workflow"


def offer(placement, role: str = OFFICER):
	with acting_as(make_user(role)):
		return apply_workflow(frappe.get_doc("Placement", placement.name), "Offer")


def proposed(listing, begins: int, ends: int | None = None, **values):
	"""A proposal for a household of one, with days counted from today."""
	values["to_date"] = add_days(nowdate(), ends) if ends is not None else None
	return make.placement("Proposed", listing=listing, from_date=add_days(nowdate(), begins), **values)


PERIODS = [
	((10, 20), (12, 15), True),  # inside: the case others miss
	((12, 15), (10, 20), True),
	((10, 20), (20, 30), True),  # the day somebody leaves is still theirs
	((10, 20), (21, 30), False),
	((10, None), (300, 310), True),
	((10, 20), (1, 9), False),
]


@pytest.mark.parametrize(("first", "second", "collide"), PERIODS)
def test_1_two_stays_in_one_home_never_share_a_day(first, second, collide):
	listing = make.listing("Approved")
	offer(proposed(listing, *first))
	late = proposed(listing, *second)
	if collide:
		with pytest.raises(HomeTakenError):
			offer(late)
		assert frappe.db.get_value("Placement", late.name, "stage") == "Proposed"
	else:
		assert offer(late).stage == "Offered"


def test_1_households_may_share_a_home_up_to_its_places():
	listing = make.listing("Approved", places=3, households_at_once=3)
	offer(proposed(listing, 1, places_taken=2))
	offer(proposed(listing, 1, places_taken=1))
	with pytest.raises(HomeTakenError):
		offer(proposed(listing, 1, places_taken=1))


@pytest.mark.parametrize("whole_first", [True, False])
def test_1_the_whole_and_a_part_are_never_let_at_once(whole_first):
	whole = make.listing("Approved", kind="House", places=4)
	part = make.listing("Approved", kind="Room", places=1, part_of=whole.name, landlord=whole.landlord)
	first, second = (whole, part) if whole_first else (part, whole)
	offer(proposed(first, 1))
	with pytest.raises(HomeTakenError):
		offer(proposed(second, 1))


def test_1_moving_the_dates_of_an_offer_is_checked_as_well():
	listing = make.listing("Approved")
	offer(proposed(listing, 10, 20))
	late = offer(proposed(listing, 30, 40))
	late.from_date = add_days(nowdate(), 15)
	with acting_as(make_user(OFFICER)), pytest.raises(HomeTakenError):
		late.save()


@pytest.mark.parametrize("change", [{"places": 2}, {"places": 3, "households_at_once": 1}])
def test_1_a_home_does_not_become_too_small_for_those_who_hold_it(change):
	listing = make.listing("Approved", places=3, households_at_once=2)
	for size in (2, 1):
		offer(proposed(listing, 1, places_taken=size))
	with acting_as(make_user(OFFICER)):
		home = frappe.get_doc("Listing", listing.name)
		home.update(change)
		with pytest.raises(HomeTakenError, match="no longer be room"):
			home.save()


def test_1_a_held_home_does_not_become_part_of_one_that_is_held():
	whole = make.listing("Approved", kind="House")
	part = make.listing("Approved", kind="Room", landlord=whole.landlord)
	for home in (whole, part):
		offer(proposed(home, 1))
	with acting_as(make_user(OFFICER)):
		part = frappe.get_doc("Listing", part.name)
		part.part_of = whole.name
		with pytest.raises(HomeTakenError):
			part.save()


def test_2_a_household_holds_one_live_offer():
	applicant = make.applicant("Seeking")
	first = offer(make.placement("Proposed", applicant=applicant))
	second = make.placement("Proposed", applicant=applicant)
	with pytest.raises(HouseholdHeldError, match=first.name):
		offer(second)


def test_2_a_declined_offer_makes_room_for_the_next():
	applicant = make.applicant("Seeking")
	make.placement("Declined", applicant=applicant)
	assert offer(make.placement("Proposed", applicant=applicant)).stage == "Offered"


def test_2_a_household_lives_in_one_home_at_a_time():
	applicant = make.applicant("Seeking")
	make.placement("Moved In", applicant=applicant)
	with pytest.raises(HouseholdHeldError):
		make.placement("Moved In", applicant=applicant)


AVAILABILITY = {
	"Proposed": "Free",
	"Offered": "Reserved",
	"Accepted": "Reserved",
	"Meeting": "Reserved",
	"Contract": "Reserved",
	"Moved In": "Let",
	"Notice Given": "Let",
	"Ended": "Free",
	"Declined": "Free",
	"Expired": "Free",
	"Withdrawn": "Free",
	"No Show": "Free",
}


@pytest.mark.parametrize("stage", AVAILABILITY)
def test_3_availability_follows_the_placement_and_recomputing_changes_nothing(stage):
	ends = {"ended_on": nowdate()} if stage == "Ended" else {}
	placement = make.placement(stage, from_date=nowdate(), to_date=None)
	if ends:
		placement.db_set({"to_date": add_days(nowdate(), -1)})
		holding.recompute(placement.listing)
	assert frappe.db.get_value("Listing", placement.listing, "availability") == AVAILABILITY[stage]
	assert holding.recompute(placement.listing) == []


def test_3_a_home_is_free_again_when_its_held_part_is_taken_out_of_it():
	whole = make.listing("Approved", kind="House")
	part = make.listing("Approved", kind="Room", part_of=whole.name, landlord=whole.landlord)
	offer(proposed(part, 1))
	assert frappe.db.get_value("Listing", whole.name, "availability") == "Reserved"
	with acting_as(make_user(OFFICER)):
		part = frappe.get_doc("Listing", part.name)
		part.part_of = None
		part.save()
	assert frappe.db.get_value("Listing", whole.name, "availability") == "Free"
	assert holding.recompute(whole.name) == []


def test_3_nobody_types_the_availability():
	listing = make.listing("Approved")
	with acting_as(make_user(OFFICER)):
		listing.availability, listing.free_places = "Let", 0
		listing.save()
	listing.reload()
	assert (listing.availability, listing.free_places) == ("Free", 4)


def test_3_an_old_offer_needs_to_be_confirmed():
	listing = make.listing("Approved")
	listing.db_set("last_confirmed_on", add_days(nowdate(), -61))
	assert holding.recompute(listing.name) == [listing.name]
	assert frappe.db.get_value("Listing", listing.name, "availability") == "Needs Confirmation"


def test_10_an_offer_names_the_officer_and_freezes_the_reasons():
	placement = offer(make.placement("Proposed"))
	assert placement.officer == make_user(OFFICER)
	assert placement.offered_on and placement.offer_deadline
	frozen = placement.match_reasons
	frappe.db.set_value("Listing", placement.listing, "pets_allowed", 1)
	placement.reload()
	with acting_as(make_user(OFFICER)):
		placement.match_reasons = "[]"
		placement.save()
	assert placement.match_reasons == frozen


def test_10_nobody_without_a_name_makes_an_offer():
	placement = make.placement("Proposed")
	with pytest.raises(OverrideNeededError, match="named person"):
		apply_workflow(placement, "Offer")


def test_10_a_broken_requirement_is_overridden_by_a_manager_with_a_reason_only():
	applicant = make.applicant("Seeking", has_pets=1)
	listing = make.listing("Approved", pets_allowed=0)
	placement = make.placement("Proposed", applicant=applicant, listing=listing)
	with pytest.raises(OverrideNeededError):
		offer(placement)
	placement.db_set("override_reason", "The landlord has met the dog")
	with pytest.raises(OverrideNeededError):
		offer(placement, OFFICER)
	done = offer(placement, MANAGER)
	assert done.override_by == make_user(MANAGER)
	assert "pets" in done.broken_requirements.lower()


def test_four_eyes_nobody_approves_what_they_entered_by_any_road():
	officer = make_user(OFFICER)
	listing = make.listing("Inspection")
	listing.update(filling("Listing", "Approved"))
	listing.save()
	assert listing.owner == officer
	with acting_as(officer):
		fresh = frappe.get_doc("Listing", listing.name)
		fresh.workflow_state = "Approved"
		with pytest.raises(SelfApprovalError):
			fresh.save()
		(button,) = frappe.get_hooks("override_whitelisted_methods")["frappe.model.workflow.apply_workflow"]
		with pytest.raises(SelfApprovalError, match=f"{listing.name}.* was entered by you.*Approve"):
			frappe.get_attr(button)(doc=fresh.as_json(), action="Approve")
	with acting_as(make_user(OFFICER, number=2)):
		assert apply_workflow(frappe.get_doc("Listing", listing.name), "Approve").stage == "Approved"


def test_four_eyes_in_a_list_says_who_has_to_do_it_and_takes_what_others_entered(committed, http):
	officer = make_user(OFFICER)
	own, other = make.listing("Inspection"), make.listing("Inspection")
	for listing in (own, other):
		listing.update(filling("Listing", "Approved"))
		listing.save()
	other.db_set("owner", make_user(OFFICER, number=2))
	frappe.db.commit()
	names, session = [own.name, other.name], http(officer)
	ticked = {
		"docs": frappe.as_json([{"name": name, "owner": officer} for name in names]),
		"doctype": "Listing",
	}
	offered = session.post(f"{WORKFLOW}.get_common_transition_actions", json=ticked).json()["message"]
	assert "Approve" in offered
	chosen = {"docnames": frappe.as_json(names), "doctype": "Listing", "action": "Approve"}

	answer = session.post(f"{WORKFLOW}.bulk_workflow_approval", json=chosen)

	told = [json.loads(message) for message in json.loads(answer.json()["_server_messages"])]
	(sentence,) = (
		one for message in told if message["title"] == "Two persons are needed" for one in message["message"]
	)
	assert re.fullmatch(rf".*{own.name}.* was entered by you\..*Approve.* somebody else.*", sentence)
	frappe.db.rollback()
	stages = [frappe.db.get_value("Listing", listing.name, "stage") for listing in (own, other)]
	assert stages == ["Inspection", "Approved"]
	assert not frappe.db.count("Error Log", {"reference_name": "Approve"})


def test_the_stage_follows_the_state_whatever_is_sent():
	listing = make.listing("Submitted")
	with acting_as(make_user(OFFICER)):
		listing.stage = "Approved"
		listing.save()
	assert listing.stage == "Submitted"
	with acting_as(make_user(OFFICER)):
		listing.workflow_state = "Inspection"
		listing.save()
	assert listing.stage == "Inspection"


def test_the_edit_lock_holds_on_the_server():
	listing = make.listing("Closed")
	with acting_as(make_user(OFFICER)), pytest.raises(EditLockError, match="Housing Manager"):
		listing.rent = 1
		listing.save()


def test_a_breakdown_is_linked_to_what_follows():
	broken = make.placement("Broken Down")
	after = make.placement("Proposed", applicant=broken.applicant)
	assert after.rematch_of == broken.name
	assert frappe.db.get_value("Placement", broken.name, "rematch") == after.name
