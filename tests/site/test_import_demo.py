"""The demo's realistic lists, as files, through the whole import."""

import frappe
import pytest
from factories import make
from import_lists import Desk, traces

from oppna_ditt_hem.demo import story
from oppna_ditt_hem.demo.make_sheets import FILES, SHEETS
from oppna_ditt_hem.demo.sheet_rows import SHEET_DAY, UNKNOWN_HEADERS, inventory

KINDS = {"Listing": "listings", "Applicant": "households"}


@pytest.fixture
def desk(committed, http):
	for row in story.records("localities", SHEET_DAY):
		make.locality(row["locality_name"])
	frappe.db.commit()
	return Desk(http(make.user("Housing Officer")))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("doctype", KINDS)
def test_the_declared_faults_are_found_and_every_other_row_comes_in(desk, doctype, ending):
	kind = KINDS[doctype]
	declared, path = inventory(kind), SHEETS / f"{FILES[kind]}.{ending}"
	bad = {row for row, _header in declared.faults}

	state = desk.check(path.read_bytes(), doctype, path.name)

	report = state["report"]
	assert {(fault["row"], fault["column"]) for fault in report["faults"]} == set(declared.faults)
	assert (report["bad"], report["good"]) == (len(bad), len(declared.rows) - len(bad))
	assert set(report["unknown_columns"]) <= set(UNKNOWN_HEADERS)

	assert desk.start(state["token"], "good")["result"]["imported"] == report["good"]
	assert traces()[doctype] == report["good"]
	again = desk.check(path.read_bytes(), doctype, path.name)["report"]
	assert again["good"] == 0
