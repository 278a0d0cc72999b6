"""Sharing, following, assigning and tagging: what the platform hands out beside the permissions."""

import json

import frappe
import pytest
from factories import make
from hole_words import FAMILY


def test_a_protected_household_cannot_be_shared_followed_or_assigned(protected, cleared, officer):
	colleague = make.user("Housing Officer")
	frappe.db.commit()
	target = {"doctype": "Applicant", "name": protected.name}
	with pytest.raises(frappe.PermissionError):
		frappe.share.add("Applicant", protected.name, colleague)
	with pytest.raises(frappe.PermissionError):
		frappe.share.add("Applicant", protected.name, everyone=1)
	frappe.db.rollback()
	ask = {**target, "assign_to": json.dumps([colleague]), "description": FAMILY}
	assert cleared.post("/api/method/frappe.desk.form.assign_to.add", json=ask).status_code == 403
	follow = {
		"doctype": "Document Follow",
		"ref_doctype": "Applicant",
		"ref_docname": protected.name,
		"user": colleague,
	}
	assert officer.post("/api/resource/Document%20Follow", json=follow).status_code == 403
	assert officer.get(f"/api/resource/Applicant/{protected.name}").status_code == 403


def test_what_was_handed_out_is_taken_back_when_a_household_becomes_protected(committed, cleared):
	user = make.user("Auditor")
	household = make.applicant("New")
	frappe.share.add("Applicant", household.name, user)
	todo = {"doctype": "ToDo", "allocated_to": user, "description": household.household_name}
	frappe.get_doc({**todo, "reference_type": "Applicant", "reference_name": household.name}).insert()
	frappe.db.commit()
	answer = cleared.put(
		f"/api/resource/Applicant/{household.name}", json={"protection": "Sekretessmarkering"}
	)
	assert answer.ok, answer.text
	frappe.db.rollback()
	assert not frappe.db.exists("DocShare", {"share_name": household.name})
	assert not frappe.db.exists("ToDo", {"reference_name": household.name})


def test_a_tag_shows_no_title_of_what_cannot_be_read(landlord, elsewhere, officer):
	path = "/api/method/frappe.desk.doctype.tag.tag.add_tag"
	assert officer.post(path, json={"tag": "Winter", "dt": "Listing", "dn": elsewhere.name}).ok
	ask = {"fields": json.dumps(["document_name", "title"]), "limit": 0}
	assert elsewhere.name in officer.get("/api/resource/Tag%20Link", params=ask).text
	assert elsewhere.name not in landlord.session.get("/api/resource/Tag%20Link", params=ask).text
