"""Criteria that are server scripts: what they reach, what stops them, and what is said where scripts are not enabled."""

import json
import resource
import sys

import frappe
import pytest
from criteria_rows import LARGE, as_administrator, change, save, value_of, write_script
from factories import OFFICER, acting_as, make, make_user
from frappe.desk.search import search_link

from oppna_ditt_hem import brokerage, matchmaking
from oppna_ditt_hem.criteria import api, scripts
from oppna_ditt_hem.criteria.reading import rules_kept
from oppna_ditt_hem.refusals import CriterionError

BY_ROOMS = "result = least(1, pairs.listing.rooms / 4)"


def test_a_script_is_used_in_the_search_and_kept_with_the_run(server_scripts_enabled):
	listing, applicant = make.listing("Approved", rooms=2), make.applicant("Seeking")
	write_script(BY_ROOMS)
	save(LARGE, sentence_met="The home is large.")
	with acting_as(make_user(OFFICER)):
		found = brokerage.find_homes(applicant.name)
	told = {reason["criterion"]: reason["text"] for reason in found["cards"][0]["reasons"]}
	assert told["Large homes"] == "The home is large."

	kept = frappe.db.get_value("Matching Run", found["run"], "rule_set")
	write_script("result = 1")
	assert value_of(matchmaking.rules(), applicant, listing) == 1
	assert value_of(rules_kept(kept), applicant, listing) == 0.5


def test_it_runs_once_for_many_pairs(server_scripts_enabled, monkeypatch):
	runs = []

	def counted(script, names, **more):
		runs.append(script)
		return {"result": 1}, None

	write_script(BY_ROOMS)
	monkeypatch.setattr(scripts, "safe_exec", counted)
	doc = save(LARGE).as_dict()
	# Tried on made-up pairs, together and alone.
	assert len(runs) == 2
	for _number in range(2):
		make.listing("Approved")
		make.applicant("Seeking")
	runs.clear()
	with as_administrator():
		found = api.preview({**doc, "weight": 7})
	assert (found["households"], found["listings"]) == (2, 2)
	# Tried again, then once for the market before and once after.
	assert len(runs) == 4


@pytest.mark.parametrize(
	("script", "words"),
	[
		("result = pairs.household.sise", "line 1: There is no name “household.sise”. The names are"),
		(
			"x = 1\nresult = 1 if pairs.household.size > 2 else 0",
			"line 2: A column is neither true nor false",
		),
		("result = 1 / 0", "line 1: division by zero"),
		("pass", "has to set result"),
		("result = 'yes'", "has to set result"),
		("result = (", "can't be read"),
		("result = pairs._pairs", "can't be read.*_pairs"),
		("def f():\n\treturn f()\nresult = f()", "line [12]: maximum recursion depth"),
		("result = frappe.db.get_value('User', 'Guest', 'email')", "can't use “frappe.db”"),
		("frappe.get_doc('User', 'Guest').delete()", "can't use “frappe.get_doc”"),
		("run_script('Large homes')", "can't use “run_script”"),
		("FrappeClient('http://localhost')", "can't use “FrappeClient”"),
		("open('/etc/passwd')", "name 'open' is not defined"),
		("import os", "uses “import” on line 1"),
		("result = 9 ** 9 ** 9", "uses “\\*\\*” on line 1"),
		("result = pow(9, 9999999)", "can't use “pow”"),
		("try:\n\tresult = 1\nexcept:\n\tresult = 0", "uses “try” on line 1"),
		("result = sum(range(10000000000))", "at most 10000 numbers"),
	],
)
def test_a_script_that_fails_is_refused_when_it_is_saved(server_scripts_enabled, script, words):
	write_script(script)
	with pytest.raises(CriterionError, match=words) as refused:
		save(LARGE)
	assert "Large homes" in str(refused.value)


