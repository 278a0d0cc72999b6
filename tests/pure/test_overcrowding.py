"""Norms 2 and 3 (facts 4.9): Boverket, SCB and Boverket's working model."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import NOW

from oppna_ditt_hem.tenancy.overcrowding import (
	ASK_AGES,
	ASK_ROOMS,
	ASK_SIZE,
	BLOCKS,
	FREE,
	WARNS,
	People,
	Size,
	norm_2,
	norm_3,
	overcrowding,
)

ALONE, COUPLE = People(1), People(2, couples=1)


@pytest.mark.parametrize(
	("people", "home", "value", "words"),
	[
		# SCB's convention and Boverket's model: who lives alone is never overcrowded.
		(ALONE, Size("Flat", 1), FREE, "lives alone"),
		(ALONE, Size("Flat", area=15), FREE, "lives alone"),
		(People(0, child_ages=(17,)), Size("Flat", 1), FREE, "lives alone"),
		(COUPLE, Size("Flat", 1), BLOCKS, "norm 2: 2 people"),
		# Norm 2: two a room, kitchen and living room not counted.
		(COUPLE, Size("Flat", 2), FREE, "norm 3"),
		(People(2), Size("Flat", 2), WARNS, "needed: 2"),
		(People(3), Size("Flat", 2), BLOCKS, "norm 2: 3 people"),
		(People(2, 1, (4, 8)), Size("House", 3), FREE, "needed: 2"),
		(People(2, 1, (4, 8, 10)), Size("House", 3), BLOCKS, "norm 2: 5 people"),
		(People(2, 1, (4, 8, 10)), Size("House", 4), FREE, "needed: 3"),
		# Two under twelve share, a child of twelve has their own.
		(People(2, 1, (11, 12)), Size("House", 3), WARNS, "needed: 3"),
		(People(2, 1, (11, 12)), Size("House", 4), FREE, "needed: 3"),
		(People(1, 0, (3,)), Size("Flat", 2), WARNS, "needed: 2"),
		(People(4, 2), Size("Flat", 3), FREE, "needed: 2"),
		# A room to let is itself the room.
		(COUPLE, Size("Room"), FREE, "norm 3"),
		(People(2), Size("Room", 1), WARNS, "needed: 2"),
		(People(3), Size("Room", 1), BLOCKS, "norm 2"),
		# Rooms not known: 20 square metres each.
		(COUPLE, Size("Flat", area=40), FREE, "40 square metres are enough for 2"),
		(COUPLE, Size("Flat", area=39), BLOCKS, "39 square metres are too few for 2"),
		# Ages not known, but more or fewer rooms than they could need.
		(People(2, 1, (None, None)), Size("House", 4), FREE, "needed: 3"),
		(People(2, 1, (None, 15)), Size("House", 3), WARNS, "needed: 3"),
	],
)
def test_the_norms(people, home, value, words):
	found = overcrowding(people, home, NOW)
	assert (found.value, found.ask) == (value, ())
	assert words in found.text.say() and found.reference


@pytest.mark.parametrize(
	("people", "home", "question"),
	[
		(COUPLE, Size("Flat"), ASK_SIZE),
		(COUPLE, Size("Flat", 0), ASK_SIZE),
		(People(2, 1, (None, None)), Size("House", 3), ASK_AGES),
	],
)
def test_what_is_not_known_is_asked(people, home, question):
	found = overcrowding(people, home, NOW)
	assert (found.value, [text.template for text in found.ask]) == (None, [question])


def test_norm_3_needs_the_rooms():
	assert [text.template for text in norm_3(COUPLE, Size("Flat", area=60), NOW).ask] == [ASK_ROOMS]


def test_only_the_norms_themselves_are_verified():
	"""Boverket's norms have been read; that children share, and the studio, are from elsewhere."""
	assert norm_2(COUPLE, Size("Flat", 2), NOW).verified
	assert norm_3(COUPLE, Size("Flat", 2), NOW).verified
	assert not norm_3(People(2, 1, (4,)), Size("Flat", 4), NOW).verified
	assert not norm_2(ALONE, Size("Flat", 1), NOW).verified
	assert not norm_2(COUPLE, Size("Flat", area=40), NOW).verified


@pytest.mark.parametrize(
	("adults", "couples", "ages"), [(0, 0, ()), (1, 1, ()), (-1, 0, (3, 4)), (2, -1, ())]
)
def test_people_that_cannot_be_are_refused(adults, couples, ages):
	with pytest.raises(ValueError):
		People(adults, couples, ages)


ORDER = {FREE: 0, WARNS: 1, BLOCKS: 2}
ages = st.integers(0, 17)
households = st.integers(0, 4).flatmap(
	lambda adults: st.builds(
		People,
		st.just(adults),
		st.integers(0, adults // 2),
		st.lists(ages, min_size=0 if adults else 1, max_size=5).map(tuple),
	)
)
homes = st.builds(
	Size,
	st.sampled_from(["Room", "Flat", "House"]),
	st.none() | st.integers(1, 8),
	st.none() | st.integers(10, 200),
)


@given(households, homes, st.none() | ages, st.booleans())
def test_the_norms_never_improve_when_a_person_is_added(people, home, age, as_partner):
	alone = people.adults > people.couples * 2
	more = (
		replace(people, child_ages=(*people.child_ages, age))
		if age is not None
		else replace(people, adults=people.adults + 1, couples=people.couples + (as_partner and alone))
	)
	before, after = overcrowding(people, home, NOW), overcrowding(more, home, NOW)
	if before.value and after.value:
		assert ORDER[after.value] >= ORDER[before.value]
	# Who was told is still told; who lived alone may have to be asked now.
	assert after.value or people.alone or not before.value
	assert (after.value is None) == bool(after.ask)


@given(households, st.integers(1, 8), st.integers(0, 4))
def test_another_room_never_makes_it_worse(people, rooms, more):
	fewer = overcrowding(people, Size("House", rooms), NOW)
	assert ORDER[overcrowding(people, Size("House", rooms + more), NOW).value] <= ORDER[fewer.value]


@given(households, st.integers(1, 5), st.integers(0, 5))
def test_knowing_an_age_only_narrows_the_answer(people, rooms, hidden):
	unsure = replace(
		people, child_ages=tuple(None if i < hidden else age for i, age in enumerate(people.child_ages))
	)
	sure, told = (
		overcrowding(people, Size("House", rooms), NOW),
		overcrowding(unsure, Size("House", rooms), NOW),
	)
	assert told.value in (None, sure.value)
