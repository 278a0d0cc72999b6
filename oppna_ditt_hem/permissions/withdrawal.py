"""Sharing and following go past the row rules, so they are refused where these don't allow the row.

When a household becomes protected, what was handed out before is taken back.
"""

import frappe
from frappe import _

from oppna_ditt_hem.permissions.protected import LEADS_BY
from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.permissions.rules import is_cleared


class ShareRefusedError(frappe.PermissionError):
	"""A document would reach somebody whom the row rules keep from it."""


# What the platform keeps about a document for one user: (DocType, its reference fields, the user's field).
HANDED_OUT = (
	("DocShare", "share_doctype", "share_name", "user"),
	("Document Follow", "ref_doctype", "ref_docname", "user"),
	("ToDo", "reference_type", "reference_name", "allocated_to"),
	("Notification Log", "document_type", "document_name", "for_user"),
)


def refuse_share(doc, method: str | None = None) -> None:
	"""Refuse to share a document with somebody whom its row rule keeps out, or with everyone.

	Raises:
		ShareRefusedError: names the document and the user.
	"""
	if doc.share_doctype in ROWS and (
		doc.everyone or not reaches(doc.user, doc.share_doctype, doc.share_name)
	):
		refuse(doc.share_doctype, doc.share_name, _("everyone") if doc.everyone else doc.user)


def refuse_follow(doc, method: str | None = None) -> None:
	"""Refuse to follow a document that the user can't read: following sends its changes by e-mail.

	Raises:
		ShareRefusedError: names the document and the user.
	"""
	if doc.ref_doctype in ROWS and not frappe.has_permission(
		doc.ref_doctype, "read", doc=doc.ref_docname, user=doc.user
	):
		refuse(doc.ref_doctype, doc.ref_docname, doc.user)


def reaches(user: str, doctype: str, name: str) -> bool:
	return ROWS[doctype].permits(frappe.get_doc(doctype, name), "read", user)


def refuse(doctype: str, name: str, user: str) -> None:
	frappe.throw(
		_(
			"{0} {1} can't be handed to {2}, who may not see it. Ask somebody who may to take the task."
		).format(_(doctype), frappe.bold(name), frappe.bold(user)),
		ShareRefusedError,
		title=_("Not for this user"),
	)


def withdraw_where_protected(doc, method: str | None = None) -> None:
	"""Take back what others hold of a household, as it becomes protected."""
	if not (doc.protected_identity and doc.has_value_changed("protected_identity")):
		return
	withdraw("Applicant", doc.name)
	for doctype, field in LEADS_BY.items():
		for name in frappe.get_all(doctype, {field: doc.name}, pluck="name", order_by="name"):
			withdraw(doctype, name)


def withdraw(doctype: str, name: str) -> None:
	for held, kind, reference, holder in HANDED_OUT:
		rows = frappe.get_all(
			held, {kind: doctype, reference: name}, ["name", holder], order_by="name", as_list=True
		)
		given = [row for row, user in rows if not (user and is_cleared(user))]
		if given:
			frappe.db.delete(held, {"name": ["in", given]})
	frappe.db.delete("__global_search", {"doctype": doctype, "name": name})
