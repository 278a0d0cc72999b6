"""The facts of an agreement, the laws it can fall under, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..legal.answers import Ground
from ..matching.words import Text


class Regime(str, Enum):
	LAW_2012_978 = "2012:978"
	LAW_2026_772 = "2026:772"
	JB_12 = "Jordabalken 12"


@dataclass(frozen=True)
class LettingFacts:
	"""What is known when an agreement is signed; None means not known.

	`held_as` is Listing's tenure (Owned house, Tenant-owned flat, Rental flat, Other). `letting_order` is 1 for the landlord's
	first running letting (`lettings.order` counts it). `dwellings_let` counts the dwellings the landlord regularly lets
	outside the own home, this one included where it lies outside. `excluded_before` is True where the same agreement was once
	outside 2026:772 because of the number of dwellings or a rental right; False, the default, for an agreement that is new.
	"""

	signed_on: date | None = None
	landlord_is_private_person: bool | None = None
	in_business: bool | None = None
	held_as: str | None = None
	for_leisure: bool | None = None
	letting_order: int | None = None
	dwellings_let: int | None = None
	landlord_is_estate: bool | None = None
	against_payment: bool | None = None
	excluded_before: bool | None = False


@dataclass(frozen=True)
class RegimeAnswer:
	"""The law, or None where it can't be told; then `ask` says what to find out.

	With neither a law nor a question, no law of tenancy governs: nothing is paid.
	"""

	regime: Regime | None
	grounds: tuple[Ground, ...]
	ask: tuple[Text, ...] = ()

	@property
	def verified(self) -> bool:
		return self.regime is not None and all(ground.verified for ground in self.grounds)
