"""Photos from a phone: known by their content, made smaller, and without what the camera wrote into them.

Only the picture itself is kept: it is drawn anew, so position, time and whatever hides behind the last pixel are gone.
A photo is never unpacked whole: a JPEG is read at a fraction of its size, and other kinds are bounded.
"""

import io

import frappe
from frappe import _
from PIL import Image, ImageOps

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import page

ASK = N_("Add photos")
KINDS = ("JPEG", "PNG", "WEBP")
MOST_PHOTOS = 12
MOST_BYTES = 20 * 1024 * 1024
SIDE = 1280
"""Pixels of the longer side that are kept: enough to see a room, and small enough for the platform's own handling."""
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
"""A JPEG is decoded at an eighth of its side at best, the others in full."""


class PhotoError(ValueError):
	"""A file that is no photo we take; its text says why, translated."""


def shrunk(content: bytes, side: int = SIDE) -> bytes:
	"""A JPEG of at most `side` pixels that shows the same.

	Raises:
		PhotoError: it is no photo, or too large to be opened.
	"""
	if len(content) > MOST_BYTES:
		raise PhotoError(_("The file is larger than {0} MB.").format(MOST_BYTES // 1024 // 1024))
	try:
		with Image.open(io.BytesIO(content), formats=KINDS) as image:
			return drawn_anew(image, side)
	except PhotoError:
		raise
	except Exception:
		# Whatever a file does to the library, it is no photo to us.
		raise PhotoError(_("The file is no photo of the kind JPEG, PNG or WebP.")) from None


def drawn_anew(image: Image.Image, side: int) -> bytes:
	width, height = image.size
	if width * height > MOST_PIXELS[image.format]:
		raise PhotoError(_("The photo has too many pixels. Take it again with a lower resolution."))
	# Reads a JPEG at a fraction of its size, where `resize` would unpack all of it.
	image.thumbnail((side, side))
	upright = ImageOps.exif_transpose(image)
	written = io.BytesIO()
	on_white(upright).save(written, "JPEG", quality=82, optimize=True)
	return written.getvalue()


def on_white(image: Image.Image) -> Image.Image:
	if "A" not in image.getbands() and "transparency" not in image.info:
		return image.convert("RGB")
	image = image.convert("RGBA")
	paper = Image.new("RGB", image.size, "white")
	paper.paste(image, mask=image.getchannel("A"))
	return paper


def view(doc) -> dict:
	return {"photos": [row for row in doc.photos if row.image], "most": MOST_PHOTOS, "most_bytes": MOST_BYTES}


def take(doc, files) -> list[str]:
	"""Add photos to a draft; returns what was wrong with those that were not taken, the others are kept.

	Args:
		doc: the listing, locked.
		files: what the browser sent.
	"""
	before, faults = len(doc.photos), []
	for file in (file for file in files if file.filename):
		name = file.filename[-60:]
		if len(doc.photos) >= MOST_PHOTOS:
			faults.append(_("At most {0} photos can be added; remove one first.").format(MOST_PHOTOS))
			break
		try:
			add(doc, shrunk(file.stream.read(MOST_BYTES + 1)))
		except PhotoError as refused:
			faults.append(f"{name}: {refused}")
	if len(doc.photos) > before:
		doc.save()
	return faults


def add(doc, content: bytes) -> None:
	file = frappe.get_doc(
		{
			"doctype": "File",
			# Of the sent name nothing is kept: it may say who is in the picture.
			"file_name": f"{doc.name}-{frappe.generate_hash(length=10)}.jpg",
			"attached_to_doctype": "Listing",
			"attached_to_name": doc.name,
			"is_private": 1,
			"content": content,
		}
	).insert()
	# The platform keeps the same picture once; somebody has pressed twice.
	if file.file_url in [row.image for row in doc.photos]:
		return frappe.delete_doc("File", file.name)
	doc.append("photos", {"image": file.file_url})


def remove(doc, row_name: str) -> None:
	"""Take a photo off a draft, and its file away."""
	row = next((row for row in doc.photos if row.name == row_name), None)
	if not row:
		raise page.Missing
	doc.remove(row)
	doc.save()
	for name in files_of(doc, row):
		frappe.delete_doc("File", name)


def bring(doc, earlier) -> None:
	"""Put copies of an earlier listing's photos on a draft that has none: the earlier one goes with its own files some day."""
	if doc.photos:
		return
	for row in earlier.photos:
		for name in files_of(earlier, row)[:1]:
			add(doc, frappe.get_doc("File", name).get_content())
	doc.save()


def files_of(doc, row) -> list[str]:
	of = {"file_url": row.image, "attached_to_doctype": "Listing", "attached_to_name": doc.name}
	return frappe.get_all("File", of, pluck="name", order_by="name")
