"""What happened when: each change of stage of a case is kept, in the transaction that makes it.

A row says which stage was entered, from which, by whom and how, and after how many days. The row without `left_on`
is the stage in which the case is now; what waits too long is found by it (see `due.stalled`).
"""

from contextlib import contextmanager

import frappe
from frappe.utils import get_datetime, time_diff_in_seconds

from oppna_ditt_hem import todos

DAY = 24 * 60 * 60


def keep(doc, method: str | None = None) -> None:
	"""Write down the stage that a save has entered (document event `on_update` of the staged documents)."""
	if not doc.entering:
		return
	before = doc.get_doc_before_save()
	if before:
		close_open_row(doc)
	row = {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"workflow_state": doc.workflow_state,
		"from_stage": before.stage if before else None,
		"to_stage": doc.stage,
		"changed_on": doc.stage_since,
		"changed_by": frappe.session.user,
		"changed_via": way(),
		"days_before": days_between(before.stage_since, doc.stage_since) if before else None,
	}
	# Nobody may write in the log; the case itself may be saved, or this would not run.
	frappe.get_doc({"doctype": "Stage Log", **row}).insert(ignore_permissions=True)


def close_open_row(doc) -> None:
	# Found by a plain read and changed by its name: an update by reference would lock the gaps in which the
	# neighbours write their own rows. The document's own row is locked, so nobody else changes its log.
	name = open_row(doc.doctype, doc.name)
	if name:
		frappe.db.set_value("Stage Log", name, "left_on", doc.stage_since, update_modified=False)
		todos.close((frappe.db.get_value("Stage Log", name, "todos") or "").split())


def open_row(doctype: str, name: str) -> str | None:
	"""The log row of the stage in which a document is now."""
	filters = {"reference_doctype": doctype, "reference_name": name, "left_on": ["is", "not set"]}
	return frappe.db.get_value("Stage Log", filters, order_by="changed_on desc")


def days_between(since, until) -> float | None:
	"""Days with one decimal; None where the beginning is not known."""
	return round(time_diff_in_seconds(get_datetime(until), get_datetime(since)) / DAY, 1) if since else None


def forget(doc, method: str | None = None) -> None:
	"""A case that is deleted takes its log along (document event `on_trash`): nobody could read it any more."""
	frappe.db.delete("Stage Log", {"reference_doctype": doc.doctype, "reference_name": doc.name})


def way() -> str:
	"""How the current change came about: Desk, unless something else has said so with `by_way_of`."""
	return frappe.flags.odh_way or "Desk"


@contextmanager
def by_way_of(way: str):
	"""What is changed in the block counts as changed that way: Portal, Link or Job."""
	before, frappe.flags.odh_way = frappe.flags.odh_way, way
	try:
		yield
	finally:
		frappe.flags.odh_way = before
