"""The rules by themselves: the list query and the document check say the same, and neither is ever empty."""

import frappe
import pytest
from factories import acting_as, make

from oppna_ditt_hem.answering import offers
from oppna_ditt_hem.permissions import HAS_PERMISSION, QUERY_CONDITIONS
from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES

USERS = [(role,) for role in (*STAFF_ROLES, *PORTAL_ROLES)] + [
	(),
	("Landlord", "Auditor"),
	("System Manager",),
]


@pytest.fixture
def cases():
	"""Rows of every kind: own, others', protected, proposed, offered."""
	landlord = make.landlord(user=make.user("Landlord"))
	household = make.applicant("Seeking", user=make.user("Applicant"))
	hidden = make.applicant("Seeking", protection="Fingerade uppgifter")
	for applicant in (household, hidden, make.applicant("Seeking")):
		for stage in ("Proposed", "Offered"):
			stay = make.placement(stage, make.listing("Approved", landlord=landlord), applicant)
		make.proposal(applicant, stay.listing, make.run(applicant))
		offers.new_link(stay, "Household")
		row = {"doctype": "Concern", "subject": "Other", "severity": "Low", "description": "x"}
		frappe.get_doc({**row, "applicant": applicant.name}).insert()
		frappe.get_doc({**row, "placement": stay.name}).insert()
	make.placement("Offered")
	frappe.get_doc({"doctype": "Year Pack", "from_date": "2016-01-01", "to_date": "2016-12-31"}).insert()


def test_the_list_and_the_document_check_agree_on_every_row(cases):
	for doctype in ROWS:
		rows = [
			frappe.get_doc(doctype, name) for name in frappe.get_all(doctype, pluck="name", order_by="name")
		]
		for roles in USERS:
			compare(doctype, rows, make.user(*roles))


def compare(doctype, rows, user):
	allows = frappe.get_attr(HAS_PERMISSION[doctype])
	condition = frappe.get_attr(QUERY_CONDITIONS[doctype])(user)
	listed = {row[0] for row in frappe.db.sql(f"select name from `tab{doctype}` where {condition}")}
	answers = {doc.name: allows(doc, "read", user) for doc in rows}
	assert set(answers.values()) <= {True, False}
	assert listed == {name for name, answer in answers.items() if answer}, f"{user} on {doctype}"


@pytest.mark.parametrize("roles", [*USERS, None], ids=lambda roles: "+".join(roles or ()) or "no role")
def test_a_condition_is_never_empty_and_always_in_parentheses(roles):
	user = make.user(*roles) if roles is not None else "Guest"
	for doctype, path in QUERY_CONDITIONS.items():
		condition = frappe.call(frappe.get_attr(path), user, doctype=doctype)
		assert condition.startswith("(") and condition.endswith(")") and len(condition) > 2
		frappe.db.sql(f"select name from `tab{doctype}` where 1=0 and {condition}")


def test_the_user_that_is_asked_about_decides_and_not_the_session():
	make.landlord(user=make.user("Landlord"))
	for doctype in ROWS:
		query = frappe.get_attr(QUERY_CONDITIONS[doctype])
		with acting_as("Administrator"):
			asked = query(make.user("Landlord"))
		with acting_as(make.user("Landlord")):
			assert query() == asked
			assert query("Administrator") == "(1=1)"


def test_nobody_without_a_role_of_ours_reaches_a_row(cases):
	for user in (make.user(), "Guest"):
		for doctype, rows in ROWS.items():
			assert rows.conditions(user) == "(1=0)"
			name = frappe.get_all(doctype, pluck="name", order_by="name", limit=1)[0]
			assert rows.permits(frappe.get_doc(doctype, name), "read", user) is False


def test_a_sent_document_that_lies_about_its_landlord_is_judged_as_stored():
	user = make.user("Landlord")
	mine, other = make.landlord(user=user), make.listing()
	doc = frappe.get_doc("Listing", other.name)
	doc.landlord = mine.name
	doc.set("__islocal", 1)
	for ptype in ("read", "write", "create"):
		assert ROWS["Listing"].permits(doc, ptype, user) is False


def permitted(user: str, doctype: str, ptype: str = "create", **values) -> bool:
	return ROWS[doctype].permits(frappe.get_doc({"doctype": doctype, **values}), ptype, user)


def test_a_document_that_is_being_made_is_judged_by_what_it_says():
	officer, landlord = make.user("Housing Officer"), make.user("Landlord")
	mine, other = make.landlord(user=landlord).name, make.landlord().name
	open_, hidden = make.applicant().name, make.applicant(protection="Sekretessmarkering").name
	for doctype in ("Placement", "Match Proposal", "Matching Run", "Concern"):
		assert permitted(officer, doctype, applicant=open_)
		assert not permitted(officer, doctype, applicant=hidden)
	assert not permitted(officer, "Applicant", protected_identity=1)
	assert permitted(landlord, "Listing")
	assert permitted(landlord, "Listing", landlord=mine)
	assert not permitted(landlord, "Listing", landlord=other)
	assert not permitted(landlord, "Listing", "read")
	offered = {"landlord": mine, "applicant": open_, "stage": "Offered", "offered_on": "2026-11-02 09:00:00"}
	assert permitted(landlord, "Placement", "read", **offered)
	for change in ({"stage": "Proposed"}, {"offered_on": None}, {"landlord": other}, {"applicant": hidden}):
		assert not permitted(landlord, "Placement", "read", **offered | change)


def test_a_saved_document_cannot_be_changed_out_of_its_owners_reach():
	user = make.user("Landlord")
	mine, other = make.landlord(user=user), make.landlord()
	home = make.listing(landlord=mine)
	assert ROWS["Listing"].permits(home, "write", user)
	home.landlord = other.name
	assert not ROWS["Listing"].permits(home, "write", user)
	mine.user = make.user("Housing Officer")
	assert not ROWS["Landlord"].permits(mine, "write", user)


def test_a_user_name_cannot_break_out_of_the_query():
	name = "o'hara\\' or 1=1 -- @people.example"
	user = frappe._dict(name=name)
	from oppna_ditt_hem.permissions.landlord import ROWS as LANDLORDS
	from oppna_ditt_hem.permissions.rules import sql_of

	criterion = LANDLORDS.portal[0][1].where(frappe.qb.DocType("Landlord"), user.name)
	make.landlord()
	assert frappe.db.sql(f"select count(*) from `tabLandlord` where ({sql_of(criterion)})")[0][0] == 0
