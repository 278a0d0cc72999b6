"""Deciding a round's proposals: approved under lock, dropped with a reason, expired when overtaken."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, nowdate
from round_help import done, now, proposals, refusals

from oppna_ditt_hem import brokerage, matching_runs
from oppna_ditt_hem.refusals import StageRuleError
from oppna_ditt_hem.rounds import expiry

DROPPED = "The household does not want this home"


@pytest.fixture
def pairs():
	"""Three proposed pairs, none of whose homes or households is the same."""
	for _number in range(3):
		make.listing("Approved")
		make.applicant("Seeking")
	return proposals(done())


def approve(*found, role=OFFICER) -> dict:
	with acting_as(make_user(role)):
		return matching_runs.approve([row.name for row in found])


def drop(*found, role=OFFICER, reason=DROPPED, comment=None) -> dict:
	with acting_as(make_user(role)):
		return matching_runs.drop([row.name for row in found], reason, comment)


# --- approving


def test_an_approved_pair_becomes_a_placement_that_holds_nothing_yet(pairs):
	report = approve(pairs[0])

	(one,) = report["done"]
	placement = frappe.get_doc("Placement", one["placement"])
	assert (placement.applicant, placement.listing) == (pairs[0].applicant, pairs[0].listing)
	assert (placement.stage, placement.owner) == ("Proposed", make_user(OFFICER))
	assert placement.match_proposal == pairs[0].name and getdate(placement.from_date) == getdate(nowdate())
	assert now(pairs[0], "status", "placement", "decided_by") == (
		"Proposed",
		placement.name,
		make_user(OFFICER),
	)
	assert now(pairs[1]) == "Open" and report["refused"] == []
	assert frappe.db.get_value("Listing", pairs[0].listing, "availability") == "Free"


def test_several_are_approved_at_once_and_what_was_taken_meanwhile_takes_nothing_from_the_others(pairs):
	taken, held, free = pairs
	make.placement("Offered", listing=taken.listing)
	make.placement("Offered", applicant=held.applicant)
	frappe.db.set_value("Match Proposal", {"name": ["in", [taken.name, held.name]]}, "status", "Open")

	report = approve(*pairs)

	assert [one["proposal"] for one in report["done"]] == [free.name]
	assert sorted(refusals(report)) == sorted(
		[(taken.name, "HomeTakenError"), (held.name, "HouseholdHeldError")]
	)
	assert all(one["reason"].endswith(".") and "<" not in one["reason"] for one in report["refused"])
	assert now(taken, "status", "expired_because") == ("Expired", expiry.HOME_TAKEN)
	assert now(held, "status", "expired_because") == ("Expired", expiry.HOUSEHOLD_HELD)
	assert frappe.get_all("Placement", {"stage": "Proposed"}, pluck="applicant", order_by="name") == [
		free.applicant
	]
	assert not frappe.message_log


def test_a_room_of_a_home_that_was_let_meanwhile_is_refused():
	whole = make.listing("Approved", kind="House")
	room = make.listing("Approved", kind="Room", part_of=whole, landlord=whole.landlord, places=1)
	applicant = make.applicant("Seeking")
	proposal = make.proposal(applicant, room)
	make.placement("Offered", listing=whole)
	frappe.db.set_value("Match Proposal", proposal.name, "status", "Open")

	assert refusals(approve(proposal)) == [(proposal.name, "HomeTakenError")]


def test_a_requirement_that_is_broken_today_is_refused_by_its_sentence(pairs):
	frappe.db.set_value("Applicant", pairs[0].applicant, "max_rent", 1000)

	report = approve(pairs[0])

	assert refusals(report) == [(pairs[0].name, "NoLongerMetError")]
	assert "1 000 kr" in report["refused"][0]["reason"].replace("\u00a0", " ")
	assert now(pairs[0], "status", "expired_because") == ("Expired", expiry.NOT_MET)


@pytest.mark.parametrize(
	("doctype", "field", "stage", "error", "because"),
	[
		("Listing", "listing", "Paused", "HomeClosedError", expiry.HOME_CLOSED),
		("Applicant", "applicant", "Dormant", "HouseholdClosedError", expiry.HOUSEHOLD_CLOSED),
	],
)
def test_a_pair_that_is_no_longer_open_is_refused(pairs, doctype, field, stage, error, because):
	frappe.db.set_value(doctype, pairs[0].get(field), "stage", stage)

	assert refusals(approve(pairs[0])) == [(pairs[0].name, error)]
	assert now(pairs[0], "status", "expired_because") == ("Expired", because)


def test_a_pair_that_was_proposed_in_another_way_is_refused_with_that_placement(pairs):
	with acting_as(make_user(MANAGER)):
		other = brokerage.propose(pairs[0].applicant, pairs[0].listing)["placement"]

	report = approve(pairs[0])

	assert refusals(report) == [(pairs[0].name, "AlreadyProposedError")]
	assert other in report["refused"][0]["reason"]
	assert now(pairs[0], "status", "expired_because") == ("Expired", expiry.ELSEWHERE)


def test_what_is_decided_is_not_decided_again(pairs):
	approve(pairs[0])
	drop(pairs[1])

	report = approve(*pairs[:2])
	assert {error for _name, error in refusals(report)} == {"AlreadyDecidedError"}
	assert {error for _name, error in refusals(drop(*pairs[:2]))} == {"AlreadyDecidedError"}
	assert (now(pairs[0]), now(pairs[1])) == ("Proposed", "Dropped")
	assert frappe.db.count("Placement") == 1


def test_an_approved_pair_can_be_offered_and_overtakes_the_household_and_the_home():
	home = make.listing("Approved")
	households = [make.applicant("Seeking") for _number in range(2)]
	mine, others = (make.proposal(household, home) for household in households)
	elsewhere = make.proposal(households[0], make.listing("Approved"))
	name = approve(mine)["done"][0]["placement"]
	assert now(others) == "Open"

	with acting_as(make_user(OFFICER)):
		apply_workflow(frappe.get_doc("Placement", name), "Offer")

	assert now(mine) == "Proposed"
	assert now(elsewhere, "status", "expired_because") == ("Expired", expiry.HOUSEHOLD_HELD)
	assert now(others, "status", "expired_because") == ("Expired", expiry.HOME_TAKEN)


def test_a_home_with_room_left_keeps_its_other_proposals():
	home = make.listing("Approved", places=4, households_at_once=2)
	other = make.proposal(make.applicant("Seeking"), home)

	make.placement("Offered", listing=home)

	assert now(other) == "Open"


# --- who


@pytest.mark.parametrize("role", [CONTROLLER, "Auditor", "Housing Administrator", "Landlord", "Applicant"])
def test_who_may_not_propose_decides_nothing(pairs, role):
	for call in (approve, drop):
		with pytest.raises(frappe.PermissionError):
			call(*pairs, role=role)
	assert {now(row) for row in pairs} == {"Open"} and not frappe.db.count("Placement")


@pytest.mark.parametrize("role", [OFFICER, MANAGER, CLEARED])
def test_who_may_propose_decides(pairs, role):
	assert len(approve(pairs[0], role=role)["done"]) == 1
	assert len(drop(pairs[1], role=role)["done"]) == 1


def test_a_household_that_became_protected_is_out_of_an_officers_reach(pairs):
	frappe.db.set_value(
		"Applicant", pairs[0].applicant, {"protected_identity": 1, "protection": "Sekretessmarkering"}
	)

	for call in (approve, drop):
		with pytest.raises(frappe.PermissionError):
			call(pairs[0])
	assert len(approve(pairs[0], role=CLEARED)["done"]) == 1


def test_nothing_and_too_much_at_once_are_refused():
	for names in ([], [str(number) for number in range(201)]):
		with acting_as(make_user(OFFICER)), pytest.raises(StageRuleError):
			matching_runs.approve(names)


def test_no_client_writes_a_decision(pairs):
	with acting_as(make_user(OFFICER)):
		sent = frappe.get_doc("Match Proposal", pairs[0].name)
		sent.update({"status": "Proposed", "score": 100, "drop_code": DROPPED, "drop_reason": "Too far"})
		sent.save()
	assert now(pairs[0], "status", "score", "drop_code", "drop_reason") == (
		"Open",
		pairs[0].score,
		None,
		"Too far",
	)


# --- dropping


def test_a_dropped_pair_keeps_its_reason_and_who_gave_it(pairs):
	drop(pairs[0], comment="The stairs are steep.")

	assert now(pairs[0], "status", "drop_code", "drop_reason", "decided_by") == (
		"Dropped",
		DROPPED,
		"The stairs are steep.",
		make_user(OFFICER),
	)


@pytest.mark.parametrize("reason", ["Too far away", "No such reason", ""])
def test_only_a_reason_for_dropping_will_do(pairs, reason):
	with pytest.raises(StageRuleError):
		drop(pairs[0], reason=reason)
	assert now(pairs[0]) == "Open"


# --- expiry


def test_each_day_what_is_out_of_time_or_no_longer_open_expires(pairs):
	late, closed, good = pairs
	frappe.db.set_value("Match Proposal", late.name, "expires_on", add_days(nowdate(), -1))
	frappe.db.set_value("Listing", closed.listing, "stage", "Closed")
	frappe.db.set_value("Match Proposal", good.name, "expires_on", nowdate())

	expiry.expire_proposals()

	assert now(late, "status", "expired_because") == ("Expired", expiry.TOO_OLD)
	assert now(closed, "status", "expired_because") == ("Expired", expiry.HOME_CLOSED)
	assert now(good) == "Open"
	frappe.db.set_value("Applicant", good.applicant, "stage", "Closed")
	expiry.expire_proposals()
	assert now(good, "status", "expired_because") == ("Expired", expiry.HOUSEHOLD_CLOSED)


def test_the_scheduler_knows_the_daily_and_hourly_work():
	hooks = frappe.get_hooks("scheduler_events")
	assert "oppna_ditt_hem.rounds.expiry.expire_proposals" in hooks["daily"]
	assert "oppna_ditt_hem.rounds.life.bury_dead" in hooks["hourly"]
