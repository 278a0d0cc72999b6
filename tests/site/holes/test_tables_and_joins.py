"""Rows of a document's tables, and fields fetched over a link."""

import json

import frappe
import pytest
from factories import make
from hole_words import FAMILY
from permission_routes import call


@pytest.mark.parametrize("parent", ["Applicant", "Placement"])
def test_the_members_of_a_protected_household_are_in_no_list(protected, officer, cleared, parent):
	def found(session):
		params = {"doctype": "Household Member", "parent": parent, "fields": json.dumps(["member_name"])}
		return "Selma" in call(session, "frappe.client.get_list", **params).text

	assert not found(officer)
	if parent == "Applicant":
		assert found(cleared)


def test_one_member_of_a_protected_household_cannot_be_fetched(protected, officer, cleared):
	row = protected.members[0].name
	params = {"doctype": "Household Member", "name": row, "parent": "Applicant"}
	assert call(cleared, "frappe.client.get", **params).ok
	assert call(officer, "frappe.client.get", **params).status_code == 403
	assert officer.get(f"/api/resource/Household%20Member/{row}").status_code == 403


def test_a_link_does_not_carry_a_protected_household_into_another_list(protected, officer, cleared):
	double = make.applicant("New", household_name="Familjen Dubbel")
	frappe.db.set_value("Applicant", double.name, "duplicate_of", protected.name)
	frappe.db.commit()
	fields = json.dumps(["name", "duplicate_of.household_name as other"])
	ask = {"doctype": "Applicant", "fields": fields, "filters": json.dumps({"name": double.name})}
	assert FAMILY in call(cleared, "frappe.client.get_list", **ask).text
	refused = call(officer, "frappe.client.get_list", **ask)
	assert refused.status_code == 403 and FAMILY not in refused.text
