"""Files of a case, and the way to attach one."""

import json

import frappe
import pytest


@pytest.fixture
def photo(elsewhere):
	row = {"doctype": "File", "file_name": "kitchen.txt", "is_private": 1, "content": b"A kitchen"}
	row |= {"attached_to_doctype": "Listing", "attached_to_name": elsewhere.name}
	file = frappe.get_doc(row).insert()
	frappe.db.commit()
	return file


def test_another_landlords_private_photo_cannot_be_opened(photo, landlord, officer, http):
	assert officer.get(photo.file_url).content == b"A kitchen"
	for session in (landlord.session, http("Guest")):
		assert session.get(photo.file_url).status_code == 403
		assert session.get(
			"/api/method/frappe.handler.download_file", params={"file_url": photo.file_url}
		).status_code in (403, 404)
		assert session.get(f"/api/resource/File/{photo.name}").status_code in (403, 404)


def test_files_of_a_protected_household_are_in_no_list(protected, officer, cleared):
	row = {"doctype": "File", "file_name": "zetterqvarn-permit.txt", "is_private": 1, "content": b"x"}
	row |= {"attached_to_doctype": "Applicant", "attached_to_name": protected.name}
	frappe.get_doc(row).insert()
	frappe.db.commit()
	ask = {"fields": json.dumps(["file_name"]), "limit": 0}
	assert "zetterqvarn" in cleared.get("/api/resource/File", params=ask).text
	assert "zetterqvarn" not in officer.get("/api/resource/File", params=ask).text


def test_a_file_cannot_be_put_on_another_landlords_home(landlord, elsewhere):
	form = {"doctype": "Listing", "docname": elsewhere.name, "is_private": 1}
	files = {"file": ("note.txt", b"hello")}
	answer = landlord.session.post("/api/method/upload_file", data=form, files=files)
	assert answer.status_code == 403


def test_a_file_of_a_case_cannot_be_public(officer, elsewhere):
	form = {"doctype": "Listing", "docname": elsewhere.name, "is_private": 0}
	files = {"file": ("note.txt", b"hello")}
	answer = officer.post("/api/method/upload_file", data=form, files=files)
	assert answer.json()["exc_type"] == "PublicAttachmentError"
	assert officer.post("/api/method/upload_file", data={**form, "is_private": 1}, files=files).ok
