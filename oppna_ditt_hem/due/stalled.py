"""Cases that stand still past the limit of their stage: their owner is asked, and then the managers (daily).

The limits stand in Housing Settings. What has been asked is noted on the open row of the stage log, so that each is
asked once for each time a case enters a stage, and the tasks are closed as it leaves.
"""

import frappe
from frappe.utils import add_days, cint, date_diff, now_datetime

from oppna_ditt_hem import todos
from oppna_ditt_hem.due.batches import work_off
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.saying import for_all_readers

TEXT = N_("{0} has been in the stage {1} for {2} days. Take the next step, or say on the case why it waits.")
FAILED = "Asking about the waiting case of {0} failed"


def run() -> int:
	"""Ask about everything that waits too long. Returns how many were asked about."""
	limits = frappe.get_all(
		"Stage Limit",
		{"parenttype": "Housing Settings", "days": [">", 0]},
		["document_type", "stage", "days", "escalate_days"],
		order_by="idx",
	)
	return sum(ask_owners(limit) + ask_managers(limit) for limit in limits)


def ask_owners(limit) -> int:
	since = add_days(now_datetime(), -limit.days)
	due = [*waiting_in(limit), ["changed_on", "<", since], ["asked_on", "is", "not set"]]
	return work_off("Stage Log", due, lambda name: ask(name, "asked_on", todos.owner_of), FAILED)


def ask_managers(limit) -> int:
	if not cint(limit.escalate_days):
		return 0
	since = add_days(now_datetime(), -limit.escalate_days)
	# An empty date would count as long past.
	due = [
		*waiting_in(limit),
		["asked_on", "is", "set"],
		["asked_on", "<", since],
		["escalated_on", "is", "not set"],
	]
	return work_off("Stage Log", due, lambda name: ask(name, "escalated_on", todos.managers_of), FAILED)


def waiting_in(limit) -> list:
	return [
		["left_on", "is", "not set"],
		["reference_doctype", "=", limit.document_type],
		["to_stage", "=", limit.stage],
	]


def ask(log: str, mark: str, whom) -> None:
	"""Give the task and note it, under lock of the log row."""
	row = frappe.db.get_value("Stage Log", log, "*", as_dict=True, for_update=True)
	if row.left_on or row[mark]:
		return
	doc = frappe.get_doc(row.reference_doctype, row.reference_name)
	days = date_diff(now_datetime(), row.changed_on)
	text = for_all_readers(TEXT).format(doc.name, for_all_readers(row.to_stage), days)
	given = todos.give(doc, [user for user in whom(doc) if user not in asked_already(row)], text)
	names = [*(row.todos or "").split(), *given]
	frappe.db.set_value(
		"Stage Log", log, {mark: now_datetime(), "todos": "\n".join(names)}, update_modified=False
	)


def asked_already(row) -> list[str]:
	"""Who still has an open task from the first asking."""
	open_tasks = {"name": ["in", (row.todos or "").split() or [""]], "status": "Open"}
	return frappe.get_all("ToDo", open_tasks, pluck="allocated_to", order_by="name")
