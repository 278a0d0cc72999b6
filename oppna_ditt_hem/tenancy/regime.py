"""Which law governs a letting agreement, from the facts at signing.

The law on private letting changed on 2026-07-01: an agreement stays under the law it was concluded under, so the answer is
fixed at signing and kept. Where a fact is missing, the answer is what to ask, never a guess.
"""

from __future__ import annotations

from datetime import date

from ..legal.answers import ground
from ..legal.values import DayValues, LegalValueError, Values, shipped
from ..matching.words import N_, Text
from .exclusions import NEW_TESTS, OLD_TESTS, decide
from .facts import LettingFacts, Regime, RegimeAnswer

ASK_DATE = N_("On which day was the agreement concluded?")
ASK_PAYMENT = N_("Does the household pay for the home?")

BEFORE_OLD = N_("The agreement was concluded on {day}, before the first act on private letting.")
WITHIN_OLD = N_(
	"The agreement was concluded on {day}, while lag (2012:978) was in force, and stays under the law of that day."
)
WITHIN_NEW = N_("The agreement was concluded on {day}, after privatuthyrningslag (2026:772) came into force.")
WHO = N_("The landlord is a private person or an estate, and nothing takes the agreement out of the act.")
NOT_PAID = N_(
	"Nothing is paid for the home, so it isn't let, and neither act on private letting nor Jordabalken 12 applies."
)
NOT_A_LAW = N_("The legal value {key} on {day} names a law that isn't known here: {value}.")

LAW = "private_letting_law"


def law_of_day(day: date, values: Values | None = None) -> Regime:
	"""The act on private letting that agreements concluded on the day fall under; Jordabalken 12 before the first one.

	Raises:
		LegalValueError: the day falls in a gap, or the row names an unknown law.
	"""
	values = values or shipped()
	periods = values.periods(LAW)
	if periods and day < periods[0].valid_from:
		return Regime.JB_12
	name = values.on(day).text(LAW)
	if name not in {law.value for law in Regime}:
		raise LegalValueError(NOT_A_LAW, LAW, day, value=name)
	return Regime(name)


def choose(facts: LettingFacts, values: Values | None = None) -> RegimeAnswer:
	"""The law for an agreement, or what to ask.

	Sources: facts 4.1. Lag (2012:978) 1 §; privatuthyrningslag (2026:772) 1 kap. 1 and 3 §§ and its transitional rules;
	Jordabalken 12 kap. 1 §.

	Raises:
		LegalValueError: a legal value is missing for the day of signing.
	"""
	if facts.signed_on is None:
		return RegimeAnswer(None, (), (Text(ASK_DATE),))
	day = (values or shipped()).on(facts.signed_on)
	if facts.against_payment is False:
		return RegimeAnswer(None, (ground(Text(NOT_PAID), day.source("scope_jb_12")),))
	found = _by_law(facts, law_of_day(facts.signed_on, values), day)
	if facts.against_payment is None:
		return RegimeAnswer(None, found.grounds, (Text(ASK_PAYMENT), *found.ask))
	return found


def _by_law(facts: LettingFacts, law: Regime, day: DayValues) -> RegimeAnswer:
	said = {"day": day.day.isoformat()}
	if law is Regime.LAW_2012_978:
		period = ground(Text(WITHIN_OLD, said), day.source(LAW))
		scope = day.source("scope_2012_978")
		# The act says "somebody outside business"; that an estate is such a somebody is a reading.
		who = ground(Text(WHO), scope.inferred() if facts.landlord_is_estate else scope)
		return decide(facts, day, OLD_TESTS, law, (period, who))
	if law is Regime.LAW_2026_772:
		period = ground(Text(WITHIN_NEW, said), day.source(LAW, "transition_2026_772"))
		return decide(facts, day, NEW_TESTS, law, (period, ground(Text(WHO), day.source("scope_2026_772"))))
	code = day.source("scope_jb_12").inferred()
	return RegimeAnswer(Regime.JB_12, (ground(Text(BEFORE_OLD, said), code),))
