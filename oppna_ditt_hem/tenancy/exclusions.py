"""What takes an agreement out of the acts on private letting, and so puts it under Jordabalken 12 (facts 4.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..legal.answers import Ground, ground
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import LettingFacts, Regime, RegimeAnswer

RENTED = {"Owned house": False, "Tenant-owned flat": False, "Rental flat": True}
"""Listing's tenure -> whether the landlord rents the home; "Other" says too little."""
MOST = "private_letting_most_dwellings"

ASK_LANDLORD = N_("Is the landlord a private person, the estate of a deceased person, or an organisation?")
ASK_BUSINESS = N_("Does the landlord let homes as a business?")
ASK_HELD = N_("Does the landlord own the home, hold it as a tenant-owned flat, or rent it?")
ASK_LEISURE = N_("Is the home let for leisure, such as holidays?")
ASK_ORDER = N_("Is this the landlord's first letting that is running now?")
ASK_DWELLINGS = N_("How many dwellings does the landlord let regularly, apart from the own home?")
ASK_EXCLUDED = N_(
	"Was this agreement outside the act before, because of the number of dwellings or a rental right?"
)

NOT_PRIVATE = N_("The landlord is neither a private person nor an estate.")
BUSINESS = N_("The landlord lets homes as a business.")
SECOND_HAND = N_("The landlord holds the home as a rental flat, so it is let second-hand.")
LEISURE = N_("The home is let for leisure.")
NOT_FIRST = N_("Only the landlord's first letting stands under lag (2012:978), and this is not the first.")
TOO_MANY = N_("The landlord lets {count} dwellings; with more than {limit} it counts as a business.")
TOO_MANY_NEW = N_("The landlord regularly lets {count} dwellings outside the own home, more than {limit}.")
STAYS_EXCLUDED = N_("The agreement was once outside the act, and stays outside even when the facts change.")


@dataclass(frozen=True)
class Exclusion:
	"""A reason why the act doesn't apply.

	`holds` answers yes, no or None for not known; `key` names the legal value that the rule rests on.
	"""

	holds: Callable[[LettingFacts, DayValues], bool | None]
	ask: str
	because: str
	key: str


def decide(
	facts: LettingFacts, day: DayValues, tests: tuple[Exclusion, ...], law: Regime, inside: tuple[Ground, ...]
) -> RegimeAnswer:
	"""The act's law with the grounds `inside`, Jordabalken 12 with what excludes it, or what to ask."""
	answers = [(test, test.holds(facts, day)) for test in tests]
	against = tuple(_because(test, facts, day) for test, answer in answers if answer)
	# One sure reason against is enough, whatever else is unknown.
	if against:
		return RegimeAnswer(Regime.JB_12, (inside[0], *against))
	unknown = tuple(Text(test.ask) for test, answer in answers if answer is None)
	return RegimeAnswer(None, inside[:1], unknown) if unknown else RegimeAnswer(law, inside)


def _because(test: Exclusion, facts: LettingFacts, day: DayValues) -> Ground:
	params = {"count": facts.dwellings_let, "limit": day.count(MOST)} if "{count}" in test.because else {}
	return ground(Text(test.because, params), day.source(test.key))


def _not_private(facts: LettingFacts, day: DayValues) -> bool | None:
	if facts.landlord_is_private_person or facts.landlord_is_estate:
		return False
	unknown = facts.landlord_is_private_person is None or facts.landlord_is_estate is None
	return None if unknown else True


def _second_hand(facts: LettingFacts, day: DayValues) -> bool | None:
	return RENTED.get(facts.held_as or "")


def _not_first(facts: LettingFacts, day: DayValues) -> bool | None:
	return None if facts.letting_order is None else facts.letting_order > 1


def _too_many(facts: LettingFacts, day: DayValues) -> bool | None:
	return None if facts.dwellings_let is None else facts.dwellings_let > day.count(MOST)


OLD_TESTS = (
	Exclusion(_not_private, ASK_LANDLORD, NOT_PRIVATE, "private_person_2012_978"),
	Exclusion(lambda facts, day: facts.in_business, ASK_BUSINESS, BUSINESS, "scope_2012_978"),
	Exclusion(_second_hand, ASK_HELD, SECOND_HAND, "scope_2012_978"),
	Exclusion(lambda facts, day: facts.for_leisure, ASK_LEISURE, LEISURE, "scope_2012_978"),
	Exclusion(_not_first, ASK_ORDER, NOT_FIRST, "first_letting_2012_978"),
	Exclusion(_too_many, ASK_DWELLINGS, TOO_MANY, MOST),
)
"""Lag (2012:978) 1 §; that more than two dwellings are a business is domstol.se's reading."""
NEW_TESTS = (
	Exclusion(_not_private, ASK_LANDLORD, NOT_PRIVATE, "scope_2026_772"),
	Exclusion(_second_hand, ASK_HELD, SECOND_HAND, "scope_2026_772"),
	Exclusion(lambda facts, day: facts.for_leisure, ASK_LEISURE, LEISURE, "scope_2026_772"),
	Exclusion(_too_many, ASK_DWELLINGS, TOO_MANY_NEW, MOST),
	Exclusion(
		lambda facts, day: facts.excluded_before, ASK_EXCLUDED, STAYS_EXCLUDED, "stays_excluded_2026_772"
	),
)
"""Privatuthyrningslag (2026:772) 1 kap. 1 and 3 §§: the line is the number of dwellings, no longer business."""
