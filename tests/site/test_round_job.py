"""Computing a round: who takes part, what is written, and what can't be computed."""

import json

import frappe
import pytest
from factories import OFFICER, make, make_user
from frappe.utils import add_days, getdate, nowdate
from round_help import done, field, nothing_written, proposals, result, start, status, three_for_two

from oppna_ditt_hem.rounds import job
from oppna_ditt_hem.saying import for_all_readers


@pytest.fixture
def market():
	return three_for_two()


# --- what is written


def test_a_round_writes_a_proposal_for_each_pair_and_what_is_left(market):
	households, homes = market
	run = frappe.get_doc("Matching Run", done())

	assert (run.status, run.households, run.listings, run.proposals) == ("Done", 3, 2, 2)
	assert run.started_on and run.finished_on and json.loads(run.rule_set)
	found = proposals(run.name)
	assert {row.listing for row in found} == {home.name for home in homes}
	assert {row.status for row in found} == {"Open"}
	assert [row.idx for row in found] == [1, 2]
	assert getdate(found[0].expires_on) == getdate(add_days(nowdate(), 14))
	assert "places" in {reason["key"] for reason in json.loads(found[0].reasons)}
	kept = result(run.name)
	assert [[row.applicant, row.listing, row.score] for row in found] == kept["pairs"]
	left = {household.name for household in households} - {row.applicant for row in found}
	assert {why["subject"] for why in kept["households_left"]} == left
	assert not frappe.db.count("Placement")


def test_the_days_until_a_proposal_expires_are_a_setting(market):
	frappe.db.set_single_value("Matching Settings", "proposal_days", 3)
	assert getdate(proposals(done())[0].expires_on) == getdate(add_days(nowdate(), 3))


def test_a_round_repeated_gives_the_same(market):
	first, second = done(), done()

	assert field(first, "result") == field(second, "result")
	assert field(first, "rule_set") == field(second, "rule_set")
	rows = [
		[(row.idx, row.applicant, row.listing, row.score, row.reasons, row.status) for row in proposals(run)]
		for run in (first, second)
	]
	assert rows[0] == rows[1] and rows[0]


def test_a_market_without_anybody_gives_an_empty_round():
	run = done()
	assert field(run, "status", "households", "listings", "proposals") == ("Done", 0, 0, 0)
	assert result(run)["pairs"] == []


def test_who_has_an_offer_or_a_home_takes_no_part(market):
	households, homes = market
	make.placement("Offered", listing=homes[0], applicant=households[0])
	moved = make.placement("Moved In")
	make.applicant("Ready")
	make.listing("Inspection")

	run = done()

	assert field(run, "households") == 2
	taking_part = {pair[0] for pair in result(run)["pairs"]}
	assert not taking_part & {households[0].name, moved.applicant}
	assert homes[0].name not in {pair[1] for pair in result(run)["pairs"]}


def test_a_replay_uses_the_kept_rules_and_proposes_nothing(market):
	first = done()
	frappe.db.set_value("Matching Criterion", {"rule": "places"}, "active", 0)
	other = done()
	assert field(other, "rule_set") != field(first, "rule_set")

	again = done(replay_of=first)

	assert field(again, "rule_set") == field(first, "rule_set")
	assert result(again) == result(first)
	assert proposals(again) == []


# --- what can't be computed


def failed(run: str) -> str:
	"""Carry a round out that fails; returns why it did."""
	frappe.db.commit()
	job.carry_out(run)
	assert status(run) == "Failed"
	assert proposals(run) == [] and not field(run, "result")
	return field(run, "message")


@pytest.fixture
def no_errors():
	frappe.db.delete("Error Log")


def logged() -> list[str]:
	return frappe.get_all("Error Log", pluck="error", order_by="creation")


def test_a_rule_that_cannot_be_used_is_named(committed, stopped_worker, no_errors, market):
	frappe.db.set_value("Matching Criterion", {"rule": "places"}, "parameters", '{"spare": 1}')

	message = failed(start())

	assert "spare" in message and nothing_written() in message
	assert logged() == []


def test_a_row_that_cannot_be_computed_with_is_named_but_not_its_value(
	committed, stopped_worker, no_errors, market
):
	name = market[1][0].name
	frappe.db.set_value("Listing", name, "rent", -4321)

	message = failed(start())

	assert name in message and nothing_written() in message
	assert "4321" not in message and logged() == []


def test_an_unexpected_error_is_logged_without_values(committed, stopped_worker, no_errors, market):
	first = done()
	frappe.db.set_value("Matching Run", first, "rule_set", '["Hemlig"]')

	message = failed(start(replay_of=first))

	assert message == for_all_readers(job.UNEXPECTED)
	(error,) = logged()
	assert "rules_of" in error and "Hemlig" not in error


def test_who_may_no_longer_read_the_cases_gets_no_round(committed, stopped_worker, market):
	user = make_user(OFFICER)
	run = start()
	frappe.db.delete("Has Role", {"parent": user})
	frappe.clear_cache(user=user)

	assert nothing_written() in failed(run)
	assert frappe.session.user == "Administrator"
