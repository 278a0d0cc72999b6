"""Files of a placement: its two sides get the papers that are theirs, from the agreement on, and nothing else.

The platform opens a file to everybody who reads the document it hangs on. What the office keeps on a placement, such as a
scan that somebody sent in, would so reach the other side from the offer on (invariant 4).
"""

import frappe
from frappe.core.doctype.file import file as platforms

from oppna_ditt_hem.contact import PAPER_STAGES
from oppna_ditt_hem.permissions.portal_users import is_staff

PAPERS = ("signed_contract", "deposit_receipt", "move_in_protocol", "move_out_protocol")


class CaseFile(platforms.File):
	"""The platform's File; it asks its own function whether it may be downloaded, past every hook."""

	def is_downloadable(self) -> bool:
		return allows(self, "read")


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if (
		doc.attached_to_doctype == "Placement"
		and not is_staff(user)
		and doc.owner != user
		and not is_paper(doc)
	):
		return False
	return bool(platforms.has_permission(doc, ptype, user))


def is_paper(doc) -> bool:
	"""Whether a placement's file is one that both sides get, and the placement so far that they do."""
	fields = ("stage", *PAPERS)
	placement = frappe.db.get_value("Placement", doc.attached_to_name, fields, as_dict=True)
	if not placement or placement.stage not in PAPER_STAGES:
		return False
	photo = {"parent": doc.attached_to_name, "parenttype": "Placement", "photo": doc.file_url}
	return doc.file_url in [placement[field] for field in PAPERS] or bool(
		frappe.db.exists("Stay Photo", photo)
	)
