"""Fixed terms: which must be terminated to end, when they turn indefinite, and the day of moving out (facts 4.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime
from .periods import days_in, lasts_longer, plus_months
from .working_days import is_working_day

INDEFINITE, FIXED = "indefinite", "fixed"

NEEDS_TERM = "A fixed term needs the day it begins and the day it ends"
TERM_ENDS_BEFORE = "The term ends before it begins"
NO_SUCH_TERM = "No rule of notice for a term that is neither indefinite nor fixed"

MUST = N_(
	"When the term ends the tenancy has lasted more than {months} months, so it only ends if notice is given in time."
)
ENDS_BY_ITSELF = N_("The tenancy ends with the agreed term, without notice.")
TURNS_INDEFINITE = N_(
	"If the household still lives there on {day} and hasn't been asked to leave, the tenancy goes on until further notice."
)
TURNS_UNKNOWN = N_(
	"No rule has been found in privatuthyrningslag (2026:772) on a household that stays after the term. Agree in writing on"
	" what is to apply."
)
MOVE_OUT = N_("The household moves out by 12:00 on {day}, the day after the tenancy ends.")
MOVE_OUT_LATER = N_(
	"The household moves out by 12:00 on {day}, the next weekday, since the day after the tenancy ends is a holiday."
)

MUST_KEY = "must_terminate_after_months_jb_12"
ENDS_BY_ITSELF_KEYS = {
	Regime.LAW_2012_978: "notice_months_household_2012_978",
	Regime.LAW_2026_772: "fixed_term_landlord_2026_772",
}
STAYS_KEY = "becomes_indefinite_after_months_jb_12"


@dataclass(frozen=True)
class Term:
	"""A fixed term from `first` to `last`, both counted, in a tenancy that began on `since`."""

	first: date
	last: date
	since: date

	@classmethod
	def of(cls, term: str, first: date | None, last: date | None, since: date | None = None) -> Term | None:
		"""None for an indefinite term.

		Raises:
			ValueError: a fixed term without its days, or reversed; an unknown kind.
		"""
		if term == INDEFINITE:
			return None
		if term != FIXED:
			raise ValueError(NO_SUCH_TERM)
		if first is None or last is None:
			raise ValueError(NEEDS_TERM)
		if last < first:
			raise ValueError(TERM_ENDS_BEFORE)
		return cls(first, last, min(first, since or first))


def must_be_terminated(law: Regime, term: Term, values: DayValues) -> Finding:
	"""Whether a fixed term takes notice to end: value True or False.

	Jordabalken 12 kap. 3 §: always where the tenancy has lasted more than nine months in a row. Lag (2012:978) 3 § and
	privatuthyrningslag (2026:772) 6 kap. 1 § let a fixed term end by itself.
	"""
	if law is not Regime.JB_12:
		return Finding(False, Text(ENDS_BY_ITSELF), values.source(ENDS_BY_ITSELF_KEYS[law]))
	months, source = values.count(MUST_KEY), values.source(MUST_KEY)
	if lasts_longer(term.since, term.last, months):
		return Finding(True, Text(MUST, {"months": months}), source)
	return Finding(False, Text(ENDS_BY_ITSELF), source)


def time_of_notice(term: Term, received_on: date, values: DayValues) -> date:
	"""The earliest end of a fixed term that takes notice (Jordabalken 12 kap. 4 §).

	One day where the term is at most two weeks, one week at most three months, else three months.
	"""
	if days_in(term.first, term.last) <= values.count("fixed_term_short_days_jb_12"):
		return received_on + timedelta(days=values.count("fixed_term_short_notice_days_jb_12"))
	if not lasts_longer(term.first, term.last, values.count("fixed_term_medium_months_jb_12")):
		return received_on + timedelta(days=values.count("fixed_term_medium_notice_days_jb_12"))
	return plus_months(received_on, values.count("notice_months_landlord_jb_12"))


def turns_indefinite_on(law: Regime, last: date, values: DayValues) -> Finding:
	"""The day from which a household that stays after a fixed term has an indefinite tenancy (Jordabalken 12 kap. 3 §).

	Under lag (2012:978) the same holds by its 1 §, second paragraph. The value is None under 2026:772.
	"""
	if law is Regime.LAW_2026_772:
		return Finding(None, Text(TURNS_UNKNOWN), values.source("fixed_term_landlord_2026_772").inferred())
	day = plus_months(last, values.count(STAYS_KEY)) + timedelta(days=1)
	source = values.source(STAYS_KEY)
	# That the general act fills in is the act's own word; that it does so on this point is a reading.
	source = source.inferred() if law is Regime.LAW_2012_978 else source
	return Finding(day, Text(TURNS_INDEFINITE, {"day": day.isoformat()}), source)


def move_out_day(law: Regime, end: date, values: DayValues) -> Finding:
	"""The day the household moves out, by 12:00: the day after the end, else the next weekday (Jordabalken 12 kap. 7 §).

	Midsummer Eve, Christmas Eve and New Year's Eve count as holidays. Under 2026:772 the same day is taken, inferred.
	"""
	day = end + timedelta(days=1)
	while not is_working_day(day):
		day += timedelta(days=1)
	source = values.source("move_out_jb_12")
	source = source.inferred() if law is Regime.LAW_2026_772 else source
	template = MOVE_OUT if day == end + timedelta(days=1) else MOVE_OUT_LATER
	return Finding(day, Text(template, {"day": day.isoformat()}), source)
