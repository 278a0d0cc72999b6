"""One stylesheet serves both directions: the platform builds a second set for languages written from the right, and mirrors it."""

import re

import pytest

from tools.steps import ROOT

SHEETS = [
	path
	for kind in ("css", "scss")
	for path in sorted((ROOT / "oppna_ditt_hem/public/css").rglob(f"*.{kind}"))
]
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
PHYSICAL = (
	re.compile(r"[\w-]*(?<![\w-])(?:margin|padding|border|inset)-(?:left|right)\b"),
	re.compile(r"(?<![\w-])(?:left|right)\s*:"),
	re.compile(r"(?:text-align|float|clear)\s*:\s*(?:left|right)\b"),
)
FOUR_SIDES = re.compile(r"(?:margin|padding|border-width)\s*:\s*([^;{}]+);")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_stylesheet_says_start_and_end(sheet):
	text = COMMENT.sub("", sheet.read_text())
	assert not [found[0] for pattern in PHYSICAL for found in pattern.finditer(text)]
	for (sides,) in (found.groups() for found in FOUR_SIDES.finditer(text)):
		parts = re.findall(r"[\w.-]+(?:\([^)]*\))?", sides)
		assert len(parts) < 4 or parts[1] == parts[3], sides


def test_the_test_sees_what_it_looks_for():
	text = "a { margin-left: 1px; left: 0; text-align: right; }"
	assert all(pattern.search(text) for pattern in PHYSICAL)
	assert {path.suffix for path in SHEETS} == {".css", ".scss"}
