"""A drawn market as rows of a real site, written in bulk: only for a site that is made for the benchmark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import frappe
from frappe.utils import getdate, nowdate

from benchmarks.market import CRITERIA, LANGUAGES
from oppna_ditt_hem.matching.catalogue import RULES
from oppna_ditt_hem.matching.households import HOUSEHOLD_KINDS
from oppna_ditt_hem.matching.tables import FURNISHED, HEATING, LISTING_KINDS, WATER, YES, Market
from oppna_ditt_hem.stages import states_at

MOMENT = "2016-11-15 08:00:00.000000"
OWN = {"owner": "Administrator", "modified_by": "Administrator", "creation": MOMENT, "modified": MOMENT}
TABLES = (
	"Household Member",
	"Wished Locality",
	"Spoken Language",
	"Applicant",
	"Listing",
	"Locality",
	"Match Proposal",
	"Matching Run",
	"Placement",
	"Matching Criterion",
)


def load(market: Market) -> None:
	"""Replace every case of the site by the market's, and its criteria by the benchmark's."""
	for doctype in TABLES:
		frappe.db.delete(doctype)
	insert("Locality", localities(market))
	insert("Listing", listings(market))
	insert("Spoken Language", spoken(market))
	insert("Applicant", applicants(market))
	insert("Household Member", members(market))
	insert("Wished Locality", wishes(market))
	for row in CRITERIA:
		frappe.get_doc(
			{"doctype": "Matching Criterion", "criterion_name": row.get("rule"), "active": 1, **kinded(row)}
		).insert()
	frappe.db.commit()
	frappe.clear_cache()


def kinded(row: dict) -> dict:
	"""A criterion with what the form asks for besides."""
	kind = row.get("kind") or RULES[row["rule"]].kind
	parameters = frappe.as_json(row.get("parameters") or {})
	return {**row, "kind": kind, "source": row.get("source", "Built in"), "parameters": parameters}


def insert(doctype: str, rows: Iterable[dict]) -> None:
	rows = [{**OWN, "name": row.get("name") or frappe.generate_hash(length=12), **row} for row in rows]
	if rows:
		fields = list(rows[0])
		values = (tuple(row[field] for field in fields) for row in rows)
		frappe.db.bulk_insert(doctype, fields, values, chunk_size=2_000)


def localities(market: Market) -> Iterable[dict]:
	places = market.localities
	for i, name in enumerate(places.names):
		position = {"latitude": float(places.latitude[i]), "longitude": float(places.longitude[i])}
		yield {"name": name, "locality_name": name, **position}


def day(market: Market, ordinal: int) -> date | None:
	"""A day as far from today as it is from the market's own today; None for 0."""
	shift = getdate(nowdate()).toordinal() - market.today
	return date.fromordinal(int(ordinal) + shift) if ordinal else None


def word(words: dict[str, int], code: int) -> str:
	return next((name for name, number in words.items() if number == code), "")


LISTING_COLUMNS = {
	"places": "places",
	"rooms": "rooms",
	"households_at_once": "households_at_once",
	"rent": "rent",
	"floor_area": "floor_area",
	"latitude": "latitude",
	"longitude": "longitude",
}
LISTING_ANSWERS = {
	"women_only": "women_only",
	"shared_with_the_landlord": "shared",
	"pets_allowed": "pets_allowed",
	"smoking_allowed": "smoking_allowed",
	"step_free": "step_free",
	"wheelchair_accessible": "wheelchair",
}


def listings(market: Market) -> Iterable[dict]:
	homes, state = market.listings, states_at("Listing", "Approved")[0]
	for i, name in enumerate(homes.names):
		suits = zip(("singles", "couples", "families"), homes.suits[i], strict=True)
		yield {
			"name": name,
			"title": name,
			"stage": "Approved",
			"workflow_state": state,
			"availability": "Free",
			"kind": word(LISTING_KINDS, homes.kind[i]),
			"locality": market.localities.names[homes.locality[i]],
			"available_from": day(market, homes.available_from[i]),
			"available_to": day(market, homes.available_to[i]),
			"heating": word(HEATING, homes.heating[i]),
			"water": word(WATER, homes.water[i]),
			"furnished": word(FURNISHED, homes.furnished[i]),
			"free_places": int(homes.free_places[i]),
			**{f"suits_{whom}": int(answer == YES) for whom, answer in suits},
			**{field: float(getattr(homes, column)[i]) for field, column in LISTING_COLUMNS.items()},
			**{field: answer(getattr(homes, column)[i]) for field, column in LISTING_ANSWERS.items()},
		}


def answer(code: int) -> int:
	"""As a box that is ticked or not."""
	return int(code == YES)


def spoken(market: Market) -> Iterable[dict]:
	for name, mask in zip(market.listings.names, market.listings.languages.tolist(), strict=True):
		for i, code in enumerate(LANGUAGES):
			if mask >> i & 1:
				parent = {"parent": name, "parenttype": "Listing", "parentfield": "languages"}
				yield {**parent, "idx": i + 1, "language": code}


HOUSEHOLD_ANSWERS = {
	"accepts_shared_home": "accepts_shared",
	"has_pets": "pets",
	"smokes": "smokes",
	"needs_step_free": "needs_step_free",
	"needs_wheelchair": "needs_wheelchair",
	"needs_women_only": "needs_women_only",
}


def applicants(market: Market) -> Iterable[dict]:
	seekers, state = market.households, states_at("Applicant", "Seeking")[0]
	for i, name in enumerate(seekers.names):
		yield {
			"name": name,
			"title": name,
			"alias": name,
			"household_name": name,
			"stage": "Seeking",
			"workflow_state": state,
			"household_size": int(seekers.size[i]),
			"children": int(seekers.children[i]),
			"household_kind": HOUSEHOLD_KINDS[seekers.kind[i] - 1],
			"max_rent": float(seekers.max_rent[i]),
			"wanted_from": day(market, seekers.wanted_from[i]),
			"wanted_to": day(market, seekers.wanted_to[i]),
			"registered_on": day(market, seekers.registered_on[i]),
			"must_reach": market.localities.names[seekers.must_reach[i]],
			"max_distance_km": float(seekers.max_km[i]),
			**{field: answer(getattr(seekers, column)[i]) for field, column in HOUSEHOLD_ANSWERS.items()},
		}


def members(market: Market) -> Iterable[dict]:
	"""Persons whose years, relations and languages make each household what was drawn."""
	seekers = market.households
	for i, name in enumerate(seekers.names):
		adults, children = int(seekers.size[i] - seekers.children[i]), int(seekers.children[i])
		speaks = [code for bit, code in enumerate(LANGUAGES) if int(seekers.languages[i]) >> bit & 1]
		gender = "Female" if seekers.all_women[i] == YES else "Male"
		for number in range(adults + children):
			adult = number < adults
			yield {
				"parent": name,
				"parenttype": "Applicant",
				"parentfield": "members",
				"idx": number + 1,
				"birth_year": 1985 if adult else 2010,
				"relation": ("Head", "Partner")[min(number, 1)] if adult else "Child",
				"gender": gender if adult else "",
				"language": speaks[number % len(speaks)],
			}


def wishes(market: Market) -> Iterable[dict]:
	seekers = market.households
	for i, name in enumerate(seekers.names):
		for place in seekers.wished[i].nonzero()[0]:
			parent = {"parent": name, "parenttype": "Applicant", "parentfield": "wished_localities"}
			yield {**parent, "idx": 1, "locality": market.localities.names[place]}
