"""Which file on the site's disk a row or a field may lead to: one that was uploaded with it, or one that is open to whom names it.

The platform takes whatever address it is sent. Whoever makes a row owns it, and its owner may open, publish and delete the file:
so an address that is only named would open everybody's scans, and by "..", an escape or a bare name also what else the site keeps.
"""

import os
import posixpath
from urllib.parse import unquote, urlsplit

import frappe
from frappe import _
from frappe.utils import cint

from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.refusals import refuse

ATTACHING = ("Attach", "Attach Image")
REMOTE = ("http://", "https://")
ON_SITE = ("/files/", "/private/files/")
# What the platform counts on when it deletes a file or makes it public, with all rows that have the same.
PLATFORMS_OWN = ("content_hash", "thumbnail_url")


class ForeignFileError(frappe.PermissionError):
	"""Somebody names a file that isn't theirs to use."""


def keep_platforms_own(doc) -> None:
	"""Put back what of a row the platform alone finds out, unless it has just saved the file anew."""
	before = doc.get_doc_before_save()
	if before and "original_content" not in doc.flags:
		for field in PLATFORMS_OWN:
			doc.set(field, before.get(field))


def refuse_foreign(doc) -> None:
	"""Refuse a row of File that leads to a file which was neither uploaded with it nor is open to who saves it.

	Raises:
		ForeignFileError: it leads there.
	"""
	path = place_of(doc, unquote(doc.file_url or ""))
	before = doc.get_doc_before_save()
	known = {doc.flags.uploaded_to, place_of(before, before.file_url or "") if before else None}
	if path and path not in known and not (is_staff(frappe.session.user) and is_nowhere(path)):
		refuse_unless_open(path)


def is_nowhere(path: str) -> bool:
	"""Whether there is no file at all: then the platform makes no row of it, and says so itself."""
	if not path.startswith(ON_SITE) or posixpath.normpath(path) != path:
		return False
	folder, name = ("private" if path.startswith(ON_SITE[1]) else "public"), path.split("/files/", 1)[1]
	return not os.path.exists(frappe.get_site_path(folder, "files", name))


def place_of(doc, url: str) -> str:
	"""Where on this site a row with an address leads; empty for a place elsewhere, and for a folder."""
	if url or doc.is_folder:
		return place(url)
	# Of a row without an address the platform reads the file that is called like it.
	return f"{ON_SITE[cint(doc.is_private)]}{doc.file_name}"


def place(url: str) -> str:
	if not url.startswith(REMOTE):
		return url
	# Of an address of this site the platform reads the file itself, and the site has more names than one.
	path = urlsplit(url).path
	return path if path.startswith(ON_SITE) else ""


def refuse_in_fields(doc, method: str | None = None) -> None:
	"""Refuse a document that comes to name, in a field for attachments, a file that isn't open to who saves it.

	The platform would put the file on the document for them, without a question.

	Raises:
		ForeignFileError: it names one.
	"""
	if frappe.session.user == "Administrator":
		return
	named = attached(doc)
	if named and (before := doc.get_doc_before_save()):
		named -= attached(before)
	for path in sorted({place(url) for url in named}):
		# Where there is nothing to take, the office may write what it likes; a row of File stays closed to it all the same.
		if not is_staff(frappe.session.user) or frappe.db.exists("File", {"file_url": path}):
			refuse_unless_open(path)


def attached(doc) -> set[str]:
	return {
		row.get(df.fieldname)
		for row in (doc, *doc.get_all_children())
		for df in row.meta.fields
		if df.fieldtype in ATTACHING and "/files" in unquote(row.get(df.fieldname) or "")
	}


def refuse_unless_open(path: str) -> None:
	if path and not is_open(path, frappe.session.user):
		refuse(
			_("{0} is no file that you can use here. Upload the file itself.").format(
				frappe.bold(frappe.utils.escape_html(posixpath.basename(path)))
			),
			ForeignFileError,
			_("Not your file"),
		)


def is_open(path: str, user: str) -> bool:
	"""Whether a file may be named by a user: the office may what it reads, everybody else what is theirs to change."""
	if user == "Administrator":
		return True
	right = "read" if is_staff(user) else "write"
	if right == "read" and path.startswith(ON_SITE[0]) and posixpath.normpath(path) == path:
		return True
	rows = frappe.get_all("File", {"file_url": path}, ["name", "file_url"], order_by="creation")
	# The database takes "A" for "a".
	return any(row.file_url == path and frappe.has_permission("File", right, doc=row.name) for row in rows)
