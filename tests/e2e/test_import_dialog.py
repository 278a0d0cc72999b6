"""The import dialog in a browser: a list is checked, its bad rows are shown, its good ones come in."""

import re

import frappe
import pytest
from playwright.sync_api import Page, expect

OFFICER = "inventering@people.example"
HEAD = "Upplåtare;Telefon;Typ;Ort;Adress;Sovplatser;Hyra"
GOOD = "Greta Sandelin;070-174 06 35;rum;Nås;Granvägen 1;2;3 500,50 kr"
BAD = "Greta Sandelin;070-174 06 35;rum;Nås;<b>Granvägen 2</b>;två;3 500"


@pytest.fixture
def officer(site) -> str:
	if not frappe.db.exists("User", OFFICER):
		person = {"email": OFFICER, "first_name": "Inga", "language": "en", "send_welcome_email": 0}
		frappe.get_doc({"doctype": "User", **person, "roles": [{"role": "Housing Officer"}]}).insert()
		frappe.get_doc({"doctype": "Locality", "locality_name": "Nås"}).insert()
		frappe.db.commit()
	return OFFICER


@pytest.fixture
def dialog(login_page, officer):
	page: Page = login_page(officer)
	page.goto("/app/listing")
	page.get_by_role("button", name="Import list", exact=True).click()
	return page.get_by_role("dialog")


def choose(dialog, *rows: str, name: str = "inventering.csv") -> None:
	content = "\r\n".join([HEAD, *rows]).encode("cp1252")
	chosen = {"name": name, "mimeType": "text/csv", "buffer": content}
	dialog.get_by_label("Choose a file, .xlsx or .csv").set_input_files(chosen)


def listings() -> int:
	frappe.db.rollback()
	return frappe.db.count("Listing")


def test_the_bad_rows_are_shown_and_none_come_in_when_the_officer_says_so(dialog, screenshot):
	choose(dialog, GOOD, BAD)

	row = dialog.get_by_role("row").filter(has_text="Sovplatser")
	expect(row.get_by_role("cell")).to_have_text(
		["3", "Sovplatser", "två", "Write one number, such as 3500 or 3 500,50."]
	)
	screenshot(dialog.page, "import-check")
	dialog.get_by_role("button", name="Import nothing until all are right").click()

	expect(dialog.get_by_role("alert")).to_contain_text("Nothing was imported")
	assert listings() == 0


def test_the_refused_rows_can_be_downloaded(dialog):
	choose(dialog, GOOD, BAD)
	with dialog.page.expect_download() as download:
		dialog.get_by_role("button", name="Download the refused rows with reasons").click()
	assert download.value.suggested_filename == "listings-refused.xlsx"


def test_a_file_that_is_no_list_is_refused_and_another_can_be_chosen(dialog):
	choose(dialog, "", name="tom.csv")
	expect(dialog.get_by_role("alert")).to_contain_text("has headers but no rows")

	choose(dialog, GOOD)
	expect(dialog.get_by_text("1 rows can be imported")).to_be_visible()


def test_the_good_rows_come_in_and_the_log_is_a_click_away(dialog):
	choose(dialog, GOOD, BAD)
	dialog.get_by_role("button", name="Import the 1 good rows").click()

	expect(dialog.get_by_text("1 rows imported")).to_be_visible()
	expect(dialog.get_by_text("1 rows left out")).to_be_visible()
	assert listings() == 1
	dialog.get_by_role("link", name="See what was imported").click()
	dialog.page.wait_for_url("**/data-import/**")
	# Frappe 15 says "1 record", 16 "1 out of 1 records".
	told = re.compile(r"Successfully imported 1 (record|out of 1 records)\b")
	expect(dialog.page.get_by_text(told)).to_be_visible()
