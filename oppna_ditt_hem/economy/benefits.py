"""What a household gets for a home, and to live on.

Bostadsersättning is never paid for a room or to somebody who lives with another (SFS 2017:819, 3 kap. 13-16 §§), so a room
can cost more than a dearer flat. Amounts are kronor per month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..legal.answers import Finding, Source
from ..matching.words import N_, Text
from .amounts import Establishment, HousingAllowance, HousingBenefit
from .household import Home, Household

NOT_FOR_A_ROOM = N_("Bostadsersättning is not paid for a rented room.")
NOT_WHEN_SHARING = N_("Bostadsersättning is not paid to a person who lives with somebody.")
NOT_SINGLE = N_("Bostadsersättning is only paid to single people without children at home.")
NEEDS_CONTRACT = N_("Bostadsersättning needs a written contract.")
NEEDS_CONSENT = N_("Bostadsersättning for a second-hand home needs consent to the letting.")
NEEDS_REGISTRATION = N_("Bostadsersättning needs registration at the address.")
BELOW_FLOOR = N_("The rent is at most {lowest}, so bostadsersättning covers nothing of it.")
COVERS = N_("Bostadsersättning covers the part of the rent between {lowest} and {highest}.")
BENEFIT_COVERS = N_(
	"Bostadsbidrag covers at most {percent} % of the part of the rent between {lowest} and {highest}. The income decides how"
	" much of it is paid."
)
SPACE_CAPPED = N_(
	"Bostadsbidrag counts {area} square metres of the home, and covers at most {percent} % of the part of that rent between"
	" {lowest} and {highest}. The income decides how much of it is paid."
)
BENEFIT_BELOW_FLOOR = N_("The rent is at most {lowest}, so bostadsbidrag covers nothing of it.")
NO_BENEFIT = N_(
	"Adults who live together without children get neither bostadsersättning nor bostadsbidrag here."
)
ESTABLISHMENT = N_("Etableringsersättning: {amount} a month, {per_day} a day for {days} days.")
SUPPLEMENT = N_("Etableringstillägg for {count} children.")

ASK_RENT = N_("What is the rent per month?")
ASK_KIND = N_("Is it a room, or a home of its own?")
ASK_SHARED = N_("Does the household live with somebody else?")
ASK_ADULTS = N_("How many adults are there?")
ASK_CHILDREN = N_("Which children live at home, and how old are they?")
ASK_CONTRACT = N_("Is the contract in writing?")
ASK_SECOND_HAND = N_("Is the home let second-hand?")
ASK_CONSENT = N_("Has consent to the letting been given?")
ASK_REGISTERED = N_("Will the household be registered at the address?")
ASK_AREA = N_("How many square metres is the home?")


@dataclass(frozen=True)
class Allowance(Finding):
	"""`value` is kronor per month, None where it can't be told; `at_most` where the income may lower it."""

	at_most: bool = False

	@property
	def amount(self) -> float | None:
		return self.value


def establishment_allowance(
	terms: Establishment, days: float | None = None, *, mapping: bool = False
) -> Finding:
	"""Etableringsersättning for a month of `days` paid days, `terms.days` where none are given (SFS 2017:819).

	Args:
		mapping: True while the person's needs are being mapped, before the plan begins.
	"""
	days = terms.days if days is None else days
	per_day = terms.per_day_mapping if mapping else terms.per_day
	text = Text(ESTABLISHMENT, {"amount": per_day * days, "per_day": per_day, "days": days})
	return Finding(per_day * days, text, terms.source)


def establishment_supplement(child_ages: Sequence[int | None] | None, terms: Establishment) -> Finding:
	"""Etableringstillägg for the children at home, the oldest counted first (SFS 2017:819)."""
	if child_ages is None or any(age is None for age in child_ages):
		return Finding(None, Text(ASK_CHILDREN), terms.supplement_source, (Text(ASK_CHILDREN),))
	ages = sorted((age for age in child_ages if age <= terms.oldest), reverse=True)[: terms.most_children]
	amount = sum(terms.older_child if age >= terms.older_from else terms.younger_child for age in ages)
	return Finding(amount, Text(SUPPLEMENT, {"count": len(ages)}), terms.supplement_source)


def establishment_income(household: Household, terms: Establishment) -> float | None:
	"""Full etableringsersättning for each adult and the supplement for the children; None where either isn't known."""
	supplement = establishment_supplement(household.child_ages, terms).value
	if household.adults is None or supplement is None:
		return None
	return household.adults * establishment_allowance(terms).value + supplement


