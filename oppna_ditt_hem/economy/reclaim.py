"""What a grant will have to pay back if it goes on being spent as until now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .money import exact, whole_ore


@dataclass(frozen=True)
class Exposure:
	"""A grant on a day: kronor with whole öre, and days.

	Attributes:
		unspent: the amount less what is booked; negative when it is overspent.
		days_left: days of the period after the day.
		rate: booked per day of the period that has passed, the day itself included.
		paid_back: what would be left at the end of the period at that rate, never less than nothing. It is reclaimed and
			can't be appealed (förordning 2010:1122, 40-42 §§).
	"""

	unspent: Decimal
	days_left: int
	rate: Decimal
	paid_back: Decimal


def exposure(amount: float, booked: float, begin: date, end: date, day: date) -> Exposure:
	"""Exposure of a grant whose period runs from `begin` to `end`, both included."""
	unspent = exact(amount) - exact(booked)
	passed = max((min(day, end) - begin).days + 1, 0)
	left = (end - begin).days + 1 - passed
	rate = exact(booked) / passed if passed else Decimal(0)
	return Exposure(unspent, left, whole_ore(rate), max(whole_ore(unspent - rate * left), Decimal(0)))
