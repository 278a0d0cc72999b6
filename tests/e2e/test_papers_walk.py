"""The printed summaries as the PDF that somebody gets from the Desk: in Swedish, on one page, and pictures of them."""

import io
import os
import subprocess
import unicodedata
from pathlib import Path

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from pypdf import PdfReader
from report_rows import booked, running

import oppna_ditt_hem
from tools.steps import ROOT

ARTIFACTS = Path(__file__).parent / ".artifacts"
PICTURES = ROOT / "docs/pictures"
PHOTO = Path(oppna_ditt_hem.__file__).parent / "demo/data/files/room.png"
ROOM = {
	"kind": "Room",
	"places": 1,
	"rooms": 1,
	"rent": 2_800,
	"furnished": "Fully",
	"includes_heating": 1,
	"includes_water": 1,
	"includes_internet": 1,
	"shortest_stay_months": 3,
}


@pytest.fixture(scope="module")
def papers(site) -> dict[str, tuple[str, str]]:
	"""What is printed, by print format."""
	for role in (CONTROLLER, MANAGER, OFFICER):
		frappe.db.set_value("User", make_user(role), "language", "sv")
	lines = {"Inventering av bostäder": 80_000, "Förmedling och möten": 90_000, "Tolk": 25_000}
	grant = running("Öppna ditt hem 2016", 300_000, lines)
	booked(grant, 59_550, "2016-02-01", "Inventering av bostäder")
	booked(grant, 18_480.5, "2016-03-01", "Förmedling och möten")
	frappe.db.set_value("Grant", grant.name, {"purpose": "Inventera och förmedla lediga rum till nyanlända."})
	home = make.listing("Approved", **ROOM)
	with acting_as(make_user(OFFICER)):
		take_photo(home)
	stay = make.placement("Moved In", listing=home)
	frappe.db.commit()
	frappe.clear_cache()
	return {
		"Decision summary": ("Grant", grant.name),
		"Listing card": ("Listing", home.name),
		"Placement summary": ("Placement", stay.name),
	}


def take_photo(home) -> None:
	file = {
		"file_name": "rum.png",
		"attached_to_doctype": "Listing",
		"attached_to_name": home.name,
		"is_private": 1,
	}
	url = frappe.get_doc({"doctype": "File", **file, "content": PHOTO.read_bytes()}).insert().file_url
	doc = frappe.get_doc("Listing", home.name)
	doc.append("photos", {"image": url})
	doc.save()


@pytest.mark.parametrize(
	("name", "role", "says"),
	[
		("Decision summary", CONTROLLER, ("Budgetpost", "18 480,50 kr", "221 969,50 kr", "Slutredovisning")),
		("Listing card", OFFICER, ("Rum, Vansbro", "2 800 kr per månad", "värme, vatten, internet")),
		("Placement summary", OFFICER, ("Vad som har hänt", "Inflyttad", "Uppföljning")),
	],
)
def test_a_summary_is_a_page_in_swedish(papers, login_page, name, role, says):
	doctype, document = papers[name]
	asked = {"doctype": doctype, "name": document, "format": name, "no_letterhead": 1, "_lang": "sv"}
	desk = login_page(make_user(role))
	content = desk.request.get("/api/method/frappe.utils.print_format.download_pdf", params=asked).body()
	(page,) = PdfReader(io.BytesIO(content)).pages
	# The paper joins letters such as f and l, which are then one sign.
	text = unicodedata.normalize("NFKC", " ".join(page.extract_text().split()))
	assert [part for part in says if part not in text] == [], text
	assert "None" not in text
	keep(content, f"paper-{frappe.scrub(name)}")


def test_a_grant_is_printed_as_its_summary_unless_somebody_chooses_otherwise(papers, login_page):
	_doctype, grant = papers["Decision summary"]
	page = login_page(make_user(CONTROLLER))
	page.goto(f"/app/print/Grant/{grant}")
	page.frame_locator("iframe.print-format-container").get_by_text("Budget och bokfört").wait_for()


def keep(content: bytes, name: str) -> None:
	"""The paper beside the pictures of the browser; with PICTURES=1 a picture of it for the documentation."""
	ARTIFACTS.mkdir(exist_ok=True)
	paper = ARTIFACTS / f"{name}.pdf"
	paper.write_bytes(content)
	if os.environ.get("PICTURES") == "1":
		made = ("-png", "-r", "75", "-singlefile", paper, PICTURES / name)
		subprocess.run(["pdftoppm", *made], check=True)
