"""The two calculators of the public pages: what a home costs a household, and what letting gives a landlord.

A few inputs, plain data back. Nothing is stored and nothing identifies anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..legal.answers import said
from ..legal.values import Values, shipped
from .amounts import Establishment, LettingTax
from .benefits import establishment_income
from .comparison import compare
from .fees import no_fee
from .household import ALL_INCLUDED, Home, Household
from .tax import landlord_tax


def what_it_costs(
	rent: float | None,
	*,
	on: date,
	kind: str | None = None,
	shared: bool | None = None,
	area: float | None = None,
	adults: int | None = None,
	child_ages: Sequence[int | None] | None = None,
	income: float | None = None,
	values: Values | None = None,
) -> dict[str, Any]:
	"""What a home costs a household, as `comparison.compare` gives it for one home, and the rule that no fee is taken.

	Counts on what this brokerage sees to: a written contract, consent where it is needed, registration at the address, and a
	rent that includes what the home needs.

	Args:
		rent: kronor per month.
		on: the day whose legal values are used.
		income: kronor per month; where none is given, a single adult's or a couple's full etableringsersättning and the
			etableringstillägg for the children.

	Raises:
		LegalValueError: a legal value is missing on the day.
	"""
	day = (values or shipped()).on(on)
	home = Home(
		rent,
		kind,
		shared,
		area,
		written_contract=True,
		consent_given=True,
		registered_there=True,
		includes=ALL_INCLUDED,
	)
	household = Household(adults, child_ages, income)
	assumed = income is None
	if assumed:
		household = replace(household, income=establishment_income(household, Establishment.of(day)))
	return {
		**compare([home], household, day),
		"income": household.income,
		"income_assumed": assumed,
		"no_fee": no_fee(day).as_dict(),
	}


def what_it_gives(
	rent: float | None,
	*,
	on: date,
	house: bool | None = None,
	own_cost: float | None = None,
	months: float = 12,
	values: Values | None = None,
) -> dict[str, Any]:
	"""What a landlord keeps of a year's rent, in kronor: `income`, `deduction`, `surplus`, `tax`, `kept` and the sentence.

	Args:
		rent: kronor per month.
		on: a day of the year in question.
		house, own_cost, months: as for `tax.landlord_tax`.

	Raises:
		LegalValueError: a legal value is missing on the day.
	"""
	found = landlord_tax(
		rent, LettingTax.of((values or shipped()).on(on)), house=house, own_cost=own_cost, months=months
	)
	return {
		"income": found.income,
		"deduction": found.deduction,
		"surplus": found.surplus,
		"tax": found.tax,
		"kept": None if found.tax is None else found.income - found.tax,
		"text": said(found.text),
		"ask": [said(text) for text in found.ask],
		"reference": found.reference,
		"mark": found.mark,
		"verified": found.verified,
	}
