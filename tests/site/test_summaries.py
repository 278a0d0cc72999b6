"""The printed summaries: what they say, what they keep to themselves, and that they come as PDF."""

import io
import os
from pathlib import Path

import frappe
import pytest
from factories import CLEARED, CONTROLLER, OFFICER, acting_as, make, make_user
from frappe.utils.pdf import get_pdf
from frappe.www.printview import get_html_and_style
from pypdf import PdfReader
from report_rows import booked, running

from oppna_ditt_hem import summaries

OWNER, STREET, FAMILY = "Rut Zetterqvist", "Uvstigen 19", "Familjen Qvarnberg"
SECRETS = (OWNER, STREET, FAMILY, "070-174")


def stay_in(stage: str, users: bool = False, **household):
	landlord = make.landlord(user=make.user("Landlord") if users else None, landlord_name=OWNER)
	home = make.listing(
		"Approved", landlord=landlord, address_line=STREET, includes_heating=1, step_free=1, kind="House"
	)
	if household:
		family = make.applicant("Seeking", household_name=FAMILY, **household)
	else:
		user = make.user("Applicant") if users else None
		family = make.applicant("Seeking", household_name=FAMILY, user=user)
	return make.placement(stage, listing=home, applicant=family)


def printed(doc, name: str, role: str = OFFICER) -> str:
	with acting_as(make_user(role)):
		return get_html_and_style(doc.doctype, doc.name, print_format=name, no_letterhead=True)["html"]


def text_of(html: str, name: str) -> str:
	content = get_pdf(f'<meta charset="utf-8"><div class="print-format">{html}</div>')
	# Kept for who wants to look at them: SHOW=folder.
	if os.environ.get("SHOW"):
		Path(os.environ["SHOW"], f"{frappe.scrub(name)}.pdf").write_bytes(content)
	return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_decision_on_a_grant():
	grant = running("Öppna <b>ditt</b> hem 2016", 300_000, {"Inventering": 80_000, "Förmedling": 200_000})
	booked(grant, 123_456.78, "2016-05-02")
	html = printed(grant, "Decision summary", CONTROLLER)
	assert "Öppna &lt;b&gt;ditt&lt;/b&gt; hem" in html and "None" not in html
	text = text_of(html, "Decision summary")
	for part in (
		"Länsstyrelsen",
		"300 000,00 kr",
		"123 456,78 kr",
		"Förmedling",
		"1 januari 2016 – 31 december 2016",
		"Pågår",
	):
		assert part in text.replace("\u00a0", " "), part
	with acting_as(make_user("Landlord")), pytest.raises(frappe.PermissionError):
		summaries.grant_summary(grant)


def test_the_card_of_a_home_can_be_laid_before_anybody():
	stay = stay_in("Proposed")
	home = frappe.get_doc("Listing", stay.listing)
	home.append("photos", {"image": photo_on(home)})
	home.flags.ignore_permissions = True
	home.save()
	html = printed(home, "Listing card")
	assert "data:image/png;base64," in html and "None" not in html
	text = text_of(html, "Listing card")
	for part in ("Hus, Vansbro", "5 200 kr per månad", "värme", "Sovplatser 4", "Värmepump"):
		assert part in text.replace("\u00a0", " "), part
	assert not [secret for secret in SECRETS if secret in html]
	# Nor in what a print format of the municipality's own would be given.
	assert not [secret for secret in SECRETS if secret in str(summaries.listing_card(home))]
	with acting_as(make_user("Applicant", number=2)), pytest.raises(frappe.PermissionError):
		summaries.listing_card(home)


def photo_on(home) -> str:
	from PIL import Image

	written = io.BytesIO()
	Image.new("RGB", (640, 400), "#7a9b6d").save(written, "PNG")
	row = {"doctype": "File", "file_name": "front.png", "is_private": 1, "content": written.getvalue()}
	return (
		frappe.get_doc({**row, "attached_to_doctype": "Listing", "attached_to_name": home.name})
		.insert()
		.file_url
	)


def test_a_placement_from_the_offer_until_now_without_names():
	stay = stay_in("Moved In", users=True)
	html = printed(stay, "Placement summary")
	text = text_of(html, "Placement summary")
	for part in (
		stay.name,
		"Erbjuden",
		"Avtal",
		"Inflyttad",
		"Hus, Vansbro",
		"Uppföljning",
		"tills vidare",
	):
		assert part in text, part
	for role in (OFFICER, "Auditor", CONTROLLER, "Landlord", "Applicant"):
		shown = html if role == OFFICER else printed(stay, "Placement summary", role)
		assert not [secret for secret in SECRETS if secret in shown], role
		assert ("Uppföljning" in shown) == (role in (OFFICER, "Auditor")), role


def test_a_protected_placement_is_printed_for_the_cleared_alone():
	stay = stay_in("Offered", protection="Sekretessmarkering")
	with acting_as(make_user(OFFICER)), pytest.raises(frappe.PermissionError):
		summaries.placement_summary(stay)
	with acting_as(make_user(OFFICER, CLEARED)):
		assert FAMILY not in str(summaries.placement_summary(stay))
