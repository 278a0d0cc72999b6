"""How high the rent may be, and whether a rent holds (facts 4.3). Amounts are kronor per month.

Lag (2012:978) 4 §; privatuthyrningslag (2026:772) 2 kap. 5-6 §§; Jordabalken 12 kap. 55 §.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ..legal.answers import Finding, Source
from ..legal.values import DayValues
from ..matching.words import N_, Text
from .facts import Regime

WITHIN, ABOVE, CANNOT_TELL = "Within the rule", "Above the rule", "Cannot tell"
ORE = 0.005
"""Half an öre: less than that is rounding."""
LEAST_COMPARABLES = 3
"""Fewer rents say too little of what is generally charged. The house's own practice, no rule of law."""

RULE_2012 = N_(
	"The rent may not noticeably exceed the cost of the home: a reasonable return on its market value and the running costs."
)
RULE_2026 = N_(
	"The parties agree on the rent as a fixed sum. The rent tribunal lowers one that is considerably higher than what is"
	" generally charged for similar homes let privately, and what was paid too much is paid back."
)
RULE_SECOND_HAND = N_(
	"The rent may not exceed the landlord's own rent, or the share of it for a part of the flat, with at most {percent} % of it"
	" for furniture and with other extras at cost."
)
RULE_UTILITY = N_("The rent is reasonable compared with what homes of the same utility value cost.")

WITHIN_COST = N_(
	"The rent, {rent} a month, doesn't noticeably exceed the cost of the home, {amount} a month."
)
ABOVE_COST = N_(
	"The rent, {rent} a month, exceeds the cost of the home, {amount} a month, by {percent} % or more, which is noticeable."
)
WITHIN_COMMON = N_(
	"The rent, {rent} a month, isn't above what is generally charged for the homes compared, {amount}."
)
WITHIN_RANGE = N_(
	"The rent, {rent} a month, is above the middle of the homes compared but not above the dearest, {highest}."
)
ABOVE_RANGE = N_(
	"The rent, {rent} a month, is above every home compared, at most {highest}. The law names no figure for how much is too much."
)
WITHIN_CAP = N_("The rent, {rent} a month, is at most what the landlord may charge second-hand, {highest}.")
ABOVE_CAP = N_("The rent, {rent} a month, is above what the landlord may charge second-hand, {highest}.")

ASK_RENT = N_("What is the rent per month?")
ASK_HELD = N_("Does the landlord rent the home?")
ASK_MARKET_VALUE = N_("What is the home's market value?")
ASK_REFERENCE_RATE = N_("What is the Riksbank's reference rate?")
ASK_RUNNING_COSTS = N_("What does the home cost to run per month?")
ASK_COMPARABLES = N_("What do at least {limit} similar homes cost per month?")
ASK_OWN_RENT = N_("What rent does the landlord pay for the home?")


@dataclass(frozen=True)
class RentFacts:
	"""What a rent test needs; None means not known.

	`second_hand` is True where the landlord rents the home. `share` is the part of the home that is let, above 0 and at most 1.
	Of the rent, `furniture` is what is charged for furniture and `extras` for other things such as power, whose own cost to
	the landlord is `extras_cost`. `reference_rate` is in percent. `comparables` are rents of similar homes.
	"""

	rent: float | None = None
	second_hand: bool | None = None
	share: float = 1.0
	market_value: float | None = None
	reference_rate: float | None = None
	running_costs: float | None = None
	comparables: Sequence[float] = ()
	own_rent: float | None = None
	furniture: float = 0.0
	extras: float = 0.0
	extras_cost: float = 0.0

	def __post_init__(self) -> None:
		if not 0 < self.share <= 1:
			raise ValueError("The share that is let lies above 0 and is at most 1")
		if self.furniture + self.extras > (self.rent or float("inf")):
			raise ValueError("Furniture and extras are parts of the rent and can't exceed it")


@dataclass(frozen=True)
class RentFinding(Finding):
	"""`value` is Within the rule, Above the rule or Cannot tell; `highest` the rent that would do, None where there is no figure."""

	highest: float | None = None


def rent_rule(law: Regime, second_hand: bool | None, values: DayValues) -> Finding:
	"""The rule in words; the value is None, for there is nothing to compute. Unknown whether second-hand: asked."""
	if law is Regime.LAW_2012_978:
		return Finding(None, Text(RULE_2012), values.source("rent_rule_2012_978"))
	if law is Regime.LAW_2026_772:
		return Finding(None, Text(RULE_2026), values.source("rent_rule_2026_772"))
	cap = values.source("rent_cap_second_hand_jb_12", "furniture_share_second_hand")
	if second_hand is None:
		return Finding(None, Text(ASK_HELD), cap, (Text(ASK_HELD),))
	if second_hand:
		percent = values.number("furniture_share_second_hand")
		return Finding(None, Text(RULE_SECOND_HAND, {"percent": percent}), cap)
	return Finding(None, Text(RULE_UTILITY), values.source("rent_rule_utility_value_jb_12"))


