"""Counting months and days of a tenancy (lag 1930:173 on the counting of time)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def plus_months(day: date, months: int) -> date:
	"""The same day `months` later, or that month's last day."""
	year, month = divmod(day.month - 1 + months, 12)
	year, month = day.year + year, month + 1
	return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end_after(day: date, months: int) -> date:
	"""The first month-end that is at least `months` after `day`."""
	reached = plus_months(day, months)
	return reached.replace(day=calendar.monthrange(reached.year, reached.month)[1])


def lasts_longer(first: date, last: date, months: int) -> bool:
	"""True where the days from `first` to `last`, both counted, are more than `months` months."""
	return last >= plus_months(first, months)


def days_in(first: date, last: date) -> int:
	"""How many days from `first` to `last`, both counted."""
	return (last - first + timedelta(days=1)).days
