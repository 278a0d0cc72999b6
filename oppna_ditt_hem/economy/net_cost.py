"""What a home costs a newly arrived household after housing benefits.

A rented room can cost more than a dearer flat: bostadsersättning is not paid for rooms or to those who live with somebody
(SFS 2017:819, 3 kap. 13-16 §§), so rent alone says too little. Amounts are kronor per month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..matching.words import N_, Text


@dataclass(frozen=True)
class Source:
	"""Where an amount is from: legal reference, mark (V, S, M or I) and the edition it was read in."""

	reference: str
	mark: str
	edition: str = ""


@dataclass(frozen=True)
class HousingAllowance:
	"""Bostadsersättning: covers the housing cost between `floor` and `ceiling`."""

	floor: float
	ceiling: float
	source: Source


@dataclass(frozen=True)
class HousingBenefit:
	"""Bostadsbidrag to families: a share of the cost between `floor` and the ceiling for 1, 2, 3 or more children.

	The space caps are square metres by number of children (1, 2, 3, 4, 5 or more): cost of the space above them doesn't count.
	"""

	floor: float
	ceilings: Sequence[float]
	share: float
	space_caps: Sequence[float]
	source: Source


@dataclass(frozen=True)
class Home:
	"""What the allowance depends on, apart from the rent."""

	rent: float
	is_room: bool = False
	lives_with_somebody: bool = False
	written_contract: bool = True
	consent_given: bool = True
	registered_there: bool = True


@dataclass(frozen=True)
class Allowance:
	"""Kronor per month, and the sentence and source it rests on."""

	amount: float
	text: Text
	source: Source


@dataclass(frozen=True)
class NetCost:
	"""What is paid, what comes back, and what is left of the income (None where that isn't known)."""

	rent: float
	allowance: Allowance
	net: float
	left: float | None


NOT_FOR_A_ROOM = N_("Bostadsersättning is not paid for a rented room.")
NOT_WHEN_SHARING = N_("Bostadsersättning is not paid to a person who lives with somebody.")
NOT_SINGLE = N_("Bostadsersättning is only paid to single people without children at home.")
NEEDS_CONTRACT = N_("Bostadsersättning needs a written contract.")
NEEDS_CONSENT = N_("Bostadsersättning for a second-hand home needs consent to the letting.")
NEEDS_REGISTRATION = N_("Bostadsersättning needs registration at the address.")
COVERS = N_("Bostadsersättning covers the part of the rent above the floor, up to the ceiling.")


def establishment_allowance(per_day: float, days: float) -> float:
	"""Etableringsersättning for a month: kronor a day times days paid (22 in a full month of five-day weeks)."""
	return per_day * days


def housing_allowance(
	home: Home, parameters: HousingAllowance, *, single: bool = True, children_at_home: int = 0
) -> Allowance:
	"""Bostadsersättning for a home, 0 where a condition fails (SFS 2017:819, 3 kap. 13-16 §§)."""
	conditions = (
		(single and not children_at_home, NOT_SINGLE),
		(not home.is_room, NOT_FOR_A_ROOM),
		(not home.lives_with_somebody, NOT_WHEN_SHARING),
		(home.written_contract, NEEDS_CONTRACT),
		(home.consent_given, NEEDS_CONSENT),
		(home.registered_there, NEEDS_REGISTRATION),
	)
	for holds, refusal in conditions:
		if not holds:
			return Allowance(0.0, Text(refusal), parameters.source)
	covered = max(min(home.rent, parameters.ceiling) - parameters.floor, 0.0)
	return Allowance(covered, Text(COVERS), parameters.source)


def net_cost(home: Home, allowance: Allowance, income: float | None = None) -> NetCost:
	"""Rent less allowance, and what is left of the income per month."""
	net = home.rent - allowance.amount
	return NetCost(home.rent, allowance, net, None if income is None else income - net)


def housing_benefit_part(rent: float, children: int, area: float | None, parameters: HousingBenefit) -> float:
	"""Bostadsbidrag's housing part before the income test (SFB 97:18, 20 and the space caps).

	Where the home is larger than the cap, the rent counts in proportion to the cap. 0 without children.
	"""
	if children < 1:
		return 0.0
	cap = parameters.space_caps[min(children, len(parameters.space_caps)) - 1]
	counted = rent * cap / area if area and area > cap else rent
	ceiling = parameters.ceilings[min(children, len(parameters.ceilings)) - 1]
	return max(min(counted, ceiling) - parameters.floor, 0.0) * parameters.share
