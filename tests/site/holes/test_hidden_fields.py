"""A field above the user's level is neither shown nor guessed."""

import json

import frappe
import pytest
from factories import make
from permission_routes import ROUTES, Secret, call, shown_by

NUMBER = "19850709-9805"


@pytest.fixture
def numbered(committed):
	household = make.applicant("New", identity_kind="Personnummer", identity_number=NUMBER)
	household.reload()
	frappe.db.commit()
	return household


def test_the_identity_number_is_in_no_answer_to_who_lacks_the_level(numbered, auditor, officer):
	secret = Secret("Applicant", numbered.name, "identity_number", NUMBER)
	by_value = {"client_get_by_filter", "grouping", "chart"}
	assert {"rest_document", "rest_list", "desk_form", "desk_list", "report_builder_export"} <= shown_by(
		officer, secret
	)
	assert shown_by(auditor, secret) - by_value == set()
	for name in by_value:
		assert ROUTES[name](auditor, secret).status_code == 403


ASKING = {
	"filter": {"filters": json.dumps({"identity_number": ["like", "1985%"]})},
	"filter list": {"filters": json.dumps([["Applicant", "identity_number", "like", "1985%"]])},
	"bare filter": {"filters": json.dumps([["identity_number", "like", "1985%"]])},
	"or filter": {"or_filters": json.dumps({"identity_number": ["like", "1985%"]})},
	"order": {"order_by": "identity_number asc"},
	"quoted order": {"order_by": "`tabApplicant`.`identity_number` asc"},
	"group": {"group_by": "identity_number"},
	"function": {
		"fields": json.dumps(["locate(`tabApplicant`.`name`, `tabApplicant`.`identity_number`) as x"])
	},
	"rows": {"filters": json.dumps([["Household Member", "needs", "like", "%insulin%"]])},
	"protection": {"filters": json.dumps({"protection": ["!=", "None"]})},
	"protected": {"filters": json.dumps({"protected_identity": 1})},
}

WAYS_TO_ASK = (
	("/api/resource/Applicant", {}),
	("/api/v2/document/Applicant", {}),
	("/api/method/frappe.client.get_list", {"doctype": "Applicant"}),
	("/api/method/frappe.client.get_count", {"doctype": "Applicant"}),
	("/api/method/frappe.desk.reportview.get", {"doctype": "Applicant", "fields": '["name"]'}),
	("/api/method/frappe.desk.reportview.get_count", {"doctype": "Applicant"}),
	("/api/method/frappe.desk.search.search_link", {"doctype": "Applicant", "txt": ""}),
)


def test_a_hidden_field_cannot_be_guessed_by_asking_about_it(numbered, auditor, cleared):
	first, _params = WAYS_TO_ASK[0]
	for kind, asked in ASKING.items():
		assert cleared.get(first, params=asked).ok, kind
		for path, params in WAYS_TO_ASK:
			assert auditor.get(path, params={**params, **asked}).status_code == 403, f"{kind}: {path}"


def test_a_request_with_a_key_instead_of_a_login_is_read_as_well(numbered, http):
	user = make.user("Auditor")
	doc = frappe.get_doc("User", user)
	doc.api_key, secret = "k" * 15, "s" * 15
	doc.api_secret = secret
	doc.save(ignore_permissions=True)
	frappe.db.commit()
	headers = {"Authorization": f"token {'k' * 15}:{secret}"}
	assert http("Guest").get("/api/resource/Applicant", headers=headers).ok
	asked = {"filters": json.dumps({"identity_number": NUMBER})}
	assert http("Guest").get("/api/resource/Applicant", headers=headers, params=asked).status_code == 403


def test_a_print_format_of_ones_own_cannot_show_a_hidden_field(numbered, auditor, officer):
	row = {"doctype": "Print Format", "name": "Everything", "doc_type": "Applicant", "custom_format": 1}
	row |= {
		"print_format_type": "Jinja",
		"html": "<p>{{ doc.name }} {{ doc.identity_number }}</p>",
		"standard": "No",
	}
	frappe.get_doc(row).insert()
	frappe.db.commit()
	ask = {"doc": "Applicant", "name": numbered.name, "print_format": "Everything"}
	assert NUMBER in call(officer, "frappe.www.printview.get_html_and_style", **ask).text
	answer = call(auditor, "frappe.www.printview.get_html_and_style", **ask)
	assert numbered.name in answer.text and NUMBER not in answer.text


def test_a_landlord_sees_neither_their_vetting_nor_the_inspection(landlord):
	frappe.db.set_value("Landlord", landlord.record, "vetting_status", "Failed")
	frappe.db.set_value("Listing", landlord.home, "inspection_note", "Mould in the cellar")
	frappe.db.commit()
	assert (
		"vetting_status"
		not in landlord.session.get(f"/api/resource/Landlord/{landlord.record}").json()["data"]
	)
	assert "Mould" not in landlord.session.get(f"/api/resource/Listing/{landlord.home}").text
	landlord.session.put(f"/api/resource/Landlord/{landlord.record}", json={"vetting_status": "Passed"})
	frappe.db.rollback()
	assert frappe.db.get_value("Landlord", landlord.record, "vetting_status") == "Failed"


def test_the_log_of_changes_holds_no_hidden_value(numbered, auditor, officer):
	session_answer = officer.put(
		f"/api/resource/Applicant/{numbered.name}", json={"other_needs": "Needs insulin"}
	)
	assert session_answer.ok
	for session in (auditor, officer):
		answer = call(session, "frappe.desk.form.load.get_docinfo", doctype="Applicant", name=numbered.name)
		log = json.dumps(answer.json()["docinfo"]["versions"])
		assert "other_needs" in log and "insulin" not in log
