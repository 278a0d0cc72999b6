"""A grant that rows stand on: its amount, period and lines hold what is booked, and what was reported stays."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make
from report_rows import approve, booked, running, submit

from oppna_ditt_hem.grants.limit import OverspendingError
from oppna_ditt_hem.refusals import LedgerError, MissingFieldsError, SelfApprovalError, StageRuleError
from oppna_ditt_hem.stages import move_to_stage

LINES = {"Inventering": 80_000, "Förmedling": 200_000}


@pytest.fixture
def grant():
	"""300 000 kronor, of which 1 000.50 are booked on the two lines."""
	grant = running("Öppna ditt hem 2016", 300_000, LINES)
	booked(grant, 1_000, "2016-02-01")
	booked(grant, 0.5, "2016-11-30", "Inventering")
	return grant


def change(grant, user: str | None = None, lines: dict[str, float] | None = None, **values):
	"""The economist writes something else on a grant; `lines` are the budgets by the names the lines have."""
	with acting_as(user or make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name).update(values)
		for row in doc.budget_lines:
			row.budget = (lines or {}).get(row.budget_line, row.budget)
		return doc.save()


def let_lower(grant, amount: float, reason: str = "Beslut 2016-12-01", user: str | None = None):
	with acting_as(user or make.user(MANAGER)):
		frappe.get_doc("Grant", grant.name).approve_lower_amount(amount, reason)


# --- the amount

SMALL = {"Inventering": 1, "Förmedling": 999}


def test_the_amount_is_lowered_to_what_is_booked_and_no_further(grant):
	with pytest.raises(
		OverspendingError, match=r"Granted amount.* can't be 1.000,49 kr: .*1.000,50 kr.* is booked"
	):
		change(grant, lines=SMALL, amount=1_000.49)
	assert change(grant, lines=SMALL, amount=1_000.5).remaining == 0


def test_a_grant_that_a_manager_let_be_overspent_is_saved_raised_and_not_lowered(grant):
	submit(approve(booked(grant, 299_000, "2016-03-01", docstatus=0)))
	assert change(grant, purpose="Rum hos andra").remaining == -0.5
	assert change(grant, amount=300_000.2).remaining == -0.3
	with pytest.raises(OverspendingError):
		change(grant, amount=300_000.1)


def test_a_lower_decision_is_written_when_a_manager_has_approved_that_amount(grant):
	let_lower(grant, 900)
	with pytest.raises(OverspendingError):
		change(grant, lines={"Inventering": 1, "Förmedling": 1}, amount=899.99)
	with pytest.raises(StageRuleError, match="Lower a line"):
		change(grant, amount=900)
	doc = change(grant, lines={"Inventering": 1, "Förmedling": 899}, amount=900)
	assert (doc.remaining, doc.lower_amount_approved_by) == (-100.5, make.user(MANAGER))
	assert (doc.lower_amount, doc.lower_amount_reason) == (900, "Beslut 2016-12-01")
	with pytest.raises(OverspendingError):
		booked(grant, 0.01, "2016-02-01")


def test_an_approval_is_used_up_when_the_amount_is_raised_again(grant):
	let_lower(grant, 900)
	change(grant, lines={"Inventering": 1, "Förmedling": 899}, amount=900)
	assert change(grant, amount=300_000).lower_amount_approved_by is None
	with pytest.raises(OverspendingError):
		change(grant, amount=950)


def test_only_a_manager_who_did_not_enter_the_grant_approves_with_a_reason(grant):
	for role in (CONTROLLER, OFFICER):
		with pytest.raises(frappe.PermissionError, match=MANAGER):
			let_lower(grant, 900, user=make.user(role))
	with pytest.raises(OverspendingError, match="Write why"):
		let_lower(grant, 900, " ")
	for amount in (1_000.5, -1):
		with pytest.raises(OverspendingError, match=r"below the .*1.000,50 kr.* that is booked"):
			let_lower(grant, amount)
	both = make.user(MANAGER, CONTROLLER)
	let_lower(grant, 900, user=both)
	with pytest.raises(SelfApprovalError, match="yourself"):
		change(grant, both, {"Inventering": 1, "Förmedling": 1}, amount=900)
	frappe.db.set_value("Grant", grant.name, "owner", both)
	with pytest.raises(SelfApprovalError, match="entered by you"):
		let_lower(grant, 900, user=both)


def test_an_approval_that_the_browser_sends_along_is_none(grant):
	sent = {"lower_amount": 0, "lower_amount_reason": "Mine", "lower_amount_approved_by": make.user(MANAGER)}
	with pytest.raises(OverspendingError):
		change(grant, lines={"Inventering": 1, "Förmedling": 1}, amount=900, **sent)


# --- the period, the lines, and what has to be there


@pytest.mark.parametrize("change_to", [{"period_from": "2016-02-02"}, {"period_to": "2016-11-29"}])
def test_the_period_holds_the_days_that_are_booked(grant, change_to):
	with pytest.raises(LedgerError, match=r"First cost date.*Last cost date.*2016"):
		change(grant, **change_to)
	change(grant, period_from="2016-02-01", period_to="2016-11-30")


def test_a_line_with_rows_stays_and_keeps_its_name_and_purpose(grant):
	with acting_as(make.user(CONTROLLER)):
		for wrong in ({"budget_line": "Visning"}, {"purpose_code": "Inventory"}):
			doc = frappe.get_doc("Grant", grant.name)
			doc.budget_lines[1].update(wrong)
			with pytest.raises(LedgerError, match=r"on .*Förmedling.* booked rows, 1.000,00 kr in all"):
				doc.save()
		doc = frappe.get_doc("Grant", grant.name)
		doc.remove(doc.budget_lines[1])
		with pytest.raises(LedgerError, match="Förmedling"):
			doc.save()


def test_a_line_without_rows_is_renamed_and_removed():
	grant = running("Bidrag", 300_000, LINES)
	taken_back = booked(grant, 5, "2016-02-01", docstatus=2)
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name)
		doc.budget_lines[1].budget_line = "Visning"
		doc.remove(doc.budget_lines[0])
		doc.save()
	assert taken_back.docstatus == 2
	with pytest.raises(LedgerError, match="no budget line"):
		booked(grant, 5, "2016-02-01")


@pytest.mark.parametrize("field", ["amount", "period_from", "period_to", "decision_document"])
def test_what_the_ledger_stands_on_is_not_emptied_while_rows_are_booked(field):
	grant = running("Bidrag", 300_000, LINES)
	with pytest.raises(MissingFieldsError):
		change(grant, **{field: None})


def test_lines_never_add_up_to_more_than_the_grant_that_runs(grant):
	with pytest.raises(StageRuleError, match="Lower a line"):
		change(grant, lines={"Inventering": 100_000.01})


# --- what was reported


def test_a_row_is_taken_back_only_while_rows_are_booked():
	grant = running("Bidrag", 300_000, LINES)
	row = booked(grant, 5, "2016-02-01")
	with acting_as(make.user(CONTROLLER)):
		move_to_stage(frappe.get_doc("Grant", grant.name), "Final Report")
		with pytest.raises(LedgerError, match=r"taken back while it is .*Running"):
			frappe.get_doc("Grant Entry", row.name).cancel()
		move_to_stage(frappe.get_doc("Grant", grant.name), "Running")
		frappe.get_doc("Grant Entry", row.name).cancel()
	assert frappe.db.get_value("Grant", grant.name, "booked") == 0
