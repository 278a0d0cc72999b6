"""The shipped server scripts: there, disabled, the administrator's from then on, and each does what it says."""

import importlib.util
import json

import frappe
import pytest
from criteria_rows import FAMILY, LARGE, save, value_of
from factories import MANAGER, acting_as, make, make_user
from frappe.model.workflow import apply_workflow
from walking import filling

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.setup import server_scripts

WEEKLY, APPROVED, CRITERION = (
	"Weekly matching round",
	"Search when a listing is approved",
	"Criterion: a home of one's own",
)


def enable(name: str):
	doc = frappe.get_doc("Server Script", name)
	return doc.update({"disabled": 0}).save()


def test_they_are_there_disabled_though_the_bench_runs_no_server_scripts():
	rows = frappe.get_all(
		"Server Script", {"module": "Oppna Ditt Hem"}, ["name", "disabled"], order_by="name"
	)
	assert [(row.name, row.disabled) for row in rows] == [(CRITERION, 1), (APPROVED, 1), (WEEKLY, 1)]
	assert not frappe.get_all("Scheduled Job Type", {"server_script": WEEKLY}, order_by="name")


def test_what_an_administrator_has_made_of_one_stays_and_a_missing_one_comes_back():
	frappe.get_doc("Server Script", CRITERION).update({"script": "result = 1"}).save()
	frappe.delete_doc("Server Script", APPROVED)
	server_scripts.create()
	assert frappe.db.get_value("Server Script", CRITERION, "script") == "result = 1"
	assert frappe.db.get_value("Server Script", APPROVED, "disabled") == 1


def test_they_are_removed_with_their_jobs_and_others_stay():
	other = frappe.get_doc(
		{"doctype": "Server Script", "name": "Ours", "script_type": "API", "script": "result = 1"}
	).insert()
	enable(WEEKLY)
	assert frappe.db.exists("Scheduled Job Type", {"server_script": WEEKLY})
	server_scripts.remove()
	assert not frappe.get_all(
		"Server Script", {"name": ["in", [WEEKLY, APPROVED, CRITERION]]}, order_by="name"
	)
	assert not frappe.db.exists("Scheduled Job Type", {"server_script": WEEKLY})
	assert not frappe.db.exists("Version", {"ref_doctype": "Server Script", "docname": WEEKLY})
	assert frappe.db.exists("Server Script", other.name)


def test_the_custom_criterion_computes(server_scripts_enabled):
	enable(CRITERION)
	save(LARGE, server_script=CRITERION)
	house, room = (make.listing("Approved", kind=kind) for kind in ("House", "Room"))
	shared = make.listing("Approved", kind="House", shared_with_the_landlord=1)
	family, alone = make.applicant("Seeking", members=FAMILY * 2), make.applicant("Seeking")
	rules = matchmaking.rules()
	assert [value_of(rules, family, home) for home in (house, room, shared)] == [1, 0.2, 0.5]
	assert value_of(rules, alone, house) == pytest.approx(0.625)


def approve(listing):
	with acting_as(make_user(MANAGER)):
		doc = frappe.get_doc("Listing", listing.name)
		doc.update(filling("Listing", "Approved")).save()
		frappe.clear_messages()
		apply_workflow(doc, "Approve")
		return [message["message"] for message in map(read, frappe.local.message_log)]


def read(message) -> dict:
	return json.loads(message) if isinstance(message, str) else message


def test_the_search_runs_when_a_listing_is_approved(server_scripts_enabled):
	enable(APPROVED)
	applicant = make.applicant("Seeking")
	listing = make.listing("Inspection")
	said = approve(listing)
	assert f"Households that fit this home best: {applicant.title}." in said
	(run,) = frappe.get_all("Matching Run", {"listing": listing.name}, ["kind", "proposals"], order_by="name")
	assert (run.kind, run.proposals) == ("Search", 1)

	frappe.get_doc("Listing", listing.name).save()
	assert frappe.db.count("Matching Run", {"listing": listing.name}) == 1, "saved again, not approved again"


def test_a_home_is_approved_also_when_the_search_is_refused(server_scripts_enabled):
	enable(APPROVED)
	frappe.db.set_value(
		"Matching Criterion", {"rule": "overcrowding"}, "parameters", '{"people_per_room": -1}'
	)
	listing = make.listing("Inspection")
	said = approve(listing)
	assert frappe.db.get_value("Listing", listing.name, "stage") == "Approved"
	assert any("Not overcrowded" in one for one in said)


def test_nobody_fits_and_that_is_said(server_scripts_enabled):
	enable(APPROVED)
	assert "No household fits this home today." in approve(make.listing("Inspection"))


def test_the_weekly_round_asks_for_a_round_with_the_policy_of_the_settings(server_scripts_enabled):
	script = enable(WEEKLY)
	(job,) = frappe.get_all("Scheduled Job Type", {"server_script": WEEKLY}, ["frequency"], order_by="name")
	assert job.frequency == "Weekly"
	frappe.db.set_single_value("Matching Settings", "policy", "Best total")
	if importlib.util.find_spec("oppna_ditt_hem.matching_runs"):
		script.execute_scheduled_method()
		assert frappe.db.exists("Matching Run", {"kind": "Round", "policy": "Best total"})
	else:
		with pytest.raises(frappe.ValidationError, match=r"oppna_ditt_hem\.matching_runs\.start_round"):
			script.execute_scheduled_method()
