"""Report dates: the economist is reminded at each number of days once, however often or late the job runs."""

import frappe
import pytest
from factories import CONTROLLER, acting_as, make
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import todos
from oppna_ditt_hem.due import grant_reports


@pytest.fixture
def rung(monkeypatch):
	"""Whom the bell was rung for, beside the platform's own notification."""
	frappe.db.set_single_value("Housing Settings", "report_reminder_days", "60, 30, 7")
	found, ring = [], todos.ring
	monkeypatch.setattr(todos, "ring", lambda doc, user, text: (found.append(user), ring(doc, user, text)))
	return found


def due_in(days: int, grant=None, kind: str = "Interim"):
	grant = grant or make.grant("Running")
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name)
		doc.set("report_dates", [{"report_kind": kind, "due_on": add_days(nowdate(), days)}])
		doc.save()
	return doc


def tasks(grant, status: str = "Open") -> list[str]:
	filters = {"reference_type": "Grant", "reference_name": grant.name, "status": status}
	return frappe.get_all("ToDo", filters, pluck="allocated_to", order_by="name")


def pass_days(grant, days: int) -> None:
	"""Time goes by: the day comes nearer."""
	row = frappe.get_doc("Grant", grant.name).report_dates[0]
	frappe.db.set_value(
		"Grant Report Date", row.name, "due_on", add_days(row.due_on, -days), update_modified=False
	)


def test_reminded_at_60_30_and_7_days_once_each_also_when_the_job_is_late(rung):
	grant, economist = due_in(61), make.user(CONTROLLER)
	assert (grant_reports.run(), tasks(grant)) == (0, [])
	heard = []
	for days in (1, 1, 29, 1, 22, 1, 30):
		pass_days(grant, days)
		grant_reports.run()
		grant_reports.run()
		heard.append(len(rung))
	# 60, 59, 30, 29, 7, 6 days before, and long after.
	assert heard == [1, 1, 2, 2, 3, 3, 3]
	assert tasks(grant) == [economist]
	assert set(rung) == {economist}


def test_a_job_that_has_not_run_for_weeks_reminds_of_the_nearest_alone(rung):
	grant = due_in(5)
	grant_reports.run()
	assert (len(rung), tasks(grant)) == (1, [make.user(CONTROLLER)])


def test_what_is_delivered_is_not_reminded_of_and_its_task_is_closed(rung):
	grant = due_in(20)
	grant_reports.run()
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name)
		doc.report_dates[0].delivered_on = nowdate()
		doc.save()
	assert (tasks(grant), tasks(grant, "Closed")) == ([], [make.user(CONTROLLER)])
	pass_days(grant, 15)
	grant_reports.run()
	assert len(rung) == 1


def test_a_grant_that_waits_for_no_report_is_left_alone(rung):
	grant = due_in(20)
	frappe.db.set_value("Grant", grant.name, "stage", "Closed")
	grant_reports.run()
	assert (rung, tasks(grant)) == ([], [])


def test_a_new_day_is_reminded_of_anew_and_a_form_cannot_forget_a_reminder(rung):
	grant = due_in(20)
	stale = frappe.get_doc("Grant", grant.name)
	grant_reports.run()
	with acting_as(make.user(CONTROLLER)):
		stale.purpose = "Brokering of homes and rooms"
		stale.save()
	grant_reports.run()
	assert len(rung) == 1
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name)
		doc.report_dates[0].due_on = add_days(nowdate(), 25)
		doc.save()
	grant_reports.run()
	assert len(rung) == 2


def test_whoever_entered_the_grant_is_told_and_all_economists_where_nobody_did(rung):
	grant = due_in(20)
	frappe.db.set_value("Grant", grant.name, "owner", "Administrator")
	grant_reports.run()
	assert make.user(CONTROLLER) in rung


@pytest.mark.parametrize("text", ["", "soon", None])
def test_without_days_nobody_is_reminded(rung, text):
	frappe.db.set_single_value("Housing Settings", "report_reminder_days", text)
	due_in(1)
	assert (grant_reports.run(), rung) == (0, [])
