"""A round computed by a worker: asked about, cancelled, killed; and that nothing is half done."""

import os
import signal
from datetime import datetime, timedelta, timezone

import frappe
import pytest
from factories import OFFICER, make, make_user
from frappe.utils.background_jobs import get_job
from round_help import (
	Still,
	at_work,
	child_of,
	done,
	field,
	holding,
	nothing_written,
	start,
	status,
	three_for_two,
	wait_for,
	waits_for,
)

from oppna_ditt_hem.rounds import job, life
from oppna_ditt_hem.saying import for_all_readers
from tools.processes import wait_until

URL = "/api/method/oppna_ditt_hem.matching_runs."


@pytest.fixture
def market():
	return three_for_two()


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
