"""Counts, titles of links and searches tell nothing of what cannot be listed."""

import json
from itertools import product

import frappe
from factories import make
from hole_words import ADDRESS, FAMILY
from permission_routes import call


def test_counts_leave_out_what_cannot_be_listed(landlord, elsewhere, protected, officer):
	for session, doctype, name in (
		(landlord.session, "Listing", elsewhere.name),
		(officer, "Applicant", protected.name),
	):
		filters = json.dumps([[doctype, "name", "=", name]])
		for method in ("frappe.client.get_count", "frappe.desk.reportview.get_count"):
			assert call(session, method, doctype=doctype, filters=filters).json()["message"] == 0
		answer = session.get(f"/api/v2/doctype/{doctype}/count", params={"filters": filters})
		assert answer.json()["data"] == 0
	filters = json.dumps({"name": landlord.home})
	answer = call(landlord.session, "frappe.client.get_count", doctype="Listing", filters=filters)
	assert answer.json()["message"] == 1


def test_connections_count_only_what_can_be_listed(protected, officer, cleared):
	home = make.listing("Approved")
	make.placement("Offered", listing=home, applicant=protected)
	frappe.db.commit()

	def counted(session):
		params = {"doctype": "Listing", "name": home.name, "items": json.dumps(["Placement"])}
		answer = call(session, "frappe.desk.notifications.get_open_count", **params).json()["message"]
		return answer["count"]["external_links_found"][0]["count"]

	assert counted(cleared) == 1
	assert counted(officer) == 0


def test_the_title_of_a_link_is_kept_from_who_cannot_read_it(landlord, elsewhere, officer):
	def title(session):
		params = {"doctype": "Listing", "docname": elsewhere.name}
		return call(session, "frappe.desk.search.get_link_title", **params).json()["message"]

	assert ADDRESS in title(officer)
	assert title(landlord.session) == elsewhere.name


def test_link_search_finds_only_what_can_be_listed(landlord, elsewhere, protected, officer, cleared):
	for method, ignoring in product(("search_link", "search_widget"), (0, 1)):

		def found(session, doc, ask=method, ignore=ignoring):
			params = {"doctype": doc.doctype, "txt": doc.name, "ignore_user_permissions": ignore}
			params["reference_doctype"] = "Placement"
			return call(session, f"frappe.desk.search.{ask}", **params).json()["message"]

		assert found(officer, elsewhere)
		assert not found(landlord.session, elsewhere)
		assert found(cleared, protected)
		assert not found(officer, protected)


def test_global_search_finds_only_what_can_be_read(committed, officer, cleared):
	from frappe.utils.global_search import rebuild_for_doctype

	settings = frappe.get_single("Global Search Settings")
	settings.append("allowed_in_global_search", {"document_type": "Applicant"})
	settings.save()
	make.applicant(protection="Sekretessmarkering", household_name=FAMILY)
	make.applicant(household_name="Familjen Öppenqvarn")
	rebuild_for_doctype("Applicant")
	frappe.db.commit()
	frappe.clear_cache()

	def found(session, text):
		return call(session, "frappe.utils.global_search.search", text=text).json()["message"]

	assert found(cleared, "Zetterqvarn")
	assert found(officer, "Öppenqvarn")
	assert not found(officer, "Zetterqvarn")
