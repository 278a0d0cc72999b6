"""Rows of child tables: they are reached exactly where their parent's row is."""

import frappe
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document

from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.permissions.rules import quoted, sql_of

PARENTS = {
	"Household Member": "Applicant",
	"Wished Locality": "Applicant",
	"Placement Check": "Placement",
	"Listing Photo": "Listing",
	"Spoken Language": "Listing",
}


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	parent, child = ROWS[PARENTS[doctype]], frappe.qb.DocType(doctype)
	criterion = (child.parenttype == quoted(parent.doctype)) & child.parent.isin(parent.names(user))
	return f"({sql_of(criterion)})"


class CaseRow(Document):
	"""Base class of the rows above.

	The platform checks a row that is fetched or sent by itself against its parent's DocType alone,
	because such a row doesn't know its parent. This one does.
	"""

	@property
	def parent_doc(self):
		known = BaseDocument.parent_doc.fget(self)
		if known is not None or not (self.get("parent") and self.get("parenttype") in ROWS):
			return known
		return frappe.get_doc(self.parenttype, self.parent)

	@parent_doc.setter
	def parent_doc(self, value) -> None:
		BaseDocument.parent_doc.fset(self, value)
