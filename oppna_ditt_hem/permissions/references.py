"""Documents of the platform that point at one of ours: files, tags, assignments, comments, versions.

They carry its name, title or content, so they are reached only where the document itself is.
"""

import frappe
from pypika.functions import Coalesce
from pypika.terms import Criterion

from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.permissions.rules import Everything, is_cleared, quoted, sql_of

# (field that names the DocType, field that names the document)
FIELDS = {
	"File": ("attached_to_doctype", "attached_to_name"),
	"ToDo": ("reference_type", "reference_name"),
	"Tag Link": ("document_type", "document_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Comment": ("reference_doctype", "reference_name"),
	"Communication": ("reference_doctype", "reference_name"),
	"Version": ("ref_doctype", "docname"),
}


def query(user: str | None = None, doctype: str | None = None) -> str:
	user = user or frappe.session.user
	if is_cleared(user):
		return f"({sql_of(Everything().where(None, user))})"
	table = frappe.qb.DocType(doctype)
	kind, name = (table[field] for field in FIELDS[doctype])
	elsewhere = Coalesce(kind, "").notin([quoted(ours) for ours in ROWS])
	reachable = [
		(kind == quoted(ours)) & name.isin(rows.names(user))
		for ours, rows in ROWS.items()
		if frappe.has_permission(ours, "read", user=user)
	]
	return f"({sql_of(Criterion.any([elsewhere, *reachable]))})"


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	return reaches(doc, user) and platform_allows(doc, ptype, user)


def platform_allows(doc, ptype: str | None, user: str) -> bool:
	"""What the platform itself says of such a document, a task for instance being for whom it is given to.

	Of several hooks on a DocType the platform takes the first that answers, and asks ours before its own.
	"""
	hooks = frappe.get_hooks("has_permission").get(doc.doctype, ())
	answers = (
		frappe.call(hook, doc=doc, ptype=ptype, user=user)
		for hook in hooks
		if not hook.startswith("oppna_ditt_hem.")
	)
	return all(answer is None or answer for answer in answers)


def reaches(doc, user: str) -> bool:
	"""Whether the document points at nothing of ours, or at what the user may read."""
	kind, name = (doc.get(field) for field in FIELDS[doc.doctype])
	if kind not in ROWS or is_cleared(user):
		return True
	if not name or not frappe.db.exists(kind, name):
		return False
	return bool(frappe.has_permission(kind, "read", doc=name, user=user))
