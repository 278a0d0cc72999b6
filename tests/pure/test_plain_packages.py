"""What the packages of plain Python may lean on, and how the texts in them are marked."""

import ast
import string

import pytest

from oppna_ditt_hem.matching import words
from tools.steps import ROOT

PLAIN = [
	path
	for name in ("matching", "legal", "tenancy", "economy")
	for path in sorted((ROOT / "oppna_ditt_hem" / name).rglob("*.py"))
]


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_plain_modules_know_no_platform(path):
	tree = ast.parse(path.read_text(encoding="utf-8"))
	imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
	imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
	assert not {name for name in imported if name.split(".")[0] == "frappe"}


def marked(path):
	"""The texts marked for translation in one file."""
	for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
		if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
			(argument,) = node.args
			yield argument


def test_every_marked_text_is_a_literal_whose_placeholders_are_known():
	count = 0
	for path in PLAIN:
		for argument in marked(path):
			assert isinstance(argument, ast.Constant), f"{path}: a marked text must be a literal"
			names = {name for _, name, _, _ in string.Formatter().parse(argument.value) if name}
			assert names <= set(words.PARAMETERS), f"{path}: {names - set(words.PARAMETERS)}"
			count += 1
	assert count > 200


def test_amounts_and_periods_are_shown_as_people_write_them():
	assert words.show_plain(3500, "money") == "3\u00a0500\u00a0kr"
	assert words.show_plain(16.84, "km") == "16,8\u00a0km"
	assert words.show_plain(None, "to_date") == "until further notice"
	assert words.show_plain(None, "number") == "not given"
	assert words.show_plain([], "names") == "none given"
	assert words.show_plain(["ar", "xx"], "languages") == "Arabic, xx"
