import frappe
from frappe import _

from oppna_ditt_hem.code_written import CodeWrittenDocument
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.rounds import life


class MatchingRun(CodeWrittenDocument):
	"""A search for one, kept as it was; or a round for all, which starts when it is saved for the first time."""

	code_written = (
		"status",
		"message",
		"started_on",
		"finished_on",
		"cancelled_by",
		"protected_identity",
		"households",
		"listings",
		"proposals",
		"seconds",
		"rule_set",
		"result",
	)

	def before_insert(self) -> None:
		if self.kind == "Round":
			# Before the name is drawn: the first two of a year would otherwise lock each other out.
			life.take_turn()

	def validate(self) -> None:
		self.restore_code_written()
		if not self.is_new():
			return
		if self.kind == "Round":
			self.validate_replay()
			life.prepare(self)
		else:
			self.status = "Done"

	def after_insert(self) -> None:
		if self.kind == "Round":
			life.enqueue(self.name)

	def on_trash(self) -> None:
		if self.status in life.ACTIVE:
			refuse(
				_("{0} is not finished yet. Cancel it before you delete it.").format(frappe.bold(self.name)),
				life.RoundRunningError,
			)

	def validate_replay(self) -> None:
		"""A replay takes the rules of a round that has kept some, and that its starter may see."""
		if not self.replay_of:
			return
		earlier = frappe.get_doc("Matching Run", self.replay_of)
		earlier.check_permission("read")
		if earlier.kind != "Round" or not earlier.rule_set:
			refuse(
				_("{0} has kept no rules to compute with. Choose a round that was finished.").format(
					frappe.bold(earlier.name)
				),
				StageRuleError,
			)
