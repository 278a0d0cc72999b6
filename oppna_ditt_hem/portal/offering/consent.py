"""The consent to let, as a paper: a private file on the home, a photo or a PDF of nothing but its pages."""

import io

import frappe
from frappe import _
from pypdf import PdfReader, PdfWriter

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal.offering.photos import PhotoError, shrunk

FIELD = "consent_document"
ASK = N_("The consent, if you have it on paper")
MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 30
SIDE = 2200
"""Pixels of a photo's longer side that are kept: small print on a whole page can be read."""
# What a page of a PDF may do by itself, or hide beside what is printed on it.
ACTS = ("/Annots", "/AA")


class PaperError(ValueError):
	"""A file that is no paper we take; its text says why, translated."""


def view(doc) -> dict:
	return {"paper": doc.get(FIELD) or "" if doc else ""}


def take(doc, values: dict) -> dict[str, str]:
	"""Put the paper that came with the form on the draft; returns what is wrong with it (field -> sentence).

	It is kept whatever becomes of the other questions, so that nobody has to look for it a second time.

	Args:
		doc: the listing, locked.
		values: what the form says otherwise.
	"""
	file = frappe.request.files.get(FIELD)
	if not file or not file.filename:
		return {}
	if values.get("consent_to_let") != "Given":
		return {FIELD: _("You have sent a consent, so say above that it is given.")}
	try:
		paper = read(file.stream.read(MOST_BYTES + 1))
	except (PaperError, PhotoError) as refused:
		return {FIELD: str(refused)}
	replace(doc, *paper)
	return {}


def read(content: bytes) -> tuple[bytes, str]:
	"""What is kept of a paper, and the ending of its name.

	Raises:
		PaperError, PhotoError: it is neither a PDF nor a photo that can be taken.
	"""
	if len(content) > MOST_BYTES:
		raise PaperError(_("The file is larger than {0} MB.").format(MOST_BYTES // 1024 // 1024))
	if not content.startswith(b"%PDF-"):
		return shrunk(content, SIDE), "jpg"
	try:
		return only_pages(content), "pdf"
	except PaperError:
		raise
	except Exception:
		# Whatever a file does to the library, it is no paper to us.
		raise PaperError(_("The PDF can't be read. Print it to a new PDF, or take a photo of it.")) from None


def only_pages(content: bytes) -> bytes:
	reader, writer = PdfReader(io.BytesIO(content)), PdfWriter()
	if reader.is_encrypted:
		raise PaperError(_("The PDF is locked with a password. Send one that isn't."))
	if not 1 <= len(reader.pages) <= MOST_PAGES:
		raise PaperError(
			_("The PDF has more than {0} pages. Send those about the consent.").format(MOST_PAGES)
		)
	for page in reader.pages:
		for act in ACTS:
			page.pop(act, None)
		writer.add_page(page)
	written = io.BytesIO()
	writer.write(written)
	return written.getvalue()


def replace(doc, content: bytes, ending: str) -> None:
	"""Put a paper on a draft in place of an earlier one, whose file goes last: the platform takes it off the disk at once."""
	file = frappe.get_doc(
		{
			"doctype": "File",
			# Of the sent name nothing is kept.
			"file_name": f"{doc.name}-{frappe.generate_hash(length=10)}.{ending}",
			"attached_to_doctype": "Listing",
			"attached_to_name": doc.name,
			"attached_to_field": FIELD,
			"is_private": 1,
			"content": content,
		}
	).insert()
	earlier, doc.consent_document = doc.consent_document, file.file_url
	doc.save()
	if earlier != file.file_url:
		delete(doc, earlier)


def bring(doc, earlier) -> None:
	"""Put a copy of an earlier listing's paper on a draft that has none."""
	of = {
		"file_url": earlier.consent_document,
		"attached_to_doctype": "Listing",
		"attached_to_name": earlier.name,
	}
	name = frappe.db.exists("File", of) if earlier.consent_document and not doc.consent_document else None
	if name:
		file = frappe.get_doc("File", name)
		replace(doc, file.get_content(), file.file_url.rsplit(".", 1)[-1])


def remove(doc) -> None:
	"""Take the paper off a draft, and its file away."""
	earlier, doc.consent_document = doc.consent_document, None
	doc.save()
	delete(doc, earlier)


def delete(doc, url: str | None) -> None:
	of = {"file_url": url, "attached_to_doctype": "Listing", "attached_to_name": doc.name}
	for name in frappe.get_all("File", of, pluck="name", order_by="name") if url else ():
		frappe.delete_doc("File", name)
