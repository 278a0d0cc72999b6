"""An administrator's own rules: expressions and scripts as criteria, with their sentences and their faults."""

import json

import pytest
from own_rule_market import MARKET

from oppna_ditt_hem.matching import custom, scripted, search
from oppna_ditt_hem.matching.catalogue import BadRules, rule_set
from oppna_ditt_hem.matching.evaluate import blocks, broken_count, worth

# --- as criteria


SCHOOL = {
	"criterion_name": "School for children",
	"kind": "Requirement",
	"source": "Expression",
	"expression": "household.children == 0 or listing.locality_has_school",
}


def reasons(row, household="Family", home="Flat", run_script=None):
	return search.pair(MARKET, rule_set([row], run_script), household, home).reasons


def test_an_expression_is_a_requirement_with_the_administrators_sentences():
	row = {**SCHOOL, "sentence_met": "There is a school {here}.", "sentence_unmet": "No school in the place."}
	(met,) = reasons(row)
	assert (met.state, met.blocks, met.text()) == ("met", False, "There is a school {here}.")
	(broken,) = reasons(row, home="Cottage")
	assert (broken.state, broken.blocks, broken.text()) == ("broken", True, "No school in the place.")
	(unknown,) = reasons(row, home="Room")
	assert (unknown.state, unknown.blocks) == ("unknown", False)
	assert unknown.text() == "It can't be told whether “School for children” is met."


def test_a_parameter_says_whether_not_knowing_rules_a_pair_out():
	(unknown,) = reasons({**SCHOOL, "parameters": '{"unknown_blocks": 1}'}, home="Room")
	assert (unknown.state, unknown.blocks) == ("unknown", True)


def test_an_expression_is_a_preference_from_0_to_1():
	row = {
		"criterion_name": "Floor area",
		"kind": "Preference",
		"source": "Expression",
		"expression": "listing.floor_area / (25 * household.size)",
		"weight": 3,
	}
	assert [reasons(row, household)[0].value for household in ("Alone", "Family")] == [1, 0.8]
	assert reasons(row, home="Room")[0].state == "unknown"


def test_own_rules_stand_after_the_built_in_ones_and_survive_being_written_and_read():
	rows = [SCHOOL, {**SCHOOL, "criterion_name": "Also"}, {"rule": "places"}]
	first = rule_set(rows)
	assert [criterion.name for criterion in first.requirements] == ["places", "Also", "School for children"]
	again = rule_set(json.loads(json.dumps(first.as_criteria())))
	assert again.as_criteria() == first.as_criteria()
	(block,) = blocks(MARKET)
	assert (broken_count(block, again) == broken_count(block, first)).all()


@pytest.mark.parametrize(
	("change", "part"),
	[
		({"expression": "household.age"}, "of School for children can.t be used. There is no name"),
		({"expression": "listing.rent"}, "answered by yes or no, and this expression gives a number"),
		({"expression": "today", "kind": "Preference"}, "gives a date"),
		({"kind": ""}, "requirement or a preference"),
		({"source": "Server script"}, "choose a server script"),
		({"source": "Server script", "script": "result = 1"}, "can't be run here"),
		({"sentence_met": "x" * 301}, "at most 300"),
		({"parameters": {"limit": 3}}, "no parameter limit"),
	],
)
def test_a_bad_rule_is_refused_by_name(change, part):
	with pytest.raises(BadRules, match=part) as refused:
		rule_set([{**SCHOOL, **change}])
	assert "School for children" in str(refused.value)


# --- scripts: the platform runs them; here Python itself does


SCRIPT = {
	"criterion_name": "By script",
	"kind": "Preference",
	"source": "Server script",
	"server_script": "By script",
}


def run_plainly(criterion, script, names):
	found = {}
	exec(script, names, found)
	return found.get("result")


@pytest.mark.parametrize(
	("script", "expected"),
	[
		("result = 1", 1),
		("result = least(1, pairs.listing.rent / 10000)", 0.5),
		("result = where(pairs.listing.kind == 'Flat', 0.2, 0.4)", 0.2),
		(
			"result = where(pairs.listing.kind.is_one_of(['Room', 'Flat']) & (pairs.household.size > 3), 0.3, 0)",
			0.3,
		),
		(
			"result = where(~(pairs.listing.kind != 'Room') | (pairs.today < pairs.household.registered_on), 1, 0)",
			0,
		),
		("result = otherwise(pairs.listing.deposit if False else pairs.pair.shares_language, 0.7)", 0.7),
		("result = 1 - pairs.household.children * 0.25", 0.5),
		("result = month(pairs.pair.move_in) / 12", 0.9167),
		("result = most(0, known(pairs.household.max_rent) - 0.1)", 0.9),
		("result = pairs.listing.rooms / 0", None),
	],
)
def test_what_a_script_gives(script, expected):
	(reason,) = reasons({**SCRIPT, "script": script}, run_script=run_plainly)
	assert reason.value == expected


@pytest.mark.parametrize(
	("script", "part"),
	[
		("pass", "By script has to set result"),
		("result = 'yes'", "has to set result"),
		("result = pairs.listing.kind", "has to set result"),
		("result = [1, 2]", "has to set result"),
	],
)
def test_a_script_without_a_usable_result_is_refused(script, part):
	with pytest.raises(BadRules, match=part):
		reasons({**SCRIPT, "script": script}, run_script=run_plainly)


@pytest.mark.parametrize(
	("script", "error"),
	[
		("result = pairs.listing.names", scripted.NoSuchName),
		("result = pairs.household.rent", scripted.NoSuchName),
		("result = 1 if pairs.household.size > 2 else 0", TypeError),
		("result = pairs.household.size + 'a'", TypeError),
		("result = pairs.household.size.tofile('x')", AttributeError),
		("result = pairs.listing.kind + 1", TypeError),
	],
)
def test_a_script_reaches_nothing_but_its_names(script, error):
	with pytest.raises(error):
		reasons({**SCRIPT, "script": script}, run_script=run_plainly)


def test_a_script_runs_once_for_a_block_and_its_text_is_kept_with_the_rules():
	runs = []

	def counted(criterion, script, names):
		runs.append(criterion)
		return run_plainly(criterion, script, names)

	script = "result = pairs.household.size / (pairs.household.size + pairs.listing.places)"
	rules = rule_set([{**SCRIPT, "script": script}], counted)
	(block,) = blocks(MARKET)
	assert worth(block, rules).shape == (3, 3)
	assert runs == ["By script"]
	assert rules.as_criteria()[0]["script"] == script
	assert custom.SERVER_SCRIPT == rules.as_criteria()[0]["source"]
