"""The four pictures of the landlords' front page: of the real pages, in the language of their reader.

With PICTURES=1 they are taken anew, from homes and stays that are made here.
"""

import io
import os

import frappe
import pytest
from factories import make
from frappe.utils import nowdate
from PIL import Image

from tools.steps import ROOT

IMAGES = ROOT / "oppna_ditt_hem/public/images"
WIDTH = 360
HEIGHTS = {1: 310, 2: 353, 3: 385, 4: 230}


@pytest.fixture
def shown(site) -> dict[int, tuple[str, str]]:
	"""What each picture is of: a page of a landlord's at one of four moments, and where on it the picture begins."""
	landlord = make.landlord(user=make.user("Landlord"), landlord_name="Rut Uvberg")
	about = {
		"landlord": landlord,
		"kind": "Cottage",
		"locality": make.locality("Nås"),
		"address_line": "Uvstigen 19",
	}
	submitted = make.listing("Submitted", **about)
	year = int(nowdate()[:4])
	members = [
		{"birth_year": year - age, "relation": relation} for age, relation in ((31, "Head"), (4, "Child"))
	]
	stays = [
		make.placement(
			stage,
			listing=make.listing("Approved", **about),
			applicant=make.applicant("Seeking", members=members),
		)
		for stage in ("Offered", "Contract")
	]
	frappe.db.commit()
	offered, contract = (f"/forslag?nr={stay.name}" for stay in stays)
	return {
		1: ("/erbjud-bostad?steg=bostaden", "#progress-text"),
		2: ("/mina-bostader", f"[id='{submitted.name}']"),
		3: (offered, "h1"),
		4: (contract, "h1"),
	}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_front_page_shows_the_real_pages_in_its_language(language, shown, login_page):
	frappe.db.set_value("User", make.user("Landlord"), "language", language)
	frappe.db.commit()
	page = login_page(make.user("Landlord"))
	page.set_viewport_size({"width": WIDTH, "height": 900})
	for number, (path, start) in shown.items():
		page.goto(path)
		at = page.locator(start).bounding_box()
		clip = {"x": 0, "y": max(at["y"] - 13, 0), "width": WIDTH, "height": HEIGHTS[number]}
		taken = page.screenshot(clip=clip, full_page=True, animations="disabled")
		if os.environ.get("PICTURES") == "1":
			Image.open(io.BytesIO(taken)).save(IMAGES / f"landlord-step-{number}-{language}.webp", quality=80)
	page.goto("/hyr-ut")
	for number, height in HEIGHTS.items():
		picture = page.locator("ol.steps img").nth(number - 1)
		picture.scroll_into_view_if_needed()
		picture.evaluate("image => image.decode()")
		assert picture.get_attribute("src").endswith(f"landlord-step-{number}-{language}.webp")
		assert picture.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [WIDTH, height]
