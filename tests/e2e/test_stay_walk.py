"""From the agreement on, in a browser: what the law says, the meetings, the papers, a worry that stops everything."""

import io
import re
from pathlib import Path

import frappe
import pytest
from desk import Desk
from playwright.sync_api import expect
from pypdf import PdfReader
from vansbro import first_day

from oppna_ditt_hem.demo import PASSWORD
from oppna_ditt_hem.demo.placements import Walker
from oppna_ditt_hem.demo.registry import Registry

OFFICER = "handlaggare@vansbro.example"
ARTIFACTS = Path(__file__).parent / ".artifacts"
PLACEMENTS = ("10", "11")
# The home that the room of the second lies in.
WHOLE = "listing-19"


@pytest.fixture(scope="module")
def vansbro(site) -> Registry:
	"""Two of Vansbro's placements: one with its meeting set, one with its agreement drawn up."""
	with first_day() as loader:
		loader.each("landlords", loader.landlord)
		rows = [row for row in loader.in_order("placements") if row["key"].rpartition("-")[2] in PLACEMENTS]
		for kind, make, field in (
			("listings", loader.listing, "listing"),
			("households", loader.household, "applicant"),
		):
			for row in loader.in_order(kind):
				if row["key"] in {WHOLE, *(placement[field] for placement in rows)}:
					make(row)
		for row in rows:
			Walker(loader.registry).walk(row)
	return loader.registry


@pytest.fixture
def officer(vansbro, login_page) -> Desk:
	desk = Desk(login_page(OFFICER, PASSWORD))
	desk.page.set_viewport_size({"width": 1366, "height": 900})
	return desk


def open_case(officer: Desk, name: str) -> None:
	officer.go(f"placement/{name}")
	officer.next_step.wait_for()
	officer.settled()


def test_the_agreement_shows_its_law_and_prints(vansbro, officer, screenshot):
	name = vansbro.name("placement-10")
	open_case(officer, name)
	officer.tab("Avtal")
	card = officer.here.locator(".odh-law")
	expect(card).to_contain_text("Om hushållet säger upp")
	expect(card).to_contain_text("ej verifierat")
	card.scroll_into_view_if_needed()
	screenshot(officer.page, "stay-01-law")
	for name_of_paper, slug in (("Tenancy agreement", "hyresavtal"), ("Inventory list", "inventarielista")):
		ask = {
			"doctype": "Placement",
			"name": name,
			"format": name_of_paper,
			"no_letterhead": 1,
			"_lang": "sv",
		}
		paper = officer.page.request.get("/api/method/frappe.utils.print_format.download_pdf", params=ask)
		assert paper.ok and "Underskrifter" in text_of(paper.body())
		keep(paper.body(), slug)
	officer.press("Handlingar")
	expect(officer.here.get_by_role("link", name="Inventarielista")).to_be_visible()


def text_of(pdf: bytes) -> str:
	return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def keep(pdf: bytes, slug: str) -> None:
	ARTIFACTS.mkdir(exist_ok=True)
	(ARTIFACTS / f"{slug}.pdf").write_bytes(pdf)


def test_the_officer_writes_to_the_landlord_on_the_case(vansbro, officer, screenshot):
	name = vansbro.name("placement-10")
	open_case(officer, name)
	officer.press("Skriv till upplåtaren")
	officer.fill({"Meddelande": "Nycklarna hämtas på fredag klockan tio."}, officer.dialog)
	screenshot(officer.page, "stay-05-message")
	officer.confirm("Skicka")
	# Mail is switched off on a test site, so the officer is told to call.
	expect(officer.dialog).to_contain_text("ingen har berättat det")
	officer.page.keyboard.press("Escape")
	told = officer.here.locator(".timeline-message-box", has_text="Nycklarna hämtas på fredag")
	expect(told).to_contain_text("Till upplåtaren")
	told.scroll_into_view_if_needed()
	screenshot(officer.page, "stay-06-thread")


def test_the_calendar_has_the_meeting(vansbro, officer, screenshot):
	officer.page.goto("/app/placement/view/calendar/default")
	event = officer.page.locator(".fc-event").first
	event.wait_for()
	officer.at_rest()
	screenshot(officer.page, "stay-02-calendar")
	event.click()
	officer.next_step.wait_for()
	expect(officer.page).to_have_url(re.compile(r"/app/placement/PLA-"))


def test_a_worry_stops_the_placement_and_is_not_read_by_who_wrote_it(vansbro, officer, screenshot):
	name = vansbro.name("placement-11")
	open_case(officer, name)
	officer.press("Anmäl oro")
	told = {
		"Vad det gäller": "Brand eller säkerhet",
		"Allvarlighetsgrad": "Hög",
		"Vad som har hänt": "Kaminen ryker in.",
	}
	officer.fill(told, officer.dialog)
	screenshot(officer.page, "stay-03-worry")
	officer.confirm("Anmäl oro")
	expect(officer.here).to_contain_text("Stoppad: en allvarlig orosanmälan handläggs")
	screenshot(officer.page, "stay-04-stopped")
	frappe.db.rollback()
	worry = frappe.db.get_value("Concern", {"placement": name})
	assert not frappe.has_permission("Concern", "read", doc=worry, user=OFFICER)
