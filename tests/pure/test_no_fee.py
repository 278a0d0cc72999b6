"""Invariant 7, Jordabalken 12 kap. 65 a §: nothing on the side of the one who seeks a home can carry a fee."""

import json
import re
from pathlib import Path

import pytest

from oppna_ditt_hem.economy.comparison import LINES
from oppna_ditt_hem.economy.fees import names_a_fee
from oppna_ditt_hem.matching.sheets import SCHEMAS

ROOT = Path(__file__).resolve().parents[2] / "oppna_ditt_hem"
MODULE = ROOT / "oppna_ditt_hem"


def shipped(*kinds: str) -> list[Path]:
	return [path for kind in kinds for path in sorted((MODULE / kind).glob("*/*.json"))]


def columns(document: dict) -> list[str]:
	"""What can be entered or shown: names and labels of fields, filters and columns."""
	tables = ("fields", "web_form_fields", "columns", "filters")
	rows = [row for table in tables for row in document.get(table) or [] if isinstance(row, dict)]
	return [str(row.get(name) or "") for row in rows for name in ("fieldname", "label", "options")]


def fees(document: dict) -> list[str]:
	return [text for text in columns(document) if names_a_fee(text)]


@pytest.mark.parametrize("path", shipped("doctype", "web_form", "report"), ids=lambda path: path.stem)
def test_no_field_column_or_report_carries_a_fee(path):
	document = json.loads(path.read_text(encoding="utf-8"))
	assert not (isinstance(document, dict) and fees(document))


def test_no_import_column_carries_a_fee():
	for path in sorted((ROOT / "imports").rglob("*.py")):
		named = re.findall(r"[\"']([^\"']{1,60})[\"']", path.read_text(encoding="utf-8"))
		assert not [text for text in named if names_a_fee(text)], path


def test_the_tables_of_what_a_home_costs_have_no_row_for_a_fee():
	lines = [text for line in LINES for text in (line.key, line.label)]
	assert lines and not names_a_fee(*lines)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_no_column_of_a_spreadsheet_is_read_as_a_fee(kind):
	columns = SCHEMAS[kind].columns
	assert columns and not [one for one in columns if names_a_fee(one.fieldname, *one.headers)]


@pytest.mark.parametrize("name", ["fee", "broker_fee", "Avgift", "Application fee", "Förmedlingsavgift"])
def test_a_fee_would_be_found(name):
	assert fees({"fields": [{"fieldname": "x", "label": name}]})
