"""Rent that is late, the deposit, and disturbances (facts 4.2, 4.5)."""

from __future__ import annotations

from datetime import date, timedelta

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime
from .working_days import is_working_day

DUE = N_("The rent for the month is due on {day}, the last weekday before it, unless a later day is agreed.")
LATE = N_("Rent unpaid on {day}, more than {days} days after it was due, can forfeit the tenancy.")
DISTURBANCE = N_(
	"On a disturbance the landlord first warns the household and tells the social welfare committee, before notice is given."
)

DEPOSIT_OK, DEPOSIT_WARN, DEPOSIT_REASON = "OK", "Warn", "Reason needed"
DEPOSIT_IS_OK = N_("The deposit is at most {limit} months' rent.")
DEPOSIT_IS_HIGH = N_(
	"The deposit is more than {limit} months' rent, which is more than is common. No statute sets a limit."
)
DEPOSIT_NEEDS_REASON = N_(
	"The deposit is more than {limit} months' rent. Write down why. No statute sets a limit."
)
ASK_RENT = N_("What is the rent per month?")
ASK_DEPOSIT = N_("How large is the deposit?")


def rent_due_on(law: Regime, year: int, month: int, values: DayValues) -> Finding:
	"""The day the rent for a month is due: the last weekday before it (Jordabalken 12 kap. 20 §).

	Saturdays aren't counted as weekdays. Under 2026:772 the same day is taken, inferred.
	"""
	day = date(year, month, 1) - timedelta(days=1)
	while not is_working_day(day):
		day -= timedelta(days=1)
	source = values.source("rent_due_jb_12")
	source = source.inferred() if law is Regime.LAW_2026_772 else source
	return Finding(day, Text(DUE, {"day": day.isoformat()}), source)


def forfeited_from(law: Regime, due_on: date, values: DayValues) -> Finding:
	"""The first day on which unpaid rent can forfeit the tenancy.

	More than a week after it was due (Jordabalken 12 kap. 42 §, also under lag (2012:978)); more than two weeks under
	privatuthyrningslag (2026:772) 6 kap. 3 §. Other conditions apply, such as the household's right to win the tenancy back.
	"""
	key = "late_rent_days_2026_772" if law is Regime.LAW_2026_772 else "late_rent_days_jb_12"
	days = values.count(key)
	day = due_on + timedelta(days=days + 1)
	return Finding(day, Text(LATE, {"day": day.isoformat(), "days": days}), values.source(key))


def disturbance(values: DayValues) -> Finding:
	"""What to do first on a disturbance (Jordabalken 12 kap. 25 a §). The value is None: there is nothing to compute."""
	return Finding(None, Text(DISTURBANCE), values.source("disturbance_jb_12"))


def deposit(amount: float | None, rent: float | None, values: DayValues) -> Finding:
	"""How a deposit stands to the rent: value OK, Warn or Reason needed. Both in kronor, the rent per month.

	No statute caps a deposit; Ds 2023:32 proposed two months' rent. Above two a warning, above three a reason.
	"""
	warn, reason = "deposit_warn_months", "deposit_reason_months"
	asked = tuple(
		Text(question)
		for question, given in ((ASK_DEPOSIT, amount), (ASK_RENT, rent or None))
		if given is None
	)
	if amount is None or not rent:
		return Finding(None, asked[0], values.source(warn), asked)
	for level, key, template in (
		(DEPOSIT_REASON, reason, DEPOSIT_NEEDS_REASON),
		(DEPOSIT_WARN, warn, DEPOSIT_IS_HIGH),
	):
		if amount > rent * values.number(key):
			return Finding(level, Text(template, {"limit": values.number(key)}), values.source(key))
	return Finding(DEPOSIT_OK, Text(DEPOSIT_IS_OK, {"limit": values.number(warn)}), values.source(warn))