def allowance_for(
	home: Home, household: Household, allowance: HousingAllowance, benefit: HousingBenefit
) -> Allowance:
	"""The benefit that fits the household: bostadsersättning alone, bostadsbidrag with children, else none."""
	asked = tuple(
		Text(question)
		for question, given in ((ASK_ADULTS, household.adults), (ASK_CHILDREN, household.children))
		if given is None
	)
	if asked:
		return _ask(asked, allowance.source)
	if household.children:
		return housing_benefit(home.rent, household.children, home.area, benefit)
	if household.single:
		return housing_allowance(home, allowance)
	return Allowance(0.0, Text(NO_BENEFIT), allowance.source.inferred())


def housing_allowance(
	home: Home, terms: HousingAllowance, *, single: bool | None = True, children: int | None = 0
) -> Allowance:
	"""Bostadsersättning for a home, 0 where a condition fails, None with questions where one isn't known.

	SFS 2017:819, 3 kap. 13-16 §§: single, no children at home; not a room, not with others; registered there; owned, rented
	first-hand, or second-hand with a written contract and consent. Only the rent is counted as cost.
	"""
	conditions = _conditions(home, single, children)
	for holds, refusal, _question in conditions:
		if holds is False:
			return Allowance(0.0, Text(refusal), terms.source)
	asked = tuple(Text(question) for holds, _refusal, question in conditions if holds is None)
	asked += () if home.rent is not None else (Text(ASK_RENT),)
	if asked:
		return _ask(asked, terms.source)
	said = {"lowest": terms.floor, "highest": terms.ceiling}
	if home.rent <= terms.floor:
		return Allowance(0.0, Text(BELOW_FLOOR, {"lowest": terms.floor}), terms.source)
	return Allowance(min(home.rent, terms.ceiling) - terms.floor, Text(COVERS, said), terms.source)


def _conditions(home: Home, single: bool | None, children: int | None):
	"""(holds or None for not known, what to say where it fails, what to ask)."""
	no_children = None if children is None else not children
	conditions = [
		(single, NOT_SINGLE, ASK_ADULTS),
		(no_children, NOT_SINGLE, ASK_CHILDREN),
		(_not(home.is_room), NOT_FOR_A_ROOM, ASK_KIND),
		(_not(home.shared), NOT_WHEN_SHARING, ASK_SHARED),
		(home.registered_there, NEEDS_REGISTRATION, ASK_REGISTERED),
	]
	if home.second_hand is None:
		# Known conditions of a second-hand home may spare the question whether it is one.
		spared = home.written_contract and home.consent_given
		conditions.append((True if spared else None, NEEDS_CONSENT, ASK_SECOND_HAND))
	if home.second_hand:
		conditions.append((home.written_contract, NEEDS_CONTRACT, ASK_CONTRACT))
		conditions.append((home.consent_given, NEEDS_CONSENT, ASK_CONSENT))
	return conditions


def _not(answer: bool | None) -> bool | None:
	return None if answer is None else not answer


def _ask(questions: tuple[Text, ...], source: Source) -> Allowance:
	return Allowance(None, questions[0], source, questions)


def housing_benefit(
	rent: float | None, children: int, area: float | None, terms: HousingBenefit
) -> Allowance:
	"""Bostadsbidrag's housing part before the income test, so at most this much (socialförsäkringsbalken 97 kap. 18, 20 §§).

	Where the home is larger than the cap, the rent counts in proportion to the cap.

	Args:
		children: how many live at home, one or more.
	"""
	missing = ((ASK_RENT, rent), (ASK_AREA, area or None))
	asked = tuple(Text(question) for question, given in missing if given is None)
	if rent is None or not area:
		return _ask(asked, terms.source)
	cap, ceiling = terms.space_cap(children), terms.ceiling(children)
	counted = rent * cap / area if area > cap else rent
	if counted <= terms.floor:
		return Allowance(0.0, Text(BENEFIT_BELOW_FLOOR, {"lowest": terms.floor}), terms.source)
	said = {"percent": terms.share * 100, "lowest": terms.floor, "highest": ceiling}
	text = Text(SPACE_CAPPED, {**said, "area": cap}) if area > cap else Text(BENEFIT_COVERS, said)
	return Allowance((min(counted, ceiling) - terms.floor) * terms.share, text, terms.source, at_most=True)
