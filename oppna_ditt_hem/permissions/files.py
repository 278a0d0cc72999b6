"""Files of cases: who may open one, and put one on a case.

Of a placement's files its two sides get the papers that are theirs, from the agreement on, and nothing else. The platform opens a
file to everybody who reads the document it hangs on. What the office keeps on a placement, such as a scan that somebody sent
in, would so reach the other side from the offer on (invariant 4).
"""

import frappe
from frappe.core.doctype.file import file as platforms

from oppna_ditt_hem import module
from oppna_ditt_hem.contact import PAPER_STAGES
from oppna_ditt_hem.permissions import attachments, file_address
from oppna_ditt_hem.permissions.portal_users import is_staff

PAPERS = ("signed_contract", "deposit_receipt", "move_in_protocol", "move_out_protocol")


class CaseFile(platforms.File):
	"""The platform's File; it asks its own function whether it may be downloaded, past every hook, and trusts what it is sent."""

	def before_insert(self) -> None:
		uploads = bool(self.get("content")) and not self.is_folder
		self.update(dict.fromkeys(file_address.PLATFORMS_OWN))
		if uploads:
			# Its address is where the platform saves it.
			self.file_url = None
		else:
			self.set_is_private()
			file_address.refuse_foreign(self)
		attachments.refuse_public(self)
		super().before_insert()
		self.flags.uploaded_to = self.file_url if uploads else None

	def validate(self) -> None:
		file_address.keep_platforms_own(self)
		file_address.refuse_foreign(self)
		attachments.refuse_public(self)
		super().validate()

	def is_downloadable(self) -> bool:
		return allows(self, "read")


def allows(doc, ptype: str | None = None, user: str | None = None) -> bool:
	user = user or frappe.session.user
	if ptype in ("create", "write") and not may_hang(doc, user):
		return False
	if (
		doc.attached_to_doctype == "Placement"
		and not is_staff(user)
		and doc.owner != user
		and not is_paper(doc)
	):
		return False
	return bool(platforms.has_permission(doc, ptype, user))


def may_hang(doc, user: str) -> bool:
	"""Whether a user may put a file where it is to hang; the platform asks its owner nothing."""
	kind, name = doc.attached_to_doctype, doc.attached_to_name
	if not kind or (is_staff(user) and not module.has(kind)):
		return True
	if name and frappe.db.exists(kind, name):
		return bool(frappe.has_permission(kind, "write", doc=name, user=user))
	# The Desk puts a file on a form before that is saved.
	return is_staff(user) and any(
		frappe.has_permission(kind, right, user=user) for right in ("create", "write")
	)


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
