"""Rules and rows that can be used, and those that are refused by name."""

import json

import pytest
from rule_cases import HOME, HOUSEHOLD, PLACES, TODAY, market

from oppna_ditt_hem.matching.catalogue import BadRules, default_criteria, rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.faults import BadInput


def test_a_rule_set_survives_being_written_and_read():
	first = rule_set()
	again = rule_set(json.loads(json.dumps(first.as_criteria())))
	assert again.as_criteria() == first.as_criteria()
	as_text = [{**row, "parameters": json.dumps(row["parameters"])} for row in default_criteria()]
	assert rule_set(as_text[::-1]).as_criteria() == first.as_criteria()


def test_an_inactive_criterion_is_not_run():
	rows = [{**row, "active": 0} if row["rule"] == "rent_ceiling" else row for row in default_criteria()]
	keys = {criterion.rule.key for criterion in rule_set(rows).requirements}
	assert "rent_ceiling" not in keys and "places" in keys and "wished_locality_only" not in keys


@pytest.mark.parametrize(
	("row", "part"),
	[
		({"rule": "no_such"}, "no built-in rule no_such"),
		({"rule": "places", "kind": "Preference"}, "is a Requirement"),
		({"rule": "places", "source": "Oracle"}, "no source of rules called Oracle"),
		({"rule": "wait", "weight": -1}, "weight"),
		({"rule": "wait", "weight": float("nan")}, "weight"),
		({"rule": "wait", "parameters": {"full_days": 0}}, "at least 1"),
		({"rule": "wait", "parameters": {"fulldays": 5}}, "has no parameter fulldays"),
		({"rule": "wait", "parameters": "[1]"}, "names and values"),
		({"rule": "wait", "parameters": "{"}, "names and values"),
		({"rule": "winter_fit", "parameters": {"ask_first_for": ["Castle"]}}, "list with some of: Room"),
		({"rule": "step_free", "parameters": {"unknown_blocks": "no"}}, "true or false"),
	],
)
def test_a_bad_criterion_is_refused_by_name(row, part):
	with pytest.raises(BadRules, match=part) as refused:
		rule_set([{"criterion_name": "My rule", **row}])
	assert "My rule" in str(refused.value)


def test_a_rule_used_twice_is_refused():
	with pytest.raises(BadRules, match="already used"):
		rule_set([{"rule": "wait", "criterion_name": "A"}, {"rule": "wait", "criterion_name": "B"}])


@pytest.mark.parametrize(
	("household", "home", "column"),
	[
		({"name": ""}, {}, "name"),
		({"household_size": 0}, {}, "household_size"),
		({"household_size": -1}, {}, "household_size"),
		({"household_size": 1.5}, {}, "household_size"),
		({"household_kind": "Trio"}, {}, "household_kind"),
		({"max_rent": float("nan")}, {}, "max_rent"),
		({"max_rent": float("inf")}, {}, "max_rent"),
		({"max_rent": "much"}, {}, "max_rent"),
		({"wanted_from": "2016-12-01", "wanted_to": "2016-11-30"}, {}, "wanted_to"),
		({"registered_on": "soon"}, {}, "registered_on"),
		({"wished_localities": ["Mora"]}, {}, "wished_localities"),
		({"must_reach": "Mora"}, {}, "must_reach"),
		({"has_pets": "perhaps"}, {}, "has_pets"),
		({"members": [{"birth_year": 1850, "relation": "Head"}]}, {}, "birth_year"),
		({}, {"kind": "Castle"}, "kind"),
		({}, {"locality": "Mora"}, "locality"),
		({}, {"rent": -5}, "rent"),
		({}, {"rent": 1e12}, "rent"),
		({}, {"places": "many"}, "places"),
		({}, {"available_from": "2017-01-01", "available_to": "2016-12-31"}, "available_to"),
	],
)
def test_bad_input_is_refused_by_row_and_column(household, home, column):
	with pytest.raises(BadInput) as refused:
		market(household, home)
	assert [fault.column for fault in refused.value.faults] == [column]
	assert refused.value.faults[0].text()


def test_every_fault_is_found_at_once_and_a_name_may_stand_once():
	with pytest.raises(BadInput) as refused:
		build([HOUSEHOLD, HOUSEHOLD], [HOME, {**HOME, "rent": -1}], PLACES, today=TODAY)
	assert [(fault.row, fault.column) for fault in refused.value.faults] == [
		("L", "name"),
		("L", "rent"),
		("H", "name"),
	]
