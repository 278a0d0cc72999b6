"""The final report: signed by the economist and the manager, and what closes the accounts of its grant."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, acting_as, make
from frappe.utils import now_datetime
from report_rows import booked, report_on, running

from oppna_ditt_hem.refusals import MissingFieldsError, SelfApprovalError, StageRuleError
from oppna_ditt_hem.stages import move_to_stage


@pytest.fixture
def grant():
	return running("Öppna ditt hem 2016", 300_000, {"Inventering": 80_000, "Förmedling": 200_000})


def sign(report, role: str) -> None:
	with acting_as(make.user(role)):
		frappe.get_doc("Grant Report", report.name).sign()


def step(grant, stage: str) -> None:
	with acting_as(make.user(CONTROLLER)):
		move_to_stage(frappe.get_doc("Grant", grant.name), stage)


def test_the_report_is_sent_when_two_have_signed_what_the_ledger_says(grant):
	booked(grant, 1_000, "2016-02-01")
	early = report_on(grant, "Final")
	with pytest.raises(StageRuleError, match="Final Report"):
		sign(early, CONTROLLER)
	step(grant, "Final Report")
	with pytest.raises(StageRuleError, match="As on"):
		sign(report_on(grant, "Final", "2016-12-30"), CONTROLLER)
	sign(early, CONTROLLER)
	with pytest.raises(SelfApprovalError):
		sign(early, CONTROLLER)
	with pytest.raises(MissingFieldsError, match="sign it, one person each"):
		step(grant, "Reported")
	sign(early, MANAGER)
	with acting_as(make.user(CONTROLLER)), pytest.raises(StageRuleError, match="frozen"):
		frappe.get_doc("Grant Report", early.name).update({"comment": "Afterwards"}).save()
	step(grant, "Reported")


REWRITTEN = (
	{"title": "Annat"},
	{"amount": 500_000},
	{"period_to": "2017-06-30"},
	{"decision_document": None},
	{"budget_lines": []},
	{"report_dates": []},
)


def test_what_was_reported_is_not_rewritten_and_a_reclaim_only_until_the_grant_is_closed(grant):
	step(grant, "Final Report")
	report = report_on(grant, "Final")
	for role in (CONTROLLER, MANAGER):
		sign(report, role)
	for stage in ("Reported", "Reclaimed", "Closed"):
		if stage == "Reclaimed":
			reclaim = {
				"reclaimed_amount": 300_000.01,
				"reclaim_ground": "37 §",
				"reclaim_due_on": "2017-09-01",
			}
			with pytest.raises(StageRuleError, match="more than the granted"):
				written(grant, reclaim)
				step(grant, stage)
			written(grant, {**reclaim, "reclaimed_amount": 9_000})
		step(grant, stage)
		for change in REWRITTEN:
			with pytest.raises(StageRuleError, match="stays as it was reported"):
				written(grant, change)
	with pytest.raises(StageRuleError, match="Reclaimed amount"):
		written(grant, {"reclaimed_amount": 8_000})


def written(grant, change: dict) -> None:
	with acting_as(make.user(CONTROLLER)):
		frappe.get_doc("Grant", grant.name).update(change).save()


def test_only_a_draft_of_a_grant_is_deleted(grant):
	with acting_as(make.user(CONTROLLER)):
		for name in (grant.name, make.grant("Applied").name):
			with pytest.raises(StageRuleError, match="only a draft is deleted"):
				frappe.delete_doc("Grant", name)
		frappe.delete_doc("Grant", make.grant().name)


def test_a_draft_row_is_named_when_the_final_report_begins_and_can_be_deleted(grant):
	draft, row = booked(grant, 10, "2016-02-01", docstatus=0), booked(grant, 20, "2016-02-01")
	step(grant, "Final Report")
	assert f"Still drafts: <strong>{draft.name}<" in str(frappe.get_message_log())
	with acting_as(make.user(CONTROLLER)):
		frappe.delete_doc("Grant Entry", draft.name)
		with pytest.raises(frappe.ValidationError):
			frappe.delete_doc("Grant Entry", row.name)


def test_a_report_that_the_ledger_has_left_behind_is_made_anew(grant):
	booked(grant, 1_000, "2016-02-01")
	step(grant, "Final Report")
	report = report_on(grant, "Final")
	step(grant, "Running")
	booked(grant, 1, "2016-02-01")
	step(grant, "Final Report")
	with pytest.raises(StageRuleError, match=r"something else.*Booked amount"):
		sign(report, CONTROLLER)
	again = report_on(grant, "Final")
	for role in (CONTROLLER, MANAGER):
		sign(again, role)
	step(grant, "Reported")


def test_going_back_to_booking_asks_for_both_signatures_anew(grant):
	step(grant, "Final Report")
	both, one = report_on(grant, "Final"), report_on(grant, "Final")
	for report, role in ((both, CONTROLLER), (both, MANAGER), (one, CONTROLLER)):
		sign(report, role)
	for stage in ("Running", "Final Report"):
		step(grant, stage)
	with pytest.raises(MissingFieldsError, match="sign it, one person each"):
		step(grant, "Reported")
	with pytest.raises(StageRuleError, match="signed before the grant went back to booking"):
		sign(one, MANAGER)
	with pytest.raises(MissingFieldsError, match="sign it, one person each"):
		step(grant, "Reported")
	anew = report_on(grant, "Final")
	for role in (CONTROLLER, MANAGER):
		sign(anew, role)
	step(grant, "Reported")


def test_the_form_says_when_both_have_signed(grant):
	def says() -> bool:
		doc = frappe.get_doc("Grant", grant.name)
		doc.run_method("onload")
		return bool(doc.get_onload("accounts_signed"))

	step(grant, "Final Report")
	report = report_on(grant, "Final")
	sign(report, CONTROLLER)
	assert not says()
	sign(report, MANAGER)
	assert says()


@pytest.mark.parametrize(
	("change", "named"),
	[
		({"amount": 290_000}, "Granted amount"),
		({"period_from": "2015-12-01"}, "First cost date"),
		({"period_to": "2017-02-28"}, "Last cost date"),
		({"budget": 50_000}, "Budget lines"),
	],
)
def test_a_signed_report_closes_no_grant_that_has_become_another(grant, change, named):
	booked(grant, 1_000, "2016-02-01")
	step(grant, "Final Report")
	report = report_on(grant, "Final")
	sign(report, CONTROLLER)
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name)
		doc.budget_lines[0].budget = change.get("budget", doc.budget_lines[0].budget)
		doc.update(change).save()
	with pytest.raises(StageRuleError, match=rf"something else.*{named}|before the last cost date"):
		sign(report, MANAGER)
	frappe.db.set_value(
		"Grant Report",
		report.name,
		{"manager_signed_by": make.user(MANAGER), "manager_signed_on": now_datetime()},
	)
	with pytest.raises(StageRuleError, match=rf"something else.*{named}"):
		step(grant, "Reported")
