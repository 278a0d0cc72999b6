"""What a grant holds: nobody books over its amount unless a manager has approved it by name, with a reason.

The limit is the grant's amount, which is the funder's; a budget line that is overspent while the grant isn't is the
municipality's own matter, and is warned of.
"""

import frappe
from frappe import _
from frappe.utils import flt, fmt_money, now_datetime

from oppna_ditt_hem import comparing, todos
from oppna_ditt_hem.code_written import CodeWrittenDocument
from oppna_ditt_hem.grants import ledger
from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.refusals import LedgerError, SelfApprovalError, refuse
from oppna_ditt_hem.saying import for_all_readers

MANAGER = "Housing Manager"
APPROVAL = ("approved_overspend", "overspend_reason", "overspend_approved_by", "overspend_approved_on")
TASK = N_(
	"{0} takes a grant over its amount by {1}. Approve it with a reason, or ask the economist to lower it."
)


class OverspendingError(LedgerError):
	"""A booking takes a grant over its amount, and no manager has approved that."""


class LimitedDocument(CodeWrittenDocument):
	"""A submittable document that books on grants; subclasses say how much (`claims`) and what an approval rests on."""

	code_written = APPROVAL
	# Where one of these changes, an approval no longer holds.
	approved_on: tuple[str, ...] = ()

	def claims(self) -> dict[str, float]:
		"""Kronor that are booked on each grant."""
		raise NotImplementedError

	def check_if_latest(self) -> None:
		"""Lock the grants before the platform locks this row (see `ledger`)."""
		if self.docstatus:
			ledger.lock(self.claims())
		super().check_if_latest()

	def before_cancel(self) -> None:
		"""Refuse what is sent along with a cancel: the platform looks at none of it, and would keep it."""
		other = comparing.changed_in_all(self)
		if other:
			refuse(
				_("{0} is taken back as it stands, with nothing changed: leave {1} as it was.").format(
					frappe.bold(self.name),
					frappe.bold(", ".join(_(self.meta.get_label(field)) for field in other)),
				),
				LedgerError,
			)

	def onload(self) -> None:
		if not self.docstatus:
			self.set_onload("overspent", sum(overspent(self.claims()).values()))

	def check_limit(self) -> None:
		"""Warn on a draft, refuse what is booked, unless a manager has approved as much."""
		self.drop_stale_approval()
		over = overspent(self.claims(), current=bool(self.docstatus))
		if not over or (self.overspend_approved_by and self.is_approved(over)):
			return
		if self.docstatus:
			refuse(in_words(over, self.claims()), OverspendingError, _("More than the grant"))
		frappe.msgprint(in_words(over, self.claims()), indicator="orange", title=_("More than the grant"))

	def is_approved(self, over: dict[str, float]) -> bool:
		"""Whether a manager has approved as much over the amount of each grant, in kronor."""
		return flt(sum(over.values()), 2) <= flt(self.approved_overspend, 2)

	def note_approved(self, over: dict[str, float]) -> None:
		"""Write down what is approved of each grant, where there are several."""

	def drop_stale_approval(self) -> None:
		if not self.flags.written_by_code and comparing.changed(self, self.approved_on):
			self.update(dict.fromkeys(APPROVAL))

	def on_update(self) -> None:
		"""Ask the managers about a draft that needs them; take the question back when it doesn't."""
		total = flt(sum(overspent(self.claims()).values()), 2) if not self.docstatus else 0
		asked = open_tasks(self)
		if total and not self.overspend_approved_by:
			if not asked:
				text = for_all_readers(TASK).format(self.name, fmt_money(total, currency="SEK"))
				todos.give(self, [user for user in todos.managers_of(self) if user != self.owner], text)
		else:
			todos.close(asked)

	@frappe.whitelist(methods=["POST"])
	def approve_overspending(self, reason: str) -> None:
		"""Approve, as a manager, that this draft takes its grants over their amount.

		Raises:
			frappe.PermissionError: the user is no manager, or has entered the draft.
			OverspendingError: there is nothing to approve, or no reason.
		"""
		# What the browser sent along is not what is approved.
		doc = frappe.get_doc(self.doctype, self.name, for_update=True)
		doc.check_permission("read")
		refuse_approver(doc)
		over = overspent(doc.claims())
		if doc.docstatus or not over:
			refuse(
				_("{0} overspends no grant, so there is nothing to approve.").format(doc.name),
				OverspendingError,
			)
		if not (reason or "").strip():
			refuse(
				_("Write why {0} may be overspent.").format(frappe.bold(_("the grant"))), OverspendingError
			)
		doc.note_approved(over)
		keep_approval(doc, APPROVAL, flt(sum(over.values()), 2), reason)


def keep_approval(doc, fields: tuple[str, ...], amount: float, reason: str) -> None:
	"""Write down what the current user approves: the amount (kronor), the reason, who, and when.

	Args:
		doc: the caller has tested who approves: a manager may read and approve it, and not write it.
		fields: of the four, in that order.
	"""
	values = (amount, reason.strip(), frappe.session.user, now_datetime())
	doc.update(dict(zip(fields, values, strict=True)))
	doc.flags.written_by_code = True
	doc.save(ignore_permissions=True)


def refuse_approver(doc) -> None:
	user = frappe.session.user
	if user == "Administrator" or MANAGER not in frappe.get_roles(user):
		frappe.throw(
			_("{0} approves that a grant is overspent. Ask one.").format(frappe.bold(_(MANAGER))),
			frappe.PermissionError,
		)
	if user == doc.owner:
		refuse(
			_("{0} was entered by you. Somebody else has to approve it.").format(frappe.bold(doc.name)),
			SelfApprovalError,
			_("Two persons are needed"),
		)


def overspent(claims: dict[str, float], current: bool = False) -> dict[str, float]:
	"""Kronor over the amount of each grant that can't hold what is claimed of it."""
	found = {}
	for grant, claimed in claims.items():
		amount = flt((ledger.terms(grant, current) or {}).get("amount"), 2)
		over = flt(ledger.booked_in_all(grant, current) + claimed - amount, 2)
		if claimed > 0 and over > 0:
			found[grant] = over
	return found


def in_words(over: dict[str, float], claims: dict[str, float]) -> str:
	"""What is too much, what is left, and what would do."""
	lines = [
		_("{0} has {1} left, and this is {2}: {3} too much.").format(
			frappe.bold(frappe.db.get_value("Grant", grant, "title")),
			kronor(max(flt(claims[grant] - too_much, 2), 0)),
			kronor(claims[grant]),
			frappe.bold(kronor(too_much)),
		)
		for grant, too_much in over.items()
	]
	what = _("Lower the amount, or save the draft and ask a {0} to approve it there with a reason.")
	return "<br>".join([*lines, what.format(frappe.bold(_(MANAGER)))])


def kronor(amount: float) -> str:
	return fmt_money(amount, currency="SEK")


def open_tasks(doc) -> list[str]:
	"""The tasks that the program itself has given about a document."""
	filters = {"reference_type": doc.doctype, "reference_name": doc.name, "status": "Open"}
	return frappe.get_all("ToDo", {**filters, "assigned_by": "Administrator"}, pluck="name", order_by="name")
