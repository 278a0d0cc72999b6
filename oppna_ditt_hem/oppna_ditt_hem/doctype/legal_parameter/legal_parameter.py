from datetime import date

import frappe
from frappe import _, bold
from frappe.model.document import Document
from frappe.utils import add_days, escape_html, formatdate, get_link_to_form, getdate

from oppna_ditt_hem.legal.values import LegalValueError, Row, Values, faults
from oppna_ditt_hem.refusals import MissingFieldsError, StageRuleError, refuse, refuse_reversed
from oppna_ditt_hem.saying import say

FIELDS = (
	"name", "key", "value", "unit", "valid_from", "valid_to", "legal_reference", "source", "mark", "checked_on", "checked_by",
)  # fmt: skip


class LegalParameter(Document):
	"""A dated value of law; next year's value is a new row, and the row before it ends the day before."""

	def validate(self) -> None:
		self.key, self.value = (self.key or "").strip(), (self.value or "").strip()
		refuse_reversed(self, "valid_from", "valid_to", getdate)
		self.refuse_half_a_check()
		others = self.others()
		self.refuse_other_form(others)
		self.flags.moved = self.row_that_moves(others)
		self.refuse_faults(others)
		self.standing = "Verified" if Row.read(self.as_dict()).as_source().verified else "Not verified"

	def on_update(self) -> None:
		if self.flags.moved:
			self.move(self.flags.moved)

	def on_trash(self) -> None:
		"""A row between two others can't go: it would leave days without a value."""
		found = faults(self.others())
		if found:
			refuse(" ".join(say(fault.text) for fault in found))

	def others(self) -> list[dict]:
		"""The other rows of the key in order of time, locked: two who save at once see each other's."""
		table = frappe.qb.DocType("Legal Parameter")
		query = frappe.qb.from_(table).select(*(table[name] for name in FIELDS)).where(table.key == self.key)
		rows = query.orderby(table.valid_from).for_update().run(as_dict=True)
		return [row for row in rows if row.name != self.name]

	def refuse_half_a_check(self) -> None:
		if bool(self.checked_on) != bool(self.checked_by):
			refuse(
				_(
					"Fill in both {0} and {1}, or neither: a value counts as verified when somebody says who read the source, and when."
				).format(bold(_("Checked on")), bold(_("Checked by"))),
				MissingFieldsError,
			)

	def refuse_other_form(self, others: list[dict]) -> None:
		"""What is a number in the other rows is a number here: it would only be refused where somebody needs it."""
		if not others:
			return
		form, own = (numbers_in(row) for row in (others[-1], self))
		if form and own != form:
			refuse(
				_(
					"{0} must be written as in the other rows of {1}, where it is {2}: only digits, with a comma for decimals, no space and no unit."
				).format(bold(_("Value")), bold(escape_html(self.key)), bold(escape_html(others[-1].value)))
			)

	def row_that_moves(self, others: list[dict]) -> dict | None:
		"""The row before this one with its new end, where that follows from where this one begins.

		It does where the row before was open, or ended the day before this one until now.
		"""
		earlier = [row for row in others if row.valid_from < getdate(self.valid_from)]
		if not earlier or not self.may_end(earlier[-1]):
			return None
		row, end = earlier[-1], day_before(self.valid_from)
		former = self.get_doc_before_save()
		ends = (None, day_before(former.valid_from)) if former else (None,)
		if row.valid_to not in ends or row.valid_to == end:
			return None
		row.valid_to = end
		return row

	def may_end(self, row: dict) -> bool:
		"""A row that the app brings ends no row but those it brought itself."""
		shipped = self.flags.shipped_days
		return shipped is None or str(row.valid_from) in shipped

	def refuse_faults(self, others: list[dict]) -> None:
		found = faults([*others, self.as_dict()])
		if found:
			heading = _("The other rows of {0}:").format(bold(escape_html(self.key)))
			lines = [*(say(fault.text) for fault in found), heading, *map(line, others)]
			refuse("<br>".join(lines), StageRuleError)

	def move(self, row: dict) -> None:
		before = frappe.get_doc("Legal Parameter", row.name)
		before.valid_to = row.valid_to
		before.save()
		frappe.msgprint(
			_("{0} with the value {1} now ends on {2}, the day before this row begins.").format(
				get_link_to_form("Legal Parameter", row.name),
				bold(escape_html(row.value)),
				formatdate(row.valid_to),
			),
			alert=True,
		)


def day_before(day) -> date:
	return getdate(add_days(day, -1))


def numbers_in(row) -> int:
	"""How many numbers a value holds, 0 where it is words."""
	text = {**row.as_dict(), "valid_to": None} if isinstance(row, Document) else {**row, "valid_to": None}
	try:
		return len(Values([text]).on(getdate(row.valid_from)).numbers(row.key))
	except LegalValueError:
		return 0


def line(row) -> str:
	to = formatdate(row.valid_to) if row.valid_to else _("until further notice")
	return f"{get_link_to_form('Legal Parameter', row.name)}: {bold(escape_html(row.value))}, {formatdate(row.valid_from)} – {to}"
