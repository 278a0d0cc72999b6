"""Rows of Stage Log: each is readable where its document is."""

from dataclasses import dataclass

import frappe
from pypika.terms import Criterion

from oppna_ditt_hem.permissions import applicant, listing, placement
from oppna_ditt_hem.permissions.portal_users import STAFF
from oppna_ditt_hem.permissions.rules import Everything, Nothing, Rows, Rule, quoted
from oppna_ditt_hem.setup.roles import PORTAL_ROLES

# Those of the logged documents whose rows are not open to everybody with the right to the DocType.
DOCUMENTS = {module.ROWS.doctype: module.ROWS for module in (listing, applicant, placement)}
LOGGED = (*DOCUMENTS, "Grant")


@dataclass(frozen=True)
class AsItsDocument(Rule):
	def where(self, table, user):
		readable = [self.log_of(doctype, table, user) for doctype in LOGGED if may_read(doctype, user)]
		return Criterion.any([Nothing().where(table, user), *readable])

	def log_of(self, doctype: str, table, user: str) -> Criterion:
		of_type = table.reference_doctype == quoted(doctype)
		if doctype not in DOCUMENTS:
			return of_type
		return of_type & table.reference_name.isin(DOCUMENTS[doctype].names(user))

	def holds(self, doc, user):
		doctype, name = doc.get("reference_doctype"), doc.get("reference_name")
		if doctype not in LOGGED or not may_read(doctype, user) or not frappe.db.exists(doctype, name):
			return False
		return doctype not in DOCUMENTS or DOCUMENTS[doctype].permits(
			frappe.get_doc(doctype, name), "read", user
		)


def may_read(doctype: str, user: str) -> bool:
	return bool(frappe.has_permission(doctype, "read", user=user))


class LogRows(Rows):
	def rule_for(self, user: str, new: bool = False) -> Rule:
		"""Also who is cleared for protected identities reads the log of such documents only as may be read."""
		if user == "Administrator":
			return Everything()
		return self.staff if set(frappe.get_roles(user)) & {*STAFF, *PORTAL_ROLES} else Nothing()


ROWS = LogRows("Stage Log", staff=AsItsDocument())


def query(user: str | None = None) -> str:
	return ROWS.conditions(user)


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	return ROWS.permits(doc, ptype, user)
