"""The pages on paper: what there is to read, with the address and whom to call, and nothing that can only be pressed."""

import re

import frappe
import pytest
from factories import OFFICER, acting_as, make, make_user
from frappe.utils import nowdate
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from test_portal_walk import office  # noqa: F401
from walking import walk

from oppna_ditt_hem import messages
from oppna_ditt_hem.answering import status_links

A4 = {"width": 794, "height": 1123}
"""Points of the screen on a sheet."""
PRESSED = """() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, nav a, .button")]
	.filter((node) => node.checkVisibility() && !node.closest(".asked")).map((node) => node.outerHTML)"""
# A heading that no text follows before one of its own level or above.
LEFT_ALONE = """() => {
	const said = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, label, img)")]
		.filter((node) => node.checkVisibility() && (node.innerText?.trim() || node.tagName === "IMG"));
	const level = (node) => (/^H[1-3]$/.test(node?.tagName) ? +node.tagName[1] : 9);
	return said.filter((node, at) => level(node) < 9 && level(said[at + 1] || node) <= level(node))
		.map((node) => node.innerText);
}"""
MARGINS = "@media print { body { padding: 18mm; } }"


@pytest.fixture
def on_paper(tmp_path, screenshot):
	"""Look at a page as it is printed; returns what the sheets say."""

	def look(page: Page, path: str = "", picture: str = "") -> str:
		if path:
			page.goto(path)
		page.emulate_media(media="print")
		assert not page.evaluate(PRESSED), page.url
		assert not page.evaluate(LEFT_ALONE), page.url
		page.pdf(path=tmp_path / "page.pdf", format="A4")
		if picture:
			page.add_style_tag(content=MARGINS)
			screenshot(page, picture, full_page=True)
		page.emulate_media(media="screen")
		text = " ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages)
		assert "0281-750 00" in text and "Kerstin Åslund" in text, page.url
		assert not re.search(r"\d{4}-\d{2}-\d{2}", text), text
		return " ".join(text.split())

	return look


def stay_of(landlord, stage: str):
	home = make.listing("Approved", landlord=landlord, address_line="Uvstigen 19")
	family = make.applicant("Seeking", household_name="Familjen Tesfay", mobile="070-174 06 35")
	stay = make.placement(stage, listing=home, applicant=family, from_date=nowdate())
	frappe.db.commit()
	return stay


@pytest.fixture
def printed(office, login_page):  # noqa: F811
	"""A landlord before a page that is as wide as a sheet."""
	user = make_user("Landlord")
	landlord = make.landlord(user=user, landlord_name="Rut Uvberg")
	frappe.db.set_value("User", user, "language", "sv")
	frappe.db.commit()
	page = login_page(user)
	page.set_viewport_size(A4)
	return frappe._dict(page=page, landlord=landlord)


def test_a_landlords_pages(printed, on_paper):
	page, landlord = printed.page, printed.landlord
	on_paper(page, "/hyr-ut")
	assert "/mina-bostader" in on_paper(page, "/mina-bostader")
	assert "Svara senast" in on_paper(page, f"/forslag?nr={stay_of(landlord, 'Offered').name}")
	on_paper(page, "/tillganglighet")
	stay = stay_of(landlord, "Contract")
	text = on_paper(page, f"/forslag?nr={stay.name}")
	assert "Uvstigen 19" in text and "Familjen Tesfay" in text and "Hyresavtal (PDF)" in text
	is_lived_in(page, on_paper, stay)
	assert "Bor där sedan" in on_paper(page, "/mina-bostader", "landlord-17-homes-printed")


def is_lived_in(page: Page, on_paper, stay) -> None:
	stay = walk(stay, ("Moved In",), OFFICER)
	frappe.db.set_value("Placement Check", stay.checks[0].name, "due_on", nowdate())
	with acting_as(make_user(OFFICER)):
		messages.write_to_landlord("Placement", stay.name, "Vi kommer i morgon klockan nio.")
	frappe.db.commit()
	page.goto(f"/forslag?nr={stay.name}")
	expect(page.get_by_text("Hur går det?")).to_be_visible()
	text = on_paper(page, picture="landlord-17-stay-printed")
	assert "Vi kommer i morgon klockan nio." in text and "Hur går det?" not in text
	assert "/mina-bostader" in text and "Nycklarna lämnades" in text


def test_a_households_page(office, browser_page, on_paper):  # noqa: F811
	household = make.applicant("Seeking", preferred_language="ar")
	with acting_as(make_user(OFFICER)):
		link = status_links.new_link(household.name)["url"]
	frappe.db.commit()
	page = browser_page
	page.set_viewport_size(A4)
	page.goto("/" + link.split("/", 3)[3].replace("_lang=ar", "_lang=sv"))
	expect(page.locator(".way")).to_be_visible()
	text = on_paper(page)
	assert "Vi letar bostad" in text and "✓" in text and "العربية" not in text
