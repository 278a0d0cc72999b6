"""A step of the workflow for several cases at once, chosen in a list.

Of one's own entry the platform only says that approving it isn't allowed, and with one among those that are ticked
it doesn't even offer the step. These stand in for its methods; what is no case of ours stays the platform's.
"""

import frappe
from frappe import _
from frappe.model import workflow as platform

from oppna_ditt_hem.stages import STAGES, may_take_none, others_turn, steps_of


@frappe.whitelist()
def get_common_transition_actions(docs: str | list, doctype: str) -> list[str]:
	"""The actions that the list offers for all that are ticked; whose turn each is, is told when it is taken.

	Args:
		docs: the rows of the list, or the JSON of them.
	"""
	rows = frappe.parse_json(docs)
	if doctype not in STAGES or not rows:
		return platform.get_common_transition_actions(docs, doctype)
	cases = [frappe.get_doc(doctype, row["name"]) for row in rows]
	first, *others = [[step["action"] for step in platform.get_transitions(case)] for case in cases]
	return [action for action in dict.fromkeys(first) if all(action in actions for actions in others)]


@frappe.whitelist(methods=["POST"])
def bulk_workflow_approval(docnames: str | list, doctype: str, action: str) -> None:
	"""Take the step where the user may, as the platform does; of their own entries say who has to do it.

	Args:
		docnames: the names, or the JSON of them.
	"""
	names = frappe.parse_json(docnames)
	own = own_entries(doctype, names, action) if doctype in STAGES else {}
	if others := [name for name in names if name not in own]:
		platform.bulk_workflow_approval(frappe.as_json(others), doctype, action)
	# Last, because the platform begins by throwing away what there is to tell.
	if own:
		frappe.msgprint([*own.values()], _("Two persons are needed"), as_list=True, indicator="red")


def own_entries(doctype: str, names: list[str], action: str) -> dict[str, str]:
	"""The cases that the user may not take a step of because they entered them, each with the sentence."""
	entered = {"name": ("in", names), "owner": frappe.session.user}
	cases = [
		frappe.get_doc(doctype, name)
		for name in frappe.get_list(doctype, entered, pluck="name", order_by="name", limit=0)
	]
	return {
		case.name: others_turn(case, action) for case in cases if may_take_none(case, steps_of(case, action))
	}
