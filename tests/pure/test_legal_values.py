"""Dated legal values: one value a day, and an error that names the key and the day where there is none."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import changed

from oppna_ditt_hem.economy.amounts import Establishment, HousingAllowance, HousingBenefit, LettingTax
from oppna_ditt_hem.legal.answers import Source, joined, weakest
from oppna_ditt_hem.legal.values import SHIPPED, LegalValueError, Values, faults, shipped

ROWS = json.loads(SHIPPED.read_text(encoding="utf-8"))


def row(key="floor", value="1", start="2025-01-01", end=None, mark="V", **more):
	return {
		"key": key,
		"value": value,
		"valid_from": start,
		"valid_to": end,
		"legal_reference": "X",
		"mark": mark,
		**more,
	}


def test_the_shipped_rows_are_sound():
	assert faults(ROWS) == []
	assert all(each["legal_reference"] and each["source"] and each["unit"] for each in ROWS)


def test_the_shipped_rows_fit_the_doctype():
	path = SHIPPED.parent.parent / "oppna_ditt_hem/doctype/legal_parameter/legal_parameter.json"
	fields = {field["fieldname"]: field for field in json.loads(path.read_text())["fields"]}
	for each in ROWS:
		assert each.keys() <= fields.keys()
		assert len(each["value"]) <= 140 and len(each["legal_reference"]) <= 140 and len(each["unit"]) <= 140
		assert each["mark"] in fields["mark"]["options"].split("\n")


@pytest.mark.parametrize("day", [date(2013, 1, 1), date(2016, 11, 15), date(2025, 9, 1), date(2027, 1, 1)])
def test_every_amount_is_known_on_every_day_the_story_needs(day):
	values = shipped().on(day)
	assert all(terms.of(values) for terms in (HousingAllowance, HousingBenefit, Establishment, LettingTax))


def test_next_years_row_is_read_from_its_day_on():
	values = Values([row(value="1", end="2025-12-31"), row(value="2", start="2026-01-01")])
	assert values.on(date(2025, 12, 31)).number("floor") == 1
	assert values.on(date(2026, 1, 1)).number("floor") == 2


@pytest.mark.parametrize(
	("rows", "day", "words"),
	[
		([], "2025-06-01", "no legal value floor on 2025-06-01"),
		([row()], "2024-12-31", "no legal value floor on 2024-12-31"),
		([row(end="2025-12-31")], "2026-01-01", "no legal value floor on 2026-01-01"),
		(
			[row(end="2025-03-31"), row(start="2025-06-01")],
			"2025-05-01",
			"floor has a gap: no row covers 2025-05-01",
		),
		([row(), row(start="2025-06-01")], "2025-06-01", "floor is given twice on 2025-06-01"),
		([row(value="a lot")], "2025-06-01", "floor on 2025-06-01 must be a number"),
		([row(value="1;2")], "2025-06-01", "floor on 2025-06-01 must be a number"),
	],
)
def test_what_cannot_be_read_names_the_key_and_the_day(rows, day, words):
	with pytest.raises(LegalValueError, match=words) as refused:
		Values(rows).on(date.fromisoformat(day)).number("floor")
	assert refused.value.text.params["key"] == "floor"


def test_half_a_month_is_no_number_of_months():
	with pytest.raises(LegalValueError, match="whole number"):
		Values([row(value="2,5")]).on(date(2025, 6, 1)).count("floor")


@pytest.mark.parametrize(
	("rows", "words"),
	[
		([row(), row(start="2025-06-01")], "twice on 2025-06-01"),
		([row(end="2025-06-01"), row(start="2025-06-01")], "twice on 2025-06-01"),
		([row(end="2025-05-30"), row(start="2025-06-01")], "no row covers 2025-05-31"),
		([row(end="2024-12-31")], "begins on 2025-01-01 ends before"),
		([row(mark="X")], "no mark"),
		([row(end="2025-05-31"), row(start="2025-06-01")], None),
		([row(), row(key="ceiling")], None),
	],
)
def test_periods_that_overlap_or_leave_a_gap_are_found(rows, words):
	found = faults(rows)
	assert len(found) == (words is not None)
	assert words is None or words in str(found[0])


@given(st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True))
def test_periods_end_to_end_have_exactly_one_value_a_day(cuts):
	days = [date(2025, 1, 1) + timedelta(days=cut) for cut in sorted(cuts)]
	rows = [
		row(value=str(i), start=start, end=end - timedelta(days=1))
		for i, (start, end) in enumerate(pairwise(days))
	]
	assert faults(rows) == []
	values = Values(rows)
	for i, (start, end) in enumerate(pairwise(days)):
		assert values.on(start).number("floor") == values.on(end - timedelta(days=1)).number("floor") == i


def test_a_value_that_somebody_has_checked_is_verified():
	checked = row(mark="S", checked_on="2026-09-01", checked_by="a@b.se")
	assert Values([checked]).on(date(2026, 9, 1)).source("floor").verified
	for half in ({"checked_on": "2026-09-01"}, {"checked_by": "a@b.se"}, {}):
		assert not Values([row(mark="S", **half)]).on(date(2026, 9, 1)).source("floor").verified


def test_what_is_kept_says_the_same_whatever_changes_later():
	day = date(2026, 9, 1)
	kept = json.loads(json.dumps(Values([row(value="1"), row(key="b", end="2025-02-01")]).on(day).rows()))
	assert [each["key"] for each in kept] == ["floor"]
	assert Values(kept).on(day).number("floor") == 1
	assert changed(day, housing_allowance_floor="9").number("housing_allowance_floor") == 9
	assert shipped().on(day).number("housing_allowance_floor") == 1800


def test_a_chain_is_as_sure_as_its_weakest_link():
	assert [weakest("V", "S"), weakest("I", "S"), weakest("I", "M"), weakest("V")] == ["S", "I", "M", "V"]
	both = joined(Source("A", "V"), Source("B", "S"), Source("A", "V"))
	assert (both.reference, both.mark, both.verified) == ("A; B", "S", False)
	assert Source("A", "V").inferred().mark == "I" and Source("A", "M").inferred().mark == "M"


def test_the_docs_list_every_value_that_is_not_verified():
	page = (SHIPPED.parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
	listed = {
		tuple(cell.strip(" `") for cell in line.split("|")[1:6]) for line in page.splitlines() if "`" in line
	}
	expected = {
		(each["key"], each["valid_from"], each["value"], each["legal_reference"], each["mark"])
		for each in ROWS
		if each["mark"] != "V"
	}
	assert expected == {row for row in listed if len(row) == 5}
