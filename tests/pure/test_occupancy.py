"""Holds against a count day by day, which is slow and can't be wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oppna_ditt_hem.matching.occupancy import (
	FREE,
	LET,
	NEEDS_CONFIRMATION,
	NOT_AVAILABLE,
	PARTLY_FREE,
	RESERVED,
	Capacity,
	Hold,
	availability,
	fits,
	overlaps,
	peak,
)
from oppna_ditt_hem.matching.vacancy import with_holds

START = date(2016, 11, 1)
DAYS = [START + timedelta(days=n) for n in range(40)]
HOUSE = (
	Capacity("house", 1, 6),
	Capacity("room 1", 1, 2, "house"),
	Capacity("room 2", 2, 3, "house"),
)
LIVE = ("Offered", "Accepted", "Meeting", "Contract", "Moved In", "Notice Given")


@st.composite
def holds(draw, listings=("house", "room 1", "room 2")):
	first = draw(st.integers(0, 29))
	length = draw(st.one_of(st.none(), st.integers(0, 9)))
	return Hold(
		draw(st.sampled_from(listings)),
		f"household {draw(st.integers(1, 9))}",
		DAYS[first],
		None if length is None else DAYS[first + length],
		draw(st.integers(1, 3)),
		draw(st.sampled_from((*LIVE, "Proposed", "Ended", "Declined"))),
	)


def on(hold, day):
	return hold.from_date <= day and (hold.to_date is None or day <= hold.to_date)


@given(holds(), holds())
def test_two_holds_overlap_when_they_share_a_day(a, b):
	assert overlaps(a, b) == any(on(a, day) and on(b, day) for day in DAYS)


@given(st.lists(holds(), max_size=8), st.integers(0, 29), st.one_of(st.none(), st.integers(0, 9)))
def test_peak_is_the_most_on_any_day(some, first, length):
	period = DAYS[first:] if length is None else DAYS[first : first + length + 1]
	found = peak(some, period[0], None if length is None else period[-1])
	assert found.households == max(sum(on(hold, day) for hold in some) for day in period)
	assert found.places == max(sum(hold.places for hold in some if on(hold, day)) for day in period)
	if found.households:
		assert sum(on(hold, found.households_day) for hold in some) == found.households


def room_on(day, held, wanted):
	"""Whether `wanted` fits on one day, counted in the plainest way."""
	there = [hold for hold in held if on(hold, day) and hold.stage in LIVE]
	if wanted.listing == "house":
		kin = ("room 1", "room 2")
	else:
		kin = ("house",)
	if any(hold.listing in kin for hold in there):
		return False
	own = [hold for hold in there if hold.listing == wanted.listing]
	home = next(home for home in HOUSE if home.listing == wanted.listing)
	return len(own) + 1 <= home.households and sum(hold.places for hold in own) + wanted.places <= home.places


@settings(max_examples=400)
@given(st.lists(holds(), max_size=6), holds())
def test_a_hold_fits_when_there_is_room_on_each_of_its_days(held, wanted):
	refusal = fits(HOUSE, held, wanted)
	expected = all(room_on(day, held, wanted) for day in DAYS if on(wanted, day))
	assert (refusal is None) == expected
	if refusal:
		assert on(wanted, refusal.day)
		assert not room_on(refusal.day, held, wanted)
		assert refusal.holds or wanted.places > refusal.limit
		assert refusal.day.isoformat() in refusal.text()


@settings(max_examples=300)
@given(st.lists(holds(), max_size=8))
def test_taking_only_what_fits_never_fills_a_home_beyond_its_limits(asked):
	taken = []
	for hold in asked:
		if hold.stage in LIVE and fits(HOUSE, taken, hold) is None:
			taken.append(hold)
	for day in DAYS:
		there = [hold for hold in taken if on(hold, day)]
		for home in HOUSE:
			own = [hold for hold in there if hold.listing == home.listing]
			assert len(own) <= home.households
			assert sum(hold.places for hold in own) <= home.places
		assert not ({"house"} < {hold.listing for hold in there})


def hold(listing="flat", first="2016-11-01", last=None, places=1, stage="Moved In"):
	return Hold(
		listing, "APP-1", date.fromisoformat(first), date.fromisoformat(last) if last else None, places, stage
	)


FLAT = (Capacity("flat", 2, 4),)
TODAY = date(2016, 11, 15)


@pytest.mark.parametrize(
	("held", "given", "state", "places"),
	[
		([], {}, FREE, 4),
		([], {"stage": "Paused"}, NOT_AVAILABLE, 0),
		([], {"available_to": date(2016, 11, 14)}, NOT_AVAILABLE, 0),
		([], {"available_to": TODAY}, FREE, 4),
		([], {"last_confirmed_on": date(2016, 9, 15)}, NEEDS_CONFIRMATION, 4),
		([], {"last_confirmed_on": date(2016, 9, 16)}, FREE, 4),
		([], {"last_confirmed_on": None}, NEEDS_CONFIRMATION, 4),
		([], {"last_confirmed_on": None, "confirm_days": 0}, FREE, 4),
		([hold()], {"last_confirmed_on": None}, PARTLY_FREE, 3),
		([hold(), hold()], {}, LET, 0),
		([hold(), hold(stage="Offered")], {}, RESERVED, 0),
		([hold(places=4)], {}, LET, 0),
		([hold(places=4, first="2016-12-01")], {}, RESERVED, 0),
		([hold(last="2016-11-14")], {}, FREE, 4),
		([hold(stage="Ended"), hold(stage="Proposed")], {}, FREE, 4),
	],
)
def test_availability(held, given, state, places):
	facts = {"stage": "Approved", "last_confirmed_on": date(2016, 11, 1), **given}
	found = availability(FLAT, "flat", holds=held, today=TODAY, **facts)
	assert (found.state, found.free_places) == (state, places)


@pytest.mark.parametrize(("taken", "asked"), [("house", "room 1"), ("room 2", "house")])
def test_whole_and_part_block_each_other(taken, asked):
	found = availability(HOUSE, asked, stage="Approved", holds=[hold(taken)], today=TODAY)
	assert found.state == LET
	assert fits(HOUSE, [hold(taken)], hold(asked)).rule == ("whole" if taken == "house" else "parts")


def test_one_part_leaves_the_other_free():
	found = availability(
		HOUSE, "room 2", stage="Approved", holds=[hold("room 1")], today=TODAY, confirm_days=0
	)
	assert (found.state, found.free_places) == (FREE, 3)


def test_a_reversed_hold_is_refused():
	with pytest.raises(ValueError, match="before it begins"):
		hold(first="2016-11-02", last="2016-11-01")


def test_a_home_is_free_again_the_day_after_notice_ends():
	rows = [
		{"name": "house", "places": 6},
		{"name": "room 1", "places": 2, "part_of": "house"},
		{"name": "flat", "places": 4, "households_at_once": 2, "available_from": date(2016, 12, 1)},
	]
	held = [hold("room 1", last="2016-12-31", stage="Notice Given"), hold("flat")]
	house, room, flat = with_holds(rows, held, TODAY)
	assert (house["available_from"], house["free_places"]) == (date(2017, 1, 1), 6)
	assert (room["available_from"], room["free_households"]) == (date(2017, 1, 1), 1)
	assert (flat["available_from"], flat["free_places"], flat["free_households"]) == (date(2016, 12, 1), 3, 1)


def test_a_home_held_for_good_has_nothing_free():
	(flat,) = with_holds([{"name": "flat", "places": 2}], [hold("flat")], TODAY)
	assert (flat["free_places"], flat["free_households"]) == (0, 0)
