"""What the platform lets whoever is logged in call: the portal's logins call a few, the office none past the rules."""

import json

import frappe
import pytest
from factories import make
from hole_words import FAMILY

STATES = "frappe.workflow.doctype.workflow.workflow.get_workflow_state_count"
MONTHLY = {
	"title": "x",
	"doctype": "Locality",
	"docname": "Vansbro",
	"goal_value_field": "latitude",
	"goal_total_field": "latitude",
	"goal_history_field": "locality_name",
	"goal_doctype": "Applicant",
	"goal_doctype_link": "name",
	"goal_field": "name",
	"date_field": "creation",
	"aggregation": "count",
}
PAST_THE_RULES = {
	STATES: {
		"doctype": "Applicant",
		"workflow_state_field": "household_name",
		"states": "[]",
	},
	"frappe.desk.listview.get_group_by_count": {
		"doctype": "Applicant",
		"current_filters": json.dumps([["Applicant", "household_name", "like", "%Zetterqvarn%"]]),
		"field": "assigned_to",
	},
	"frappe.utils.goal.get_monthly_goal_graph_data": MONTHLY,
}
CLOSED = {
	"frappe.core.doctype.user.user.user_query": {"doctype": "User", "txt": "", "searchfield": "name"},
	"frappe.desk.reportview.get": {"doctype": "Locality", "fields": '["name"]'},
	"run_doc_method": {"dt": "Locality", "dn": "Vansbro", "method": "get_title"},
	"frappe.core.doctype.sms_settings.sms_settings.send_sms": {"receiver_list": '["1"]', "msg": "Hi"},
	"frappe.core.doctype.user.user.get_roles": {},
}


@pytest.fixture
def assigned(committed):
	"""A protected household with a task about it."""
	household = make.applicant(protection="Sekretessmarkering", household_name=FAMILY)
	make.locality()
	told = {"doctype": "ToDo", "description": "Call", "allocated_to": make.user("Housing Officer")}
	task = frappe.get_doc({**told, "status": "Open"}).insert()
	task.db_set({"reference_type": "Applicant", "reference_name": household.name})
	frappe.db.commit()
	return household


def asked(session, method: str, values: dict, way: str):
	if way == "cmd":
		return session.post("/", data={"cmd": method, **values})
	return session.post(f"/api/{way}/{method}", data=values)


@pytest.mark.parametrize("way", ["method", "v1/method", "v2/method", "cmd"])
def test_a_login_of_the_portal_calls_nothing_that_the_portal_does_not_use(landlord, way):
	for method, values in CLOSED.items():
		answer = asked(landlord.session, method, values, way)
		assert answer.status_code == 403 and "ClosedMethodError" in answer.text, (
			f"{method}: {answer.text[-900:]}"
		)
	assert asked(landlord.session, "oppna_ditt_hem.meeting.download_invitation", {}, way).status_code != 403


@pytest.mark.parametrize("method", PAST_THE_RULES)
def test_a_landlord_is_told_nothing_of_a_household(assigned, landlord, method):
	assert asked(landlord.session, method, PAST_THE_RULES[method], "method").status_code == 403


def test_neither_does_it_call_what_belongs_to_a_document(landlord):
	path = f"/api/resource/Listing/{landlord.home}"
	document = f"/api/v2/document/Listing/{landlord.home}"
	for answer in (
		landlord.session.get(path, params={"run_method": "get_title"}),
		landlord.session.post(path, json={"run_method": "get_title"}),
		landlord.session.get(f"{document}/method/get_title"),
		landlord.session.get("/api/v2/method/Listing/get_title"),
		landlord.session.get("/api/v2/method/run_doc_method", params={"method": "get_title"}),
	):
		assert answer.status_code == 403 and "ClosedMethodError" in answer.text, answer.text[-900:]
	assert landlord.session.get(path).ok and landlord.session.get(f"{document}/").ok


def test_a_call_within_a_call_goes_round_no_rule(landlord, officer, assigned):
	task = {"doctype": "Applicant", "name": assigned.name, "assign_to": '["Administrator"]'}
	files = {"file": ("note.txt", b"hello")}
	for session in (landlord.session, officer):
		form = {"method": "frappe.desk.form.assign_to.add", **task}
		assert session.post("/api/method/upload_file", data=form, files=files).status_code == 403
	query = {"doctype": "User", "txt": "", "query": "frappe.core.doctype.user.user.user_query"}
	path = "/api/method/frappe.desk.search.search_link"
	assert officer.get(path, params=query).ok
	assert landlord.session.get(path, params=query).status_code == 403


def test_who_is_not_logged_in_is_answered_as_before(http, committed):
	guest = http("Guest")
	assert guest.get("/api/method/ping").ok
	assert guest.get("/api/method/oppna_ditt_hem.portal.api.rent_hint").ok
	assert (
		guest.get("/api/method/frappe.desk.reportview.get", params={"doctype": "Locality"}).status_code == 403
	)


@pytest.mark.parametrize("method", PAST_THE_RULES)
def test_the_office_is_told_nothing_of_a_protected_household(assigned, officer, cleared, method):
	path, found = f"/api/method/{method}", ("housing-officer", FAMILY)
	answer = officer.get(path, params=PAST_THE_RULES[method])
	assert answer.status_code in (200, 403)
	assert not [word for word in found if word in answer.text], answer.text
	if "goal" in method:
		assert answer.status_code == 403
	else:
		told = cleared.get(path, params=PAST_THE_RULES[method]).text
		assert [word for word in found if word in told], told


def test_nobody_counts_by_a_field_above_their_level(auditor, committed):
	sent = {"doctype": "Applicant", "workflow_state_field": "identity_number", "states": "[]"}
	assert auditor.get(f"/api/method/{STATES}", params=sent).status_code == 403


def test_the_office_still_counts_what_it_reads(officer, committed):
	make.applicant(household_name="Familjen Öppenqvarn")
	frappe.db.commit()
	for method in list(PAST_THE_RULES)[:2]:
		assert officer.get(f"/api/method/{method}", params=PAST_THE_RULES[method]).ok
	sent = {"doctype": "Applicant", "workflow_state_field": "workflow_state", "states": "[]"}
	counted = officer.get(f"/api/method/{STATES}", params=sent).json()["message"]
	assert [row["count"] for row in counted] == [1]
