"""The consent to let as a paper, and the languages of a shared home."""

import io

import frappe
import pytest
from PIL import Image
from portal_help import RENT, fill_in, landlord_at, listings_of, picture, send_in
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from oppna_ditt_hem.portal.offering import consent

GIVEN = {**RENT, "tenure": "Rental flat", "consent_to_let": "Given", "consent_reason": ""}


def pdf(pages: int = 1, password: str = "", acts: bool = False) -> bytes:
	writer, written = PdfWriter(), io.BytesIO()
	for _page in range(pages):
		writer.add_blank_page(200, 200)
	if acts:
		writer.add_js("app.alert('x')")
		writer.add_attachment("hidden.exe", b"MZ\x90")
		writer.pages[0][NameObject("/Annots")] = ArrayObject()
		writer.add_metadata({"/Author": "Rut Uvberg"})
	if password:
		writer.encrypt(password)
	writer.write(written)
	return written.getvalue()


def sends(rut, name: str, content: bytes, **form) -> str:
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	files = {"consent_document": ("samtycke från värden.pdf", content, "application/pdf")}
	sent = {"steg": "hyran", "hem": name, "base": rut.at.hidden("base"), "do": "next", **GIVEN, **form}
	return rut.at.send("/erbjud-bostad", files=files, **sent)


def test_a_paper_is_kept_private_replaced_and_removed(rut, http):
	name = fill_in(rut.at, kind="Flat")
	sends(rut, name, pdf(2))
	first = listings_of(rut.record)[0].consent_document
	assert first.startswith("/private/files/LST-") and first.endswith(".pdf")
	assert "Added" in rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	assert len(PdfReader(io.BytesIO(rut.at.session.get(first).content)).pages) == 2
	for session in (http(), landlord_at(http, number=2).at.session):
		assert session.get(first).status_code == 403
	# What is wrong elsewhere in the form doesn't lose the paper.
	assert 'id="rent-wrong"' in sends(rut, name, picture(3000, 2400), rent="gratis")
	(kept,) = listings_of(rut.record)
	assert kept.consent_document.endswith(".jpg") and kept.rent == 5200
	photo = rut.at.session.get(kept.consent_document).content
	assert max(Image.open(io.BytesIO(photo)).size) == consent.SIDE
	assert frappe.get_all("File", {"attached_to_name": name}, pluck="file_url") == [kept.consent_document]
	rut.at.send("/erbjud-bostad", steg="hyran", hem=name, do="remove-consent")
	assert not listings_of(rut.record)[0].consent_document
	assert not frappe.db.exists("File", {"attached_to_name": name})


def test_the_paper_comes_along_when_the_home_is_offered_anew(rut):
	name = fill_in(rut.at, kind="Flat")
	sends(rut, name, pdf(2))
	frappe.db.set_value("Listing", name, {"stage": "Closed", "workflow_state": "Closed"})
	frappe.db.commit()
	rut.at.get("/mina-bostader")
	rut.at.send("/erbjud-bostad", hem=name, do="again", once=rut.at.hidden("once"))
	before, anew = listings_of(rut.record)
	assert anew.consent_document and anew.consent_to_let == "Given"
	frappe.delete_doc("Listing", before.name, force=True)
	frappe.db.commit()
	paper = rut.at.session.get(anew.consent_document).content
	assert len(PdfReader(io.BytesIO(paper)).pages) == 2


def test_an_offer_is_not_sent_in_by_whom_it_was_refused(rut):
	name = fill_in(rut.at, kind="Flat")
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	sent = {"steg": "hyran", "hem": name, "base": rut.at.hidden("base"), "do": "next"}
	rut.at.send("/erbjud-bostad", **sent, **{**GIVEN, "consent_to_let": "Refused"})
	assert "You have been refused to let the home on" in send_in(rut.at, name)
	assert listings_of(rut.record)[0].stage == "Draft"


def test_only_a_paper_is_taken_and_only_a_given_consent(rut):
	name = fill_in(rut.at, kind="Flat")
	assert "say above that it is given" in sends(rut, name, pdf(), consent_to_let="Applied for")
	page = sends(rut, name, b"MZ\x90\x00 a program")
	assert 'id="consent_document-wrong"' in page and '<a href="#consent_document">' in page
	other = "/private/files/somebody-elses.pdf"
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	rut.at.send("/erbjud-bostad", steg="hyran", hem=name, do="next", consent_document=other, **GIVEN)
	(kept,) = listings_of(rut.record)
	assert not kept.consent_document and kept.consent_to_let == "Given"


def test_of_a_pdf_only_its_pages_are_kept(site):
	content, ending = consent.read(pdf(acts=True))
	assert ending == "pdf" and len(PdfReader(io.BytesIO(content)).pages) == 1
	for hidden in (b"JavaScript", b"EmbeddedFile", b"Annots", b"Uvberg"):
		assert hidden not in content, hidden
	assert b"JavaScript" in pdf(acts=True)


@pytest.mark.parametrize(
	("content", "why"),
	[
		(pdf(password="x"), "password"),
		(pdf(consent.MOST_PAGES + 1), "more than 30 pages"),
		(b"%PDF-1.7 torn off", "can't be read"),
		(b"%PDF-" + b"a" * consent.MOST_BYTES, "larger than 10 MB"),
	],
	ids=["locked", "long", "broken", "large"],
)
def test_a_paper_that_cannot_be_taken_says_why(site, content, why):
	with pytest.raises(consent.PaperError, match=why):
		consent.read(content)


def test_the_languages_of_a_home_are_asked_for_where_it_is_shared(rut):
	name = fill_in(rut.at)
	assert "Languages in the home" not in rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=bostaden")
	home = {"kind": "Room", "locality": "Vansbro", "address_line": "Granstigen 4", "places": "2"}
	rut.at.send("/erbjud-bostad", steg="bostaden", hem=name, do="next", shared_with_the_landlord="1", **home)
	assert rut.at.url.endswith("steg=spraken") and "Tigrinya" in rut.at.page
	form = {"steg": "spraken", "hem": name, "do": "next", "base": rut.at.hidden("base")}
	rut.at.send("/erbjud-bostad", **form, **{"languages-sv": "1", "languages-ti": "1", "languages-xx": "1"})
	assert rut.at.url.endswith("steg=hyran")
	assert sorted(row.language for row in listings_of(rut.record)[0].languages) == ["sv", "ti"]
	page = rut.at.get(f"/erbjud-bostad?hem={name}&steg=spraken")
	assert 'id="languages-ti" value="1" checked' in " ".join(page.split())
	# Another device has meanwhile said something else: both are shown in words.
	page = rut.at.send("/erbjud-bostad", **form, **{"languages-ar": "1"})
	assert "Changed in two places" in page and "Arabic" in page and "Swedish, Tigrinya" in page
	rut.at.send(
		"/erbjud-bostad", **{**form, "base": rut.at.hidden("base")}, languages=rut.at.hidden("languages")
	)
	assert [row.language for row in listings_of(rut.record)[0].languages] == ["ar"]
	rut.at.send("/erbjud-bostad", **{**form, "base": ""}, languages="ar,'; drop")
	assert "Choose one of the answers" in rut.at.page
	assert "Arabic" in rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	rut.at.send("/erbjud-bostad", hem=name, do="room", once="x1")
	assert [[row.language for row in home.languages] for home in listings_of(rut.record)] == [["ar"], ["ar"]]
