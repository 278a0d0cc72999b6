"""The flat sum that a municipality is paid for each newcomer, and when (förordning 2010:1122, 12-14 §§; facts 4.7)."""

from __future__ import annotations

from dataclasses import dataclass

from ..legal.answers import Source
from ..legal.values import DayValues


@dataclass(frozen=True)
class FlatSum:
	"""Kronor for an adult below the age limit, in payments: after the month of arrival, after the second month, and then after
	each period of three months. Each goes to the municipality where the person is registered when the period ends.
	"""

	total: float
	payments: tuple[float, ...]
	source: Source

	@classmethod
	def of(cls, values: DayValues) -> FlatSum:
		"""The sum of the day the person is received.

		Raises:
			LegalValueError: a legal value is missing on the day.
		"""
		total, shares = values.number("flat_sum_adult"), values.numbers("flat_sum_shares")
		payments = tuple(total * share / 100 for share in shares)
		return cls(total, payments, values.source("flat_sum_adult", "flat_sum_shares"))
