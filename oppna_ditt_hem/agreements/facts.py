"""Documents as the facts that `economy` and `tenancy` ask for. What nobody has filled in is not known."""

import json
from collections.abc import Sequence
from datetime import date

import frappe
from frappe.utils import cint, flt, getdate, nowdate

from oppna_ditt_hem.economy.amounts import Establishment
from oppna_ditt_hem.economy.benefits import establishment_income
from oppna_ditt_hem.economy.household import RUNNING_COSTS, Home, Household
from oppna_ditt_hem.legal.values import DayValues
from oppna_ditt_hem.matching.households import is_child

FIRST_HAND = {"Owned house": False, "Tenant-owned flat": True, "Rental flat": True}
"""Listing's tenure -> whether the home counts as let second-hand where bostadsersättning is applied for."""
CONSENT = {"Not needed": True, "Given": True, "Refused": False}
NET_COST_RULE = "net_cost_ceiling"


def home_of(listing, name: str, rent: float | None = None) -> Home:
	"""A home as the brokerage lets it: in writing, and the household is registered there.

	Args:
		name: what the reader may know it by.
		rent: the agreed rent, kronor per month; the listing's where none is agreed.
	"""
	return Home(
		flt(rent) or flt(listing.rent) or None,
		listing.kind or None,
		shared=bool(listing.shared_with_the_landlord),
		area=flt(listing.floor_area) or None,
		written_contract=True,
		second_hand=FIRST_HAND.get(listing.tenure or ""),
		consent_given=CONSENT.get(listing.consent_to_let or ""),
		registered_there=True,
		includes={cost: bool(listing.get(f"includes_{cost}")) for cost in RUNNING_COSTS},
		costs=usual_costs(),
		name=name,
	)


def usual_costs() -> dict[str, float]:
	"""Kronor per month for what a rent doesn't include, as the administrator has filled them in for the matching; 0 is not known."""
	filters = {"rule": NET_COST_RULE, "source": "Built in"}
	kept = frappe.get_all("Matching Criterion", filters, pluck="parameters", order_by="active desc, name")
	given = json.loads(kept[0] or "{}") if kept else {}
	return {cost: flt(given[cost]) for cost in RUNNING_COSTS if flt(given.get(cost))}


def household_of(applicant, values: DayValues) -> Household:
	"""The household with its income; without members or an income that is not known."""
	ages = child_ages(applicant.members, getdate(nowdate()))
	family = Household(len(applicant.members) - len(ages), ages) if applicant.members else Household()
	return Household(family.adults, family.child_ages, income_of(applicant, family, values))


def child_ages(members: Sequence, today: date) -> tuple[int, ...]:
	"""Ages of the children at home. Only birth years are kept: a child of twelve is one who turns twelve this year."""
	return tuple(today.year - member.birth_year for member in members if is_child(member, today))


def income_of(applicant, family: Household, values: DayValues) -> float | None:
	"""Kronor per month after tax. Where only the allowance is ticked, that of a single adult is counted in full."""
	others = flt(applicant.other_benefits)
	if flt(applicant.monthly_income):
		return flt(applicant.monthly_income) + others
	if cint(applicant.establishment_allowance) and family.single:
		return establishment_income(family, Establishment.of(values)) + others
	return None
