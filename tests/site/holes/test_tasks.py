"""The office's tasks are read by whom they are given to, also where they are about a landlord's own home."""

import frappe
import pytest
from factories import make

TOLD = "The neighbour has called about the dog"


@pytest.fixture(params=["own home", "nothing of ours"])
def task(request, landlord):
	row = {"doctype": "ToDo", "description": TOLD, "allocated_to": make.user("Housing Officer")}
	about = {"reference_type": "Listing", "reference_name": landlord.home}
	doc = frappe.get_doc({**row, **(about if request.param == "own home" else {})}).insert()
	frappe.db.commit()
	return doc


def test_a_landlord_neither_reads_nor_changes_a_task(task, landlord, officer):
	path = f"/api/resource/ToDo/{task.name}"
	by_name = {"doctype": "ToDo", "name": task.name}
	assert TOLD in officer.get(path).text
	for answer in (
		landlord.session.get(path),
		landlord.session.get("/api/method/frappe.client.get", params=by_name),
		landlord.session.put(path, json={"description": "Nothing"}),
		landlord.session.delete(path),
	):
		assert answer.status_code == 403 and TOLD not in answer.text
	frappe.db.rollback()
	assert frappe.db.get_value("ToDo", task.name, "description") == TOLD