def rent_test(law: Regime, facts: RentFacts, values: DayValues) -> RentFinding:
	"""Whether the rent holds under the law of the agreement."""
	if law is Regime.LAW_2012_978:
		return cost_based(facts, values)
	if law is Regime.LAW_2026_772:
		return compared(facts, values.source("rent_rule_2026_772"))
	if facts.second_hand is None:
		return _ask(values.source("rent_cap_second_hand_jb_12"), (Text(ASK_HELD),))
	if facts.second_hand:
		return second_hand_cap(facts, values)
	return compared(facts, values.source("rent_rule_utility_value_jb_12"))


def _ask(source: Source, questions: tuple[Text, ...]) -> RentFinding:
	return RentFinding(CANNOT_TELL, questions[0], source, questions)


def _missing(facts: RentFacts, **questions: str) -> tuple[Text, ...]:
	return tuple(Text(ask) for name, ask in questions.items() if getattr(facts, name) is None)


def cost_based(facts: RentFacts, values: DayValues) -> RentFinding:
	"""Lag (2012:978) 4 §: a return on the market value and the running costs, not noticeably exceeded.

	The return is the reference rate and the points on top of it that tribunals use; what is noticeable is from RH 2017:34.
	A part of the home bears its share.
	"""
	points, limit = "return_points_above_reference_rate", "noticeably_higher_percent_2012_978"
	source = values.source("rent_rule_2012_978", points, limit)
	missing = _missing(
		facts,
		rent=ASK_RENT,
		market_value=ASK_MARKET_VALUE,
		reference_rate=ASK_REFERENCE_RATE,
		running_costs=ASK_RUNNING_COSTS,
	)
	if missing:
		return _ask(source, missing)
	rate = max(facts.reference_rate + values.number(points), 0.0)
	cost = (facts.market_value * rate / 100 / 12 + facts.running_costs) * facts.share
	percent = values.number(limit)
	highest = cost * (1 + percent / 100)
	said = {"rent": facts.rent, "amount": round(cost, 2)}
	if facts.rent < highest:
		return RentFinding(WITHIN, Text(WITHIN_COST, said), source, highest=highest)
	return RentFinding(ABOVE, Text(ABOVE_COST, {**said, "percent": percent}), source, highest=highest)


def compared(facts: RentFacts, source: Source) -> RentFinding:
	"""A rent beside those of similar homes (2026:772 2 kap. 5 §; Jordabalken 12 kap. 55 § for utility value).

	Neither law names a figure. At most the middle rent is within the rule; between the middle and the dearest as well, by
	inference, since somebody pays it; above the dearest is above.
	"""
	missing = _missing(facts, rent=ASK_RENT)
	if len(facts.comparables) < LEAST_COMPARABLES:
		missing += (Text(ASK_COMPARABLES, {"limit": LEAST_COMPARABLES}),)
	if missing:
		return _ask(source, missing)
	middle, highest = median(facts.comparables), max(facts.comparables)
	if facts.rent <= middle:
		return RentFinding(
			WITHIN, Text(WITHIN_COMMON, {"rent": facts.rent, "amount": middle}), source, highest=highest
		)
	verdict, template = (WITHIN, WITHIN_RANGE) if facts.rent <= highest else (ABOVE, ABOVE_RANGE)
	text = Text(template, {"rent": facts.rent, "highest": highest})
	return RentFinding(verdict, text, source.inferred(), highest=highest)


def second_hand_cap(facts: RentFacts, values: DayValues) -> RentFinding:
	"""Jordabalken 12 kap. 55 §, fourth paragraph: own rent by share, furniture to its share of that, extras at cost.

	Each part has its own cap: what isn't used for furniture can't be charged for the flat.
	"""
	source = values.source("rent_cap_second_hand_jb_12", "furniture_share_second_hand")
	missing = _missing(facts, rent=ASK_RENT, own_rent=ASK_OWN_RENT)
	if missing:
		return _ask(source, missing)
	# The law counts furniture on the rent that the landlord pays; for a part of the flat, on that part: a reading.
	source = source.inferred() if facts.share < 1 and facts.furniture else source
	own = facts.own_rent * facts.share
	furniture = min(facts.furniture, own * values.number("furniture_share_second_hand") / 100)
	highest = own + furniture + min(facts.extras, facts.extras_cost)
	flat = facts.rent - facts.furniture - facts.extras
	parts = ((flat, own), (facts.furniture, furniture), (facts.extras, facts.extras_cost))
	holds = all(charged <= cap + ORE for charged, cap in parts)
	text = Text(WITHIN_CAP if holds else ABOVE_CAP, {"rent": facts.rent, "highest": round(highest, 2)})
	return RentFinding(WITHIN if holds else ABOVE, text, source, highest=highest)
