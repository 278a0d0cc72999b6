"""Each stage asks for what it needs, in one refusal that names the field, and nothing is saved."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, acting_as, filling, make, make_user
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days

from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError

REST_OF_THE_WAY = ("Accepted", "Meeting", "Contract", "Moved In", "Notice Given", "Ended")


def ready_for(doctype: str, state: str, next_stage: str, **values):
	"""A document in a state, with all that the next stage asks for, save for what the test changes."""
	doc = getattr(make, doctype.lower())()
	doc.update({"workflow_state": state, "stage": state})
	for stage in (state, *REST_OF_THE_WAY[: place_of(next_stage)], next_stage):
		doc.update(filling(doctype, stage))
	if doctype == "Grant":
		doc.update(filling("Grant", "Granted"))
	doc.update(values)
	doc.db_update()
	doc.update_children()
	frappe.clear_document_cache(doctype, doc.name)
	return doc


def place_of(stage: str) -> int:
	return REST_OF_THE_WAY.index(stage) if stage in REST_OF_THE_WAY else 0


def step(doc, action: str):
	with acting_as(make_user(CONTROLLER if doc.doctype == "Grant" else MANAGER)):
		return apply_workflow(frappe.get_doc(doc.doctype, doc.name), action)


MISSING = [
	*(("Listing", "Draft", "Submit", "Submitted", field) for field in ("address_line", "rent", "tenure", "data_notice_given")),
	*(("Listing", "Submitted", "Return for changes", "Returned", field) for field in ("return_reason", "return_message")),
	*(("Listing", "Submitted", "Start inspection", "Inspection", field) for field in ("consent_to_let", "consent_reason")),
	*(
		("Listing", "Inspection", "Approve", "Approved", field)
		for field in ("inspected_on", "inspected_by", "smoke_alarm", "escape_way", "heating_works", "winter_checked")
	),
	("Listing", "Submitted", "Reject", "Rejected", "reject_reason"),
	*(
		("Applicant", "Assessment", "Make ready", "Ready", field)
		for field in ("permit_from", "preferred_language", "data_notice_given")
	),
	*(("Applicant", "Seeking", "Pause", "Dormant", field) for field in ("dormant_until", "dormant_reason")),
	("Applicant", "Seeking", "Close", "Closed", "close_outcome"),
	("Placement", "Proposed", "Offer", "Offered", "from_date"),
	*(("Placement", "Offered", "Record both answers", "Accepted", field) for field in ("landlord_answer", "household_answer")),
	*(("Placement", "Offered", "Decline", "Declined", field) for field in ("declined_by", "decline_reason")),
	*(("Placement", "Accepted", "Book meeting", "Meeting", field) for field in ("meeting_at", "meeting_place", "interpreter")),
	*(
		("Placement", "Meeting", "Draw up contract", "Contract", field)
		for field in ("contract_party", "agreed_rent", "rent_test", "net_cost_acknowledged")
	),
	*(
		("Placement", "Contract", "Move in", "Moved In", field)
		for field in ("contract_signed_on", "keys_on", "move_in_protocol_done", "signed_by_landlord", "registration_reminded")
	),
	*(("Placement", "Moved In", "Give notice", "Notice Given", field) for field in ("notice_by", "notice_form", "notice_received_on")),
	*(("Placement", "Notice Given", "End stay", "Ended", field) for field in ("ended_on", "end_reason", "next_housing")),
	*(("Grant", "Draft", "Apply", "Applied", field) for field in ("amount_applied", "purpose")),
	*(("Grant", "Applied", "Record grant", "Granted", field) for field in ("amount", "decision_number", "decision_document", "period_to")),
	*(("Grant", "Reported", "Record reclaim", "Reclaimed", field) for field in ("reclaimed_amount", "reclaim_due_on")),
]  # fmt: skip


@pytest.mark.parametrize(("doctype", "state", "action", "stage", "field"), MISSING)
def test_a_missing_field_is_named_and_nothing_is_saved(doctype, state, action, stage, field):
	doc = ready_for(doctype, state, stage, **{field: None})
	with pytest.raises(MissingFieldsError, match=doc.meta.get_label(field)):
		step(doc, action)
	assert frappe.db.get_value(doctype, doc.name, "stage") == state


def test_a_household_without_members_is_not_ready():
	doc = ready_for("Applicant", "Assessment", "Ready", members=[])
	with pytest.raises(MissingFieldsError, match="Members"):
		step(doc, "Make ready")


def test_an_assigned_household_is_ready_only_with_its_last_day():
	doc = ready_for("Applicant", "Assessment", "Ready", assignment_type="Assigned", must_receive_by=None)
	with pytest.raises(MissingFieldsError, match="Must be received by"):
		step(doc, "Make ready")


BROKEN = [
	("Listing", "Inspection", "Approve", "Approved", {"smoke_alarm": "Fault"}, "Smoke alarm"),
	(
		"Listing",
		"Submitted",
		"Start inspection",
		"Inspection",
		{"consent_to_let": "Refused"},
		"Consent to let",
	),
	(
		"Placement",
		"Offered",
		"Record both answers",
		"Accepted",
		{"landlord_answer": "No"},
		"Landlord's answer",
	),
	("Placement", "Offered", "Expire", "Expired", {"offer_deadline": "2999-01-01 12:00:00"}, "due by"),
	("Placement", "Meeting", "Draw up contract", "Contract", {"rent_test": "Cannot tell"}, "Rent tested"),
	("Placement", "Notice Given", "End stay", "Ended", {"ended_on": "2020-01-01"}, "Ended on"),
	("Placement", "Contract", "Move in", "Moved In", {"law_regime": "2012:978"}, "2012:978"),
]


@pytest.mark.parametrize(("doctype", "state", "action", "stage", "values", "words"), BROKEN)
def test_a_broken_rule_is_explained_and_nothing_is_saved(doctype, state, action, stage, values, words):
	doc = ready_for(doctype, state, stage, **values)
	with pytest.raises(StageRuleError, match=words):
		step(doc, action)
	assert frappe.db.get_value(doctype, doc.name, "stage") == state


def test_a_large_deposit_needs_its_reason():
	doc = ready_for("Placement", "Meeting", "Contract", deposit=4 * 5200)
	with pytest.raises(MissingFieldsError, match="Why more than three months' rent"):
		step(doc, "Draw up contract")
	doc.db_set("deposit_reason", "The home is fully furnished")
	assert step(doc, "Draw up contract").stage == "Contract"


def test_a_listing_somebody_holds_is_not_closed():
	placement = make.placement("Offered")
	listing = frappe.get_doc("Listing", placement.listing)
	with pytest.raises(StageRuleError, match=placement.name):
		step(listing, "Close")


def test_a_flagged_duplicate_does_not_start_seeking():
	first = make.applicant("New", household_name="Familjen Tesfay", members=[{"birth_year": 1984}])
	second = make.applicant("Ready", household_name="Familjen Tesfay", members=[{"birth_year": 1984}])
	assert second.duplicate_of == first.name
	with pytest.raises(StageRuleError, match=first.name):
		step(second, "Start seeking")
	second.db_set("duplicate_cleared", 1)
	assert step(second, "Start seeking").stage == "Seeking"


def test_moving_in_plans_the_checks_of_the_settings():
	placement = make.placement("Moved In")
	assert [row.day for row in placement.checks] == [3, 14, 60, 180]
	assert all(row.due_on == add_days(placement.from_date, row.day) for row in placement.checks)


def test_what_was_signed_stays_when_somebody_edits_it_later():
	placement = make.placement("Moved In")
	placement.agreed_rent = 9000
	with acting_as(make_user(MANAGER)), pytest.raises(StageRuleError, match="Agreed rent"):
		placement.save()


def test_a_reason_belongs_to_who_said_no():
	no = {"declined_by": "Household", "decline_reason": "Landlord chose somebody else"}
	placement = ready_for("Placement", "Offered", "Declined", **no)
	with pytest.raises(StageRuleError, match="Choose a reason that fits"):
		step(placement, "Decline")
