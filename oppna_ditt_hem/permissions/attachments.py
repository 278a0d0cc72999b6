"""Files of cases are private: a public one could be fetched by anybody who guesses its address."""

import frappe
from frappe import _

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
)


class PublicAttachmentError(frappe.ValidationError):
	"""A file of a case is about to become public."""


def refuse_public(doc, method: str | None = None) -> None:
	"""Refuse a public file on a case.

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
