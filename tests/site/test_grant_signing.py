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
