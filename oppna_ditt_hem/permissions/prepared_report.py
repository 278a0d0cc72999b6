"""Results of reports over our document types that a worker has kept: their maker's alone.

A report counts what its reader may see, so what was kept for a manager is not for an auditor, who may open the same report.
The platform opens a kept result to all who may open the report, to whoever knows its name without a question, and lets
anybody who is logged in have one made.
"""

import frappe
from frappe import _
from frappe.core.doctype.prepared_report import prepared_report as platforms
from frappe.desk.query_report import get_report_doc

from oppna_ditt_hem import module


def is_ours(report: str | None) -> bool:
	"""A report over a document type of ours; somebody's own version of one has the same type."""
	doctype = report and frappe.db.get_value("Report", report, "ref_doctype")
	return bool(doctype) and module.has(doctype)


def query(user: str | None = None) -> str:
	user = user or frappe.session.user
	if user == "Administrator":
		return ""
	return f"""(`tabPrepared Report`.owner = {frappe.db.escape(user, percent=False)} or `tabPrepared Report`.report_name not in (
		select report.name from `tabReport` report join `tabDocType` type on type.name = report.ref_doctype
		where type.module = {frappe.db.escape(module.MODULE)}))"""


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	return user in ("Administrator", doc.owner) or not is_ours(doc.report_name)


class OwnPreparedReport(platforms.PreparedReport):
	"""The platform's, which asks for no permission when it is made nor when it is shown in the report's page."""

	def before_insert(self) -> None:
		if is_ours(self.report_name):
			get_report_doc(self.report_name)
		super().before_insert()

	def get_prepared_data(self, with_file_name: bool = False):
		if not allows(self):
			frappe.throw(
				_("{0} was made for somebody else. Make one of your own.").format(frappe.bold(self.name)),
				frappe.PermissionError,
			)
		return super().get_prepared_data(with_file_name)
