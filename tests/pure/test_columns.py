"""Reading whole columns at once, and putting markets together, against value by value and against one reading."""

from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppna_ditt_hem.matching import pieces
from oppna_ditt_hem.matching.columns import build, read_households, read_listings, read_places
from oppna_ditt_hem.matching.faults import BadInput
from oppna_ditt_hem.matching.languages import MOST_LANGUAGES, codes_of, masks, moved, spoken
from oppna_ditt_hem.matching.reading import Column
from oppna_ditt_hem.matching.tables import HEATING

TODAY = date(2016, 11, 15)
PLACES = [
	{"locality_name": "Vansbro", "latitude": 60.517, "longitude": 14.217, "has_school": 1},
	{"locality_name": "Nås", "latitude": 60.4558, "longitude": 14.4975},
	{"locality_name": "Äppelbo"},
]

GOOD = st.one_of(
	st.none(),
	st.booleans(),
	st.integers(0, 9000),
	st.floats(0, 9000),
	st.dates(),
	st.sampled_from(["", "Yes", "No", "1", "0", "Firewood", "None", "Nås", "2016-11-15"]),
)
NASTY = st.one_of(
	st.just(float("nan")),
	st.just(float("inf")),
	st.integers(-5, -1),
	st.just(10**400),
	st.just(2_000_000_000),
	st.just(2.5),
	st.sampled_from(["x", "1,5", " 3 ", "2016-13-45", "Heat  pump"]),
	st.just(datetime(2016, 11, 15, 8)),
	st.just(Decimal("7")),
	st.just(np.int8(1)),
)
ROWS = st.lists(st.one_of(GOOD, GOOD, NASTY), max_size=12).map(
	lambda values: [{"name": f"row {i}", "field": value} for i, value in enumerate(values)]
)
# Rows of one kind, so that what is read at once is met often.
ALIKE = st.sampled_from(
	[
		st.one_of(st.none(), st.integers(0, 9)),
		st.one_of(st.none(), st.floats(0, 9)),
		st.one_of(st.none(), st.dates()),
		st.sampled_from([None, "", "Yes", "No"]),
		st.sampled_from([None, "", "Firewood", "None"]),
		st.sampled_from([None, "", "Nås", "Vansbro"]),
	]
).flatmap(
	lambda one: st.lists(one, max_size=12).map(
		lambda values: [{"name": f"row {i}", "field": value} for i, value in enumerate(values)]
	)
)
PLACE_OF = {"Vansbro": 0, "Nås": 1}
READERS = {
	"amounts": (
		lambda column: column.amounts("field"),
		lambda column: column._read("field", lambda row, name: column._amount(row, name, True), np.float64),
	),
	"amounts with zero": (
		lambda column: column.amounts("field", zero_is_unknown=False),
		lambda column: column._read("field", lambda row, name: column._amount(row, name, False), np.float64),
	),
	"counts": (
		lambda column: column.counts("field"),
		lambda column: column._read("field", column._count, np.int32),
	),
	"days": (
		lambda column: column.days("field"),
		lambda column: column._read("field", column._day, np.int32),
	),
	"answers": (
		lambda column: column.answers("field"),
		lambda column: column._read("field", column._answer, np.int8),
	),
	"codes": (
		lambda column: column.codes("field", HEATING),
		lambda column: column._read("field", lambda row, name: column._code(row, name, HEATING), np.int32),
	),
	"references": (
		lambda column: column.references("field", PLACE_OF),
		lambda column: column._read(
			"field", lambda row, name: column._reference(row, name, PLACE_OF), np.int32
		),
	),
}


def outcome(read, rows):
	"""What a reader gives and refuses, or the error it fails with."""
	column = Column(rows, [])
	try:
		found = read(column)
	except (OverflowError, TypeError) as error:
		return type(error)
	faults = [(fault.row, fault.column, repr(fault.value), fault.template) for fault in column.faults]
	return found.dtype, found.tolist().__repr__(), faults


