"""Meaning and label: `stage` is what code may test, `workflow_state` is the administrator's word.

A Workflow state carries its stage in the platform's own columns (Update Field = `stage`, Update
Value). The platform applies them only in `apply_workflow`; a direct `save()` that sets
`workflow_state` would leave the stage behind, skip the self-approval rule and, since `allow_edit`
lives only in the browser, the edit lock as well. So the controllers enforce all three here.
"""

import frappe
from frappe import _
from frappe.core.doctype.version.version import get_diff
from frappe.model.document import Document
from frappe.model.workflow import get_workflow, get_workflow_name, has_approval_access
from frappe.utils import now_datetime

from oppna_ditt_hem.code_written import CodeWrittenDocument
from oppna_ditt_hem.refusals import EditLockError, SelfApprovalError, refuse

STAGES = {
	"Listing": ("Draft", "Submitted", "Returned", "Inspection", "Approved", "Paused", "Rejected", "Closed"),
	"Applicant": ("New", "Assessment", "Ready", "Seeking", "Dormant", "Closed"),
	"Placement": (
		"Proposed",
		"Offered",
		"Accepted",
		"Meeting",
		"Contract",
		"Moved In",
		"Notice Given",
		"Ended",
		"Declined",
		"Expired",
		"Withdrawn",
		"No Show",
		"Broken Down",
	),
	"Grant": (
		"Draft",
		"Applied",
		"Granted",
		"Refused",
		"Running",
		"Final Report",
		"Reported",
		"Approved",
		"Reclaimed",
		"Closed",
	),
}

# Stages that code moves documents to or waits for: a workflow without a way there can't be used.
NEEDED_STAGES = {
	"Listing": ("Draft", "Submitted", "Inspection", "Approved", "Paused", "Closed"),
	"Applicant": ("New", "Assessment", "Ready", "Seeking", "Closed"),
	"Placement": (
		"Proposed",
		"Offered",
		"Accepted",
		"Contract",
		"Moved In",
		"Ended",
		"Declined",
		"Expired",
		"Withdrawn",
	),
	"Grant": ("Draft", "Granted", "Running", "Final Report", "Reported", "Closed"),
}


class StagedDocument(CodeWrittenDocument):
	"""A document whose stage follows its workflow state.

	Subclasses call `self.follow_workflow()` first in `validate` and read `self.entering`.
	"""

	def follow_workflow(self) -> None:
		"""Set `stage` from the state and enforce the edit lock and the four-eyes rule.

		Raises:
			EditLockError: the user's roles may not edit in the state the document was in.
			SelfApprovalError: the transition asks for somebody other than who entered the document.
		"""
		self.restore_code_written()
		if get_workflow_name(self.doctype):
			self.follow_state()
		else:
			self.stage = self.stage or STAGES[self.doctype][0]
		before = self.get_doc_before_save()
		self.stage_since = now_datetime() if self.entering else before.stage_since

	def follow_state(self) -> None:
		workflow = get_workflow(self.doctype)
		self.workflow_state = self.workflow_state or workflow.states[0].state
		self.stage = stage_of(workflow, self.workflow_state) or self.stage
		if self.state_changed:
			self.enforce_four_eyes(workflow)
		if not self.is_new() and (not self.state_changed or self.carried):
			self.enforce_edit_lock(workflow)

	@property
	def previous_stage(self) -> str | None:
		"""The stage before this save; None for a new document."""
		before = self.get_doc_before_save()
		return before.stage if before else None

	@property
	def entering(self) -> str | None:
		"""The stage this save moves into, or None when the stage stays."""
		return self.stage if self.stage != self.previous_stage else None

	@property
	def state_changed(self) -> bool:
		"""True when this save follows a transition of the workflow."""
		before = self.get_doc_before_save()
		return bool(before) and before.workflow_state != self.workflow_state

	@property
	def carried(self) -> set[str]:
		"""The fields that this save changes beside its step.

		The platform's steps carry none; a form that asks for something before a step saves that first.
		"""
		before = self.get_doc_before_save()
		parts = (before and get_diff(before, self)) or {}
		kinds = ("changed", "added", "removed", "row_changed")
		changed = {row[0] for kind in kinds for row in parts.get(kind, ())}
		fetched = {df.fieldname for df in self.meta.fields if df.fetch_from}
		return changed - fetched - {"workflow_state", "stage", "docstatus"}

	def enforce_edit_lock(self, workflow) -> None:
		"""Of the state that the document was in: a step to another doesn't open it."""
		if acts_for_system() or self.flags.written_by_code:
			return
		state = self.get_doc_before_save().workflow_state
		roles = {row.allow_edit for row in workflow.states if row.state == state}
		if roles and not roles & set(frappe.get_roles()):
			refuse(
				_("In the status {0} only {1} may change {2}.").format(
					frappe.bold(_(state)),
					", ".join(sorted(_(role) for role in roles)),
					_(self.doctype),
				),
				EditLockError,
				_("Not open for changes"),
			)

	def enforce_four_eyes(self, workflow) -> None:
		if acts_for_system():
			return
		before = self.get_doc_before_save()
		steps = [
			row
			for row in workflow.transitions
			if row.state == before.workflow_state and row.next_state == self.workflow_state
		]
		refuse_own_approval(before, steps)


