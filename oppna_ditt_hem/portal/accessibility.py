"""How far the public pages can be used by everybody, and the form by which somebody tells what they can't.

The law on accessibility of digital public services (2018:1937) asks for both; the order is that of Digg's model text.
"""

from datetime import date

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils import escape_html, nowdate

from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import limits, page, words
from oppna_ditt_hem.saying import for_all_readers
from oppna_ditt_hem.texts import single_address

PATH = "/tillganglighet"
LOOKED_AT_ON = date(2026, 11, 26)
"""When the pages were last looked at as the statement says. Whoever looks at them again changes it, and what was found."""
LONGEST, SHORT = 2000, 140
TOLD_AN_HOUR = 10
TASK = N_("Somebody can't use a page of the website. Find out what is wrong, and answer as soon as you can.")
WHO_ANSWERS = ("Housing Administrator", "Housing Manager", "System Manager")


def build() -> dict:
	sent = frappe.form_dict.get("klart") == "skickat"
	return {**view({}), "told": _("Thank you. We look into it and answer as soon as we can.") if sent else ""}


def view(typed: dict[str, str], wrong: dict[str, str] | None = None, error: str = "") -> dict:
	return {
		"looked_at_on": words.day(LOOKED_AT_ON),
		"typed": typed,
		"errors": wrong or {},
		"error": error,
		"asks": {
			"message": _("What doesn't work?"),
			"email": _("Your e-mail address, if you want an answer"),
		},
	}


def act(form: dict) -> dict:
	"""Keep what somebody writes as a task for those who answer for the website."""
	typed = {name: str(form.get(name) or "").strip() for name in ("message", "place", "email")}
	wrong = faults(typed)
	shown = {name: text[:LONGEST] for name, text in typed.items()}
	if wrong:
		return {"instead": True, **view(shown, wrong)}
	if not limits.within("accessibility", frappe.local.request_ip or "", TOLD_AN_HOUR):
		too_often = _("That was too many times. Wait an hour, or call us.")
		return {"instead": True, **view(shown, error=too_often)}
	keep(typed)
	page.go(f"{PATH}?klart=skickat#content")


def faults(typed: dict[str, str]) -> dict[str, str]:
	found = {}
	if not typed["message"]:
		found["message"] = _("This has to be filled in.")
	for name, most in (("message", LONGEST), ("place", SHORT), ("email", SHORT)):
		if len(typed[name]) > most:
			found[name] = _("Write at most {0} characters.").format(most)
	if typed["email"] and not single_address(typed["email"]):
		found.setdefault("email", _("Write an e-mail address, such as name@example.com."))
	return found


def keep(typed: dict[str, str]) -> None:
	lines = [for_all_readers(TASK), *(escape_html(typed[name]) for name in ("place", "message", "email"))]
	text = "".join(f"<p>{line}</p>" for line in lines if line)
	with as_system("Portal"):
		for user in who_answers():
			# A form that was sent twice is one task.
			if not frappe.db.exists("ToDo", {"allocated_to": user, "description": text, "status": "Open"}):
				give(user, text)


def give(user: str, text: str) -> None:
	row = {"allocated_to": user, "assigned_by": "Administrator", "description": text, "date": nowdate()}
	todo = frappe.get_doc({"doctype": "ToDo", "priority": "High", **row}).insert()
	alert = {"type": "Alert", "subject": for_all_readers(TASK), "from_user": "Administrator"}
	enqueue_create_notification(user, {**alert, "document_type": "ToDo", "document_name": todo.name})


def who_answers() -> list[str]:
	"""Those with the first of the roles that anybody has; the platform's own administrator where nobody has any."""
	for role in WHO_ANSWERS:
		users = frappe.get_all(
			"Has Role",
			{"role": role, "parenttype": "User", "parent": ["!=", "Administrator"]},
			pluck="parent",
			order_by="parent",
		)
		enabled = frappe.get_all("User", {"name": ["in", users], "enabled": 1}, pluck="name", order_by="name")
		if enabled:
			return enabled
	return ["Administrator"]
