"""A landlord's lettings beside one another: which is the first, and when they are let as a block (facts 4.1, 4.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text

BLOCK = "block_letting_dwellings"

ASK_BLOCK = N_("How many dwellings does the agreement cover, and will the tenant let them on?")
IS_BLOCK = N_(
	"The agreement covers {count} dwellings to be let on, so terms that differ from the law need the rent tribunal's approval."
)
IS_BLOCK_MUNICIPALITY = N_(
	"The agreement covers {count} dwellings to be let on, but the municipality is the landlord, so terms that differ from the"
	" law need no approval by the rent tribunal."
)
NO_BLOCK = N_("The agreement is no block letting: that takes at least {limit} dwellings to be let on.")


@dataclass(frozen=True)
class Letting:
	"""One letting by a landlord: when it was agreed on and from when to when it runs (`to_date` None: no end yet)."""

	signed_on: date
	from_date: date
	to_date: date | None = None

	def runs_beside(self, other: Letting) -> bool:
		"""True where the two share a day."""
		starts_before = other.to_date is None or self.from_date <= other.to_date
		return starts_before and (self.to_date is None or other.from_date <= self.to_date)


def order(letting: Letting, others: Iterable[Letting]) -> int | None:
	"""Which in order a letting is among those that run beside it, 1 for the first; None where two were agreed on one day.

	Only lettings agreed on earlier count, and they keep their place: when the first lodger leaves and another comes while the
	second stays, the new one is not the first either, so both stand under Jordabalken 12 (domstol.se's example on lag
	(2012:978) 1 §).
	"""
	beside = [other for other in others if letting.runs_beside(other)]
	if any(other.signed_on == letting.signed_on for other in beside):
		return None
	return 1 + sum(other.signed_on < letting.signed_on for other in beside)


def block_letting(
	dwellings: int | None,
	for_subletting: bool | None,
	values: DayValues,
	*,
	municipality_is_landlord: bool = False,
) -> Finding:
	"""Whether an agreement is a block letting: value True or False.

	Jordabalken 12 kap. 1 §, from 2026-07-01 1 e-1 f §§, whose new wording has not been read.

	Args:
		dwellings: how many dwellings one and the same agreement covers.
		for_subletting: True where the tenant rents them to let them on.
		values: those of the day of signing.
	"""
	source, limit = values.source(BLOCK), values.count(BLOCK)
	few = dwellings is not None and dwellings < limit
	if few or for_subletting is False:
		return Finding(False, Text(NO_BLOCK, {"limit": limit}), source)
	if dwellings is None or for_subletting is None:
		return Finding(None, Text(ASK_BLOCK), source, (Text(ASK_BLOCK),))
	template = IS_BLOCK_MUNICIPALITY if municipality_is_landlord else IS_BLOCK
	return Finding(True, Text(template, {"count": dwellings}), source)
