"""Computing a round: who takes part, what is written, and that nothing is when it ends otherwise."""

import json
import os
import signal
from datetime import datetime, timedelta, timezone

import frappe
import pytest
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, getdate, nowdate
from frappe.utils.background_jobs import get_job
from round_help import (
	Still,
	at_work,
	child_of,
	compute,
	done,
	field,
	holding,
	nothing_written,
	proposals,
	start,
	status,
	wait_for,
	waits_for,
)

from oppna_ditt_hem import matching_runs
from oppna_ditt_hem.rounds import job, life
from oppna_ditt_hem.saying import for_all_readers
from tools.processes import wait_until

URL = "/api/method/oppna_ditt_hem.matching_runs."
FAMILY = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]


@pytest.fixture
def market():
	"""Three households for two homes."""
	make.locality("Nås")
	homes = [make.listing("Approved", places=4), make.listing("Approved", places=2, locality="Nås")]
	households = [
		make.applicant("Seeking", members=FAMILY),
		make.applicant("Seeking"),
		make.applicant("Seeking", wished_localities=[{"locality": "Nås"}]),
	]
	return households, homes


def result(run: str) -> dict:
	return json.loads(field(run, "result"))


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


# --- protected identities


def test_an_officers_round_knows_nothing_of_a_protected_household(market):
	hidden = make.applicant("Seeking", protection="Sekretessmarkering")

	run = frappe.get_doc("Matching Run", done())

	assert (run.households, run.protected_identity) == (3, 0)
	assert hidden.name not in frappe.as_json(run.as_dict()) + frappe.as_json(proposals(run.name))


def test_a_scheduled_round_leaves_the_protected_out_so_that_everybody_can_read_it(market):
	make.applicant("Seeking", protection="Sekretessmarkering")
	with acting_as("Administrator"):
		run = compute(frappe.get_doc(doctype="Matching Run", kind="Round").insert().name)

	assert field(run, "households", "protected_identity") == (3, 0)


@pytest.fixture
def cleared_round(committed, market):
	"""A round with a protected household in it; that it is one is written at once, hence committed."""
	hidden = make.applicant("Seeking", protection="Sekretessmarkering")
	for _number in range(3):
		make.listing("Approved")
	run = done(CLEARED)
	frappe.db.commit()
	return run, hidden


def test_a_round_with_a_protected_household_exists_for_the_cleared_only(cleared_round, http):
	run, hidden = cleared_round
	assert field(run, "households", "protected_identity") == (4, 1)
	found = proposals(run)
	assert hidden.name in {row.applicant for row in found}
	for role in (OFFICER, MANAGER, "Auditor", "Housing Administrator"):
		with acting_as(make_user(role)):
			assert frappe.get_list("Matching Run", pluck="name", order_by="name") == []
			assert frappe.get_list("Match Proposal", pluck="name", order_by="name") == []
			for name in (row.name for row in found):
				assert not frappe.has_permission("Match Proposal", "read", doc=name)
			for call in READERS:
				with pytest.raises(frappe.PermissionError):
					call(run)
	with acting_as(make_user(CLEARED)):
		assert [row.name for row in frappe.get_list("Matching Run", order_by="name")] == [run]
		assert len(matching_runs.round_proposals(run)["rows"]) == len(found)
	officer = make_user(OFFICER)
	frappe.db.commit()
	for path in (f"/api/resource/Matching Run/{run}", f"/api/resource/Match Proposal/{found[0].name}"):
		assert http(officer).get(path).status_code == 403


READERS = (
	matching_runs.round_overview,
	matching_runs.round_proposals,
	matching_runs.round_status,
	matching_runs.cancel_round,
	lambda run: matching_runs.round_left(run, "households"),
	lambda run: matching_runs.start_round(replay_of=run),
)


def test_the_raw_result_is_no_field_that_anybody_reads_or_asks_about(market, committed, http):
	run = done()
	people = [make_user(role) for role in (OFFICER, MANAGER, CLEARED, "Auditor")]
	frappe.db.commit()
	for user in people:
		session = http(user)
		assert "result" not in session.get(f"/api/resource/Matching Run/{run}").json()["data"]
		asked = session.get(
			"/api/resource/Matching Run", params={"filters": json.dumps([["result", "like", "%APP%"]])}
		)
		assert (asked.status_code, asked.json()["exc_type"]) == (403, "HiddenFieldError")


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


