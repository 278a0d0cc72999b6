"""Rows that are sent or taken away without their document, past the rules that hold it."""

from urllib.parse import quote

import frappe
from factories import CONTROLLER, make, make_user
from report_rows import booked, report_on, running


def at(doctype: str, name: str = "") -> str:
	return f"/api/resource/{quote(doctype)}" + (f"/{name}" if name else "")


def test_a_home_that_is_closed_to_its_landlord_is_not_opened_by_a_row(landlord):
	home = make.listing("Approved", landlord=landlord.record, languages=[{"language": "sv"}])
	frappe.db.commit()
	place = {"parent": home.name, "parenttype": "Listing"}
	rows = (
		("Spoken Language", {**place, "parentfield": "languages", "language": "en"}),
		("Listing Photo", {**place, "parentfield": "photos", "image": "https://example.com/x.jpg"}),
	)
	for doctype, row in rows:
		assert landlord.session.post(at(doctype), json=row).status_code == 403
	spoken = home.languages[0].name
	assert landlord.session.put(at("Spoken Language", spoken), json={"language": "en"}).status_code == 403
	assert landlord.session.delete(at("Spoken Language", spoken)).status_code == 403
	frappe.db.rollback()
	kept = frappe.get_doc("Listing", home.name)
	assert ([row.language for row in kept.languages], kept.photos) == (["sv"], [])


def test_a_frozen_figure_and_a_budget_are_not_changed_by_a_row(committed, http):
	grant = running("Öppna ditt hem 2016", 300_000, {"Förmedling": 200_000})
	booked(grant, 1_000, "2016-02-01")
	figure = report_on(grant).figures[0].name
	frappe.db.commit()
	economist = http(make_user(CONTROLLER))
	for doctype, name, value in (
		("Grant Report Figure", figure, {"booked": 5}),
		("Grant Budget Line", grant.budget_lines[0].name, {"budget": 299_000}),
	):
		answer = economist.put(at(doctype, name), json=value)
		assert answer.status_code == 403 and "changed together with the document" in answer.text
		assert economist.delete(at(doctype, name)).status_code == 403
	frappe.db.rollback()
	assert frappe.db.get_value("Grant Report Figure", figure, "booked") == 1_000
	assert frappe.db.get_value("Grant", grant.name, "remaining") == 299_000
	assert [row.budget for row in frappe.get_doc("Grant", grant.name).budget_lines] == [200_000]
