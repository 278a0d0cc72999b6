"""A stay on a landlord's pages: what helps them there, its papers also when it is over, and a day that can't be."""

import frappe
import portal_help
import pytest
from factories import make
from frappe.utils import add_days, nowdate
from portal_help import landlord_at
from walking import walk

from oppna_ditt_hem.portal import words

PHONE = "070-174 06 12"


@pytest.fixture
def rut(committed, http):
	return landlord_at(http)


def stay_of(rut, stage: str, **values):
	home = make.listing("Approved", landlord=rut.record, address_line="Uvstigen 19", postal_code="786 91")
	family = make.applicant("Seeking", mobile=PHONE, interpreter_needed=1)
	return portal_help.stay_of(rut, stage, home, applicant=family, from_date=nowdate(), **values)


def receipt_of(stay) -> str:
	"""A scan of the receipt for the deposit on a placement; returns its address."""
	row = {"doctype": "File", "file_name": "receipt.txt", "is_private": 1, "content": b"Received"}
	row |= {"attached_to_doctype": "Placement", "attached_to_name": stay.name}
	address = frappe.get_doc(row).insert().file_url
	frappe.db.set_value("Placement", stay.name, "deposit_receipt", address)
	frappe.db.commit()
	return address


def test_the_page_says_which_home_and_whom_to_ring(rut):
	page = rut.at.get(f"/forslag?nr={stay_of(rut, 'Meeting').name}")
	assert "Uvstigen 19, 786 91" in page and '<a href="tel:070-1740612">' in page


def test_an_interpreter_is_promised_until_the_meeting_and_the_meeting_shown_until_it_is_held(rut):
	stay = stay_of(rut, "Offered")
	for stage, promised in (("Offered", True), ("Accepted", True), ("Meeting", False), ("Contract", False)):
		if stage != "Offered":
			stay = walk(stay, (stage,), "Housing Officer")
			frappe.db.commit()
		assert ("We book one for the meeting" in rut.at.get(f"/forslag?nr={stay.name}")) == promised, stage
	assert "Put it in my calendar" in rut.at.page
	frappe.db.set_value("Placement", stay.name, "meeting_at", add_days(nowdate(), -1))
	frappe.db.commit()
	assert "Put it in my calendar" not in rut.at.get(f"/forslag?nr={stay.name}")


def test_a_notice_says_when_the_agreement_ends(rut):
	stay = stay_of(rut, "Notice Given")
	last = words.day(frappe.db.get_value("Placement", stay.name, "earliest_end"), "en")
	assert last
	for path in (f"/forslag?nr={stay.name}", "/mina-bostader"):
		assert f"is under notice and ends on {last}." in rut.at.get(path), path


def test_papers_that_were_scanned_are_found_also_when_the_stay_is_over(rut):
	stay = stay_of(rut, "Meeting")
	address = receipt_of(stay)
	assert address not in rut.at.get(f"/forslag?nr={stay.name}")
	stay.reload()
	for stage in ("Contract", "Moved In", "Ended"):
		stay = walk(stay, (stage,), "Housing Officer")
		frappe.db.commit()
		assert f'href="{address}"' in rut.at.get(f"/forslag?nr={stay.name}"), stage
	assert rut.at.session.get(address).content == b"Received"
	page = rut.at.get("/mina-bostader")
	earlier = page.split("Earlier households")[1].split("</details>")[0]
	assert f"/forslag?nr={stay.name}" in earlier and f"From {words.day(nowdate(), 'en')}" in earlier


@pytest.mark.parametrize("day", ["", "soon", "2016-01-01", "2099-01-01"])
def test_a_day_that_cannot_be_is_said_at_its_field(rut, day):
	stay = stay_of(rut, "Moved In")
	rut.at.get(f"/forslag?nr={stay.name}")
	page = rut.at.send("/forslag", nr=stay.name, do="moved-out", day=day)
	assert '<a href="#day">' in page and 'id="day-wrong"' in page and f'value="{day}"' in page
	assert "<details open>" in page.replace("<details  ", "<details ") and "Said to have" not in page
	frappe.db.rollback()
	assert not frappe.db.get_value("Placement", stay.name, "moved_out_day")
