"""Taking cases from stage to stage, as people fill them in: mostly right, now and then not."""

import frappe
from frappe.model.workflow import get_workflow
from frappe.utils import add_days, nowdate
from walking import filling, reason

from oppna_ditt_hem.stages import apply_workflow

from .world import Nothing

CARELESS = 0.06
"""How often one of the fields that a stage asks for is forgotten."""
# What people do most of, by the step's name; every other step of the workflow has the weight 1.
FORWARD = {
	"Offer": 14,
	"Record both answers": 5,
	"Book meeting": 14,
	"Draw up contract": 14,
	"Move in": 14,
	"Give notice": 6,
	"End stay": 3,
	"Submit": 8,
	"Start inspection": 10,
	"Approve": 14,
	"Start assessment": 10,
	"Make ready": 10,
	"Start seeking": 14,
	"Resume": 8,
	"Reopen": 2,
}


def pick(rng, doctype: str, filters=None) -> str:
	"""One of the documents, the younger ones rather than the old.

	Raises:
		Nothing: there is none.
	"""
	names = frappe.get_all(doctype, filters or {}, pluck="name", order_by="name")
	if not names:
		raise Nothing
	return names[max(rng.randrange(len(names)), rng.randrange(len(names)))]


def step(doctype: str, name: str, rng) -> str:
	"""Take one of the steps that the workflow draws from where a case stands, whoever may take it."""
	doc = frappe.get_doc(doctype, name)
	ways = {}
	for row in get_workflow(doctype).transitions:
		if row.state == doc.workflow_state:
			ways[row.action] = row.next_state
	if not ways:
		raise Nothing
	(action,) = rng.choices(list(ways), [FORWARD.get(action, 1) for action in ways])
	values = filled_in(rng, doc, ways[action])
	if values:
		doc.update(values)
		doc.save()
		if rng.random() < 0.5:
			frappe.db.commit()  # The form is saved by one request, and the step taken by the next.
	apply_workflow(frappe.get_doc(doctype, name), action)
	return f"{action}: {name}"


def filled_in(rng, doc, state: str) -> dict:
	# A test makes an offer old; here time does.
	values = {} if state == "Expired" else filling(doc.doctype, state)
	if (doc.doctype, state) == ("Listing", "Inspection"):
		values = {"consent_to_let": "Not needed", "consent_reason": "The landlord owns the house"}
	if doc.doctype == "Placement":
		values |= PLACEMENT.get(state, lambda rng, doc: {})(rng, doc)
	if values and rng.random() < CARELESS:
		values.pop(rng.choice(sorted(values)))
	return values


def days_ahead(rng, first: int, last: int) -> str:
	return add_days(nowdate(), rng.randint(first, last))


def answers(rng, doc) -> dict:
	said = {"landlord_answer": "Yes", "household_answer": "Yes"}
	if rng.random() < 0.1:
		said["household_answer"] = "No"
	return said


def meeting(rng, doc) -> dict:
	return {
		"meeting_at": f"{days_ahead(rng, 0, 9)} {rng.randint(8, 17):02d}:00:00",
		"meeting_place": "The library",
	}


def agreement(rng, doc) -> dict:
	rent = rng.choice((3900, 5200, 6100))
	values = {"agreed_rent": rent, "deposit": rng.choice((0, 0, rent, 4 * rent))}
	values["contract_party"] = rng.choice(("Household", "Household", "Municipality"))
	if rng.random() < 0.3:
		values["from_date"] = days_ahead(rng, -2, 20)
	if rng.random() < 0.3:
		values["to_date"] = days_ahead(rng, 25, 200)
	return values


def notice(rng, doc) -> dict:
	return {"notice_by": rng.choice(("Landlord", "Household", "Both agree"))}


def end(rng, doc) -> dict:
	return {"ended_on": days_ahead(rng, -20, 0), "deposit_settled": 1}


def no(kind: str):
	def said(rng, doc) -> dict:
		who = rng.choice(("Landlord", "Household", "Officer"))
		actor = who if rng.random() < 0.9 else rng.choice(("Landlord", "Household"))
		return {"declined_by": who, "decline_reason": reason(kind, actor)}

	return said


# What differs from the tests' own way of filling in.
PLACEMENT = {
	"Accepted": answers,
	"Meeting": meeting,
	"Contract": agreement,
	"Notice Given": notice,
	"Ended": end,
	"Broken Down": end,
	"Declined": no("Placement Declined"),
	"Withdrawn": no("Placement Withdrawn"),
}
