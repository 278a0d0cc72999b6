"""Nobody may charge the one who seeks a home for brokering it (Jordabalken 12 kap. 65 a §; invariant 7)."""

import re

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text

NO_FEE = N_(
	"Nobody may charge the household for brokering the home. It costs nothing to seek or to get one here."
)

FEE = re.compile(
	r"(?<![a-z])(fees?|charges?|commission|brokerage[ _]fee|\w*avgift\w*|\w*arvode\w*)(?![a-z])",
	re.IGNORECASE,
)
"""What a fee is called, in English and Swedish."""
HOUSEHOLD_SIDE = (
	"Applicant",
	"Household Member",
	"Placement",
	"Match Proposal",
	"Answer Link",
	"Concern",
	"Grant Entry",
)
"""The kinds of document that lead to a household: none of them has a place for a fee."""


def names_a_fee(*texts: str | None) -> bool:
	"""Whether a field, column or heading of one of these names would carry a fee."""
	return any(FEE.search(text or "") for text in texts)


def no_fee(values: DayValues) -> Finding:
	"""The rule, as a sentence; the value is 0, which is what a household pays."""
	return Finding(0.0, Text(NO_FEE), values.source("no_fee_from_seeker"))
