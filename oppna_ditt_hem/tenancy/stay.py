"""The right to stay (besittningsskydd): whether and when it arises, and the day to decide before (facts 4.2).

None under lag (2012:978) 3 § or privatuthyrningslag (2026:772). Jordabalken 12 kap. 45 §: a whole flat let second-hand, after
two years in a row; a furnished room, after nine months; never a part of the landlord's own home; else from the first day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..legal.answers import Finding, Source
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime
from .notice import LANDLORD, earliest_end
from .periods import plus_months

NONE_ACT = N_("The act gives the household no right to stay when the tenancy has been terminated.")
NONE_OWN_HOME = N_("The home is a part of the landlord's own home, so no right to stay arises.")
NONE_WAIVED = N_("The household has waived the right to stay in a document of its own that holds.")
FROM_FIRST_DAY = N_("The household has a right to stay from the first day, {day}.")
ARISES = N_(
	"A right to stay arises on {day}, when the tenancy has lasted more than {months} months. To end before that, the landlord"
	" gives notice by {last_day}."
)

ASK_OWN_HOME = N_("Is the home a part of the landlord's own home?")
ASK_SECOND_HAND = N_("Is the whole home let second-hand?")
ASK_BLOCK = N_("Did the landlord rent the home together with at least two others to let them on?")
ASK_ROOM = N_("Is it a furnished room, not a flat of its own?")
ASK_WAIVER = N_(
	"Does the waiver stand in a document of its own, and is it approved or of a kind that needs no approval?"
)

ALERT_DAYS = 30
"""Days before the last day for notice on which the officer is told. The house's own practice, no rule of law."""


@dataclass(frozen=True)
class StayFacts:
	"""What the right to stay depends on; None means not known.

	`since` is the day the household moved in. `waiver` is True where a waiver holds (Jordabalken 12 kap. 45 a §), None where
	there is one and it isn't known whether it holds.
	"""

	since: date
	part_of_own_home: bool | None = None
	second_hand: bool | None = None
	in_block: bool | None = None
	furnished_room: bool | None = None
	waiver: bool | None = False


@dataclass(frozen=True)
class StayFinding(Finding):
	"""`value` is the day the right arises, None for never or not known.

	`arises` is None where it can't be told. `last_notice_on` is the last day on which the landlord's notice ends the tenancy
	in time, and `alert_on` the day to tell the officer; None where there is nothing to be in time for.
	"""

	arises: bool | None = None
	last_notice_on: date | None = None
	alert_on: date | None = None


def right_to_stay(
	law: Regime, facts: StayFacts, values: DayValues, alert_days: int = ALERT_DAYS
) -> StayFinding:
	"""When the household gets a right to stay."""
	if law is not Regime.JB_12:
		key = "right_to_stay_2012_978" if law is Regime.LAW_2012_978 else "right_to_stay_2026_772"
		return _never(NONE_ACT, values.source(key))
	if facts.waiver is None:
		return _ask(ASK_WAIVER, values.source("right_to_stay_waiver_years"))
	if facts.waiver:
		return _never(NONE_WAIVED, values.source("right_to_stay_waiver_years"))
	if facts.part_of_own_home is None:
		return _ask(ASK_OWN_HOME, values.source("right_to_stay_jb_12"))
	if facts.part_of_own_home:
		return _never(NONE_OWN_HOME, values.source("right_to_stay_jb_12"))
	return _by_kind(facts, values, alert_days)


def _never(template: str, source: Source) -> StayFinding:
	return StayFinding(None, Text(template), source, arises=False)


def _ask(question: str, source: Source) -> StayFinding:
	return StayFinding(None, Text(question), source, (Text(question),))


def _by_kind(facts: StayFacts, values: DayValues, alert_days: int) -> StayFinding:
	second_hand, room = "right_to_stay_months_second_hand", "right_to_stay_months_furnished_room"
	if facts.second_hand is None:
		return _ask(ASK_SECOND_HAND, values.source(second_hand))
	if facts.second_hand and facts.in_block is None:
		return _ask(ASK_BLOCK, values.source(second_hand))
	if facts.second_hand and not facts.in_block:
		return _after(second_hand, facts.since, values, alert_days)
	if not facts.second_hand and facts.furnished_room is None:
		return _ask(ASK_ROOM, values.source(room))
	if not facts.second_hand and facts.furnished_room:
		return _after(room, facts.since, values, alert_days)
	text = Text(FROM_FIRST_DAY, {"day": facts.since.isoformat()})
	return StayFinding(facts.since, text, values.source("right_to_stay_jb_12"), arises=True)


def _after(key: str, since: date, values: DayValues, alert_days: int) -> StayFinding:
	months = values.count(key)
	day = plus_months(since, months)
	last = last_notice_before(day, values)
	said = {"day": day.isoformat(), "months": months, "last_day": last.isoformat()}
	return StayFinding(
		day,
		Text(ARISES, said),
		values.source(key),
		arises=True,
		last_notice_on=last,
		alert_on=last - timedelta(days=alert_days),
	)


def last_notice_before(day: date, values: DayValues) -> date:
	"""The last day on which the landlord's notice ends an indefinite tenancy under Jordabalken 12 before `day`."""
	received = day - timedelta(days=1)
	while earliest_end(Regime.JB_12, by=LANDLORD, received_on=received, values=values).end >= day:
		received -= timedelta(days=1)
	return received
