"""Reports to funders whose day comes near: the economist gets a task, and is told again as the day comes nearer (daily).

What has been reminded of is noted on the row of the report date, so a job that runs twice or a day late reminds once.
"""

import frappe
from frappe.utils import add_days, cint, date_diff, formatdate, nowdate

from oppna_ditt_hem import todos
from oppna_ditt_hem.due.batches import work_off
from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.saying import for_all_readers

ECONOMIST = "Grant Controller"
WAITING_STAGES = ("Granted", "Running", "Final Report")
TEXTS = {
	"Interim": N_(
		"The interim report of {0} to {1} is due on {2}. Make it, send it, and write the day in Delivered on."
	),
	"Final": N_("The final report of {0} to {1} is due on {2}. Make it, have it signed by two, and send it."),
}


def run() -> int:
	"""Remind of what is due within the longest of the days. Returns of how many reports."""
	days = reminder_days()
	if not days:
		return 0
	due = [["parenttype", "=", "Grant"], *undelivered(max(days))]
	return work_off("Grant Report Date", due, remind, "Reminding of the grant report {0} failed")


def undelivered(days: int) -> list[list]:
	"""The filters of report dates that have passed, or come within some days, without a report that was delivered."""
	return [["delivered_on", "is", "not set"], ["due_on", "<=", add_days(nowdate(), days)]]


def reminder_days() -> list[int]:
	"""Days before the due date, as Housing Settings has them."""
	text = frappe.db.get_single_value("Housing Settings", "report_reminder_days") or ""
	return sorted({cint(part) for part in text.split(",") if cint(part) > 0})


def remind(name: str) -> None:
	"""Give the task, or ring about it again, under lock of the grant."""
	ledger.lock([frappe.db.get_value("Grant Report Date", name, "parent")])
	row = frappe.db.get_value("Grant Report Date", name, "*", as_dict=True, for_update=True)
	step = step_of(row.due_on)
	if row.delivered_on or step is None or (row.reminded_at_days and row.reminded_at_days <= step):
		return
	grant = frappe.get_doc("Grant", row.parent)
	if grant.stage not in WAITING_STAGES:
		return
	given = tell(grant, row)
	values = {"reminded_at_days": step, "todos": "\n".join(given)}
	frappe.db.set_value("Grant Report Date", name, values, update_modified=False)


def step_of(due_on) -> int | None:
	"""The smallest of the days that has been reached."""
	left = date_diff(due_on, nowdate())
	return next((days for days in reminder_days() if left <= days), None)


def tell(grant, row) -> list[str]:
	"""A task for each economist who has none open; the others are told again. Returns all tasks that are open."""
	text = for_all_readers(TEXTS[row.report_kind])
	text = text.format(grant.title, grant.funder, formatdate(row.due_on, "yyyy-mm-dd"))
	known = {"name": ["in", (row.todos or "").split() or [""]], "status": "Open"}
	open_tasks = frappe.get_all("ToDo", known, ["name", "allocated_to"], order_by="name")
	busy = {task.allocated_to for task in open_tasks}
	for user in busy:
		todos.ring(grant, user, text)
	new = [user for user in economists_of(grant) if user not in busy]
	return [
		*(task.name for task in open_tasks),
		*(todos.give_one(grant, user, text, row.due_on, loud=True) for user in new),
	]


def economists_of(grant) -> list[str]:
	"""Who has entered the grant, where that is an economist; else all of them."""
	names = frappe.get_all(
		"Has Role", {"role": ECONOMIST, "parenttype": "User"}, pluck="parent", order_by="parent"
	)
	found = [user for user in dict.fromkeys(names) if user != "Administrator" and todos.may_take(grant, user)]
	return [grant.owner] if grant.owner in found else found


def close_settled(grant) -> None:
	"""Close the tasks of reports that are delivered, and of a grant that waits for none."""
	waits = grant.stage in WAITING_STAGES
	for row in grant.report_dates:
		if row.todos and (row.delivered_on or not waits):
			todos.close(row.todos.split())
