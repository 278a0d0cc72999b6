"""Criteria and server scripts for the tests, as those who may make them do."""

import frappe
from factories import acting_as, make_user

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.matching import search

ADMINISTRATOR = "Housing Administrator"
SCHOOL = {
	"criterion_name": "A school for children",
	"kind": "Requirement",
	"source": "Expression",
	"expression": "household.children == 0 or listing.locality_has_school",
}
LARGE = {
	"criterion_name": "Large homes",
	"kind": "Preference",
	"source": "Server script",
	"server_script": "Large homes",
	"weight": 5,
}
FAMILY = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]


def as_administrator():
	return acting_as(make_user(ADMINISTRATOR))


def save(row: dict, **changes):
	"""A new criterion, saved by the Housing Administrator."""
	with as_administrator():
		return frappe.get_doc({"doctype": "Matching Criterion", **row, **changes}).insert()


def change(name: str, **values):
	with as_administrator():
		doc = frappe.get_doc("Matching Criterion", name)
		# The platform keeps no log of changes in tests unless it is asked to.
		return doc.update(values).save(ignore_version=False)


def built_in(rule: str) -> str:
	return frappe.db.get_value("Matching Criterion", {"rule": rule})


def write_script(text: str, name: str = "Large homes", **values):
	"""A Server Script by somebody who may write them."""
	if frappe.db.exists("Server Script", name):
		return frappe.get_doc("Server Script", name).update({"script": text, **values}).save()
	row = {"doctype": "Server Script", "name": name, "script_type": "API", "script": text, **values}
	return frappe.get_doc(row).insert()


def value_of(rules, applicant, listing, criterion: str = "Large homes"):
	"""What one criterion gives for one pair; None where it can't be told."""
	households = matchmaking.households_named([applicant.name])
	market = matchmaking.build(households, matchmaking.listings_named([listing.name]))
	reasons = search.pair(market, rules, applicant.name, listing.name).reasons
	return next(reason.value for reason in reasons if reason.criterion == criterion)
