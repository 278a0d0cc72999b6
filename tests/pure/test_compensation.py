"""The state's flat sum for each newcomer, month by month, and what moving gains or loses: worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from oppna_ditt_hem.economy.compensation import Stay, Terms, divided, end_of_month, left_on
from oppna_ditt_hem.legal.values import LegalValueError, shipped

ARRIVED = date(2016, 3, 10)
TERMS = Terms.of(shipped().on(ARRIVED))


def test_an_adult_of_2016_is_paid_for_nine_times_in_24_months():
	"""125 000 kronor: 12 500, 25 000, then 7 times 12 500. March 2016 to February 2018 are 24 months."""
	payments = TERMS.payments(1990, ARRIVED)
	assert [(str(payment.due), payment.amount) for payment in payments] == [
		("2016-03-31", 12_500),
		("2016-05-31", 25_000),
		("2016-08-31", 12_500),
		("2016-11-30", 12_500),
		("2017-02-28", 12_500),
		("2017-05-31", 12_500),
		("2017-08-31", 12_500),
		("2017-11-30", 12_500),
		("2018-02-28", 12_500),
	]
	assert sum(TERMS.months) == 24


@pytest.mark.parametrize(
	("birth_year", "received", "total"),
	[
		(1952, "2016-03-10", 125_000),
		(1951, "2016-03-10", 78_200),
		(None, "2016-03-10", 125_000),
		(1990, "2019-06-01", 142_600),
		(1940, "2020-06-01", 82_100),
		(1990, "2026-11-26", 151_800),
	],
)
def test_the_sum_is_that_of_the_year_and_of_the_persons_age(birth_year, received, total):
	day = date.fromisoformat(received)
	terms = Terms.of(shipped().on(day))
	assert terms.total(birth_year, day) == total
	assert sum(payment.amount for payment in terms.payments(birth_year, day)) == total


def test_a_payment_goes_to_where_the_person_is_registered_when_its_period_ends():
	"""Away from 1 June to 31 August 2017: May comes here, August is lost, November comes again."""
	payments = TERMS.payments(1990, ARRIVED)
	stays = [Stay(ARRIVED, date(2017, 5, 31)), Stay(date(2017, 9, 1))]
	here, lost = divided(payments, stays)
	assert [str(payment.due) for payment in lost] == ["2017-08-31"]
	assert sum(payment.amount for payment in here) == 112_500
	assert divided(payments, []) == ([], list(payments))


def test_what_moving_out_loses_is_what_is_left_on_the_day():
	payments = TERMS.payments(1990, ARRIVED)
	assert left_on(payments, date(2016, 3, 31)) == 125_000
	assert left_on(payments, date(2016, 4, 1)) == 112_500
	assert left_on(payments, date(2017, 12, 1)) == 12_500
	assert left_on(payments, date(2018, 3, 1)) == 0
	assert TERMS.extra_of_moving_in(1990, ARRIVED) == Decimal("12500.00")


@pytest.mark.parametrize(
	("day", "later", "last"),
	[
		("2016-01-31", 0, "2016-01-31"),
		("2016-01-31", 1, "2016-02-29"),
		("2016-12-01", 0, "2016-12-31"),
		("2016-11-30", 2, "2017-01-31"),
	],
)
def test_periods_end_with_their_month(day, later, last):
	assert end_of_month(date.fromisoformat(day), later) == date.fromisoformat(last)


def test_it_is_known_that_this_is_not_verified_and_nothing_is_made_up_before_2016():
	assert not TERMS.source.verified
	with pytest.raises(LegalValueError):
		Terms.of(shipped().on(date(2015, 12, 31)))
