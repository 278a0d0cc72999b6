"""Each change of stage of a case is kept, in the transaction that makes it, and read where the case is."""

import frappe
import pytest
from factories import MAKERS, OFFICER, acting_as, make, make_user
from frappe.utils import add_to_date, get_datetime, now_datetime

from oppna_ditt_hem.patches import begin_stage_log
from oppna_ditt_hem.refusals import MissingFieldsError
from oppna_ditt_hem.stages import move_to_stage

FIELDS = ["from_stage", "to_stage", "days_before", "changed_by", "changed_via", "left_on"]


def log_of(doc) -> list:
	filters = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	return frappe.get_all("Stage Log", filters, FIELDS, order_by="changed_on, creation")


@pytest.mark.parametrize(
	("doctype", "stage"),
	[("Listing", "Approved"), ("Applicant", "Seeking"), ("Placement", "Moved In"), ("Grant", "Running")],
)
def test_the_log_is_an_unbroken_chain_from_the_first_stage_to_the_present_one(doctype, stage):
	doc = MAKERS[doctype](stage)
	rows = log_of(doc)
	stages = [row.to_stage for row in rows]
	assert [row.from_stage for row in rows] == [None, *stages[:-1]]
	assert stages[-1] == doc.stage and len(stages) > 2
	assert [bool(row.left_on) for row in rows] == [True] * (len(rows) - 1) + [False]
	assert all("@" in row.changed_by and row.changed_via == "Desk" for row in rows)


def test_days_in_the_stage_before_are_counted():
	listing = make.listing("Submitted")
	since = add_to_date(now_datetime(), days=-9, hours=-12)
	listing.db_set("stage_since", since)
	listing.reload()
	with acting_as(make_user(OFFICER)):
		move_to_stage(listing, "Inspection")
	assert log_of(listing)[-1].days_before == 9.5


def test_saving_without_a_step_changes_neither_the_log_nor_the_day():
	listing = make.listing("Submitted")
	before = len(log_of(listing))
	listing.reload()
	since = listing.stage_since
	with acting_as(make_user(OFFICER)):
		listing.update({"house_rules": "No shoes indoors.", "stage_since": "2020-01-01 00:00:00"})
		listing.save()
	listing.reload()
	assert (len(log_of(listing)), get_datetime(listing.stage_since)) == (before, get_datetime(since))


def test_a_refused_step_leaves_no_row():
	placement = make.placement("Offered")
	before = log_of(placement)
	frappe.db.savepoint("step")
	with acting_as(make_user(OFFICER)), pytest.raises(MissingFieldsError):
		move_to_stage(frappe.get_doc("Placement", placement.name), "Accepted")
	frappe.db.rollback(save_point="step")
	assert log_of(placement) == before


def test_a_deleted_case_takes_its_log_along():
	placement = make.placement("Proposed")
	assert log_of(placement)
	with acting_as(make_user("Housing Manager")):
		frappe.delete_doc("Placement", placement.name)
	assert not log_of(placement)


def test_nobody_reads_the_log_of_a_protected_household_who_may_not_read_the_household():
	hidden = make.placement("Offered", applicant=make.applicant("Seeking", protection="Fingerade uppgifter"))
	with acting_as(make_user(OFFICER)):
		names = frappe.get_list("Stage Log", pluck="reference_name", order_by="name", limit=0)
	assert not {hidden.name, hidden.applicant} & set(names)
	assert hidden.listing in names
	with acting_as(make_user("Protected Identity Officer")):
		names = frappe.get_list("Stage Log", pluck="reference_name", order_by="name", limit=0)
	assert {hidden.name, hidden.applicant} <= set(names)


def test_the_log_of_a_grant_is_open_to_those_who_read_grants_only():
	grant = make.grant("Applied")
	for role, opened in (("Housing Officer", True), ("Concern Handler", False), ("Landlord", False)):
		with acting_as(make_user(role)):
			names = frappe.get_list("Stage Log", pluck="reference_name", order_by="name", limit=0)
		assert (grant.name in names) is opened


def test_cases_from_before_the_log_begin_in_their_stage():
	listing = make.listing("Submitted")
	frappe.db.delete("Stage Log", {"reference_name": listing.name})
	listing.db_set("stage_since", None, update_modified=False)
	begin_stage_log.execute()
	begin_stage_log.execute()
	(row,) = log_of(listing)
	assert (row.from_stage, row.to_stage) == (None, "Submitted")
	assert frappe.db.get_value("Listing", listing.name, "stage_since")
