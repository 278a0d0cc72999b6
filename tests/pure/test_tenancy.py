"""The law by date and the notice it gives: facts 7.5, and the ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppna_ditt_hem.tenancy.notice import earliest_end, month_end_after, plus_months
from oppna_ditt_hem.tenancy.regime import ASK_DATE, ASK_DWELLINGS, ASK_ORDER, LettingFacts, Regime, choose

OLD, NEW, CODE = Regime.LAW_2012_978, Regime.LAW_2026_772, Regime.JB_12
PLAIN = {
	"landlord_is_private_person": True,
	"in_business": False,
	"held_as": "Owned house",
	"for_leisure": False,
	"letting_order": 1,
	"dwellings_let": 1,
}


@pytest.mark.parametrize(
	("signed", "facts", "regime"),
	[
		("2016-11-15", {}, OLD),
		("2013-01-31", {}, CODE),
		("2013-02-01", {}, OLD),
		("2026-06-30", {}, OLD),
		("2026-07-01", {}, NEW),
		("2016-11-15", {"letting_order": 2}, CODE),
		("2026-07-01", {"letting_order": 2}, NEW),
		("2016-11-15", {"dwellings_let": 3}, CODE),
		("2026-07-01", {"dwellings_let": 3}, CODE),
		("2026-07-01", {"dwellings_let": 2}, NEW),
		("2016-11-15", {"held_as": "Rental flat"}, CODE),
		("2026-07-01", {"held_as": "Rental flat"}, CODE),
		("2016-11-15", {"held_as": "Tenant-owned flat"}, OLD),
		("2016-11-15", {"landlord_is_private_person": False}, CODE),
		("2016-11-15", {"for_leisure": True}, CODE),
		("2016-11-15", {"in_business": True}, CODE),
	],
)
def test_regime(signed, facts, regime):
	answer = choose(LettingFacts(date.fromisoformat(signed), **{**PLAIN, **facts}))
	assert answer.regime is regime
	assert answer.grounds and all(
		ground.text.say() and ground.reference and ground.mark for ground in answer.grounds
	)
	# Nothing about the acts on private letting has been read in the statute itself.
	assert not answer.verified


def test_what_is_not_known_is_asked_and_never_guessed():
	assert [text.template for text in choose(LettingFacts()).ask] == [ASK_DATE]
	known = {**PLAIN, "letting_order": None, "dwellings_let": None}
	answer = choose(LettingFacts(date(2016, 11, 15), **known))
	assert (answer.regime, [text.template for text in answer.ask]) == (None, [ASK_ORDER, ASK_DWELLINGS])
	assert len(choose(LettingFacts(date(2026, 7, 1))).ask) == 4


def test_one_sure_reason_against_is_enough():
	answer = choose(LettingFacts(date(2016, 11, 15), held_as="Rental flat"))
	assert (answer.regime, answer.ask) == (CODE, ())


RECEIVED = date(2026, 9, 10)


@pytest.mark.parametrize(
	("regime", "by", "end", "mark"),
	[
		(OLD, "Household", date(2026, 10, 31), "V"),
		(OLD, "Landlord", date(2026, 12, 31), "V"),
		(NEW, "Household", date(2026, 12, 31), "S"),
		(NEW, "Landlord", date(2026, 12, 31), "S"),
		(CODE, "Household", date(2026, 12, 31), "V"),
		(CODE, "Landlord", date(2026, 12, 31), "V"),
	],
)
def test_the_worked_example_of_notice(regime, by, end, mark):
	answer = earliest_end(regime, by=by, received_on=RECEIVED)
	assert (answer.end, answer.mark) == (end, mark)
	assert answer.reference and answer.text.say()
	assert earliest_end(regime.value, by=by, received_on=RECEIVED) == answer


FIXED = {"term": "fixed", "term_from": date(2026, 7, 1), "term_to": date(2027, 6, 30)}


@pytest.mark.parametrize(
	("regime", "by", "given", "end"),
	[
		(OLD, "Household", FIXED, date(2026, 10, 31)),
		(OLD, "Landlord", FIXED, date(2026, 12, 31)),
		(OLD, "Landlord", {**FIXED, "agreed_months": 5}, date(2027, 2, 28)),
		(OLD, "Landlord", {**FIXED, "agreed_months": 1}, date(2026, 12, 31)),
		(OLD, "Household", {**FIXED, "agreed_months": 5}, date(2026, 10, 31)),
		(OLD, "Landlord", {**FIXED, "term_to": date(2026, 11, 15)}, date(2026, 11, 15)),
		(NEW, "Household", FIXED, date(2026, 12, 31)),
		(NEW, "Landlord", FIXED, date(2027, 6, 30)),
		(CODE, "Household", FIXED, date(2026, 12, 31)),
		(CODE, "Landlord", FIXED, date(2027, 6, 30)),
		(CODE, "Landlord", {**FIXED, "term_to": date(2026, 10, 31)}, date(2026, 12, 10)),
		(CODE, "Landlord", {**FIXED, "term_to": date(2026, 9, 12)}, date(2026, 9, 17)),
		(
			CODE,
			"Landlord",
			{**FIXED, "term_from": date(2026, 9, 1), "term_to": date(2026, 9, 10)},
			date(2026, 9, 11),
		),
		(NEW, "Both agree", {}, RECEIVED),
	],
)
def test_fixed_terms(regime, by, given, end):
	assert earliest_end(regime, by=by, received_on=RECEIVED, **given).end == end


def test_a_fixed_term_without_its_days_is_refused():
	with pytest.raises(ValueError, match="fixed term"):
		earliest_end(OLD, by="Landlord", received_on=RECEIVED, term="fixed")
	with pytest.raises(ValueError, match="before it begins"):
		earliest_end(OLD, by="Landlord", received_on=RECEIVED, **{**FIXED, "term_to": date(2026, 1, 1)})
	with pytest.raises(ValueError, match="No rule"):
		earliest_end(OLD, by="Neighbour", received_on=RECEIVED)


@given(st.dates(date(2013, 1, 1), date(2040, 1, 1)), st.integers(1, 6))
def test_a_month_end_is_the_first_one_that_is_far_enough_away(day, months):
	end = month_end_after(day, months)
	assert (end + timedelta(days=1)).day == 1
	assert end >= plus_months(day, months)
	previous = end.replace(day=1) - timedelta(days=1)
	assert previous < plus_months(day, months)
