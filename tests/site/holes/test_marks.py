"""Tags, hearts, comments and tasks on a case are the office's own: the platform lets anybody put them there."""

import json

import frappe
import pytest
from factories import make

WAYS = {
	"frappe.desk.doctype.tag.tag.add_tag": lambda name: {"tag": "Dirty", "dt": "Listing", "dn": name},
	"frappe.desk.doctype.tag.tag.add_tags": lambda name: {
		"tags": '["Dirty"]',
		"dt": "Listing",
		"docs": json.dumps([name]),
	},
	"frappe.desk.like.toggle_like": lambda name: {"doctype": "Listing", "name": name, "add": "Yes"},
	"frappe.desk.form.utils.add_comment": lambda name: {
		"reference_doctype": "Listing",
		"reference_name": name,
		"content": "Approved",
		"comment_email": "boss@example.com",
		"comment_by": "The boss",
	},
	"frappe.desk.form.assign_to.add": lambda name: task(name),
	"frappe.desk.form.assign_to.add_multiple": lambda name: task(json.dumps([name])),
}


def task(name: str) -> dict:
	"""A task that says it is somebody else's."""
	told = {"doctype": "Listing", "name": name, "description": "Pay", "assigned_by": "Administrator"}
	return {**told, "assign_to": json.dumps([make.user("Housing Officer")])}


def marks(name: str) -> tuple:
	frappe.db.rollback()
	comments = frappe.db.count(
		"Comment", {"reference_name": name, "comment_type": ["in", ("Comment", "Like")]}
	)
	tasks = frappe.get_all("ToDo", {"reference_name": name}, ["assigned_by", "status"], order_by="name")
	return (*frappe.db.get_value("Listing", name, ["_user_tags", "_liked_by"]), comments, tasks)


@pytest.mark.parametrize("way", WAYS)
def test_a_landlord_puts_no_mark_on_a_home(landlord, elsewhere, officer, way):
	path = f"/api/method/{way}"
	for name in (elsewhere.name, landlord.home):
		before = marks(name)
		assert landlord.session.post(path, json=WAYS[way](name)).status_code == 403
		assert marks(name) == before
	assert officer.post(path, json=WAYS[way](elsewhere.name)).ok and marks(elsewhere.name) != before


def test_a_landlord_takes_no_tag_away(landlord, elsewhere, officer):
	tag = {"tag": "Winter", "dt": "Listing", "dn": elsewhere.name}
	assert officer.post("/api/method/frappe.desk.doctype.tag.tag.add_tag", json=tag).ok
	path = "/api/method/frappe.desk.doctype.tag.tag.remove_tag"
	assert landlord.session.post(path, json=tag).status_code == 403 and "Winter" in marks(elsewhere.name)[0]
	assert officer.post(path, json=tag).ok and "Winter" not in (marks(elsewhere.name)[0] or "")


def test_a_landlord_takes_no_task_away_and_nobody_gives_one_in_anothers_name(landlord, officer):
	given = task(landlord.home)
	(officer_of_case,) = json.loads(given["assign_to"])
	assert officer.post("/api/method/frappe.desk.form.assign_to.add", json=given).ok
	tasks = marks(landlord.home)[-1]
	assert [row.assigned_by for row in tasks] == [officer_of_case]
	one = {"doctype": "Listing", "name": landlord.home, "assign_to": officer_of_case}
	many = {"doctype": "Listing", "names": json.dumps([landlord.home])}
	for way, asked in (("remove", one), ("remove_multiple", many)):
		assert (
			landlord.session.post(f"/api/method/frappe.desk.form.assign_to.{way}", json=asked).status_code
			== 403
		)
	assert marks(landlord.home)[-1] == tasks
	assert officer.post("/api/method/frappe.desk.form.assign_to.remove", json=one).ok
	assert [row.status for row in marks(landlord.home)[-1]] == ["Cancelled"]


PUBLIC = "/api/method/frappe.templates.includes.comments.comments.add_comment"


def test_nobody_comments_on_what_is_not_published(landlord, elsewhere, officer, http):
	told = {"comment": "Approved", "comment_email": "boss@example.com", "comment_by": "The boss", "route": ""}
	for doctype, name in (("Listing", elsewhere.name), ("Locality", elsewhere.locality)):
		for session in (landlord.session, officer, http("Guest")):
			sent = {**told, "reference_doctype": doctype, "reference_name": name}
			session.post(PUBLIC, data=sent)
			frappe.db.rollback()
			assert not frappe.db.exists("Comment", {"reference_name": name, "comment_type": "Comment"})


def test_a_comment_is_in_ones_own_name(officer, elsewhere):
	way = "frappe.desk.form.utils.add_comment"
	assert officer.post(f"/api/method/{way}", json=WAYS[way](elsewhere.name)).ok
	frappe.db.rollback()
	by = frappe.db.get_value(
		"Comment",
		{"reference_name": elsewhere.name, "comment_type": "Comment"},
		["comment_email", "comment_by"],
	)
	assert by[0] == make.user("Housing Officer") and by[1] != "The boss"


def test_a_letter_is_moved_by_whoever_reads_it_and_to_what_they_read(landlord, elsewhere, officer):
	household = make.applicant(protection="Sekretessmarkering")
	letters = {}
	for doc in (household, elsewhere):
		row = {"doctype": "Communication", "subject": "Hello", "communication_type": "Communication"}
		letters[doc.name] = frappe.get_doc(row).insert().name
		about = {"reference_doctype": doc.doctype, "reference_name": doc.name}
		about["owner"] = make.user("Housing Officer")
		frappe.db.set_value("Communication", letters[doc.name], about)
	frappe.db.commit()

	def moved(session, letter: str, home: str) -> bool:
		sent = {"name": letters[letter], "reference_doctype": "Listing", "reference_name": home}
		session.post("/api/method/frappe.email.relink", json=sent)
		frappe.db.rollback()
		return frappe.db.get_value("Communication", letters[letter], "reference_name") == home

	assert not moved(landlord.session, elsewhere.name, landlord.home)
	assert not moved(officer, household.name, elsewhere.name)
	assert moved(officer, elsewhere.name, landlord.home)
