"""Which law governs a letting agreement, from the facts at signing.

The law on private letting changed on 2026-07-01: an agreement stays under the law it was concluded under, so the answer is
fixed at signing and kept. Where a fact is missing, the answer is what to ask, never a guess.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ..matching.words import N_, Text

VERIFIED = "V"


class Regime(str, Enum):
	LAW_2012_978 = "2012:978"
	LAW_2026_772 = "2026:772"
	JB_12 = "Jordabalken 12"


@dataclass(frozen=True)
class Dates:
	"""When the acts on private letting apply to agreements concluded."""

	old_from: date = date(2013, 2, 1)
	old_to: date = date(2026, 6, 30)
	most_dwellings: int = 2


@dataclass(frozen=True)
class LettingFacts:
	"""What is known when an agreement is signed; None means not known.

	`held_as` is Listing's tenure (Owned house, Tenant-owned flat, Rental flat, Other). `letting_order` is 1 for the landlord's
	first running letting. `dwellings_let` counts the dwellings the landlord regularly lets outside the own home, this one
	included where it lies outside.
	"""

	signed_on: date | None = None
	landlord_is_private_person: bool | None = None
	in_business: bool | None = None
	held_as: str | None = None
	for_leisure: bool | None = None
	letting_order: int | None = None
	dwellings_let: int | None = None


@dataclass(frozen=True)
class Ground:
	"""One sentence of the reasoning, with the paragraph and how well it is known."""

	text: Text
	reference: str
	mark: str


@dataclass(frozen=True)
class RegimeAnswer:
	"""The law, or None where it can't be told; then `ask` says what to find out."""

	regime: Regime | None
	grounds: tuple[Ground, ...]
	ask: tuple[Text, ...] = ()

	@property
	def verified(self) -> bool:
		return self.regime is not None and all(ground.mark == VERIFIED for ground in self.grounds)


def possible_on(signed_on: date, dates: Dates | None = None) -> set[Regime]:
	"""The laws that an agreement concluded on a day can fall under at all."""
	dates = dates or Dates()
	possible = {Regime.JB_12}
	if dates.old_from <= signed_on <= dates.old_to:
		possible.add(Regime.LAW_2012_978)
	if signed_on > dates.old_to:
		possible.add(Regime.LAW_2026_772)
	return possible


ASK_DATE = N_("On which day was the agreement concluded?")
ASK_LANDLORD = N_("Is the landlord a private person?")
ASK_BUSINESS = N_("Does the landlord let homes as a business?")
ASK_HELD = N_("Does the landlord own the home, hold it as a tenant-owned flat, or rent it?")
ASK_LEISURE = N_("Is the home let for leisure, such as holidays?")
ASK_ORDER = N_("Is this the landlord's first letting that is running now?")
ASK_DWELLINGS = N_("How many dwellings does the landlord let regularly, apart from the own home?")

BEFORE_OLD = N_("The agreement was concluded on {day}, before the first act on private letting.")
WITHIN_OLD = N_(
	"The agreement was concluded on {day}, while lag (2012:978) was in force, and stays under it."
)
WITHIN_NEW = N_("The agreement was concluded on {day}, after privatuthyrningslag (2026:772) came into force.")
NOT_PRIVATE = N_("The landlord is not a private person.")
BUSINESS = N_("The landlord lets homes as a business.")
SECOND_HAND = N_("The landlord holds the home as a rental flat, so it is let second-hand.")
LEISURE = N_("The home is let for leisure.")
NOT_FIRST = N_("Only the landlord's first letting stands under lag (2012:978), and this is not the first.")
TOO_MANY = N_("The landlord lets {count} dwellings; with more than {limit} it counts as a business.")
TOO_MANY_NEW = N_("The landlord regularly lets {count} dwellings outside the own home, more than {limit}.")
PRIVATE = N_("A private person lets the home outside business.")

OLD_ACT, NEW_ACT, CODE = "Lag (2012:978)", "Privatuthyrningslag (2026:772)", "Jordabalken 12 kap. 1 §"


