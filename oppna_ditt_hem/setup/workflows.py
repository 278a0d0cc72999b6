"""The four workflows: created if missing, and the administrator's from then on.

They are no fixtures, because a fixture is written over at every migrate. A later release that has to
change one does so in an explicit patch.
"""

import json
from pathlib import Path

import frappe
from frappe import _

from oppna_ditt_hem.refusals import WorkflowUnfitError, refuse
from oppna_ditt_hem.setup.missing import create_if_missing
from oppna_ditt_hem.stages import NEEDED_STAGES, STAGES

SEEDS = Path(__file__).parent.parent / "oppna_ditt_hem" / "workflow"
# The platform lets a state be found by its name in the user's language, and an action by its English name only.
TRANSLATED_ACTIONS = {
	"doc_type": "Workflow Action Master",
	"doctype_or_field": "DocType",
	"property": "translated_doctype",
	"property_type": "Check",
	"value": "1",
}


def create() -> None:
	"""Create each state, action and workflow that is missing."""
	for state, style in json.loads((SEEDS / "states.json").read_text()).items():
		create_if_missing("Workflow State", state, {"workflow_state_name": state, "style": style})
	for doctype in STAGES:
		seed = read_seed(doctype)
		for step in seed["transitions"]:
			create_if_missing(
				"Workflow Action Master", step["action"], {"workflow_action_name": step["action"]}
			)
		# Any workflow on the document type is the administrator's own choice, whatever its name.
		create_if_missing("Workflow", {"document_type": doctype}, seed)
	if not find_translated_actions():
		setter = {"doctype": "Property Setter", **TRANSLATED_ACTIONS, "is_system_generated": 1}
		frappe.get_doc(setter).insert(ignore_permissions=True)


def read_seed(doctype: str) -> dict:
	name = frappe.scrub(doctype)
	return json.loads((SEEDS / name / f"{name}.json").read_text())


def find_translated_actions(**values) -> str | None:
	keys = {key: TRANSLATED_ACTIONS[key] for key in ("doc_type", "property")}
	return frappe.db.get_value("Property Setter", {**keys, **values})


def remove() -> None:
	"""Drop the workflows of our document types, and the states and actions nothing else uses."""
	used_here = {"Workflow State": set(), "Workflow Action Master": set()}
	for name in frappe.get_all("Workflow", {"document_type": ["in", list(STAGES)]}, pluck="name"):
		workflow = frappe.get_doc("Workflow", name)
		used_here["Workflow State"] |= {row.state for row in workflow.states}
		used_here["Workflow Action Master"] |= {row.action for row in workflow.transitions}
		frappe.delete_doc("Workflow", name, force=True, ignore_permissions=True, delete_permanently=True)
		frappe.db.delete("Version", {"ref_doctype": "Workflow", "docname": name})
	used_here["Workflow State"] |= set(json.loads((SEEDS / "states.json").read_text()))
	for doctype in STAGES:
		used_here["Workflow Action Master"] |= {row["action"] for row in read_seed(doctype)["transitions"]}
	drop_unused("Workflow State", "Workflow Document State", "state", used_here["Workflow State"])
	drop_unused(
		"Workflow Action Master", "Workflow Transition", "action", used_here["Workflow Action Master"]
	)
	if setter := find_translated_actions(is_system_generated=1):
		frappe.delete_doc("Property Setter", setter, ignore_permissions=True, delete_permanently=True)


# Masters that come with the platform itself.
PLATFORM_MASTERS = {"Pending", "Approved", "Rejected", "Approve", "Reject", "Review"}


def drop_unused(doctype: str, child: str, field: str, names: set[str]) -> None:
	for name in sorted(names - PLATFORM_MASTERS):
		if not frappe.db.exists(child, {field: name}):
			frappe.delete_doc(
				doctype,
				name,
				force=True,
				ignore_permissions=True,
				ignore_missing=True,
				delete_permanently=True,
			)


def validate(doc, method: str | None = None) -> None:
	"""Refuse a workflow that the code could not live with, naming what is missing.

	Hooked on Workflow.validate; other apps' workflows pass untouched.

	Raises:
		WorkflowUnfitError: with one sentence for each fault.
	"""
	if doc.document_type not in STAGES:
		return
	faults = list(faults_of(doc))
	if faults:
		refuse("<br>".join(faults), WorkflowUnfitError, _("This workflow can't be used"))


def faults_of(doc):
	"""Yield a sentence for each reason why a workflow can't be used."""
	if not doc.is_active and not another_is_active(doc):
		yield _("{0} needs an active workflow; keep this one active or activate another first.").format(
			frappe.bold(_(doc.document_type))
		)
	if doc.workflow_state_field != "workflow_state":
		yield _("Workflow State Field must be {0}.").format(frappe.bold("workflow_state"))
	yield from faults_of_states(doc)
	yield from faults_of_paths(doc)


def another_is_active(doc) -> bool:
	return bool(
		frappe.db.exists(
			"Workflow", {"document_type": doc.document_type, "is_active": 1, "name": ["!=", doc.name or ""]}
		)
	)


def faults_of_states(doc):
	stages = STAGES[doc.document_type]
	carried: dict[str, set] = {}
	for row in doc.states:
		if str(row.doc_status or "0") != "0":
			yield _("The state {0} must have Doc Status 0.").format(frappe.bold(_(row.state)))
		if row.update_field != "stage" or row.update_value not in stages:
			yield _(
				"The state {0} has no stage: set Update Field to stage and Update Value to one of {1}."
			).format(frappe.bold(_(row.state)), ", ".join(stages))
		carried.setdefault(row.state, set()).add(row.update_value)
	for state, values in carried.items():
		if len(values) > 1:
			yield _("The state {0} has several rows with different stages; give them the same.").format(
				frappe.bold(_(state))
			)
	if doc.states and doc.states[0].update_value != stages[0]:
		yield _("The first state must carry the stage {0}.").format(frappe.bold(stages[0]))


def faults_of_paths(doc):
	stage_by_state = {row.state: row.update_value for row in doc.states}
	reached = {stage_by_state.get(state) for state in reachable_states(doc)}
	for stage in NEEDED_STAGES[doc.document_type]:
		if stage not in reached:
			yield _(
				"No transitions lead to the stage {0}, which the program needs: add a state with it and a way there."
			).format(frappe.bold(stage))


def reachable_states(doc) -> set[str]:
	"""The states that transitions lead to from the first one."""
	if not doc.states:
		return set()
	reached, waiting = set(), [doc.states[0].state]
	while waiting:
		state = waiting.pop()
		if state not in reached:
			reached.add(state)
			waiting += [row.next_state for row in doc.transitions if row.state == state]
	return reached


def refuse_removal(doc, method: str | None = None) -> None:
	"""Keep the last active workflow of our document types (hooked on Workflow.on_trash).

	Raises:
		WorkflowUnfitError: deleting it would leave documents without a status.
	"""
	if doc.document_type in STAGES and not frappe.flags.in_uninstall and not another_is_active(doc):
		refuse(
			_("{0} needs an active workflow; activate another before you delete this one.").format(
				frappe.bold(_(doc.document_type))
			),
			WorkflowUnfitError,
		)
