"""How a stay comes to its end: somebody says that the household has left, and what a breakdown starts."""

import frappe
from frappe import _
from frappe.utils import getdate, now_datetime, nowdate

from oppna_ditt_hem import contact, tasks
from oppna_ditt_hem.holding import CURRENT_HOME_STAGES
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.stages import move_to_stage

MOVED_OUT, FIND_ANOTHER = "moved-out", "find-another"


class UntimelyDayError(StageRuleError):
	"""A day of moving out that lies ahead, or before the household had moved in."""


@frappe.whitelist(methods=["POST"])
def tell_moved_out(placement: str, on: str) -> dict[str, str]:
	"""A side says that the household has moved out; it is a message, and the officer confirms by ending the stay.

	Args:
		placement: one of the user's own.
		on: ISO day, today or earlier.

	Returns {"told_on": ISO moment}. Saying it again changes the day and opens no second task.

	Raises:
		frappe.PermissionError: the placement isn't theirs.
		StageRuleError: nobody lives there by this placement.
		UntimelyDayError: the day lies ahead or before moving in.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	side = contact.side_of(doc, frappe.session.user)
	if not side:
		raise frappe.PermissionError
	refuse_untimely(doc, getdate(on))
	told = {"moved_out_told_by": side, "moved_out_told_on": now_datetime(), "moved_out_day": getdate(on)}
	frappe.db.set_value("Placement", doc.name, told)
	text = _("{0} says that the household has moved out. Find out, and end the stay.", tasks.language_of(doc))
	tasks.open_once(doc, MOVED_OUT, text.format(_(side, tasks.language_of(doc))), nowdate())
	return {"told_on": str(told["moved_out_told_on"])}


def refuse_untimely(doc, day) -> None:
	if doc.stage not in CURRENT_HOME_STAGES:
		refuse(
			_("Nobody lives in the home by {0} now, so there is nothing to tell.").format(
				frappe.bold(doc.name)
			)
		)
	if not getdate(doc.from_date) <= day <= getdate(nowdate()):
		refuse(
			_("{0} must lie between the day of moving in and today.").format(
				frappe.bold(_(doc.meta.get_label("moved_out_day")))
			),
			UntimelyDayError,
		)


def open_rematch(placement) -> None:
	"""After a breakdown the household seeks again, comes first, and the office has it as a task.

	The next placement made for it is linked to this one, both ways.
	"""
	if placement.entering != "Broken Down":
		return
	household = frappe.get_doc("Applicant", placement.applicant)
	household.current_housing_ends = household.broke_down_on = placement.ended_on
	household.rematch_of = placement.name
	household.flags.written_by_code = True
	# Follows from a step that the user was allowed; who may take it need not be one who may change households.
	household.save(ignore_permissions=True)
	text = _(
		"The stay broke down. Find the household a new home before others.", tasks.language_of(placement)
	)
	tasks.open_once(placement, FIND_ANOTHER, text, nowdate())
	if household.stage in ("Ready", "Dormant"):
		move_to_stage(frappe.get_doc("Applicant", household.name), "Seeking")


def follow_rematch(placement) -> None:
	"""The household has moved in anew: it no longer comes first, and the task is done."""
	if placement.entering != "Moved In" or not placement.rematch_of:
		return
	done = {"rematch_of": None, "broke_down_on": None}
	frappe.db.set_value("Applicant", placement.applicant, done, update_modified=False)
	tasks.close(frappe.get_doc("Placement", placement.rematch_of), FIND_ANOTHER)
