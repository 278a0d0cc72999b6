"""Invariant 7, Jordabalken 12 kap. 65 a §: on a site no field, column, ledger row or report can carry a fee from a household."""

import frappe
import pytest
from factories import acting_as, make, make_user
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.desk import query_report

from oppna_ditt_hem.economy.fees import HOUSEHOLD_SIDE, names_a_fee
from oppna_ditt_hem.imports.reading import ReadList
from oppna_ditt_hem.refusals import LedgerError, StageRuleError

MODULE = {"module": "Oppna Ditt Hem"}


def test_no_field_of_any_document_is_called_a_fee_in_english_or_swedish():
	doctypes = frappe.get_all("DocType", MODULE, pluck="name", order_by="name")
	assert set(HOUSEHOLD_SIDE) <= set(doctypes)
	for doctype in doctypes:
		for field in frappe.get_meta(doctype).fields:
			texts = (field.fieldname, field.label, field.label and frappe._(field.label, "sv"))
			assert not names_a_fee(*texts), (doctype, field.fieldname)


def test_no_column_of_a_report_is_a_fee():
	reports = frappe.get_all("Report", MODULE, pluck="name", order_by="name")
	assert reports
	for name in reports:
		result = query_report.run(name, filters={}, ignore_prepared_report=True)
		columns = [frappe._dict(column) for column in result["columns"] if isinstance(column, dict)]
		assert columns and not [
			c for c in columns if names_a_fee(c.fieldname, c.label, frappe._(c.label, "sv"))
		]


@pytest.mark.parametrize("label", ["Förmedlingsavgift", "Application fee", "Arvode"])
@pytest.mark.parametrize("doctype", ["Applicant", "Placement", "Grant Entry"])
def test_an_administrator_cannot_add_one(doctype, label):
	field = {
		"doctype": "Custom Field",
		"dt": doctype,
		"fieldtype": "Currency",
		"label": label,
		"fieldname": "extra",
	}
	with pytest.raises(StageRuleError, match="65 a"):
		frappe.get_doc(field).insert()
	with pytest.raises(StageRuleError, match="65 a"):
		make_property_setter(doctype, "title", "label", label, "Data", validate_fields_for_doctype=False)


def test_a_listing_may_say_what_the_landlord_pays():
	field = {
		"doctype": "Custom Field",
		"dt": "Listing",
		"fieldtype": "Data",
		"label": "Avgift",
		"fieldname": "own",
	}
	doc = frappe.get_doc(field)
	doc.run_method("validate")
	assert doc.fieldname


def test_a_spreadsheets_column_with_a_fee_is_named_and_not_read():
	sheet = "Hushåll;Antal personer;Språk;Förmedlingsavgift\nFamiljen Qvist;2;arabiska;5000\n".encode()
	found = ReadList("Applicant", sheet, "hushall.csv")
	assert found.unknown_columns == ["Förmedlingsavgift"]
	assert "5000" not in str(found.rows)


def test_the_ledger_takes_costs_and_no_income():
	grant = make.grant("Running")
	assert set(frappe.get_meta("Grant Entry").get_field("entry_type").options.split("\n")) == {
		"Cost",
		"Hours",
		"Mileage",
	}
	with acting_as(make_user("Grant Controller")), pytest.raises(LedgerError, match="Corrects"):
		make.grant_entry(grant, amount=-5000, description="Paid by the household")
