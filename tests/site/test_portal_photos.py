"""Photos: known by their content, made smaller, without position, private, and never unpacked whole."""

import io
import subprocess
import sys

import frappe
import pytest
from PIL import Image
from portal_help import Visitor, fill_in, landlord_at, listings_of, picture

from oppna_ditt_hem.portal.offering.photos import PhotoError, shrunk

MEGAPIXELS_40 = """
import io, resource
from PIL import Image
from oppna_ditt_hem.portal.offering.photos import shrunk
content = open({path!r}, "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = Image.open(io.BytesIO(shrunk(content)))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024, *small.size)
"""


def with_position() -> bytes:
	exif = Image.Exif()
	exif[0x8825] = {1: "N", 2: (60.0, 30.0, 40.0), 3: "E", 4: (14.0, 13.0, 0.0)}
	exif[0x010F], exif[0x0112] = "Kamera", 6
	return picture(3000, 2000, exif=exif)


def test_a_photo_is_made_smaller_upright_and_forgets_where_it_was_taken():
	content = with_position() + b"<?php hidden behind the last pixel ?>"
	assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
	small = shrunk(content)
	image = Image.open(io.BytesIO(small))
	assert image.format == "JPEG" and max(image.size) == 1280 and image.height > image.width
	assert not image.getexif() and b"Kamera" not in small and b"php" not in small


@pytest.mark.parametrize(
	"content",
	[
		b"MZ\x90\x00" + b"\x00" * 200,
		b"<svg onload='x'/>",
		b"GIF89a" + b"\x00" * 50,
		b"",
		b"\xff\xd8\xff\xe0broken",
	],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(content):
	with pytest.raises(PhotoError):
		shrunk(content)


def test_a_picture_that_would_fill_the_memory_is_refused():
	with pytest.raises(PhotoError, match="pixels"):
		shrunk(picture(5000, 5000, "PNG"))


def test_forty_megapixels_take_little_memory(tmp_path, site):
	path = tmp_path / "large.jpg"
	path.write_bytes(picture(7600, 5300))
	told = subprocess.run(
		[sys.executable, "-c", MEGAPIXELS_40.format(path=str(path))],
		capture_output=True,
		text=True,
		check=True,
	)
	grown, width, height = map(int, told.stdout.split())
	assert (width, height) == (1280, 893) and grown < 60, f"{grown} MB"


def test_photos_are_taken_kept_private_and_removed(committed, http):
	rut = landlord_at(http)
	name = fill_in(rut.at)
	files = [
		("photos", (f"IMG_{n}.jpg", picture(900, 600, colour=f"#{n}0{n}080"), "image/jpeg")) for n in range(2)
	]
	files.append(("photos", ("kitchen.jpg", b"MZ\x90\x00 a program", "image/jpeg")))
	# Without a script one photo is sent at a time, so that the server's limit is not met by several.
	assert " multiple" not in rut.at.get(f"/erbjud-bostad?hem={name}&steg=bilder").split("<script>")[0]
	page = rut.at.send("/erbjud-bostad", steg="bilder", hem=name, do="add", files=files)
	assert "kitchen.jpg: The file is no photo" in page
	(kept,) = listings_of(rut.record)
	assert len(kept.photos) == 2 and "IMG" not in kept.photos[0].image
	address = kept.photos[0].image
	assert address.startswith("/private/files/")
	assert Image.open(io.BytesIO(rut.at.session.get(address).content)).format == "JPEG"
	for session in (http(), landlord_at(http, number=2).at.session):
		assert session.get(address).status_code == 403
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=bilder")
	rut.at.send("/erbjud-bostad", steg="bilder", hem=name, remove=kept.photos[0].name)
	assert len(listings_of(rut.record)[0].photos) == 1
	assert not frappe.db.exists("File", {"file_url": address})


def test_two_hundred_photos_are_too_many(committed, http):
	rut = landlord_at(http)
	name = fill_in(rut.at)
	files = [
		(
			"photos",
			(f"{n}.jpg", picture(40, 40, colour=f"hsl({n * 7 % 360}, 80%, {20 + n // 4}%)"), "image/jpeg"),
		)
		for n in range(200)
	]
	page = rut.at.send("/erbjud-bostad", steg="bilder", hem=name, do="add", files=files)
	assert "At most 12 photos" in page and len(listings_of(rut.record)[0].photos) == 12


def test_a_guest_adds_no_photo(committed, http):
	rut = landlord_at(http)
	name = fill_in(rut.at)
	guest = Visitor(http())
	guest.send(
		"/erbjud-bostad",
		steg="bilder",
		hem=name,
		do="add",
		files=[("photos", ("a.jpg", picture(40, 40), "image/jpeg"))],
	)
	assert "/kom-in" in guest.url and not listings_of(rut.record)[0].photos
