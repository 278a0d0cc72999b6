"""The earliest end that a notice gives, the paragraphs one by one, and the ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import CODE, NEW, NOW, OLD, RECEIVED, changed, day

from oppna_ditt_hem.legal.values import LegalValueError
from oppna_ditt_hem.tenancy.notice import earliest_end
from oppna_ditt_hem.tenancy.periods import lasts_longer, month_end_after, plus_months
from oppna_ditt_hem.tenancy.regime import Regime
from oppna_ditt_hem.tenancy.terms import Term, move_out_day, must_be_terminated, turns_indefinite_on


@pytest.mark.parametrize(
	("regime", "by", "end", "mark"),
	[
		(OLD, "Household", "2026-10-31", "V"),
		(OLD, "Landlord", "2026-12-31", "V"),
		(NEW, "Household", "2026-12-31", "S"),
		(NEW, "Landlord", "2026-12-31", "S"),
		(CODE, "Household", "2026-12-31", "V"),
		(CODE, "Landlord", "2026-12-31", "V"),
	],
)
def test_the_worked_example_of_notice(regime, by, end, mark):
	answer = earliest_end(regime, by=by, received_on=RECEIVED)
	assert (answer.end, answer.mark, answer.verified) == (day(end), mark, mark == "V")
	assert answer.reference and answer.text.say()
	assert earliest_end(regime.value, by=by, received_on=RECEIVED) == answer


YEAR = ("2026-07-01", "2027-06-30")
HALF = ("2026-07-01", "2026-12-15")


@pytest.mark.parametrize(
	("regime", "by", "received", "term", "given", "end", "paragraph"),
	[
		# Lag (2012:978) 3 §: both may end a fixed term, at the latest it ends by itself.
		(OLD, "Household", "2026-09-10", YEAR, {}, "2026-10-31", "(2012:978) 3 §"),
		(OLD, "Landlord", "2026-09-10", YEAR, {}, "2026-12-31", "(2012:978) 3 §"),
		(OLD, "Landlord", "2026-09-10", YEAR, {"agreed_months": 5}, "2027-02-28", "(2012:978) 3 §"),
		(OLD, "Landlord", "2026-09-10", YEAR, {"agreed_months": 1}, "2026-12-31", "(2012:978) 3 §"),
		(OLD, "Household", "2026-09-10", YEAR, {"agreed_months": 5}, "2026-10-31", "(2012:978) 3 §"),
		(OLD, "Landlord", "2026-09-10", ("2026-07-01", "2026-11-15"), {}, "2026-11-15", "(2012:978) 3 §"),
		# Privatuthyrningslag (2026:772) 6 kap. 1 §: only the household may end a fixed term.
		(NEW, "Household", "2026-09-10", YEAR, {}, "2026-12-31", "(2026:772) 6 kap."),
		(NEW, "Household", "2026-09-10", HALF, {}, "2026-12-15", "(2026:772) 6 kap."),
		(NEW, "Landlord", "2026-09-10", YEAR, {}, "2027-06-30", "(2026:772) 6 kap. 1 och 3"),
		(NEW, "Household", "2026-09-10", YEAR, {"agreed_months": 1}, "2026-10-31", "(2026:772) 6 kap."),
		# Jordabalken 12 kap. 5 §: the household always, three months to a month-end.
		(CODE, "Household", "2026-09-10", YEAR, {}, "2026-12-31", "12 kap. 5 §"),
		(CODE, "Household", "2026-09-10", HALF, {}, "2026-12-15", "12 kap. 5 §"),
		# 12 kap. 3 §: more than nine months must be terminated; in time three months before (12 kap. 4 §).
		(CODE, "Landlord", "2027-03-30", YEAR, {}, "2027-06-30", "12 kap. 3 §"),
		(CODE, "Landlord", "2027-03-31", YEAR, {}, "2027-06-30", "12 kap. 3 §"),
		(CODE, "Landlord", "2027-04-01", YEAR, {}, "2027-07-31", "12 kap. 3 §"),
		(CODE, "Household", "2027-04-01", YEAR, {}, "2027-07-31", "12 kap. 3 §"),
		(CODE, "Household", "2027-03-20", YEAR, {}, "2027-06-30", "12 kap. 5 §"),
		# At most nine months: it ends by itself.
		(CODE, "Landlord", "2026-12-10", HALF, {}, "2026-12-15", "12 kap. 3 §"),
		(CODE, "Landlord", "2027-03-30", ("2026-07-01", "2027-03-31"), {}, "2027-03-31", "12 kap. 3 §"),
		(CODE, "Landlord", "2027-03-30", ("2026-07-01", "2027-04-01"), {}, "2027-06-30", "12 kap. 3 §"),
		# Earlier terms in the same home count.
		(CODE, "Landlord", "2026-12-10", HALF, {"since": day("2026-01-01")}, "2027-03-31", "12 kap. 3 §"),
		# 12 kap. 4 §, where the agreement asks for notice: a day, a week, three months.
		(
			CODE,
			"Landlord",
			"2026-09-13",
			("2026-09-01", "2026-09-14"),
			{"notice_agreed": True},
			"2026-09-14",
			"4 §",
		),
		(
			CODE,
			"Landlord",
			"2026-09-14",
			("2026-09-01", "2026-09-14"),
			{"notice_agreed": True},
			"2026-12-31",
			"4 §",
		),
		(
			CODE,
			"Landlord",
			"2026-09-08",
			("2026-09-01", "2026-09-15"),
			{"notice_agreed": True},
			"2026-09-15",
			"4 §",
		),
		(
			CODE,
			"Landlord",
			"2026-09-09",
			("2026-09-01", "2026-09-15"),
			{"notice_agreed": True},
			"2026-12-31",
			"4 §",
		),
		(
			CODE,
			"Landlord",
			"2026-11-23",
			("2026-09-01", "2026-11-30"),
			{"notice_agreed": True},
			"2026-11-30",
			"4 §",
		),
		(
			CODE,
			"Landlord",
			"2026-11-23",
			("2026-09-01", "2026-12-01"),
			{"notice_agreed": True},
			"2027-02-28",
			"4 §",
		),
		(CODE, "Landlord", "2026-12-30", YEAR, {"agreed_months": 6}, "2027-06-30", "4 §"),
		(CODE, "Landlord", "2027-01-01", YEAR, {"agreed_months": 6}, "2027-07-31", "4 §"),
		# The term is over and the household still lives there.
		(CODE, "Landlord", "2027-08-10", YEAR, {}, "2027-11-30", "12 kap. 4 §"),
		(OLD, "Household", "2027-08-10", YEAR, {}, "2027-09-30", "(2012:978) 3 §"),
	],
)
def test_fixed_terms(regime, by, received, term, given, end, paragraph):
	first, last = map(day, term)
	answer = earliest_end(
		regime, by=by, received_on=day(received), term="fixed", term_from=first, term_to=last, **given
	)
	assert answer.end == day(end)
	assert paragraph in answer.reference


@pytest.mark.parametrize(
	("received", "by", "end"),
	[
		("2026-01-31", "Household", "2026-02-28"),
		("2024-01-31", "Household", "2024-02-29"),
		("2024-01-29", "Household", "2024-02-29"),
		("2026-04-30", "Landlord", "2026-07-31"),
		("2026-04-30", "Household", "2026-05-31"),
		("2026-11-30", "Landlord", "2027-02-28"),
		("2027-11-30", "Landlord", "2028-02-29"),
		("2026-12-01", "Landlord", "2027-03-31"),
		("2026-06-30", "Household", "2026-07-31"),
		("2026-07-01", "Household", "2026-08-31"),
	],
)
def test_month_ends_and_leap_years(received, by, end):
	"""Lag (2012:978) 3 §; lag (1930:173): a month ends on the day of the same number, or the last."""
	assert earliest_end(OLD, by=by, received_on=day(received)).end == day(end)


def test_an_agreement_keeps_its_notice_across_the_change_of_law():
	for received in ("2026-06-30", "2026-07-01", "2030-03-03"):
		answer = earliest_end(OLD, by="Household", received_on=day(received))
		assert answer.end == month_end_after(day(received), 1)
	with pytest.raises(LegalValueError, match=r"2026_772 on 2026-06-30"):
		earliest_end(NEW, by="Household", received_on=day("2026-06-30"))


def test_what_both_agree_on_is_theirs():
	answer = earliest_end(NEW, by="Both agree", received_on=RECEIVED)
	assert (answer.end, answer.verified) == (RECEIVED, False)


def test_only_what_the_act_says_is_verified():
	"""A longer time for the landlord: lag (2012:978) 3 §. Anything else agreed is a reading of what is better for tenants."""
	agreed = {"received_on": RECEIVED, "agreed_months": 4}
	assert earliest_end(OLD, by="Landlord", **agreed).mark == "V"
	assert earliest_end(CODE, by="Landlord", **agreed).mark == "I"
	assert earliest_end(NEW, by="Landlord", **agreed).mark == "I"
	assert earliest_end(CODE, by="Household", received_on=RECEIVED, agreed_months=1).mark == "I"
	assert earliest_end(CODE, by="Household", **agreed).mark == "V"


def test_a_fixed_term_without_its_days_is_refused():
	term = {"received_on": RECEIVED, "term": "fixed"}
	with pytest.raises(ValueError, match="fixed term needs"):
		earliest_end(OLD, by="Landlord", **term)
	with pytest.raises(ValueError, match="before it begins"):
		earliest_end(OLD, by="Landlord", **term, term_from=RECEIVED, term_to=day("2026-01-01"))
	with pytest.raises(ValueError, match="No rule"):
		earliest_end(OLD, by="Neighbour", received_on=RECEIVED)
	with pytest.raises(ValueError, match="No rule"):
		earliest_end(OLD, by="Landlord", received_on=RECEIVED, term="weekly")


def test_a_changed_value_changes_the_notice():
	later = changed(RECEIVED, notice_months_household_2012_978="2")
	assert earliest_end(OLD, by="Household", received_on=RECEIVED, values=later).end == day("2026-11-30")


@pytest.mark.parametrize(
	("law", "last", "value"),
	[
		(CODE, "2027-03-31", False),
		(CODE, "2027-04-01", True),
		(OLD, "2029-01-01", False),
		(NEW, "2029-01-01", False),
	],
)
def test_what_must_be_terminated(law, last, value):
	"""Jordabalken 12 kap. 3 §: more than nine months in a row."""
	first = day("2026-07-01")
	assert must_be_terminated(law, Term(first, day(last), first), NOW).value is value


@pytest.mark.parametrize(
	("law", "last", "turns", "mark"),
	[
		(CODE, "2026-10-31", "2026-12-01", "V"),
		(CODE, "2027-01-31", "2027-03-01", "V"),
		(OLD, "2026-10-31", "2026-12-01", "I"),
		(NEW, "2026-10-31", None, "I"),
	],
)
def test_who_stays_on_a_month(law, last, turns, mark):
	"""Jordabalken 12 kap. 3 §: a month after the term without being asked to leave."""
	found = turns_indefinite_on(law, day(last), NOW)
	assert (found.value, found.mark) == (turns and day(turns), mark)


@pytest.mark.parametrize(
	("end", "moves", "why"),
	[
		("2026-09-30", "2026-10-01", "a Thursday"),
		("2026-10-31", "2026-11-02", "a Sunday"),
		("2026-12-31", "2027-01-04", "New Year's Day, then a weekend"),
		("2026-04-30", "2026-05-04", "the first of May, then a weekend"),
		("2026-06-18", "2026-06-22", "Midsummer Eve and Day"),
		("2026-05-31", "2026-06-01", "a Monday"),
		("2027-03-25", "2027-03-30", "Easter"),
		("2026-12-23", "2026-12-28", "Christmas"),
	],
)
def test_the_day_of_moving_out(end, moves, why):
	"""Jordabalken 12 kap. 7 §: the day after, by 12:00, else the next weekday."""
	found = move_out_day(CODE, day(end), NOW)
	assert found.value == day(moves), why
	assert ("12:00" in found.text.say(), found.mark) == (True, "V")
	assert move_out_day(NEW, day(end), NOW).mark == "I"


days = st.dates(date(2013, 2, 1), date(2040, 1, 1))
parties = st.sampled_from(["Landlord", "Household"])


@given(days, st.integers(1, 6))
def test_a_month_end_is_the_first_one_that_is_far_enough_away(start, months):
	end = month_end_after(start, months)
	assert (end + timedelta(days=1)).day == 1
	assert end >= plus_months(start, months)
	previous = end.replace(day=1) - timedelta(days=1)
	assert previous < plus_months(start, months)


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_months_add_up_and_never_go_back(start, few, more):
	assert plus_months(start, few) <= plus_months(start, few + more)
	assert lasts_longer(start, plus_months(start, few), few)


@given(st.sampled_from(Regime), parties, days, st.booleans(), st.integers(0, 400), st.integers(1, 900))
def test_notice_never_ends_a_tenancy_earlier_than_the_rule_allows(law, by, received, fixed, before, length):
	if law is NEW and received < date(2026, 7, 1):
		received += timedelta(days=14 * 365)
	first = received - timedelta(days=before)
	last = first + timedelta(days=length - 1)
	term = {"term": "fixed", "term_from": first, "term_to": last} if fixed else {}
	answer = earliest_end(law, by=by, received_on=received, **term)
	months = 1 if (law, by) == (OLD, "Household") else 3
	assert answer.end >= received
	whole_notice = answer.end >= plus_months(received, months) and (answer.end + timedelta(days=1)).day == 1
	assert whole_notice or (fixed and answer.end == last)
	if fixed and by == "Landlord" and law is not OLD:
		assert answer.end >= last
	if fixed and received > last:
		assert whole_notice


@given(st.sampled_from(Regime), parties, days, st.integers(1, 40))
def test_a_later_notice_never_ends_it_earlier(law, by, received, later):
	if law is NEW and received < date(2026, 7, 1):
		received += timedelta(days=14 * 365)
	first = earliest_end(law, by=by, received_on=received).end
	assert earliest_end(law, by=by, received_on=received + timedelta(days=later)).end >= first
