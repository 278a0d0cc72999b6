"""The office's tasks about a placement: the platform's ToDos, each opened once and closed when its matter is settled."""

import json

import frappe
from frappe.utils import getdate

FIELD = "tasks"


def of(placement) -> dict[str, str]:
	"""Task key -> ToDo, for all that were ever opened about the placement."""
	return json.loads(frappe.db.get_value("Placement", placement.name, FIELD) or "{}")


def open_once(placement, key: str, text: str, due_on, user: str | None = None) -> None:
	"""Open a task unless it has been opened before.

	Args:
		key: names the matter, such as "check-14".
		text: a sentence in the assignee's language; it names nobody.
		due_on: ISO day or date.
		user: who does it; the officer who made the offer where none is given.
	"""
	known = of(placement)
	if key in known:
		return
	todo = frappe.get_doc(
		doctype="ToDo",
		allocated_to=user or placement.officer or frappe.session.user,
		reference_type="Placement",
		reference_name=placement.name,
		description=text,
		date=getdate(due_on),
	).insert()
	remember(placement, {**known, key: todo.name})


def close(placement, *keys: str, status: str = "Closed") -> None:
	"""Close the tasks of the keys that are still open."""
	known = of(placement)
	for key in keys:
		if key in known and frappe.db.get_value("ToDo", known[key], "status") == "Open":
			todo = frappe.get_doc("ToDo", known[key])
			todo.status = status
			todo.save(ignore_permissions=True)


def cancel_all(placement) -> None:
	close(placement, *of(placement), status="Cancelled")


def remember(placement, known: dict[str, str]) -> None:
	value = json.dumps(known)
	frappe.db.set_value("Placement", placement.name, FIELD, value, update_modified=False)
	placement.set(FIELD, value)


def language_of(placement) -> str:
	"""The language that the placement's officer reads."""
	user = placement.officer or frappe.session.user
	return frappe.db.get_value("User", user, "language") or frappe.db.get_default("lang") or "sv"
