"""The amounts that the economy of a home rests on, read from the legal values of a day."""

from __future__ import annotations

from dataclasses import dataclass

from ..legal.answers import Source
from ..legal.values import DayValues


@dataclass(frozen=True)
class HousingAllowance:
	"""Bostadsersättning: covers the housing cost between `floor` and `ceiling`, kronor per month (SFS 2017:819, 3 kap.)."""

	floor: float
	ceiling: float
	source: Source

	@classmethod
	def of(cls, values: DayValues) -> HousingAllowance:
		floor, ceiling = "housing_allowance_floor", "housing_allowance_ceiling"
		return cls(values.number(floor), values.number(ceiling), values.source(floor, ceiling))


@dataclass(frozen=True)
class HousingBenefit:
	"""Bostadsbidrag to families: a share of the cost between `floor` and the ceiling for 1, 2, 3 or more children.

	The space caps are square metres by number of children (1, 2, 3, 4, 5 or more): cost of the space above them doesn't count
	(socialförsäkringsbalken 97 kap. 18 and 20 §§). `share` lies between 0 and 1.
	"""

	floor: float
	ceilings: tuple[float, ...]
	share: float
	space_caps: tuple[float, ...]
	source: Source

	@classmethod
	def of(cls, values: DayValues) -> HousingBenefit:
		keys = tuple(f"housing_benefit_{name}" for name in ("floor", "ceilings", "share", "space_caps"))
		floor, ceilings, share, caps = keys
		return cls(
			values.number(floor),
			values.numbers(ceilings),
			values.number(share) / 100,
			values.numbers(caps),
			values.source(*keys),
		)

	def ceiling(self, children: int) -> float:
		return self.ceilings[min(children, len(self.ceilings)) - 1]

	def space_cap(self, children: int) -> float:
		return self.space_caps[min(children, len(self.space_caps)) - 1]


@dataclass(frozen=True)
class Establishment:
	"""Etableringsersättning in kronor per day and per month, and etableringstillägg in kronor per month and child."""

	per_day: float
	per_day_mapping: float
	days: float
	older_child: float
	younger_child: float
	older_from: int
	oldest: int
	most_children: int
	source: Source
	supplement_source: Source

	@classmethod
	def of(cls, values: DayValues) -> Establishment:
		supplement = (
			"establishment_supplement_older_child",
			"establishment_supplement_younger_child",
			"establishment_supplement_older_from_age",
			"establishment_supplement_to_age",
			"establishment_supplement_children",
		)
		allowance = (
			"establishment_allowance",
			"establishment_allowance_mapping",
			"establishment_days_per_month",
		)
		older, younger, older_from, oldest, most = supplement
		return cls(
			*(values.number(key) for key in allowance),
			values.number(older),
			values.number(younger),
			values.count(older_from),
			values.count(oldest),
			values.count(most),
			values.source(*allowance),
			values.source(*supplement),
		)


@dataclass(frozen=True)
class LettingTax:
	"""The landlord's tax: a deduction per home and year, a further share of the rent for a house, and the rate on what is left.

	Inkomstskattelagen 42 and 65 kap.; the two shares lie between 0 and 1.
	"""

	deduction: float
	share_for_house: float
	rate: float
	source: Source

	@classmethod
	def of(cls, values: DayValues) -> LettingTax:
		deduction, share, rate = keys = ("letting_deduction", "letting_deduction_share_house", "capital_tax")
		return cls(
			values.number(deduction),
			values.number(share) / 100,
			values.number(rate) / 100,
			values.source(*keys),
		)
