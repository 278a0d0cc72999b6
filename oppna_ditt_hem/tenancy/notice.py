"""The earliest day a tenancy can end after notice (facts 4.2).

Lag (2012:978) 3 §; privatuthyrningslag (2026:772) 6 kap. 1-2 §§; Jordabalken 12 kap. 3-5 §§.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..legal.answers import Source, joined
from ..legal.values import DayValues, shipped
from ..matching.words import N_, Text
from .facts import Regime
from .periods import month_end_after, plus_months
from .terms import INDEFINITE, Term, must_be_terminated, time_of_notice

LANDLORD, HOUSEHOLD, BOTH = "Landlord", "Household", "Both agree"

AT_MONTH_END = N_("The tenancy ends at the month-end at least {months} months after the notice.")
AT_MONTH_END_IN_TERM = N_(
	"The tenancy ends at the month-end at least {months} months after the notice, at the latest when the agreed term ends."
)
NOT_BEFORE_TERM = N_(
	"The landlord can't end the tenancy before the agreed term ends, other than on forfeiture."
)
AT_TERM = N_("The tenancy ends with the agreed term; it can't end earlier on the landlord's notice.")
TOO_LATE = N_(
	"The notice came too late for the end of the agreed term, so the tenancy goes on and ends at the month-end at least"
	" {months} months after the notice."
)
TERM_OVER = N_(
	"The agreed term has ended and the tenancy goes on until further notice; it ends at the month-end at least {months} months"
	" after the notice."
)
AS_AGREED = N_("Both agree, so the tenancy ends on the day they choose.")

MONTHS: Mapping[tuple[Regime, str], str] = {
	(Regime.LAW_2012_978, HOUSEHOLD): "notice_months_household_2012_978",
	(Regime.LAW_2012_978, LANDLORD): "notice_months_landlord_2012_978",
	(Regime.LAW_2026_772, HOUSEHOLD): "notice_months_household_2026_772",
	(Regime.LAW_2026_772, LANDLORD): "notice_months_landlord_2026_772",
	(Regime.JB_12, HOUSEHOLD): "notice_months_household_jb_12",
	(Regime.JB_12, LANDLORD): "notice_months_landlord_jb_12",
}
"""The legal value that says how many months each party gives."""
BREAKS_NO_TERM = {(Regime.LAW_2026_772, LANDLORD), (Regime.JB_12, LANDLORD)}
"""Where a fixed term must run out before notice ends it."""
MAY_BE_AGREED = (Regime.LAW_2012_978, LANDLORD)
"""Where the act itself says that a longer time of notice may be agreed."""


@dataclass(frozen=True)
class NoticeAnswer:
	"""The earliest last day of the tenancy, the paragraph and its mark, and the rule in words."""

	end: date
	reference: str
	mark: str
	text: Text

	@property
	def verified(self) -> bool:
		return self.mark == "V"


@dataclass(frozen=True)
class _Notice:
	"""A notice with what rules it: `months` of notice to a month-end, and where they are from."""

	law: Regime
	by: str
	received_on: date
	months: int
	source: Source
	values: DayValues

	@property
	def month_end(self) -> date:
		return month_end_after(self.received_on, self.months)

	@property
	def breaks_term(self) -> bool:
		return (self.law, self.by) not in BREAKS_NO_TERM

	def answer(self, end: date, template: str, source: Source | None = None) -> NoticeAnswer:
		params: dict[str, Any] = {"months": self.months} if "{months}" in template else {}
		source = source or self.source
		return NoticeAnswer(end, source.reference, source.mark, Text(template, params))


def earliest_end(
	regime: Regime | str,
	*,
	by: str,
	received_on: date,
	term: str = INDEFINITE,
	term_from: date | None = None,
	term_to: date | None = None,
	since: date | None = None,
	agreed_months: int | None = None,
	notice_agreed: bool = False,
	values: DayValues | None = None,
) -> NoticeAnswer:
	"""The earliest last day of the tenancy.

	Args:
		regime: the law frozen at signing.
		by: who gives notice, as on the Placement: Landlord, Household or Both agree.
		received_on: the day the other party received the notice.
		term: "indefinite" or "fixed"; a fixed one needs `term_from` and `term_to`.
		since: the day the household moved in, where that was before this term; with it the nine months are counted.
		agreed_months: another time of notice than the law's. It counts where it is better for the household: longer for the
			landlord, shorter for the household.
		notice_agreed: True where the agreement says that a fixed term takes notice to end.
		values: the legal values to use; those shipped for the day of the notice where none are given.

	Raises:
		ValueError: a fixed term without its days, or reversed; an unknown law, term or party.
		LegalValueError: a legal value is missing.
	"""
	law = Regime(regime)
	if by == BOTH:
		return NoticeAnswer(received_on, law.value, "I", Text(AS_AGREED))
	notice = _notice(law, by, received_on, agreed_months, values or shipped().on(received_on))
	period = Term.of(term, term_from, term_to, since)
	if period is None:
		return notice.answer(notice.month_end, AT_MONTH_END)
	if received_on > period.last:
		# The law's own words reach a tenancy that has gone on for a month; the days until then are read the same way.
		return notice.answer(notice.month_end, TERM_OVER, notice.source.inferred())
	return _within_term(notice, period, notice_agreed)


def _notice(law: Regime, by: str, received_on: date, agreed: int | None, values: DayValues) -> _Notice:
	if (law, by) not in MONTHS:
		raise ValueError(f"No rule of notice for {law.value}, {by}")
	months, source = values.count(MONTHS[law, by]), values.source(MONTHS[law, by])
	better = max if by == LANDLORD else min
	chosen = months if agreed is None else better(months, agreed)
	if chosen != months and (law, by) != MAY_BE_AGREED:
		source = source.inferred()
	return _Notice(law, by, received_on, chosen, source, values)


def _within_term(notice: _Notice, period: Term, notice_agreed: bool) -> NoticeAnswer:
	must = notice.law is Regime.JB_12 and (
		notice_agreed or bool(must_be_terminated(notice.law, period, notice.values).value)
	)
	if must and not _in_time(notice, period):
		source = joined(notice.values.source("must_terminate_after_months_jb_12"), notice.source)
		return notice.answer(notice.month_end, TOO_LATE, source.inferred())
	if notice.breaks_term:
		return notice.answer(min(notice.month_end, period.last), AT_MONTH_END_IN_TERM)
	if notice.law is Regime.LAW_2026_772:
		return notice.answer(
			period.last, NOT_BEFORE_TERM, notice.values.source("fixed_term_landlord_2026_772")
		)
	code = notice.values.source("must_terminate_after_months_jb_12")
	return notice.answer(period.last, AT_TERM, joined(code, notice.source) if must else code)


def _in_time(notice: _Notice, period: Term) -> bool:
	"""Whether the notice ends the tenancy with the term (Jordabalken 12 kap. 4 §), or with what longer time was agreed."""
	end = time_of_notice(period, notice.received_on, notice.values)
	if notice.months > notice.values.count(MONTHS[notice.law, notice.by]):
		end = max(end, plus_months(notice.received_on, notice.months))
	return end <= period.last
