"""An offer may be taken back also while the home is to be inspected: the step that the seeded workflow lacked.

The workflow is the administrator's, so a step is only added where there is none, under the names that they use.
"""

import frappe

COPIED = ("action", "next_state", "allowed", "allow_self_approval", "condition")


def execute() -> None:
	for name in frappe.get_all("Workflow", {"document_type": "Listing"}, pluck="name", order_by="name"):
		workflow = frappe.get_doc("Workflow", name)
		missing = list(missing_steps(workflow))
		if missing:
			workflow.extend("transitions", missing)
			workflow.save()


def missing_steps(workflow):
	"""Yield a step out of each state of the inspection that has none to a closed one, for each role that needs it."""
	of_stage = {row.state: row.update_value for row in workflow.states}
	ways = [row for row in workflow.transitions if of_stage.get(row.next_state) == "Closed"]
	# Whoever may close an offer that has just come in may close this one.
	like = {row.allowed: row for row in ways if of_stage.get(row.state) == "Submitted"}.values()
	for state, stage in of_stage.items():
		if stage == "Inspection" and not any(row.state == state for row in ways):
			yield from ({"state": state, **{field: row.get(field) for field in COPIED}} for row in like)
