"""What a landlord sends decides neither whose a document is nor where it stands."""

import json

import frappe
import pytest
from factories import make


def test_a_landlord_cannot_offer_a_home_as_somebody_else(landlord, elsewhere):
	home = {"kind": "Room", "locality": "Vansbro"}
	sent = landlord.session.post("/api/resource/Listing", json=home)
	assert sent.ok and sent.json()["data"]["landlord"] == landlord.record
	forged = landlord.session.post("/api/resource/Listing", json={**home, "landlord": elsewhere.landlord})
	assert forged.status_code == 403
	landlord.session.put(f"/api/resource/Listing/{landlord.home}", json={"landlord": elsewhere.landlord})
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", landlord.home, "landlord") == landlord.record


def test_a_landlord_cannot_take_over_or_give_away_a_record(landlord, elsewhere):
	put = landlord.session.put
	assert (
		put(f"/api/resource/Listing/{elsewhere.name}", json={"landlord": landlord.record}).status_code == 403
	)
	assert (
		put(f"/api/resource/Landlord/{elsewhere.landlord}", json={"user": landlord.user}).status_code == 403
	)
	assert put(f"/api/resource/Landlord/{landlord.record}", json={"user": "Guest"}).status_code == 403
	doc = {"doctype": "Listing", "name": elsewhere.name, "landlord": landlord.record, "__islocal": 1}
	ask = {"doc": json.dumps(doc), "action": "Submit"}
	path = "/api/method/frappe.model.workflow.apply_workflow"
	assert landlord.session.post(path, json=ask).status_code in (403, 417)
	photo = {
		"parent": elsewhere.name,
		"parenttype": "Listing",
		"parentfield": "photos",
		"image": "/private/files/x.jpg",
	}
	assert landlord.session.post("/api/resource/Listing%20Photo", json=photo).status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", elsewhere.name, ["landlord", "stage"]) == (
		elsewhere.landlord,
		"Draft",
	)


def test_a_landlord_cannot_send_a_status(landlord):
	for sent in ({"workflow_state": "Approved"}, {"workflow_state": "Inspection", "stage": "Approved"}):
		answer = landlord.session.put(f"/api/resource/Listing/{landlord.home}", json=sent)
		assert answer.status_code in (403, 417)
		home = {"kind": "Room", "locality": "Vansbro", **sent}
		assert landlord.session.post("/api/resource/Listing", json=home).status_code in (403, 417)
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", landlord.home, "stage") == "Draft"


def test_what_only_code_writes_is_not_taken_from_a_request(landlord):
	sent = {"stage": "Approved", "availability": "Free", "free_places": 9}
	answer = landlord.session.put(f"/api/resource/Listing/{landlord.home}", json=sent)
	assert answer.ok, answer.text
	frappe.db.rollback()
	kept = frappe.db.get_value("Listing", landlord.home, ["stage", "availability", "free_places"])
	assert kept == ("Draft", "Not Available", 0)


@pytest.fixture
def inspected(landlord):
	home = make.listing("Approved", landlord=landlord.record)
	frappe.db.commit()
	return home


CHANGED = (
	{"rent": 20000},
	{"address_line": "Kvarnbacken 2", "places": 6},
	{"photos": [{"image": "https://example.com/x.jpg"}]},
	{"house_rules": "Loud music"},
)


@pytest.mark.parametrize("changed", CHANGED, ids=lambda sent: "-".join(sent))
def test_a_step_does_not_open_a_home_that_is_closed_to_changes(landlord, inspected, changed):
	path = f"/api/resource/Listing/{inspected.name}"
	for state in ("Paused", "Closed"):
		answer = landlord.session.put(path, json={"workflow_state": state, **changed})
		assert answer.status_code == 403 and "EditLockError" in answer.text, answer.text[-900:]
	frappe.db.rollback()
	home = frappe.get_doc("Listing", inspected.name)
	assert (home.stage, home.rent, home.places, len(home.photos)) == ("Approved", 5200, 4, 0)


def test_a_step_alone_is_taken_and_back_and_whoever_may_change_may_with_a_step(landlord, inspected, officer):
	path = f"/api/resource/Listing/{inspected.name}"
	for state in ("Paused", "Approved"):
		answer = landlord.session.put(path, json={"workflow_state": state})
		assert answer.ok and answer.json()["data"]["stage"] == state, answer.text[-900:]
	sent = {"workflow_state": "Paused", "paused_until": "2027-01-10"}
	assert officer.put(path, json=sent).ok
