"""What a landlord sends along: languages of a shared home, the consent as a paper, far too many photos."""

import io
from pathlib import Path

import frappe
import pytest
from axe_playwright_python.sync_playwright import Axe
from factories import make
from playwright.sync_api import expect
from portal_help import picture
from pypdf import PdfReader, PdfWriter

MANY = 200
ARTIFACTS = Path(__file__).parent / ".artifacts"
PRESSED = (
	"Logga ut",
	"Hoppa till innehållet",
	"Spara och fortsätt",
	"Ta bort",
	"English",
	"Skicka in",
	"Ändra",
)


@pytest.fixture
def home(site):
	landlord = make.landlord(user=make.user("Landlord"), landlord_name="Rut Uvberg")
	found = make.listing(landlord=landlord, kind="Room", shared_with_the_landlord=1, tenure="Rental flat")
	frappe.db.commit()
	return found


def paper() -> bytes:
	writer, written = PdfWriter(), io.BytesIO()
	writer.add_blank_page(595, 842)
	writer.write(written)
	return written.getvalue()


def at_ease(page) -> None:
	assert not Axe().run(page).response["violations"], page.url
	assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_languages_consent_and_photos(home, login_page, screenshot):
	page = login_page(make.user("Landlord"))
	frappe.db.set_value("User", make.user("Landlord"), "language", "sv")
	frappe.db.commit()
	page.set_viewport_size({"width": 360, "height": 740})
	page.goto(f"/erbjud-bostad?hem={home.name}&steg=spraken")
	page.get_by_label("Arabiska").check()
	at_ease(page)
	screenshot(page, "landlord-16-languages")
	page.get_by_role("button", name="Spara och fortsätt", exact=True).click()
	page.get_by_role("group", name="Har du fått tillstånd").get_by_label("Ja", exact=True).check()
	page.get_by_label("Tillståndet, om du har det på papper").set_input_files(
		[{"name": "samtycke.pdf", "mimeType": "application/pdf", "buffer": paper()}]
	)
	page.locator("#consent_document").scroll_into_view_if_needed()
	screenshot(page, "landlord-16-consent")
	page.get_by_role("button", name="Spara och fortsätt", exact=True).click()
	page.goto(f"/erbjud-bostad?hem={home.name}&steg=hyran")
	expect(page.get_by_role("link", name="Det du har lagt till")).to_be_visible()
	at_ease(page)
	sends_too_many_photos(page, home)
	prints(page, home)


def prints(page, home) -> None:
	"""On paper stands what there is to read, and nothing that can only be pressed."""
	ARTIFACTS.mkdir(exist_ok=True)
	for name, path in {
		"front": "/hyr-ut?tenure=Owned+house&rent=5200",
		"homes": "/mina-bostader",
		"details": "/mina-uppgifter",
		"rent": f"/erbjud-bostad?hem={home.name}&steg=hyran",
		"photos": f"/erbjud-bostad?hem={home.name}&steg=bilder",
		"review": f"/erbjud-bostad?hem={home.name}&steg=skicka",
	}.items():
		page.goto(path)
		paper = ARTIFACTS / f"print-{name}.pdf"
		page.pdf(path=paper, format="A4")
		text = " ".join(sheet.extract_text() for sheet in PdfReader(paper).pages)
		assert "Vansbro kommun" in text and page.locator("h1").inner_text().split()[0] in text, name
		assert not [word for word in PRESSED if word in text], name


def sends_too_many_photos(page, home) -> None:
	page.goto(f"/erbjud-bostad?hem={home.name}&steg=bilder")
	large = {"name": "IMG_0.jpg", "mimeType": "image/jpeg", "buffer": picture(7600, 5300)}
	others = [
		{"name": f"IMG_{n}.jpg", "mimeType": "image/jpeg", "buffer": picture(60 + n, 40)}
		for n in range(1, MANY)
	]
	page.get_by_label("Lägg till foton").set_input_files([large, *others])
	expect(page.get_by_role("status")).to_have_text(
		"12 av de 200 fotona kan läggas till nu; det finns inte plats för fler på en gång."
	)
	page.get_by_role("button", name="Lägg till de valda fotona").click()
	expect(page.get_by_role("img", name="Foto 12")).to_be_visible()
	at_ease(page)
	frappe.db.rollback()
	assert len(frappe.get_doc("Listing", home.name).photos) == 12
