"""Working days on the Swedish calendar (lag 1989:253 om allmänna helgdagar)."""

from datetime import date, timedelta
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
	"""The public holidays of a year, Sundays aside."""
	return frozenset(holidays.Sweden(years=year, include_sundays=False))


def is_working_day(day: date) -> bool:
	"""True on a weekday that is neither a public holiday nor an eve on which offices are closed."""
	return day.weekday() < 5 and day not in public_holidays(day.year) and not is_office_eve(day)


def is_office_eve(day: date) -> bool:
	"""Midsummer Eve, Christmas Eve and New Year's Eve."""
	midsummer_eve = day.month == 6 and day.weekday() == 4 and 19 <= day.day <= 25
	return midsummer_eve or (day.month, day.day) in ((12, 24), (12, 31))


def add_working_days(day: date, count: int) -> date:
	"""The working day that lies `count` working days after a day.

	Args:
		day: the day counted from; it isn't counted itself.
		count: number of working days, 0 or more.
	"""
	while count > 0:
		day += timedelta(days=1)
		count -= is_working_day(day)
	return day
