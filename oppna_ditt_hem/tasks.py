"""The office's tasks about a placement: the platform's ToDos, each opened once and closed when its matter is settled."""

import json

import frappe

from oppna_ditt_hem import todos

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
		user: who does it; the officer who made the offer where none is given. Whoever may not see the placement, as
			when its household has become protected, is given nothing; its owner is.
	"""
	known = of(placement)
	if key in known:
		return
	wanted = user or placement.officer or frappe.session.user
	if not todos.may_take(placement, wanted):
		wanted = next(iter(todos.owner_of(placement)), frappe.session.user)
	todo = todos.give_one(placement, wanted, text, due_on)
	remember(placement, {**known, key: todo})


def close(placement, *keys: str, status: str = "Closed") -> None:
	"""Close the tasks of the keys that are still open."""
	known = of(placement)
	todos.close([known[key] for key in keys if key in known], status)


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