@pytest.mark.parametrize(
	"script",
	[
		"while True:\n\tpass",
		"x = 0\nwhile True:\n\tx = x + 1",
		"result = sum(1 for i in range(10000) for j in range(10000))",
		"while 1: pass",
		"def f():\n\twhile True:\n\t\tyield 1\nresult = sum(f())",
		"x = [[i for i in range(10000)] for j in range(10000)]",
	],
)
def test_a_script_that_runs_on_is_stopped(server_scripts_enabled, script, monkeypatch):
	monkeypatch.setattr(scripts, "SECONDS", 0.2)
	write_script(script)
	before = sys.gettrace()
	with pytest.raises(CriterionError, match="Large homes was stopped after 0,2 seconds"):
		save(LARGE)
	assert sys.gettrace() is before


def test_a_script_that_takes_all_memory_is_stopped(server_scripts_enabled):
	before = resource.getrlimit(resource.RLIMIT_AS)
	write_script("x = [0]\nfor i in range(60):\n\tx = x + x\nresult = 1")
	with pytest.raises(CriterionError, match="Large homes was stopped, because it takes too much memory"):
		save(LARGE)
	assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_script_that_fails_later_is_named_when_somebody_searches(server_scripts_enabled):
	make.listing("Approved")
	applicant = make.applicant("Seeking")
	write_script(BY_ROOMS)
	save(LARGE)
	write_script("result = pairs.listing.roms")
	with acting_as(make_user(OFFICER)), pytest.raises(CriterionError, match="Large homes stopped at line 1"):
		brokerage.find_homes(applicant.name)


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"disabled": 1}, "the server script Large homes is disabled. Enable it"),
		(
			{"script_type": "Scheduler Event", "event_frequency": "Weekly", "disabled": 1},
			"is of the type Scheduler Event. Choose one of the type API",
		),
	],
)
def test_only_an_enabled_script_of_the_type_api_serves(server_scripts_enabled, values, words):
	write_script(BY_ROOMS, **values)
	with pytest.raises(CriterionError, match=words):
		save(LARGE)
	assert not save(LARGE, active=0).active


# --- where the bench has not enabled them


def test_without_server_scripts_the_refusal_says_how_to_enable_them():
	write_script(BY_ROOMS)
	with pytest.raises(CriterionError, match="bench set-config -g server_script_enabled 1"):
		save(LARGE)
	with as_administrator():
		assert api.guide()["scripts"] == {"enabled": False, "enable": scripts.ENABLE}


def test_without_server_scripts_a_criterion_can_wait_and_everything_else_works():
	make.listing("Approved")
	applicant = make.applicant("Seeking")
	write_script(BY_ROOMS)
	save(LARGE, active=0)
	with acting_as(make_user(OFFICER)):
		assert brokerage.find_homes(applicant.name)["cards"]
	with pytest.raises(CriterionError, match="not enabled here"):
		change("Large homes", active=1)


def test_scripts_that_are_switched_off_on_the_bench_stop_the_search_with_a_reason():
	applicant = make.applicant("Seeking")
	write_script(BY_ROOMS)
	save(LARGE, active=0)
	frappe.db.set_value("Matching Criterion", "Large homes", "active", 1)
	with acting_as(make_user(OFFICER)), pytest.raises(CriterionError, match="Large homes is a server script"):
		brokerage.find_homes(applicant.name)


# --- who sees them


def test_the_administrator_finds_a_script_but_does_not_open_it():
	write_script(BY_ROOMS)
	with as_administrator():
		filters = {"script_type": "API", "disabled": 0}
		found = search_link("Server Script", "Large", filters=json.dumps(filters))
		assert [row["value"] for row in found] == ["Large homes"]
		assert not frappe.has_permission("Server Script", "read", doc="Large homes")
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc("Server Script", "Large homes").check_permission("read")


def test_the_text_of_a_script_in_use_can_be_read_by_who_reads_the_criterion(server_scripts_enabled):
	write_script(BY_ROOMS)
	save(LARGE, active=0)
	with acting_as(make_user(OFFICER)):
		assert api.script_text("Large homes") is None
	change("Large homes", active=1)
	with acting_as(make_user(OFFICER)):
		assert api.script_text("Large homes") == BY_ROOMS
