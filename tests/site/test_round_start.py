"""Starting a round: who may, one at a time, whoever starts it and however many at once."""

from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make_user
from round_help import compute, field, start

from oppna_ditt_hem import matching_runs
from oppna_ditt_hem.matching.round import POLICIES
from oppna_ditt_hem.refusals import StageRuleError
from oppna_ditt_hem.rounds import life, page
from oppna_ditt_hem.rounds.life import RoundEndedError, RoundRunningError
from oppna_ditt_hem.saying import for_all_readers

URL = "/api/method/oppna_ditt_hem.matching_runs."
PARALLEL = 16


@pytest.mark.parametrize("role", [OFFICER, MANAGER, CLEARED])
def test_who_may_create_a_run_starts_a_round_that_waits_for_the_worker(role):
	run = frappe.get_doc("Matching Run", start(role))

	assert (run.kind, run.status, run.owner) == ("Round", "Queued", make_user(role))
	assert run.policy == "House the most people"
	assert run.title.startswith("Omgång ") or run.title.startswith("Round of ")


@pytest.mark.parametrize(
	"role", [CONTROLLER, "Auditor", "Housing Administrator", "Concern Handler", "Landlord", "Applicant"]
)
def test_nobody_else_starts_one_or_reads_the_policies(role):
	for call in (matching_runs.start_round, matching_runs.round_policies):
		with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
			call()
	assert not frappe.db.count("Matching Run")


def test_a_second_round_is_refused_with_the_name_of_the_first():
	first = start()

	with pytest.raises(RoundRunningError, match=first):
		start(MANAGER)


def test_a_round_may_start_when_the_last_one_has_ended():
	compute(start())
	assert field(start(), "status") == "Queued"


def test_a_round_made_as_a_document_obeys_the_same_rules():
	with acting_as(make_user(OFFICER)):
		run = frappe.get_doc(doctype="Matching Run", kind="Round", status="Done", result="{}", seconds=1)
		run.insert()
		assert (run.status, run.result, run.seconds) == ("Queued", None, None)
		with pytest.raises(RoundRunningError):
			frappe.get_doc(doctype="Matching Run", kind="Round").insert()


def test_a_round_is_not_deleted_while_it_is_under_way():
	with acting_as(make_user(MANAGER)), pytest.raises(RoundRunningError):
		frappe.delete_doc("Matching Run", start())


def test_no_client_writes_what_the_program_writes():
	run = compute(start())
	before = frappe.get_doc("Matching Run", run)
	with acting_as(make_user(MANAGER)):
		sent = frappe.get_doc("Matching Run", run)
		sent.update({"title": "Autumn", "status": "Failed", "result": "{}", "proposals": 9, "message": "x"})
		sent.save()

	after = frappe.get_doc("Matching Run", run)
	assert after.title == "Autumn"
	for fieldname in ("status", "result", "proposals", "message"):
		assert after.get(fieldname) == before.get(fieldname)


def test_the_policy_is_the_asked_one_or_the_usual_one_and_must_be_known():
	frappe.db.set_single_value("Matching Settings", "policy", "Strict queue")
	assert field(compute(start()), "policy") == "Strict queue"
	assert field(compute(start(policy="Best total")), "policy") == "Best total"
	with pytest.raises(StageRuleError, match="House the most people"):
		start(policy="First come")


def test_every_policy_can_be_chosen_and_is_explained():
	with acting_as(make_user(OFFICER)):
		offered = matching_runs.round_policies()

	assert [row["policy"] for row in offered] == list(POLICIES)
	assert all(row["text"] for row in offered)
	assert [row["policy"] for row in offered if row["usual"]] == ["House the most people"]
	for doctype in ("Matching Run", "Matching Settings"):
		options = frappe.get_meta(doctype).get_field("policy").options.split("\n")
		assert set(POLICIES) <= set(options) <= set(page.POLICY_TEXTS)


def test_a_scheduled_script_starts_a_round_too():
	with acting_as("Administrator"):
		run = frappe.get_doc(doctype="Matching Run", kind="Round").insert()
	assert (run.status, run.owner) == ("Queued", "Administrator")


def test_of_many_who_start_at_once_exactly_one_succeeds(http, committed, stopped_worker):
	officers = [make_user(OFFICER), make_user(MANAGER), make_user(CLEARED)]
	frappe.db.commit()
	sessions = [http(officers[number % 3]) for number in range(PARALLEL)]

	def ask(session):
		return session.post(URL + "start_round", json={})

	with ThreadPoolExecutor(PARALLEL) as pool:
		answers = list(pool.map(ask, sessions))

	started = [answer.json()["message"]["run"] for answer in answers if answer.ok]
	refused = [answer.json() for answer in answers if not answer.ok]
	assert len(started) == 1
	assert {answer["exc_type"] for answer in refused} == {"RoundRunningError"}
	assert all(started[0] in answer["_server_messages"] for answer in refused)
	frappe.db.rollback()
	assert frappe.get_all("Matching Run", {"kind": "Round"}, pluck="name", order_by="name") == started


def test_over_http_starting_and_cancelling_are_posted_by_a_login(http, committed, stopped_worker):
	officer = make_user(OFFICER)
	frappe.db.commit()

	for method in ("start_round", "cancel_round", "round_status", "approve", "drop", "override_cost"):
		assert http(officer).get(URL + method, params={"run": "x"}).status_code == 403
		assert http().post(URL + method, json={"run": "x"}).status_code == 403
	run = http(officer).post(URL + "start_round", json={}).json()["message"]["run"]
	wrong = http(officer).post(URL + "cancel_round", json={"run": ["like", "%"]})
	assert (wrong.status_code, wrong.json()["exc_type"]) == (417, "FrappeTypeError")
	assert http(officer).post(URL + "cancel_round", json={"run": run}).json()["message"] == {
		"status": "Cancelled"
	}


# --- cancelling what nobody computes yet


def test_a_queued_round_is_cancelled_at_once_by_who_started_it():
	run = start()
	with acting_as(make_user(OFFICER)):
		assert matching_runs.cancel_round(run) == {"status": "Cancelled"}
		with pytest.raises(RoundEndedError):
			matching_runs.cancel_round(run)

	assert field(run, "status", "cancelled_by") == ("Cancelled", make_user(OFFICER))
	assert not frappe.db.count("Match Proposal")


def test_a_manager_cancels_anybodys_round_and_another_officer_does_not():
	run = start()
	with acting_as(make_user(OFFICER, number=2)), pytest.raises(frappe.PermissionError):
		matching_runs.cancel_round(run)
	with acting_as(make_user(MANAGER)):
		assert matching_runs.cancel_round(run) == {"status": "Cancelled"}


def test_nobody_cancels_a_round_that_they_may_not_read():
	run = start()
	for role in (CONTROLLER, "Landlord"):
		with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
			matching_runs.cancel_round(run)


def test_a_round_whose_job_was_lost_is_buried_when_the_next_one_starts():
	lost = start()
	frappe.db.set_value("Matching Run", lost, "creation", "2026-01-01 08:00:00")

	assert field(start(), "status") == "Queued"
	status, message = field(lost, "status", "message")
	assert (status, message) == ("Failed", for_all_readers(life.DIED))
