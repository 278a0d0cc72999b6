"""Nobody may charge the one who seeks a home for brokering it (Jordabalken 12 kap. 65 a §; invariant 7)."""

from ..legal.answers import Finding
from ..legal.values import DayValues
from ..matching.words import N_, Text

NO_FEE = N_(
	"Nobody may charge the household for brokering the home. It costs nothing to seek or to get one here."
)


def no_fee(values: DayValues) -> Finding:
	"""The rule, as a sentence; the value is 0, which is what a household pays."""
	return Finding(0.0, Text(NO_FEE), values.source("no_fee_from_seeker"))