def refuse_own_approval(doc, steps: list) -> None:
	"""The four-eyes rule: steps that ask for somebody other than who entered a document.

	Raises:
		SelfApprovalError: the current user may take none of the steps, which all have the same action.
	"""
	if may_take_none(doc, steps):
		refuse(others_turn(doc, steps[0].action), SelfApprovalError, _("Two persons are needed"))


def may_take_none(doc, steps: list) -> bool:
	return bool(steps) and not any(has_approval_access(frappe.session.user, doc, step) for step in steps)


def others_turn(doc, action: str) -> str:
	"""What everybody is told who may not take a step because they entered the document."""
	return _(
		"{0} was entered by you. {1} has to be done by somebody else; ask a colleague to open it."
	).format(frappe.bold(doc.name), frappe.bold(_(action)))


def acts_for_system() -> bool:
	"""True in install, migrate and patches, where no person acts."""
	flags = frappe.flags
	return bool(flags.in_install or flags.in_migrate or flags.in_patch or flags.in_uninstall)


def stage_of(workflow, state: str) -> str | None:
	"""The stage a state of a workflow carries, or None for a state it doesn't know."""
	for row in workflow.states:
		if row.state == state and row.update_field == "stage":
			return row.update_value
	return None


def states_at(doctype: str, stage: str) -> list[str]:
	"""The administrator's states that carry a stage, in their order."""
	rows = get_workflow(doctype).states
	return [row.state for row in rows if row.update_field == "stage" and row.update_value == stage]


def move_to_stage(doc, stage: str):
	"""Take the workflow's own step from a document's state to a stage, as the current user.

	Returns the saved document.

	Raises:
		StageRuleError: the workflow has no step there from the document's state for this user.
	"""
	from frappe.model.workflow import get_transitions

	goals = states_at(doc.doctype, stage)
	for step in get_transitions(doc):
		if step["next_state"] in goals:
			return apply_workflow(doc, step["action"])
	refuse(
		_("There is no step from {0} to {1} that you may take.").format(
			frappe.bold(_(doc.workflow_state)), frappe.bold(_(stage))
		)
	)


@frappe.whitelist(methods=["POST"])
def apply_workflow(doc: str | dict | Document, action: str) -> Document | None:
	"""Stands in for the platform's: of one's own entry that only says that approving it is not allowed.

	Raises:
		SelfApprovalError: the step asks for somebody other than who entered the document.
	"""
	from frappe.model import workflow

	doc = frappe.get_doc(frappe.parse_json(doc))
	if isinstance(doc, StagedDocument):
		doc.load_from_db()
		refuse_own_approval(doc, steps_of(doc, action))
	return workflow.apply_workflow(doc, action)


def steps_of(doc, action: str) -> list:
	"""The workflow's steps of an action that are open to the current user from the document's state."""
	from frappe.model.workflow import get_transitions

	return [step for step in get_transitions(doc) if step["action"] == action]
