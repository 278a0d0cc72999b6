"""What the state pays the municipality for each newcomer over two years, and what moving in or out gains or loses.

Förordning (2010:1122) 12-14 §§: a flat sum in nine payments, each to the municipality in which the person is registered when its
period ends. The amounts and how the periods are counted rest on legal values of the day of reception; see their marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from ..legal.answers import Source
from ..legal.values import DayValues
from .money import product, shared_out


@dataclass(frozen=True)
class Payment:
	"""One of the payments: the last day of its period, and kronor with whole öre."""

	due: date
	amount: Decimal


@dataclass(frozen=True)
class Stay:
	"""Days that a person was registered in the municipality, both included; `until` None: still is."""

	since: date
	until: date | None = None

	def covers(self, day: date) -> bool:
		return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Terms:
	"""The flat sum of the day a person is received.

	Attributes:
		adult, older: kronor for a person below the age limit, and from it on.
		age_limit: years, counted by year of birth.
		shares: per cent of each payment.
		months: length of each payment's period; the first is the month of arrival.
		extra: per cent more to the municipality that a person moves to, on conditions that aren't tested here.
	"""

	adult: float
	older: float
	age_limit: int
	shares: tuple[float, ...]
	months: tuple[int, ...]
	extra: float
	source: Source

	@classmethod
	def of(cls, values: DayValues) -> Terms:
		"""
		Raises:
			LegalValueError: a legal value is missing on the day.
		"""
		keys = ("adult", "older", "age_limit", "shares", "period_months", "move_extra")
		names = [f"flat_sum_{key}" for key in keys]
		adult, older, age, shares, months, extra = names
		return cls(
			values.number(adult),
			values.number(older),
			values.count(age),
			values.numbers(shares),
			tuple(int(month) for month in values.numbers(months)),
			values.number(extra),
			values.source(*names),
		)

	def total(self, birth_year: int | None, received: date) -> float:
		"""Kronor for one person; somebody whose year of birth isn't known counts as below the age limit."""
		old = bool(birth_year) and received.year - birth_year >= self.age_limit
		return self.older if old else self.adult

	def payments(self, birth_year: int | None, received: date) -> tuple[Payment, ...]:
		"""The payments for one person; together they are the sum, to the öre."""
		amounts = shared_out(self.total(birth_year, received), self.shares)
		found, month = [], 0
		for length, amount in zip(self.months, amounts, strict=True):
			month += length
			found.append(Payment(end_of_month(received, month - 1), amount))
		return tuple(found)

	def extra_of_moving_in(self, birth_year: int | None, received: date) -> Decimal:
		"""What a person received elsewhere may bring beside the payments that are left."""
		return product(self.total(birth_year, received), self.extra / 100)


def end_of_month(day: date, later: int) -> date:
	"""The last day of the month that comes so many months after a day's."""
	year, month = divmod(day.year * 12 + day.month - 1 + later + 1, 12)
	return date(year, month + 1, 1) - timedelta(days=1)


def divided(payments: Iterable[Payment], stays: Iterable[Stay]) -> tuple[list[Payment], list[Payment]]:
	"""Those that come here, and those that were lost because the person was registered elsewhere when the period ended."""
	known = list(stays)
	here: list[Payment] = []
	lost: list[Payment] = []
	for payment in payments:
		(here if any(stay.covers(payment.due) for stay in known) else lost).append(payment)
	return here, lost


def left_on(payments: Iterable[Payment], day: date) -> Decimal:
	"""Kronor of the periods that end on the day or later: what moving out on the day loses, and moving in gains."""
	return sum((payment.amount for payment in payments if payment.due >= day), Decimal(0))
