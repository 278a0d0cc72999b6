"""Every sentence of the paper for households is in every language there is one in, with its amounts in place."""

import ast
import json
import re
from pathlib import Path

import pytest

from oppna_ditt_hem.economy import benefits, comparison, fees, net_cost
from oppna_ditt_hem.matching.tables import LISTING_KINDS

WORDS = Path(net_cost.__file__).parent.parent / "agreements"
LANGUAGES = ("ar", "fa", "ti", "so", "uk")
# Said to officers, or to landlords, and never on the paper.
SAME = ("Internet",)
ELSEWHERE = (benefits.ESTABLISHMENT, benefits.SUPPLEMENT)


def marked(path: Path) -> set[str]:
	"""What a module marks for the translators."""
	calls = (
		node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
	)
	named = (call for call in calls if getattr(call.func, "id", "") == "N_")
	return {ast.literal_eval(call.args[0]) for call in named}


def said() -> set[str]:
	modules = [Path(module.__file__) for module in (benefits, comparison, fees, net_cost)]
	texts = set().union(*map(marked, [*modules, WORDS / "cost_paper.py", WORDS / "net_cost.py"]))
	return (texts | set(LISTING_KINDS)) - set(ELSEWHERE)


def placeholders(text: str) -> list[str]:
	return sorted(re.findall(r"{\w+}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there_with_its_amounts(language):
	words = json.loads((WORDS / "household_words" / f"{language}.json").read_text(encoding="utf-8"))
	assert not said() - words.keys()
	for text, translation in words.items():
		assert translation and (translation != text or text in SAME)
		assert placeholders(text) == placeholders(translation), text
