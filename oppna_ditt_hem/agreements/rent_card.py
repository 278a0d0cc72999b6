"""On a listing: which law an agreement today would fall under, what rent it allows, and what the landlord keeps.

For the office alone: the rents of other landlords' homes are what a rent is compared with.
"""

import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.agreements.card import in_words
from oppna_ditt_hem.economy.amounts import LettingTax
from oppna_ditt_hem.economy.tax import landlord_tax
from oppna_ditt_hem.legal.answers import Finding, Source, joined
from oppna_ditt_hem.legal.values import DayValues, LegalValueError, Values
from oppna_ditt_hem.matching.words import N_, Text
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy import regime
from oppna_ditt_hem.tenancy.exclusions import RENTED
from oppna_ditt_hem.tenancy.facts import LettingFacts, Regime, RegimeAnswer
from oppna_ditt_hem.tenancy.rent import RentFacts, rent_rule, rent_test

LABELS = {
	"law": N_("The law of an agreement today"),
	"rent": N_("What the law allows"),
	"test": N_("This rent"),
	"tax": N_("The landlord's tax"),
}
OF_THE_ACT = N_("{value}, if nothing takes the agreement out of the act.")
ASK_SHARE = N_("Which share of the home is let?")
REFERENCE_RATE = "reference_rate"
HOUSES = {"Owned house": True, "Tenant-owned flat": False, "Rental flat": False}


@frappe.whitelist()
def shown(listing: str) -> list[dict]:
	"""The card's rows for the form, as those of `card.shown`.

	Raises:
		frappe.PermissionError: the user is no staff, or may not read the listing.
		StageRuleError: a legal value is missing.
	"""
	doc = frappe.get_doc("Listing", listing)
	doc.check_permission("read")
	if not is_staff(frappe.session.user):
		frappe.throw(_("The card is the office's."), frappe.PermissionError)
	return rows(doc)


def rows(listing) -> list[dict]:
	try:
		found = findings(listing, law.current())
	except LegalValueError as error:
		refuse(say(error.text))
	return [
		in_words({"key": key, "label": LABELS[key], **finding.as_dict()}) for key, finding in found.items()
	]


def findings(listing, values: Values) -> dict[str, Finding]:
	today = getdate(nowdate())
	day = values.on(today)
	answer = regime.choose(facts_of(listing), values)
	found = answer.regime or regime.law_of_day(today, values)
	second_hand = RENTED.get(listing.tenure or "")
	return {
		"law": law_finding(answer, found, day),
		"rent": rent_rule(found, second_hand, day),
		"test": tested(listing, found, second_hand, day),
		"tax": tax_of(listing, day),
	}


def facts_of(listing) -> LettingFacts:
	"""What is known of an agreement today: what the listing says, and what its latest placement has answered."""
	today = getdate(nowdate())
	latest = frappe.get_all(
		"Placement",
		{"listing": listing.name, "dwellings_let": ["is", "set"]},
		order_by="creation desc",
		limit=1,
	)
	if latest:
		return law.facts(frappe.get_doc("Placement", latest[0].name), today)
	private = frappe.db.get_value("Landlord", listing.landlord, "landlord_type") == "Person"
	return LettingFacts(
		signed_on=today,
		landlord_is_private_person=private,
		landlord_is_estate=False if private else None,
		held_as=listing.tenure or None,
		against_payment=True if flt(listing.rent) else None,
	)


def law_finding(answer: RegimeAnswer, found: Regime, day: DayValues) -> Finding:
	"""The law by its grounds; where something must be asked first, the act of the day with the questions."""
	source = (
		joined(*(Source(ground.reference, ground.mark) for ground in answer.grounds))
		if answer.grounds
		else (day.source(regime.LAW))
	)
	if answer.ask:
		return Finding(None, Text(OF_THE_ACT, {"value": found.value}), source, answer.ask)
	return Finding(
		found.value,
		Text("{value}: {problem}", {"value": found.value, "problem": answer.grounds[-1].text}),
		source,
	)


def tested(listing, found: Regime, second_hand: bool | None, day: DayValues) -> Finding:
	share = flt(listing.share_let) / 100
	if is_part(listing) and not share and found is Regime.JB_12:
		return Finding(None, Text(ASK_SHARE), day.source("rent_cap_second_hand_jb_12"), (Text(ASK_SHARE),))
	facts = RentFacts(
		rent=flt(listing.rent) or None,
		second_hand=second_hand,
		share=share or 1.0,
		market_value=flt(listing.market_value) or None,
		reference_rate=day.number(REFERENCE_RATE) if day.knows(REFERENCE_RATE) else None,
		running_costs=flt(listing.running_costs) or None,
		comparables=similar_rents(listing),
		own_rent=flt(listing.own_rent) or None,
		furniture=flt(listing.rent_for_furniture),
		extras=flt(listing.rent_for_extras),
		extras_cost=flt(listing.cost_of_extras),
	)
	return rent_test(found, facts, day)


def is_part(listing) -> bool:
	return listing.kind == "Room" or bool(listing.part_of)


def similar_rents(listing) -> tuple[float, ...]:
	"""Rents of other approved homes of the kind that other landlords let here: in the locality, else in the municipality."""
	filters = {
		"kind": listing.kind,
		"stage": "Approved",
		"rent": [">", 0],
		"landlord": ["!=", listing.landlord],
	}
	near = frappe.get_all("Listing", {**filters, "locality": listing.locality}, pluck="rent", order_by="name")
	return tuple(
		near if len(near) >= 3 else frappe.get_all("Listing", filters, pluck="rent", order_by="name")
	)


def tax_of(listing, day: DayValues) -> Finding:
	house, share = HOUSES.get(listing.tenure or ""), flt(listing.share_let) / 100
	own = flt(listing.own_rent) * (share or 1.0) * 12
	if is_part(listing) and not share:
		own = 0
	return landlord_tax(flt(listing.rent) or None, LettingTax.of(day), house=house, own_cost=own or None)
