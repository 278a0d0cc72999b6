"""Files of cases are private: a public one could be fetched by anybody who guesses its address."""

import frappe
from frappe import _

from oppna_ditt_hem.permissions.portal_users import is_portal_only
from oppna_ditt_hem.refusals import refuse

CASE_DOCTYPES = (
	"Landlord",
	"Listing",
	"Applicant",
	"Placement",
	"Grant",
	"Grant Entry",
	"Grant Report",
	"Cost Allocation",
	"Concern",
	"Year Pack",
	"Listing Photo",
	"Stay Photo",
)


class PublicAttachmentError(frappe.ValidationError):
	"""A file of a case is about to become public."""


def refuse_public(doc) -> None:
	"""Refuse a public file on a case, and what would make one public.

	Raises:
		PublicAttachmentError: says which document and what to tick.
	"""
	if doc.attached_to_doctype in CASE_DOCTYPES and not doc.is_private:
		frappe.throw(
			_("Files of {0} {1} must be private. Tick {2} and upload the file again.").format(
				_(doc.attached_to_doctype), frappe.bold(doc.attached_to_name or ""), frappe.bold(_("Private"))
			),
			PublicAttachmentError,
			title=_("The file is public"),
		)
	refuse_moving(doc)


def refuse_moving(doc) -> None:
	"""Refuse to move a file that others have as well: the platform keeps the same content once, and moves it for all of them.

	Raises:
		PublicAttachmentError: others have it, or somebody outside the office moves one.
	"""
	before = doc.get_doc_before_save()
	if not before or bool(before.is_private) == bool(doc.is_private):
		return
	if is_portal_only(frappe.session.user) or not all(may_move(name) for name in same_as(before)):
		refuse(
			_("{0} can't be made public or private here. Upload it once more as what it should be.").format(
				frappe.bold(doc.file_name)
			),
			PublicAttachmentError,
		)


def same_as(doc) -> set[str]:
	"""The rows of File that the platform would move together with one."""
	same = [{field: doc.get(field)} for field in ("file_url", "content_hash") if doc.get(field)]
	return {name for each in same for name in frappe.get_all("File", each, pluck="name", order_by="name")}


def may_move(name: str) -> bool:
	hangs_on = frappe.db.get_value("File", name, "attached_to_doctype")
	return hangs_on not in CASE_DOCTYPES and bool(frappe.has_permission("File", "write", doc=name))
