"""The earliest day a tenancy can end after notice (facts 4.2)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..matching.words import N_, Text
from .regime import Regime

LANDLORD, HOUSEHOLD, BOTH = "Landlord", "Household", "Both agree"
INDEFINITE, FIXED = "indefinite", "fixed"

AT_MONTH_END = N_("The tenancy ends at the month-end at least {months} months after the notice.")
AT_MONTH_END_IN_TERM = N_(
	"The tenancy ends at the month-end at least {months} months after the notice, at the latest when the agreed term ends."
)
NOT_BEFORE_TERM = N_(
	"The landlord can't end the tenancy before the agreed term ends, other than on forfeiture."
)
AT_TERM = N_("The tenancy ends with the agreed term, and not before the time of notice has run.")
AS_AGREED = N_("Both agree, so the tenancy ends on the day they choose.")

NEEDS_TERM = "A fixed term needs the day it begins and the day it ends"
TERM_ENDS_BEFORE = "The term ends before it begins"


@dataclass(frozen=True)
class NoticeRule:
	"""How much notice: whole months to a month-end. `breaks_term` is False where a fixed term must run out."""

	months: int
	breaks_term: bool
	reference: str
	mark: str
	longer_may_be_agreed: bool = False


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


RULES: Mapping[tuple[Regime, str, str], NoticeRule] = {
	(Regime.LAW_2012_978, INDEFINITE, HOUSEHOLD): NoticeRule(1, True, "Lag (2012:978)", "V"),
	(Regime.LAW_2012_978, FIXED, HOUSEHOLD): NoticeRule(1, True, "Lag (2012:978)", "V"),
	(Regime.LAW_2012_978, INDEFINITE, LANDLORD): NoticeRule(3, True, "Lag (2012:978)", "V", True),
	(Regime.LAW_2012_978, FIXED, LANDLORD): NoticeRule(3, True, "Lag (2012:978)", "V", True),
	(Regime.LAW_2026_772, INDEFINITE, HOUSEHOLD): NoticeRule(3, True, "Privatuthyrningslag (2026:772)", "S"),
	(Regime.LAW_2026_772, INDEFINITE, LANDLORD): NoticeRule(3, True, "Privatuthyrningslag (2026:772)", "S"),
	(Regime.LAW_2026_772, FIXED, HOUSEHOLD): NoticeRule(3, True, "Privatuthyrningslag (2026:772)", "S"),
	(Regime.LAW_2026_772, FIXED, LANDLORD): NoticeRule(0, False, "Privatuthyrningslag (2026:772)", "S"),
	(Regime.JB_12, INDEFINITE, HOUSEHOLD): NoticeRule(3, True, "Jordabalken 12 kap. 5 §", "V"),
	(Regime.JB_12, INDEFINITE, LANDLORD): NoticeRule(3, True, "Jordabalken 12 kap. 4 §", "V"),
	(Regime.JB_12, FIXED, HOUSEHOLD): NoticeRule(3, True, "Jordabalken 12 kap. 5 §", "V"),
	(Regime.JB_12, FIXED, LANDLORD): NoticeRule(3, False, "Jordabalken 12 kap. 4 §", "V"),
}
"""By law, kind of term, and who gives notice."""

SHORT_TERMS = ((timedelta(days=14), timedelta(days=1)), (timedelta(days=92), timedelta(days=7)))
"""Jordabalken 12:4, a fixed term: up to two weeks one day, up to three months one week."""


def earliest_end(
	regime: Regime | str,
	*,
	by: str,
	received_on: date,
	term: str = INDEFINITE,
	term_from: date | None = None,
	term_to: date | None = None,
	agreed_months: int | None = None,
) -> NoticeAnswer:
	"""The earliest last day of the tenancy.

	Args:
		regime: the law frozen at signing.
		by: who gives notice, as on the Placement: Landlord, Household or Both agree.
		received_on: the day the other party received the notice.
		term: "indefinite" or "fixed"; a fixed one needs `term_from` and `term_to`.
		agreed_months: a longer time of notice for the landlord, where the law lets it be agreed; a shorter one has no effect.

	Raises:
		ValueError: a fixed term without its days, or reversed; an unknown law, term or party.
	"""
	if by == BOTH:
		return NoticeAnswer(received_on, str(Regime(regime).value), "I", Text(AS_AGREED))
	rule = _rule(regime, term, by)
	if term == FIXED and (term_from is None or term_to is None):
		raise ValueError(NEEDS_TERM)
	if term_from and term_to and term_to < term_from:
		raise ValueError(TERM_ENDS_BEFORE)
	months = max(rule.months, agreed_months or 0) if rule.longer_may_be_agreed else rule.months
	if term == INDEFINITE or term_to is None:
		end, template = month_end_after(received_on, months), AT_MONTH_END
	elif rule.breaks_term:
		end, template = min(month_end_after(received_on, months), term_to), AT_MONTH_END_IN_TERM
	else:
		end, template = _when_term_ends(rule, received_on, term_from, term_to)
	params: dict[str, Any] = {"months": months} if "{months}" in template else {}
	return NoticeAnswer(max(end, received_on), rule.reference, rule.mark, Text(template, params))


def _rule(regime: Regime | str, term: str, by: str) -> NoticeRule:
	try:
		return RULES[(Regime(regime), term, by)]
	except KeyError:
		raise ValueError(f"No rule of notice for {regime}, {term}, {by}") from None


def _when_term_ends(
	rule: NoticeRule, received_on: date, term_from: date | None, term_to: date
) -> tuple[date, str]:
	if not rule.months:
		return term_to, NOT_BEFORE_TERM
	length = term_to - (term_from or term_to) + timedelta(days=1)
	for longest, notice in SHORT_TERMS:
		if length <= longest:
			return max(term_to, received_on + notice), AT_TERM
	return max(term_to, plus_months(received_on, rule.months)), AT_TERM


def plus_months(day: date, months: int) -> date:
	"""The same day `months` later, or that month's last day (lag 1930:173 on the counting of time)."""
	year, month = divmod(day.month - 1 + months, 12)
	year, month = day.year + year, month + 1
	return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_end_after(day: date, months: int) -> date:
	"""The first month-end that is at least `months` after `day`."""
	reached = plus_months(day, months)
	return reached.replace(day=calendar.monthrange(reached.year, reached.month)[1])
