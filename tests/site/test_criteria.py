"""An administrator's criteria: what is saved, what is refused and with which words, when they are used, who changes them."""

import json

import frappe
import pytest
from criteria_rows import ADMINISTRATOR, FAMILY, SCHOOL, as_administrator, built_in, change, save
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import brokerage, matchmaking
from oppna_ditt_hem.criteria import api
from oppna_ditt_hem.refusals import CriterionError

# --- what is saved and what is refused


def test_every_seeded_criterion_can_be_saved_as_it_is():
	for name in frappe.get_all("Matching Criterion", pluck="name", order_by="name"):
		before = frappe.get_doc("Matching Criterion", name).parameters
		assert json.loads(change(name).parameters) == json.loads(before)


def test_a_built_in_rule_tells_what_kind_it_is_and_keeps_its_settings_whole():
	frappe.db.set_value("Matching Criterion", built_in("overcrowding"), "active", 0)
	doc = save(
		{"criterion_name": "One person per room", "kind": "Preference", "source": "Built in"},
		rule="overcrowding",
		parameters='{"people_per_room": 1}',
	)
	assert (doc.kind, json.loads(doc.parameters)) == ("Requirement", {"people_per_room": 1})
	doc = change(built_in("period"), parameters="")
	assert json.loads(doc.parameters) == {"longest_wait_days": 120}


