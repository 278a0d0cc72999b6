"""The law of one agreement on one card: each rule with its sentence, paragraph, mark and dates, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ..legal.answers import Finding, Source
from ..legal.values import DayValues
from ..matching.words import N_
from .facts import Regime
from .notice import HOUSEHOLD, LANDLORD, NoticeAnswer, earliest_end
from .payment import disturbance, forfeited_from, rent_due_on
from .rent import rent_rule
from .stay import StayFacts, right_to_stay
from .terms import FIXED, INDEFINITE, Term, must_be_terminated, turns_indefinite_on

LABELS = {
	"household_notice": N_("If the household gives notice today"),
	"landlord_notice": N_("If the landlord gives notice today"),
	"term": N_("When the agreed term ends"),
	"stays_on": N_("If the household stays after the term"),
	"right_to_stay": N_("Right to stay"),
	"rent": N_("Rent"),
	"rent_due": N_("Next rent due"),
	"late_rent": N_("Late rent"),
	"disturbance": N_("Disturbances"),
}


@dataclass(frozen=True)
class Agreement:
	"""A signed agreement: its law, its days, and what the right to stay and the rent depend on."""

	law: Regime
	since: date
	to: date | None = None
	second_hand: bool | None = None
	stay: StayFacts | None = None

	@property
	def term(self) -> Term | None:
		return Term(self.since, self.to, self.since) if self.to else None


def law_card(agreement: Agreement, today: date, values: DayValues) -> list[dict[str, Any]]:
	"""Rows with `key`, `label` (a message to translate) and what `Finding.as_dict` holds.

	Args:
		today: the day that notice would be given and that the next rent is counted from.
		values: the legal values kept with the agreement, or those of the day.

	Raises:
		LegalValueError: a legal value is missing.
	"""
	found = {
		"household_notice": _notice(agreement, HOUSEHOLD, today, values),
		"landlord_notice": _notice(agreement, LANDLORD, today, values),
		**_term(agreement, values),
		"right_to_stay": right_to_stay(agreement.law, agreement.stay or StayFacts(agreement.since), values),
		"rent": rent_rule(agreement.law, agreement.second_hand, values),
		**_payments(agreement.law, today, values),
		"disturbance": disturbance(values),
	}
	return [{"key": key, "label": LABELS[key], **finding.as_dict()} for key, finding in found.items()]


def _notice(agreement: Agreement, by: str, today: date, values: DayValues) -> Finding:
	answer: NoticeAnswer = earliest_end(
		agreement.law,
		by=by,
		received_on=today,
		term=FIXED if agreement.to else INDEFINITE,
		term_from=agreement.since,
		term_to=agreement.to,
		values=values,
	)
	return Finding(answer.end, answer.text, Source(answer.reference, answer.mark))


def _term(agreement: Agreement, values: DayValues) -> dict[str, Finding]:
	if agreement.term is None:
		return {}
	return {
		"term": must_be_terminated(agreement.law, agreement.term, values),
		"stays_on": turns_indefinite_on(agreement.law, agreement.term.last, values),
	}


def _payments(law: Regime, today: date, values: DayValues) -> dict[str, Finding]:
	following = date(today.year + today.month // 12, today.month % 12 + 1, 1)
	due = rent_due_on(law, following.year, following.month, values)
	return {"rent_due": due, "late_rent": forfeited_from(law, due.value, values)}
