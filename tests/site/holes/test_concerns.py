"""A concern is handed in by anybody on the staff, and read by who handles it."""

import json

import frappe
from factories import make


def test_an_officer_hands_in_a_concern_and_sees_no_more_of_it(officer, elsewhere, http):
	row = {"subject": "Health", "severity": "High", "description": "The smoke alarm is silent."}
	doc = {"doctype": "Concern", "__islocal": 1, "__unsaved": 1, "name": "new-concern-1", **row}
	sent = officer.post(
		"/api/method/frappe.desk.form.save.savedocs", json={"doc": json.dumps(doc), "action": "Save"}
	)
	assert sent.ok, sent.text[-1500:]
	frappe.db.rollback()
	name = frappe.db.get_value("Concern", {"severity": "High"})
	assert name and officer.get(f"/api/resource/Concern/{name}").status_code == 403
	handler = make.user("Concern Handler")
	frappe.db.commit()
	assert http(handler).get(f"/api/resource/Concern/{name}").ok
