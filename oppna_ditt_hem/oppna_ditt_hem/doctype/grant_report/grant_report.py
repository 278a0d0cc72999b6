import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder.functions import Count, Sum
from frappe.utils import flt, now

from oppna_ditt_hem.oppna_ditt_hem.doctype.grant import sign_off
from oppna_ditt_hem.refusals import StageRuleError, refuse


class GrantReport(Document):
	def before_insert(self) -> None:
		self.freeze_figures()

	def validate(self) -> None:
		before = self.get_doc_before_save()
		if before and not self.flags.written_by_code:
			self.refuse_changes(before)

	def freeze_figures(self) -> None:
		"""Figures as of the day, kept with the filters and the time that gave them."""
		for _role, by, on in sign_off.SIGNATURES:
			self.set(by, None)
			self.set(on, None)
		rows = ledger_by_line(self.grant, self.as_on)
		filters = {"grant": self.grant, "docstatus": 1, "posting_date": ["<=", str(self.as_on)]}
		self.figures = json.dumps({"filters": filters, "computed_at": now(), "lines": rows}, default=str)
		self.booked = flt(sum(flt(row["amount"]) for row in rows), 2)

	def refuse_changes(self, before) -> None:
		for field in (
			"grant",
			"report_kind",
			"as_on",
			"figures",
			"booked",
			*(line[1] for line in sign_off.SIGNATURES),
		):
			if str(self.get(field) or "") != str(before.get(field) or ""):
				refuse(
					_("{0} is frozen. Make a new report instead.").format(
						frappe.bold(_(self.meta.get_label(field)))
					),
					StageRuleError,
				)

	@frappe.whitelist(methods=["POST"])
	def sign(self) -> None:
		"""Sign as economist or manager; two persons are needed."""
		self.check_permission("write")
		sign_off.sign(self)


def ledger_by_line(grant: str, as_on) -> list[dict]:
	"""Booked kronor and number of rows per budget line up to and including a day."""
	entry = frappe.qb.DocType("Grant Entry")
	return (
		frappe.qb.from_(entry)
		.select(entry.budget_line, Sum(entry.amount).as_("amount"), Count("*").as_("rows"))
		.where(entry["grant"] == grant)
		.where(entry.docstatus == 1)
		.where(entry.posting_date <= as_on)
		.groupby(entry.budget_line)
		.orderby(entry.budget_line)
	).run(as_dict=True)
