"""What the program asks people to do: a ToDo on the case, and a notification in the Desk."""

import frappe
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.desk.form.assign_to import notify_assignment
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.answering import letters
from oppna_ditt_hem.permissions.portal_users import is_staff

MANAGER = "Housing Manager"
# Who owns the step a case is in, the nearest first.
OWNER_FIELDS = {"Placement": ("officer", "owner"), "Listing": ("inspected_by", "owner")}


def owner_of(doc) -> list[str]:
	"""The officer of a case; the managers where it has none who may see it."""
	for field in OWNER_FIELDS.get(doc.doctype, ("owner",)):
		user = doc.get(field)
		if user and user != "Administrator" and may_take(doc, user):
			return [user]
	return managers_of(doc)


def managers_of(doc) -> list[str]:
	"""All managers who may see a case; those cleared for protected identities where no manager may."""
	for role in (MANAGER, "Protected Identity Officer"):
		names = frappe.get_all(
			"Has Role", {"role": role, "parenttype": "User"}, pluck="parent", order_by="parent"
		)
		found = [user for user in dict.fromkeys(names) if user != "Administrator" and may_take(doc, user)]
		if found:
			return found
	return []


def may_take(doc, user: str) -> bool:
	enabled = frappe.db.get_value("User", user, "enabled")
	return bool(enabled and is_staff(user) and frappe.has_permission(doc.doctype, "read", doc=doc, user=user))


def give(doc, users: list[str], description: str) -> list[str]:
	"""A ToDo for each of the users; returns their names."""
	return [give_one(doc, user, description) for user in users]


def give_one(
	doc, user: str, description: str, due_on=None, sender: str | None = None, loud: bool = False
) -> str:
	"""A ToDo for one user; returns its name.

	Args:
		sender: who outside the office asks for it.
		loud: ring the bell also for what lies ahead.
	"""
	# The program asks, whoever is at work when it does; whether the user may see the case is asked in `may_take`.
	todo = frappe.get_doc(
		{
			"doctype": "ToDo",
			"allocated_to": user,
			"assigned_by": "Administrator",
			"reference_type": doc.doctype,
			"reference_name": doc.name,
			"description": description,
			"date": getdate(due_on or nowdate()),
			"priority": "Medium",
			"sender": sender,
		}
	).insert(ignore_permissions=True)
	# What lies ahead is on the list; only what is due rings the bell.
	if loud or todo.date <= getdate(nowdate()):
		ring(doc, user, description)
	return todo.name


def ring(doc, user: str, description: str) -> None:
	if letters.has_account():
		return notify_assignment(
			"Administrator", user, doc.doctype, doc.name, action="ASSIGN", description=description
		)
	# Without an account the platform may fail to mail an assignment; an alert is shown and never mailed.
	alert = {"type": "Alert", "subject": description, "from_user": "Administrator"}
	enqueue_create_notification(user, {**alert, "document_type": doc.doctype, "document_name": doc.name})


def close(names: list[str], status: str = "Closed") -> None:
	"""What the open ones asked for has happened, or is no longer asked for."""
	for name in names:
		if frappe.db.get_value("ToDo", name, "status") == "Open":
			todo = frappe.get_doc("ToDo", name)
			todo.status = status
			# Somebody else's task, closed by whoever settles its matter.
			todo.save(ignore_permissions=True)
