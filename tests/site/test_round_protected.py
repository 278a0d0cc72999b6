"""A round and the protected identities: who takes part, and who gets to see it."""

import json

import frappe
import pytest
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from round_help import compute, done, field, proposals, three_for_two

from oppna_ditt_hem import matching_runs


@pytest.fixture
def market():
	return three_for_two()


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
