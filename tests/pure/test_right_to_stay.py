"""When a right to stay arises, and the last day for a notice that prevents it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import CODE, NEW, NOW, OLD, day

from oppna_ditt_hem.tenancy.notice import earliest_end
from oppna_ditt_hem.tenancy.stay import StayFacts, right_to_stay

SINCE = day("2026-01-15")
NO = {"part_of_own_home": False, "second_hand": False, "furnished_room": False, "in_block": False}


@pytest.mark.parametrize(
	("law", "facts", "arises", "last_notice", "paragraph"),
	[
		(OLD, {}, None, None, "(2012:978) 3 §"),
		(NEW, {}, None, None, "(2026:772) 6 kap."),
		(CODE, {"part_of_own_home": True}, None, None, "12 kap. 45"),
		(CODE, {**NO, "waiver": True}, None, None, "12 kap. 45 a §"),
		(CODE, NO, "2026-01-15", None, "12 kap. 45-46 §§"),
		# Two years end on 2028-01-14; the last month-end before is December's, three months after 30 September.
		(CODE, {**NO, "second_hand": True}, "2028-01-15", "2027-09-30", "12 kap. 45 §"),
		# Let on with at least two others: no two years to wait for.
		(CODE, {**NO, "second_hand": True, "in_block": True}, "2026-01-15", None, "12 kap. 45-46 §§"),
		# Nine months end on 2026-10-14; September's end, three months after 30 June.
		(CODE, {**NO, "furnished_room": True}, "2026-10-15", "2026-06-30", "12 kap. 45 §"),
	],
)
def test_the_right_to_stay(law, facts, arises, last_notice, paragraph):
	found = right_to_stay(law, StayFacts(SINCE, **facts), NOW)
	assert found.value == (arises and day(arises))
	assert found.arises is bool(arises) and found.ask == ()
	assert found.last_notice_on == (last_notice and day(last_notice))
	assert found.alert_on == (last_notice and day(last_notice) - timedelta(days=30))
	assert paragraph in found.reference


@pytest.mark.parametrize(
	"facts",
	[
		{},
		{"part_of_own_home": False},
		{"part_of_own_home": False, "second_hand": True},
		{"part_of_own_home": False, "second_hand": False},
		{**NO, "waiver": None},
	],
)
def test_a_right_to_stay_that_cannot_be_told_is_asked_about(facts):
	found = right_to_stay(CODE, StayFacts(SINCE, **facts), NOW)
	assert (found.value, found.arises, len(found.ask), found.verified) == (None, None, 1, False)


@given(st.dates(date(2012, 1, 1), date(2040, 1, 1)), st.booleans())
def test_notice_on_the_last_day_is_in_time_and_a_day_later_is_not(since, second_hand):
	kind = {"second_hand": True} if second_hand else {"furnished_room": True}
	found = right_to_stay(CODE, StayFacts(since, **{**NO, **kind}), NOW)
	given = {"by": "Landlord", "values": NOW}
	last = found.last_notice_on
	assert earliest_end(CODE, received_on=last, **given).end < found.value
	assert earliest_end(CODE, received_on=last + timedelta(days=1), **given).end >= found.value
