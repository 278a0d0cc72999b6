"""Invariant 7, Jordabalken 12 kap. 65 a §: nothing on the side of the one who seeks a home can carry a fee."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "oppna_ditt_hem"
MODULE = ROOT / "oppna_ditt_hem"
FEE = re.compile(
	r"(?<![a-z])(fees?|charges?|commission|brokerage[ _]fee|\w*avgift\w*|\w*arvode\w*)(?![a-z])",
	re.IGNORECASE,
)


def shipped(*kinds: str) -> list[Path]:
	return [path for kind in kinds for path in sorted((MODULE / kind).glob("*/*.json"))]


def columns(document: dict) -> list[str]:
	"""What can be entered or shown: names and labels of fields, filters and columns."""
	tables = ("fields", "web_form_fields", "columns", "filters")
	rows = [row for table in tables for row in document.get(table) or [] if isinstance(row, dict)]
	return [str(row.get(name) or "") for row in rows for name in ("fieldname", "label", "options")]


def fees(document: dict) -> list[str]:
	return [text for text in columns(document) if FEE.search(text)]


@pytest.mark.parametrize("path", shipped("doctype", "web_form", "report"), ids=lambda path: path.stem)
def test_no_field_column_or_report_carries_a_fee(path):
	document = json.loads(path.read_text(encoding="utf-8"))
	assert not (isinstance(document, dict) and fees(document))


def test_no_import_column_carries_a_fee():
	for path in sorted((ROOT / "imports").rglob("*.py")):
		named = re.findall(r"[\"']([^\"']{1,60})[\"']", path.read_text(encoding="utf-8"))
		assert not [text for text in named if FEE.search(text)], path


@pytest.mark.parametrize("name", ["fee", "broker_fee", "Avgift", "Application fee", "Förmedlingsavgift"])
def test_a_fee_would_be_found(name):
	assert fees({"fields": [{"fieldname": "x", "label": name}]})
