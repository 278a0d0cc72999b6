"""The ways through the seeded workflows and what a person fills in on them, for `factories`."""

import frappe
from frappe.utils import add_days, now_datetime, nowdate
from people import CONTROLLER, MANAGER, acting_as, make_user, user_with

from oppna_ditt_hem.stages import move_to_stage

OK_PROTOCOL = ("smoke_alarm", "escape_way", "heating_works", "water_works", "lock_works", "winter_checked")
LISTING_PATHS = {
	"Draft": (),
	"Submitted": ("Submitted",),
	"Returned": ("Submitted", "Returned"),
	"Inspection": ("Submitted", "Inspection"),
	"Approved": ("Submitted", "Inspection", "Approved"),
	"Paused": ("Submitted", "Inspection", "Approved", "Paused"),
	"Rejected": ("Submitted", "Rejected"),
	"Closed": ("Closed",),
}
APPLICANT_PATHS = {
	"New": (),
	"Assessment": ("Assessment",),
	"Ready": ("Assessment", "Ready"),
	"Seeking": ("Assessment", "Ready", "Seeking"),
	"Dormant": ("Assessment", "Ready", "Seeking", "Dormant"),
	"Closed": ("Closed",),
}
TO_CONTRACT = ("Offered", "Accepted", "Meeting", "Contract")
PLACEMENT_PATHS = {
	"Proposed": (),
	**{stage: TO_CONTRACT[: number + 1] for number, stage in enumerate(TO_CONTRACT)},
	"Moved In": (*TO_CONTRACT, "Moved In"),
	"Notice Given": (*TO_CONTRACT, "Moved In", "Notice Given"),
	"Ended": (*TO_CONTRACT, "Moved In", "Ended"),
	"Broken Down": (*TO_CONTRACT, "Moved In", "Broken Down"),
	"Declined": ("Offered", "Declined"),
	"Expired": ("Offered", "Expired"),
	"Withdrawn": ("Withdrawn",),
	"No Show": ("Offered", "Accepted", "Meeting", "No Show"),
}
GRANT_PATHS = {
	"Draft": (),
	"Applied": ("Applied",),
	"Granted": ("Applied", "Granted"),
	"Refused": ("Applied", "Refused"),
	"Running": ("Applied", "Granted", "Running"),
	"Final Report": ("Applied", "Granted", "Running", "Final Report"),
	"Reported": ("Applied", "Granted", "Running", "Final Report", "Reported"),
	"Approved": ("Applied", "Granted", "Running", "Final Report", "Reported", "Approved"),
	"Reclaimed": ("Applied", "Granted", "Running", "Final Report", "Reported", "Reclaimed"),
	"Closed": ("Applied", "Refused", "Closed"),
}


def filling(doctype: str, stage: str) -> dict:
	"""What a person fills in before a document may enter a stage."""
	return {
		("Listing", "Returned"): lambda: {
			"return_reason": reason("Listing Returned"),
			"return_message": "Please say what the rent includes.",
		},
		("Listing", "Approved"): lambda: {
			"inspected_on": nowdate(),
			"inspected_by": frappe.session.user,
			**dict.fromkeys(OK_PROTOCOL, "OK"),
		},
		("Listing", "Rejected"): lambda: {"reject_reason": reason("Listing Rejected")},
		("Listing", "Closed"): lambda: {"close_reason": reason("Listing Closed")},
		("Applicant", "Seeking"): lambda: {"duplicate_cleared": 1},
		("Applicant", "Dormant"): lambda: {
			"dormant_until": add_days(nowdate(), 30),
			"dormant_reason": reason("Applicant Dormant"),
		},
		("Applicant", "Closed"): lambda: {"close_outcome": reason("Applicant Closed")},
		("Placement", "Accepted"): lambda: {"landlord_answer": "Yes", "household_answer": "Yes"},
		("Placement", "Meeting"): lambda: {
			"meeting_at": f"{add_days(nowdate(), 3)} 10:00:00",
			"meeting_place": "The home",
			"interpreter": "Not needed",
		},
		("Placement", "Contract"): contract,
		("Placement", "Moved In"): moving_in,
		("Placement", "Notice Given"): lambda: {
			"notice_by": "Household",
			"notice_form": "Written",
			"notice_received_on": nowdate(),
		},
		("Placement", "Ended"): lambda: ending("Placement Ended"),
		("Placement", "Broken Down"): lambda: ending("Placement Broken Down"),
		("Placement", "Declined"): lambda: saying_no("Placement Declined"),
		("Placement", "Withdrawn"): lambda: saying_no("Placement Withdrawn"),
		("Placement", "Expired"): lambda: {"offer_deadline": add_days(now_datetime(), -1)},
		("Grant", "Granted"): decision,
		("Grant", "Running"): lambda: {"budget_lines": [{"budget_line": "Brokering", "budget": 200000}]},
		("Grant", "Reclaimed"): lambda: {
			"reclaimed_amount": 1000,
			"reclaim_ground": "A cost outside the purpose",
			"reclaim_due_on": add_days(nowdate(), 30),
		},
	}.get((doctype, stage), dict)()


def contract() -> dict:
	return {
		"contract_party": "Household",
		"agreed_rent": 5200,
		"let_for_leisure": "No",
		"dwellings_let": "1",
		"rent_test": "Within the rule",
		"net_cost_acknowledged": 1,
	}


def moving_in() -> dict:
	done = ("move_in_protocol_done", "registration_reminded", "allowance_reminded")
	signed = ("signed_by_landlord", "signed_by_tenant")
	return {"contract_signed_on": nowdate(), "keys_on": nowdate(), **dict.fromkeys((*done, *signed), 1)}


def ending(kind: str) -> dict:
	return {
		"ended_on": add_days(nowdate(), 60),
		"end_reason": reason(kind),
		"move_out_protocol_done": 1,
		"next_housing": "Own first-hand contract",
	}


def saying_no(kind: str) -> dict:
	return {"declined_by": "Household", "decline_reason": reason(kind, "Household")}


def decision() -> dict:
	return {
		"amount": 300000,
		"decision_number": "851-2026",
		"decision_document": "/private/files/decision.pdf",
		"decided_on": nowdate(),
		"period_from": f"{nowdate()[:4]}-01-01",
		"period_to": f"{nowdate()[:4]}-12-31",
		"report_dates": [{"report_kind": "Final", "due_on": f"{nowdate()[:4]}-12-31"}],
	}


def reason(applies_to: str, actor: str | None = None) -> str:
	filters = {"applies_to": applies_to, **({"actor": actor} if actor else {})}
	return frappe.db.get_value("Reason Code", filters, order_by="name")


def walk(doc, stages, role):
	"""Take a document through stages as one user of a role; returns it as saved."""
	for stage in stages:
		with acting_as(user_with(role)):
			doc = frappe.get_doc(doc.doctype, doc.name)
			values = filling(doc.doctype, stage)
			if values:
				doc.update(values)
				doc.save()
			if (doc.doctype, stage) == ("Grant", "Reported"):
				sign_by_two(doc)
			move_to_stage(frappe.get_doc(doc.doctype, doc.name), stage)
	return frappe.get_doc(doc.doctype, doc.name)


def sign_by_two(grant) -> None:
	with acting_as(make_user(CONTROLLER)):
		row = {
			"doctype": "Grant Report",
			"grant": grant.name,
			"report_kind": "Final",
			"as_on": grant.period_to,
		}
		report = frappe.get_doc(row).insert()
	for role in (CONTROLLER, MANAGER):
		with acting_as(make_user(role)):
			frappe.get_doc("Grant Report", report.name).sign()