@pytest.mark.parametrize(
	("values", "words"),
	[
		({"rule": "overcrowding", "parameters": '{"people_per_room": 0}'}, "people_per_room.*at least 1"),
		({"rule": "overcrowding", "parameters": '{"people_per_room": "abc"}'}, "must be a number"),
		({"rule": "overcrowding", "parameters": '{"beds": 1}'}, "no parameter beds. It has: people_per_room"),
		({"rule": "winter_fit", "parameters": '{"months": [13]}'}, "list with some of: 1, 2, 3"),
		({"rule": "castle"}, "no built-in rule castle. Choose one of: vacant, places"),
		({"rule": "places"}, "already used by .*Enough places"),
		({**SCHOOL, "expression": "household.childs == 0"}, "no name “household.childs”.*household.children"),
		(
			{**SCHOOL, "expression": "listing.rent"},
			"answered by yes or no, and this expression gives a number",
		),
		({**SCHOOL, "expression": ""}, "Write an expression, such as"),
		({**SCHOOL, "parameters": '{"people_per_room": 1}'}, "no parameter people_per_room"),
		({**SCHOOL, "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "Valid to.* lies before"),
		({**SCHOOL, "kind": "Preference", "expression": "today"}, "gives a date"),
		({**SCHOOL, "expression": '"<img src=x>" == listing.kind'}, "“&lt;img src=x&gt;” is not one of"),
	],
)
def test_a_refusal_names_the_criterion_and_says_what_would_do(values, words):
	row = {"criterion_name": "My rule", "kind": "Requirement", "source": "Built in", **values}
	row["criterion_name"] = "My rule"
	with pytest.raises(CriterionError, match=words) as refused:
		save(row)
	assert "My rule" in str(refused.value) or "already used" in words or "Valid" in words
	with as_administrator(), pytest.raises(CriterionError, match=words):
		api.preview({"doctype": "Matching Criterion", "__islocal": 1, "active": 1, **row})


@pytest.mark.parametrize(
	"expression",
	[
		"__import__('os').system('true')",
		"household.__class__.__mro__",
		"'a' * 1000000000",
		"9 ** 9 ** 9 ** 9",
		"(" * 300 + "1" + ")" * 300,
		"[x for x in (1, 2)]",
		"frappe.db.sql('select 1')",
	],
)
def test_a_hostile_expression_is_refused(expression):
	with pytest.raises(CriterionError):
		save(SCHOOL, expression=expression)


def test_a_rule_counts_once_on_any_day_but_may_follow_another():
	places = built_in("places")
	change(places, valid_to="2026-12-31")
	follows = {
		"criterion_name": "Places from 2027",
		"source": "Built in",
		"kind": "Requirement",
		"rule": "places",
	}
	with pytest.raises(CriterionError, match="already used by"):
		save(follows, valid_from="2026-12-31")
	assert save(follows, valid_from="2027-01-01").active
	with pytest.raises(CriterionError, match="Places from 2027"):
		change(places, valid_to=None)
	assert not change(places, valid_to=None, active=0).valid_to


# --- when and how they are used


def test_an_expression_is_used_in_the_search_with_its_own_sentences():
	make.listing("Approved")
	applicant = make.applicant("Seeking", members=FAMILY)
	save(SCHOOL, sentence_unmet="The children would have no school.", parameters='{"unknown_blocks": true}')

	with acting_as(make_user(OFFICER)):
		found = brokerage.find_homes(applicant.name)
	assert not found["cards"]
	assert "A school for children" in found["why_not"]["relaxations"][0]["text"]

	frappe.db.set_value("Locality", make.locality(), "has_school", 1)
	with acting_as(make_user(OFFICER)):
		(card,) = brokerage.find_homes(applicant.name)["cards"]
	said = [reason["text"] for reason in card["reasons"] if reason["criterion"] == "A school for children"]
	assert said == ["“A school for children” is met."]


@pytest.mark.parametrize(
	("values", "used"),
	[
		({}, True),
		({"active": 0}, False),
		({"valid_from": 0, "valid_to": 0}, True),
		({"valid_from": 1}, False),
		({"valid_to": -1}, False),
		({"valid_from": -5, "valid_to": 5}, True),
	],
)
def test_a_criterion_is_used_while_it_is_active_and_in_force(values, used):
	days = {key: value if key == "active" else add_days(nowdate(), value) for key, value in values.items()}
	save(SCHOOL, **days)
	names = {criterion.name for criterion in matchmaking.rules().requirements}
	assert ("A school for children" in names) is used


def test_the_day_that_is_asked_for_counts():
	save(SCHOOL, valid_from="2030-01-01", valid_to="2030-12-31")
	for day, used in (
		("2029-12-31", False),
		("2030-01-01", True),
		("2030-12-31", True),
		("2031-01-01", False),
	):
		assert ("A school for children" in {one.name for one in matchmaking.rules(day).requirements}) is used


def test_a_criterion_that_has_become_unusable_is_named_when_somebody_searches():
	applicant = make.applicant("Seeking")
	frappe.db.set_value(
		"Matching Criterion", built_in("overcrowding"), "parameters", '{"people_per_room": -1}'
	)
	with acting_as(make_user(OFFICER)), pytest.raises(CriterionError, match="Not overcrowded"):
		brokerage.find_homes(applicant.name)


def test_a_kept_run_can_be_replayed_with_the_rules_of_its_time():
	from oppna_ditt_hem.criteria.reading import rules_kept

	make.listing("Approved")
	applicant = make.applicant("Seeking", members=FAMILY)
	save(SCHOOL, parameters='{"unknown_blocks": true}')
	with acting_as(make_user(OFFICER)):
		run = brokerage.find_homes(applicant.name)["run"]
	kept = frappe.db.get_value("Matching Run", run, "rule_set")
	change("A school for children", expression="household.size < 9")

	again = rules_kept(kept)
	assert again.as_criteria() == json.loads(kept)
	(school,) = (one for one in again.requirements if one.name == "A school for children")
	assert school.definition["expression"] == SCHOOL["expression"]
	assert [one.name for one in again.preferences] == [one.name for one in matchmaking.rules().preferences]


# --- who changes them, and what is told of it


@pytest.mark.parametrize("role", [OFFICER, MANAGER, CLEARED, "Auditor", "Grant Controller"])
def test_only_the_administrator_changes_or_previews(role):
	name = built_in("overcrowding")
	with acting_as(make_user(role)):
		doc = frappe.get_doc("Matching Criterion", name)
		with pytest.raises(frappe.PermissionError):
			doc.update({"weight": 3}).save()
		with pytest.raises(frappe.PermissionError):
			api.preview(doc.as_dict())
		with pytest.raises(frappe.PermissionError):
			frappe.get_doc({"doctype": "Matching Criterion", **SCHOOL}).insert()
		with pytest.raises(frappe.PermissionError):
			api.preview({"doctype": "Matching Criterion", "__islocal": 1, **SCHOOL})


@pytest.mark.parametrize("role", ["Grant Controller", "Landlord", "Applicant"])
def test_who_may_not_read_criteria_is_told_nothing(role):
	name = built_in("overcrowding")
	calls = [
		api.guide,
		lambda: api.check_expression("household.size"),
		lambda: api.changes(name),
		lambda: api.script_text(name),
	]
	with acting_as(make_user(role)):
		for call in calls:
			with pytest.raises(frappe.PermissionError):
				call()


def test_the_guide_tells_rules_settings_and_names_in_the_users_language(monkeypatch):
	make.locality("Nås")
	monkeypatch.setattr(frappe.local, "lang", "sv")
	with acting_as(make_user(ADMINISTRATOR)):
		guide = api.guide()
	winter = next(rule for rule in guide["rules"] if rule["key"] == "winter_fit")
	assert winter["parameters"][0]["choices"][0] == {"value": 1, "label": "januari"}
	assert (winter["label"], winter["name"]) == ("Vinterbonad", "Fit for winter")
	kinds = [name for side in guide["names"] for name in side["names"] if name["name"] == "listing.kind"]
	assert {"value": "Cottage", "label": "Stuga"} in kinds[0]["words"]
	places = [name for side in guide["names"] for name in side["names"] if name["name"] == "listing.locality"]
	assert {"value": "Nås", "label": "Nås"} in places[0]["words"]
	assert guide["own"]["Requirement"][0]["type"] == "answer"


def test_an_expression_can_be_tried_before_it_is_saved():
	with as_administrator():
		assert api.check_expression("household.size > 2") == {"kind": "yes or no"}
		assert "no name “household.sise”" in api.check_expression("household.sise")["problem"]


def test_changes_are_told_with_each_setting_by_its_label():
	name = built_in("winter_fit")
	change(name, parameters='{"months": [12, 1], "ask_first_for": ["Cottage", "Annexe"]}', active=0)
	with acting_as(make_user(OFFICER)):
		latest, created = api.changes(name)
	assert latest["by"] == frappe.utils.get_fullname(make_user(ADMINISTRATOR))
	told = {row["what"]: (row["before"], row["after"]) for row in latest["changes"]}
	assert told["Winter months"] == ("November, December, January, February, March", "December, January")
	assert told["Active"] == ("Yes", "No")
	assert "Ask first for these kinds of home" not in told
	assert created["changes"] == []

	save(SCHOOL)
	change("A school for children", expression="household.size < 9", parameters='{"unknown_blocks": true}')
	with acting_as(make_user(OFFICER)):
		latest = api.changes("A school for children")[0]
	told = {row["what"]: (row["before"], row["after"]) for row in latest["changes"]}
	assert told["Expression"] == (SCHOOL["expression"], "household.size < 9")
	assert told["Not knowing rules the pair out"] == ("No", "Yes")
