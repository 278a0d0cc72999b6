"""The printed papers: what they say, to whom, and as a PDF."""

import io

import frappe
import pytest
from factories import acting_as, make, make_user
from permission_routes import call
from pypdf import PdfReader
from walking import walk

from oppna_ditt_hem.agreements.papers import placement_paper

OFFICER = "Housing Officer"
FAMILY, OWNER, STREET = "Familjen Qvarnberg", "Rut Zetterqvist", "Uvstigen 19"
FORMATS = ("Tenancy agreement", "Inventory list")


def drawn_up(stage="Contract", household=(), **values):
	users = frappe._dict(landlord=make.user("Landlord"), household=make.user("Applicant"))
	landlord = make.landlord(user=users.landlord, landlord_name=OWNER)
	rules = "Ingen disk efter 22.\nSkor av i hallen.<script>alert(1)</script>"
	home = {"includes_heating": 1, "house_rules": rules, "furnished": "Partly", "address_line": STREET}
	listing = make.listing("Approved", landlord=landlord, **home)
	family = make.applicant("Seeking", household_name=FAMILY, user=users.household, **dict(household))
	stay = make.placement("Meeting", listing=listing, applicant=family)
	frappe.db.set_value("Placement", stay.name, {"deposit": 5000, **values})
	frappe.clear_document_cache("Placement", stay.name)
	if stage != "Meeting":
		role = (OFFICER, "Protected Identity Officer") if household else OFFICER
		stay = walk(stay, ("Contract",), role)
	if "contract_party" in values:
		frappe.db.set_value("Placement", stay.name, "contract_party", values["contract_party"])
		stay.reload()
	return stay, users


def printed(session, stay, name=FORMATS[0]):
	ask = {"doc": "Placement", "name": stay.name, "print_format": name}
	return call(session, "frappe.www.printview.get_html_and_style", **ask)


def test_the_agreement_is_filled_in_from_the_case(committed, http):
	stay, _users = drawn_up()
	frappe.db.commit()
	html = printed(http(make_user(OFFICER)), stay).json()["message"]["html"]
	for text in (
		FAMILY, OWNER, STREET, "5\u00a0200 kr per månad", "I hyran ingår värme", "5\u00a0000 kr", "Privatuthyrningslag (2026:772)",
		"Ingen disk efter 22.", "3 månader", "ej verifierat", "Jordabalken 12 kap. 65 a §", "I korthet", "Skatteverket",
	):  # fmt: skip
		assert text in html, text
	assert "<script>alert" not in html and "{{" not in html and "None" not in html


def test_the_papers_are_swedish_whatever_the_reader_speaks():
	stay, _users = drawn_up()
	with acting_as(make_user(OFFICER)):
		frappe.local.lang = "en"
		paper = placement_paper(stay)
		assert frappe.local.lang == "en"
	assert paper.home.kind == "Lägenhet"
	assert all("tenancy" not in row.text.lower() for row in paper.law.rules)


def test_the_municipality_as_party_says_that_it_lets_on():
	stay, _users = drawn_up(contract_party="Municipality")
	with acting_as(make_user(OFFICER)):
		paper = placement_paper(stay)
	assert paper.tenant.name == "Vansbro kommun" and FAMILY not in str(paper)
	assert "kommun" in paper.law.lets_on.text.lower()


def test_the_name_of_a_protected_household_is_written_in_by_hand():
	stay, _users = drawn_up(household=(("protection", "Sekretessmarkering"),))
	with acting_as(make_user(OFFICER, "Protected Identity Officer")):
		paper = placement_paper(stay)
	assert paper.tenant.name is None and FAMILY not in str(paper)
	with acting_as(make_user(OFFICER)), pytest.raises(frappe.PermissionError):
		placement_paper(stay)


@pytest.mark.parametrize("name", FORMATS)
def test_papers_are_for_the_parties_and_the_staff_who_may_know_them(name, committed, http):
	stay, users = drawn_up()
	early, _users = drawn_up("Meeting")
	others = [make_user(role) for role in (OFFICER, "Auditor", "Grant Controller")]
	frappe.db.commit()
	for user in (*users.values(), *others[:2]):
		answer = printed(http(user), stay, name)
		assert answer.ok and STREET in answer.json()["message"]["html"]
		refused(printed(http(user), early, name))
	refused(printed(http(others[2]), stay, name))


def refused(answer) -> None:
	assert not answer.ok and not any(text in answer.text for text in (FAMILY, OWNER, STREET))


@pytest.mark.parametrize("name", FORMATS)
def test_the_papers_come_as_pdf(name, committed, http):
	stay, users = drawn_up()
	frappe.db.commit()
	ask = {"doctype": "Placement", "name": stay.name, "format": name, "no_letterhead": 1, "_lang": "sv"}
	answer = call(http(users.landlord), "frappe.utils.print_format.download_pdf", **ask)
	assert answer.ok and answer.content.startswith(b"%PDF")
	pages = PdfReader(io.BytesIO(answer.content)).pages
	text = " ".join(" ".join(page.extract_text() for page in pages).split())
	assert STREET in text and "Underskrifter" in text
