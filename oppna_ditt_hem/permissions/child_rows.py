"""Rows of child tables: they are reached exactly where their parent's row is, and changed with it alone."""

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument
from frappe.model.document import Document

from oppna_ditt_hem import module
from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.permissions.rules import Nothing, quoted, sql_of
from oppna_ditt_hem.refusals import refuse

PARENTS = {
	"Household Member": "Applicant",
	"Wished Locality": "Applicant",
	"Placement Check": "Placement",
	"Stay Photo": "Placement",
	"Listing Photo": "Listing",
	"Spoken Language": "Listing",
}


class LoneRowError(frappe.PermissionError):
	"""A row is sent or taken away without the document that it belongs to."""


def refuse_alone(row, method: str | None = None) -> None:
	"""Refuse a row of ours that is saved or deleted by itself: the rules that hold it are its document's.

	The platform asks for the right to write the document and then saves the row, past edit lock, frozen figures and budget.

	Raises:
		LoneRowError: always, for a row of one of the app's tables.
	"""
	if row.meta.istable and module.has(row.doctype):
		refuse(
			_("{0} is changed together with the document that it belongs to. Open that and save it.").format(
				frappe.bold(_(row.doctype))
			),
			LoneRowError,
		)


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	parent, child = ROWS[PARENTS[doctype]], frappe.qb.DocType(doctype)
	if not table_is_open(parent.doctype, doctype, user):
		return f"({sql_of(Nothing().where(child, user))})"
	criterion = (child.parenttype == quoted(parent.doctype)) & child.parent.isin(parent.names(user))
	return f"({sql_of(criterion)})"


def table_is_open(parent: str, child: str, user: str) -> bool:
	"""Whether the user's level reaches the table itself; the platform asks that of a single row, not of a list."""
	meta = frappe.get_meta(parent)
	levels = {0, *meta.get_permlevel_access("read", user=user)}
	return any(df.options == child and df.permlevel in levels for df in meta.get_table_fields())


class CaseRow(Document):
	"""Base class of the rows above.

	The platform checks a row that is fetched by itself against its parent's DocType alone,
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


class LanguageRow(CaseRow):
	"""A row that says which language somebody speaks, which nobody has said until it is chosen."""

	def update_if_missing(self, d) -> None:
		"""The platform fills a field called "language" with the site's own."""
		super().update_if_missing({field: value for field, value in d.items() if field != "language"})
