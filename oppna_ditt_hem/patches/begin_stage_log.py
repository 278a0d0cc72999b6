"""Cases from before there was a stage log: they count as having entered their stage when they were last changed."""

import frappe

from oppna_ditt_hem.stages import STAGES

FIELDS = ["name", "stage", "workflow_state", "modified", "modified_by"]


def execute() -> None:
	for doctype in STAGES:
		for case in frappe.get_all(doctype, {"stage_since": ["is", "not set"]}, FIELDS, order_by="name"):
			begin(doctype, case)


def begin(doctype: str, case) -> None:
	frappe.db.set_value(doctype, case.name, "stage_since", case.modified, update_modified=False)
	row = {
		"reference_doctype": doctype,
		"reference_name": case.name,
		"workflow_state": case.workflow_state,
		"to_stage": case.stage,
		"changed_on": case.modified,
		"changed_by": case.modified_by,
		"changed_via": "Desk",
	}
	frappe.get_doc({"doctype": "Stage Log", **row}).insert(ignore_permissions=True)
