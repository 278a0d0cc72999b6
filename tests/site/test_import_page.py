"""The platform's own import page: a raw Swedish sheet is refused there, and a clean one goes through."""

import frappe
import pytest
from factories import make
from import_lists import register_localities, xlsx

from oppna_ditt_hem.imports.errors import RawSheetError

PLATFORM = "/api/method/frappe.core.doctype.data_import.data_import."
ROW = {
	"landlord": "",
	"kind": "Room",
	"locality": "Nås",
	"places": "2",
	"rent": "3500.50",
	"available_from": "2026-11-15",
	"pets_allowed": "1",
}


def platform_import(content: bytes | str, extension: str = "csv", doctype: str = "Listing"):
	doc = frappe.new_doc("Data Import", reference_doctype=doctype, import_type="Insert New Records").insert()
	file = {"file_name": f"{frappe.generate_hash(length=8)}.{extension}", "content": content, "is_private": 1}
	attached = {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}
	doc.import_file = frappe.get_doc({"doctype": "File", **file, **attached}).insert().file_url
	return doc.save()


def csv(**changed: str) -> str:
	row = {**ROW, "landlord": frappe.db.get_value("Landlord", {}, "name"), **changed}
	return ",".join(row) + "\n" + ",".join(f'"{value}"' for value in row.values()) + "\n"


@pytest.fixture
def officer():
	register_localities()
	make.landlord()
	frappe.set_user(make.user("Housing Officer"))
	return frappe.session.user


@pytest.mark.parametrize(
	("column", "value"),
	[
		("rent", "3 500,50"),
		("rent", "3500,50"),
		("rent", "3,500"),
		("rent", "3500 kr"),
		("places", "2,5"),
		("places", "2 st"),
		("available_from", "15/11 2026"),
		("available_from", "11/12/2026"),
		("pets_allowed", "ja"),
		("pets_allowed", "x"),
	],
)
def test_a_value_that_would_be_misread_is_refused_with_row_column_and_advice(officer, column, value):
	with pytest.raises(RawSheetError) as refusal:
		platform_import(csv(**{column: value}))
	message = str(refusal.value)
	assert all(part in message for part in ("Row 2", column, value, "Import list"))


def test_a_clean_file_is_imported_by_the_platform(officer):
	doc = platform_import(csv())
	assert doc.payload_count == 1


def test_a_number_that_a_spreadsheet_keeps_as_one_is_clear(officer):
	row = {**ROW, "landlord": frappe.db.get_value("Landlord", {}, "name"), "rent": 3500.5, "places": 2.0}
	assert platform_import(xlsx(row), "xlsx").payload_count == 1


def test_a_formula_without_a_result_is_refused(officer):
	row = {**ROW, "landlord": frappe.db.get_value("Landlord", {}, "name"), "rent": "=3000+500"}
	with pytest.raises(RawSheetError, match="formula"):
		platform_import(xlsx(row), "xlsx")


def test_a_sheet_shared_by_link_is_refused(officer):
	doc = frappe.new_doc("Data Import", reference_doctype="Listing", import_type="Insert New Records")
	doc.google_sheets_url = "https://docs.google.com/spreadsheets/d/1/edit#gid=0"
	with pytest.raises(RawSheetError, match="shared by link"):
		doc.insert()


def test_other_apps_documents_are_left_alone(officer):
	frappe.set_user("Administrator")
	assert platform_import('title,public\n"Note","x"\n', doctype="Note").payload_count == 1


@pytest.mark.parametrize("role", ["Landlord", "Auditor", "Grant Controller"])
def test_a_strangers_question_about_an_import_is_refused(committed, http, officer, role):
	doc = platform_import(csv())
	stranger = make.user(role)
	frappe.db.commit()
	asked = {
		"get_preview_from_template": {"data_import": doc.name, "import_file": doc.import_file},
		"form_start_import": {"data_import": doc.name},
		"get_import_status": {"data_import_name": doc.name},
		"download_errored_template": {"data_import_name": doc.name},
		"download_import_log": {"data_import_name": doc.name},
	}
	for method, args in asked.items():
		assert http(stranger).post(PLATFORM + method, json=args).status_code == 403, method
	preview = asked["get_preview_from_template"]
	assert http(officer).post(PLATFORM + "get_preview_from_template", json=preview).ok
	frappe.db.rollback()
	assert frappe.db.count("Listing") == 0