@pytest.mark.parametrize("reader", READERS)
@given(rows=st.one_of(ROWS, ALIKE))
def test_a_column_read_at_once_is_what_it_is_value_by_value(reader, rows):
	at_once, one_by_one = READERS[reader]
	assert outcome(at_once, rows) == outcome(one_by_one, rows)


@given(names=st.lists(st.sampled_from(["A", "B", "C", "", None, 7]), max_size=6))
def test_names_read_at_once_are_what_they_are_one_by_one(names):
	rows = [{"name": name} for name in names]
	assert outcome(Column.names, rows) == outcome(Column._names, rows)


# --- put together


def homes(number: int) -> list[dict]:
	kinds, spoken_there = ["Room", "Flat", "House"], [[], ["sv"], ["ar", "sv"], ["ti"]]
	return [
		{
			"name": f"L{i:03d}",
			"kind": kinds[i % 3],
			"locality": PLACES[i % 2]["locality_name"],
			"places": 1 + i % 4,
			"rent": 2000.0 + i,
			"available_from": date.fromordinal(TODAY.toordinal() + i),
			"languages": spoken_there[i % 4],
		}
		for i in range(number)
	]


SEEKERS = [
	{"name": "H1", "household_size": 2, "preferred_language": "fa", "must_reach": "Nås"},
	{"name": "H2", "household_size": 1, "languages": ["ar", "en"], "wished_localities": ["Vansbro"]},
]


def differing(one, other) -> list[str]:
	return [
		field.name
		for field in fields(one)
		if not np.array_equal(
			getattr(one, field.name),
			getattr(other, field.name),
			equal_nan=getattr(one, field.name).dtype.kind == "f",
		)
	]


def read(rows, reader, *more):
	places, faults = read_places(PLACES, []), []
	speak = codes_of(map(spoken, rows))
	return reader(rows, places, speak, *more, faults), speak


def test_a_market_of_pieces_is_the_market_of_one_reading():
	rows = homes(40)
	first, first_speak = read(rows[:25], read_listings)
	rest, rest_speak = read(rows[25:], read_listings)
	speak = codes_of([first_speak, rest_speak])
	table = pieces.append(
		pieces.with_languages(first, first_speak, speak), pieces.with_languages(rest, rest_speak, speak)
	)
	chosen = [39, 3, 17, 26]
	seekers, seekers_speak = read(SEEKERS, read_households, TODAY)

	market = pieces.join(
		seekers, seekers_speak, pieces.take(table, np.array(chosen)), speak, read_places(PLACES, []), TODAY
	)

	whole = build(SEEKERS, [rows[i] for i in chosen], PLACES, today=TODAY)
	assert market.languages == whole.languages and market.today == whole.today
	assert np.array_equal(market.km, whole.km, equal_nan=True)
	for side in ("households", "listings", "localities"):
		assert not differing(getattr(market, side), getattr(whole, side))


def test_more_languages_than_bits_are_refused_wherever_they_come_together():
	many = [f"x{i}" for i in range(MOST_LANGUAGES)]
	listing, listing_speak = read([{**homes(1)[0], "languages": many}], read_listings)
	seekers, seekers_speak = read(SEEKERS, read_households, TODAY)

	with pytest.raises(BadInput, match="languages"):
		pieces.join(seekers, seekers_speak, listing, listing_speak, read_places(PLACES, []), TODAY)
	with pytest.raises(BadInput, match="languages"):
		build(SEEKERS, [{**homes(1)[0], "languages": many}], PLACES, today=TODAY)


@given(st.lists(st.sets(st.sampled_from("abcdef")), max_size=5), st.sets(st.sampled_from("abcdefgh")))
def test_masks_keep_their_languages_when_others_come_between(rows, more):
	before = codes_of(rows)
	after = codes_of(rows, [more])
	assert moved(masks([frozenset(row) for row in rows], before), before, after).tolist() == (
		masks([frozenset(row) for row in rows], after).tolist()
	)