@dataclass(frozen=True)
class _Test:
	"""A reason why the act on private letting doesn't apply: `fails` answers yes, no or None for not known."""

	fails: Callable[[LettingFacts, Dates], bool | None]
	ask: str
	because: str
	reference: str
	mark: str


def choose(facts: LettingFacts, dates: Dates | None = None) -> RegimeAnswer:
	"""The law for an agreement, or what to ask. Sources: facts 4.1 (domstol.se, lagen.nu, two texts on 2026:772)."""
	dates = dates or Dates()
	if facts.signed_on is None:
		return RegimeAnswer(None, (), (Text(ASK_DATE),))
	day = {"day": facts.signed_on.isoformat()}
	if facts.signed_on < dates.old_from:
		return RegimeAnswer(Regime.JB_12, (Ground(Text(BEFORE_OLD, day), CODE, "S"),))
	if facts.signed_on <= dates.old_to:
		return _decide(
			facts, dates, OLD_TESTS, Regime.LAW_2012_978, Ground(Text(WITHIN_OLD, day), OLD_ACT, "S")
		)
	return _decide(facts, dates, NEW_TESTS, Regime.LAW_2026_772, Ground(Text(WITHIN_NEW, day), NEW_ACT, "S"))


def _decide(
	facts: LettingFacts, dates: Dates, tests: tuple[_Test, ...], regime: Regime, period: Ground
) -> RegimeAnswer:
	answers = [(test, test.fails(facts, dates)) for test in tests]
	failed = [test for test, answer in answers if answer]
	# One sure reason against is enough, whatever else is unknown.
	if failed:
		grounds = tuple(_ground(test, facts, dates) for test in failed)
		return RegimeAnswer(Regime.JB_12, (period, *grounds))
	unknown = tuple(Text(test.ask) for test, answer in answers if answer is None)
	if unknown:
		return RegimeAnswer(None, (period,), unknown)
	return RegimeAnswer(regime, (period, Ground(Text(PRIVATE), period.reference, "S")))


def _ground(test: _Test, facts: LettingFacts, dates: Dates) -> Ground:
	params = (
		{"count": facts.dwellings_let, "limit": dates.most_dwellings} if "{count}" in test.because else {}
	)
	return Ground(Text(test.because, params), test.reference, test.mark)


def _no(answer: bool | None) -> bool | None:
	return None if answer is None else not answer


def _too_many(facts: LettingFacts, dates: Dates) -> bool | None:
	return None if facts.dwellings_let is None else facts.dwellings_let > dates.most_dwellings


def _second_hand(facts: LettingFacts, dates: Dates) -> bool | None:
	return facts.held_as == "Rental flat" if facts.held_as else None


def _not_first(facts: LettingFacts, dates: Dates) -> bool | None:
	return None if facts.letting_order is None else facts.letting_order > 1


def _common(reference: str, mark: str) -> tuple[_Test, ...]:
	return (
		_Test(lambda f, d: _no(f.landlord_is_private_person), ASK_LANDLORD, NOT_PRIVATE, reference, mark),
		_Test(lambda f, d: f.in_business, ASK_BUSINESS, BUSINESS, reference, mark),
		_Test(_second_hand, ASK_HELD, SECOND_HAND, reference, mark),
		_Test(lambda f, d: f.for_leisure, ASK_LEISURE, LEISURE, reference, mark),
	)


OLD_TESTS = (
	*_common(OLD_ACT, "S"),
	_Test(_not_first, ASK_ORDER, NOT_FIRST, OLD_ACT, "S"),
	_Test(_too_many, ASK_DWELLINGS, TOO_MANY, OLD_ACT, "S"),
)
# 2026:772 draws its line by the number of dwellings, not by business.
NEW_TESTS = (
	*(test for test in _common(NEW_ACT, "S") if test.ask != ASK_BUSINESS),
	_Test(_too_many, ASK_DWELLINGS, TOO_MANY_NEW, NEW_ACT, "S"),
)
