"""Who may take which step: every state of the seeded workflows, every role, against a table kept here.

The table is written out by hand and not read from the seeds, so that a slip in a seed shows.
"""

import frappe
import pytest
from factories import acting_as, make
from frappe.model.workflow import get_transitions

from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES

O, M, L, E = "Housing Officer", "Housing Manager", "Landlord", "Grant Controller"  # noqa: E741
CASE = {O, M}
HOME = {O, M, L}

STEPS = {
	"Listing": {
		"Draft": {"Submit": HOME, "Close": HOME},
		"Submitted": {"Start inspection": CASE, "Return for changes": CASE, "Reject": CASE, "Close": HOME},
		"Returned": {"Submit": HOME, "Close": HOME},
		"Inspection": {"Approve": CASE, "Return for changes": CASE, "Reject": CASE, "Close": HOME},
		"Approved": {"Pause": HOME, "Close": HOME},
		"Paused": {"Resume": HOME, "Close": HOME},
		"Rejected": {"Reopen": {M}},
		"Closed": {"Reopen": {M}},
	},
	"Applicant": {
		"New": {"Start assessment": CASE, "Close": CASE},
		"Assessment": {"Make ready": CASE, "Close": CASE},
		"Ready": {"Start seeking": CASE, "Close": CASE},
		"Seeking": {"Pause": CASE, "Close": CASE},
		"Dormant": {"Resume": CASE, "Close": CASE},
		"Closed": {"Reopen": {M}},
	},
	"Placement": {
		"Proposed": {"Offer": CASE, "Withdraw": CASE},
		"Offered": {"Record both answers": CASE, "Decline": CASE, "Expire": CASE, "Withdraw": CASE},
		"Accepted": {"Book meeting": CASE, "Decline": CASE, "Withdraw": CASE},
		"Meeting": {"Draw up contract": CASE, "Decline": CASE, "No show": CASE, "Withdraw": CASE},
		"Contract": {"Move in": CASE, "No show": CASE, "Withdraw": CASE},
		"Moved In": {"Give notice": CASE, "End stay": CASE, "Broken down": CASE},
		"Notice Given": {"End stay": CASE, "Take back notice": CASE, "Broken down": CASE},
		"Ended": {},
		"Declined": {},
		"Expired": {},
		"Withdrawn": {},
		"No Show": {},
		"Broken Down": {},
	},
	"Grant": {
		"Draft": {"Apply": {E}},
		"Applied": {"Record grant": {E}, "Record refusal": {E}},
		"Granted": {"Start": {E}},
		"Refused": {"Close": {E}},
		"Running": {"Start final report": {E}},
		"Final Report": {"Back to booking": {E}, "Send report": {E, M}},
		"Reported": {"Record approval": {E}, "Record reclaim": {E}},
		"Approved": {"Close": {E}},
		"Reclaimed": {"Close": {E}},
		"Closed": {},
	},
}
CASES = [(doctype, state) for doctype, states in STEPS.items() for state in states]


@pytest.mark.parametrize(("doctype", "state"), CASES, ids=lambda value: value)
def test_each_role_may_take_just_the_steps_of_the_table(doctype, state):
	doc = put_in(state, getattr(make, doctype.lower())())
	for role in STAFF_ROLES + PORTAL_ROLES:
		user = make.user(role)
		make.own(doc, role, user)
		with acting_as(user):
			allowed = steps_open_to(doc)
		expected = {action for action, roles in STEPS[doctype][state].items() if role in roles}
		assert allowed == expected, f"{role} in {doctype} {state}"


def put_in(state: str, doc):
	"""The roles of a step don't hang on how the document got there, so it is put there."""
	doc.db_set({"workflow_state": state, "stage": state})
	return doc


def steps_open_to(doc) -> set[str]:
	fresh = frappe.get_doc(doc.doctype, doc.name)
	if not fresh.has_permission("read"):
		return set()
	return {step["action"] for step in get_transitions(fresh)}