# --- by a worker, and what comes between


def ask(http, method: str, run: str) -> dict:
	return http(make_user(OFFICER)).post(URL + method, json={"run": run}).json()["message"]


@pytest.fixture
def start_for_worker(committed, http, market):
	officer = make_user(OFFICER)
	frappe.db.commit()

	def begin() -> str:
		return http(officer).post(URL + "start_round", json={}).json()["message"]["run"]

	return begin


# The job reads the localities after it has said that it is running, and nothing else here does.
WHILE_READING = "LOCK TABLES `tabLocality` WRITE"


def test_a_worker_computes_what_is_computed_here(start_for_worker, http):
	here = done()
	frappe.db.commit()
	run = start_for_worker()

	assert wait_for(run, "Done", "Failed") == "Done"
	assert field(run, "result") == field(here, "result")
	assert ask(http, "round_status", run)["status"] == "Done"


def test_how_far_it_is_can_be_asked_and_a_cancelled_round_writes_nothing(start_for_worker, http):
	with holding(WHILE_READING):
		run = start_for_worker()
		wait_for(run, "Running")
		wait_until(lambda: ask(http, "round_status", run)["doing"], "Nothing was told")
		told = ask(http, "round_status", run)
		assert (told["doing"], told["cancelling"]) == ("Reading the households and homes", False)
		assert ask(http, "cancel_round", run) == {"status": "Running"}
		assert ask(http, "round_status", run)["cancelling"]

	assert wait_for(run, "Cancelled", "Done") == "Cancelled"
	assert not frappe.db.count("Match Proposal")
	message, by = field(run, "message", "cancelled_by")
	assert by == make_user(OFFICER) and nothing_written() in message


def killed(run: str, pid: int) -> None:
	os.kill(pid, signal.SIGKILL)
	wait_until(lambda: get_job(life.job_id(run)).get_status() == "failed", "The death was not noticed")


def test_a_job_killed_while_it_writes_leaves_nothing_and_says_so(start_for_worker, http):
	make.proposal(make.applicant(), make.listing())
	frappe.db.commit()
	others = frappe.db.count("Match Proposal")
	# Between the rows that are there, and after the last, nothing can be written meanwhile.
	with holding("SELECT name FROM `tabMatch Proposal` FOR UPDATE"):
		run = start_for_worker()
		wait_for(run, "Running")
		wait_until(lambda: waits_for("INSERT INTO `tabMatch Proposal`"), "Nothing was being written")
		killed(run, child_of(at_work(run).pid))

	assert frappe.db.count("Match Proposal") == others
	assert status(run) == "Running"
	told = ask(http, "round_status", run)
	assert (told["status"], told["message"]) == ("Failed", for_all_readers(life.DIED))
	assert frappe.db.count("Match Proposal") == others
	again = start_for_worker()
	assert wait_for(again, "Done", "Failed") == "Done"


def test_a_worker_that_died_whole_is_found_out_by_its_silence(start_for_worker, http, start_worker):
	with holding(WHILE_READING):
		run = start_for_worker()
		wait_for(run, "Running")
		worker = at_work(run)
		for pid in (worker.pid, child_of(worker.pid)):
			os.kill(pid, signal.SIGKILL)
	start_worker()

	assert ask(http, "round_status", run)["status"] == "Running"
	silent = get_job(life.job_id(run))
	long_ago = datetime.now(timezone.utc) - timedelta(seconds=life.SILENT_S + 1)
	silent.connection.hset(silent.key, "last_heartbeat", long_ago.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
	assert life.bury_dead() == [run]
	frappe.db.commit()

	assert field(run, "status", "message") == ("Failed", for_all_readers(life.DIED))
	assert not frappe.db.count("Match Proposal")
	# What the queue itself does of such a worker after some minutes.
	silent.delete()
	worker.register_death()
	assert wait_for(start_for_worker(), "Done", "Failed") == "Done"


def test_a_job_that_was_buried_alive_writes_nothing(committed, stopped_worker, market):
	run = start()
	life.begin(run)
	computed = job.compute(run, Still(run))
	life.end(run, "Failed", "Buried")

	with pytest.raises(life.RoundEndedError):
		job.finish(run, computed)
	assert not frappe.db.count("Match Proposal")
