"""The loaded demo as its tests ask about it: by the keys of the story."""

import frappe
from frappe.utils import nowdate

from oppna_ditt_hem.demo import story
from oppna_ditt_hem.demo.registry import Registry

DOCTYPES = {
	"localities": "Locality",
	"users": "User",
	"landlords": "Landlord",
	"listings": "Listing",
	"households": "Applicant",
	"placements": "Placement",
	"grants": "Grant",
	"rates": "Grant Rate",
	"entries": "Grant Entry",
	"concerns": "Concern",
}


def as_user(key: str, registry: Registry) -> None:
	frappe.set_user(registry.name(key))


def rows(kind):
	return story.records(kind, nowdate())


def loaded(registry, row):
	return frappe.get_doc(*registry.rows[row["key"]])


def latest_change():
	return [
		frappe.get_all(doctype, pluck="modified", order_by="modified desc", limit=1)
		for doctype in DOCTYPES.values()
	]


def made_by_hand(vansbro):
	return frappe.get_doc(
		{
			"doctype": "Concern",
			"subject": "Health",
			"severity": "Low",
			"applicant": vansbro.name("household-02"),
			"description": "Made by hand",
		}
	).insert()
