"""What an administrator is told may be used is what may be used."""

import pytest

from oppna_ditt_hem.matching import guide
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.expression import CALLS, compile
from oppna_ditt_hem.matching.vocabulary import NAMES
from tools.steps import ROOT

DOCUMENT = ROOT / "docs/administrator.md"


def test_every_name_has_its_meaning_and_its_side():
	assert list(guide.MEANINGS) == list(NAMES)
	assert {name.partition(".")[0] for name in NAMES} == guide.SIDES.keys()


def test_every_function_is_told_as_it_is_written():
	assert guide.FUNCTIONS.keys() == CALLS.keys()
	for name, (sign, _meaning) in guide.FUNCTIONS.items():
		assert sign.startswith(f"{name}(")


@pytest.mark.parametrize("example", guide.EXAMPLES, ids=lambda example: example.title)
def test_every_example_can_be_taken_as_it_is(example):
	compile(example.expression)
	row = {"criterion_name": example.title, "kind": example.kind, "source": "Expression"}
	assert rule_set([{**row, "expression": example.expression}])


def test_the_guide_for_administrators_lists_the_names_there_are():
	text = DOCUMENT.read_text(encoding="utf-8")
	refresh = "run `python -m oppna_ditt_hem.matching.guide docs/administrator.md`"
	assert guide.written_into(text) == text, refresh
	assert all(f"| `{name}` |" in text for name in NAMES), refresh


def test_a_document_without_the_marks_is_left_alone():
	with pytest.raises(ValueError):
		guide.written_into("# For somebody else")
