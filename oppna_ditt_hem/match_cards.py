"""What a search found, as the Desk shows it: a card per home or household, with reasons in words."""

from dataclasses import dataclass

import frappe
import numpy as np
from frappe import _

from oppna_ditt_hem import holding, match_map, matchmaking
from oppna_ditt_hem.match_reasons import Telling
from oppna_ditt_hem.matching import search
from oppna_ditt_hem.matching.catalogue import RuleSet
from oppna_ditt_hem.matching.pairs import Pairs, iso
from oppna_ditt_hem.matching.tables import KINDS_OF_HOUSEHOLD, LISTING_KINDS, Market
from oppna_ditt_hem.matching.words import language_name
from oppna_ditt_hem.saying import say

ACTIVE_STAGES = ("Proposed", *holding.HOLDING_STAGES)
HELD_STAGES = (*holding.LIVE_OFFER_STAGES, "Moved In")
HOME_FIELDS = (
	"name", "title", "kind", "locality", "rent", "places", "free_places", "rooms", "floor_area", "availability",
	"available_from", "available_to", "shortest_stay_months", "longest_stay_months", "furnished", "deposit",
	"includes_heating", "includes_electricity", "includes_water", "includes_internet",
)  # fmt: skip
HOUSEHOLD_FIELDS = (
	"name", "title", "alias", "household_size", "children", "household_kind", "preferred_language",
	"max_rent", "wanted_from", "wanted_to", "must_receive_by", "registered_on", "must_reach", "current_housing_ends",
)  # fmt: skip


@dataclass(frozen=True)
class Search:
	"""What was asked: the homes for a household or the households for a home, and what was passed over before."""

	for_household: bool
	name: str
	market: Market
	rules: RuleSet
	passed: dict[str, dict]

	def pair(self, other: str):
		household, listing = (self.name, other) if self.for_household else (other, self.name)
		return search.pair(self.market, self.rules, household, listing)

	@property
	def others(self) -> dict[str, int]:
		return (self.market.listings if self.for_household else self.market.households).row_of


def answer(asked: Search, page: list, so_far: list, nothing) -> dict:
	"""The search as the Desk shows it.

	Args:
		page: the matches to show.
		so_far: with those shown before.
		nothing: the engine's why-not, where nothing was found.

	Returns {"cards", "passed_over", "why_not", "searched", "held", "map", "choices"}. A card has the row's fields with
	`score`, `fit`, `priority` (0-100), `parts` (see `Telling.score`), `scarce`, `distance` (km), `from_date`, `reasons`,
	and the pair's placements; one that was passed over has `passed` as well. `why_not` is None where something was
	found, else {"text", "relaxations": [{"text", "opens", "examples"}], "nearest": card}.
	"""
	nearest = [nothing.nearest] if nothing and nothing.nearest else []
	passed = [asked.pair(other) for other in asked.passed if other in asked.others]
	cards = to_cards(asked, [*page, *passed, *nearest])
	held = active_placements("applicant", [asked.name], HELD_STAGES) if asked.for_household else {}
	return {
		"cards": cards[: len(page)],
		"passed_over": cards[len(page) : len(page) + len(passed)],
		"why_not": obstacles(asked.for_household, nothing, cards[len(page) + len(passed) :])
		if nothing
		else None,
		"searched": len(asked.others),
		"held": held.get(asked.name),
		"map": match_map.draw(asked, so_far),
		"choices": choices(asked),
	}


def choices(asked: Search) -> dict[str, list[str]]:
	"""What the search can be narrowed to: the localities and kinds there are among those that were searched."""
	market = asked.market
	if asked.for_household:
		places, kinds = np.unique(market.listings.locality), LISTING_KINDS
		found = np.unique(market.listings.kind)
	else:
		places, kinds = np.nonzero(market.households.wished.any(axis=0))[0], KINDS_OF_HOUSEHOLD
		found = np.unique(market.households.kind)
	return {
		"locality": sorted(market.localities.names[places[places >= 0]]),
		"kind": [kind for kind, code in kinds.items() if code in found],
	}


def obstacles(for_household: bool, nothing, nearest: list[dict]) -> dict:
	names = sorted({name for one in nothing.relaxations for name in one.names})
	rows = home_rows(names) if for_household else household_rows(names)
	return {
		"text": say(nothing),
		"possible": nothing.possible,
		"relaxations": [
			{
				"text": say(one),
				"opens": one.opens,
				"examples": [{"name": name, "title": rows[name]["title"]} for name in one.names],
			}
			for one in nothing.relaxations
		],
		"nearest": nearest[0] if nearest else None,
	}


def to_cards(asked: Search, matches: list) -> list[dict]:
	others = [match.listing if asked.for_household else match.household for match in matches]
	rows = home_rows(others) if asked.for_household else household_rows(others)
	field, other_field = ("applicant", "listing") if asked.for_household else ("listing", "applicant")
	history = placements_of(field, asked.name, other_field)
	telling = Telling(asked.market, asked.rules)
	return [
		{
			**rows[other],
			"applicant": match.household,
			"listing": match.listing,
			"score": match.score,
			"fit": match.fit,
			"priority": match.priority,
			"possible": match.possible,
			"from_date": first_day(asked.market, match),
			"distance": next((r.params["distance"] for r in match.reasons if "distance" in r.params), None),
			"reasons": telling.reasons(match),
			"parts": telling.score(match),
			"scarce": telling.scarce(match),
			"passed": asked.passed.get(other),
			**history.get(other, {}),
		}
		for match, other in zip(matches, others, strict=True)
	]


def home_rows(names: list[str]) -> dict[str, dict]:
	"""Listing rows the user may read, each with its first photo."""
	rows = frappe.get_list("Listing", {"name": ["in", names]}, list(HOME_FIELDS), order_by="name", limit=0)
	photos = matchmaking.children("Listing Photo", [row.name for row in rows], ["image"])
	return {
		row.name: {**row, "photo": photos[row.name][0].image if row.name in photos else None} for row in rows
	}


def household_rows(names: list[str]) -> dict[str, dict]:
	filters = {"name": ["in", names]}
	rows = frappe.get_list("Applicant", filters, list(HOUSEHOLD_FIELDS), order_by="name", limit=0)
	return {row.name: {**row, "language": language_name(row.preferred_language or "", _)} for row in rows}


def placements_of(field: str, subject: str, other_field: str) -> dict[str, dict]:
	"""Per counterpart: the live placement, or else the latest that came to nothing."""
	rows = frappe.get_list(
		"Placement",
		{field: subject},
		["name", "stage", "decline_reason", other_field],
		order_by="creation",
		limit=0,
	)
	history: dict[str, dict] = {}
	for row in rows:
		seen = history.setdefault(row[other_field], {"placement": None, "earlier": None})
		if row.stage in ACTIVE_STAGES:
			seen["placement"] = {"name": row.name, "stage": row.stage}
		else:
			seen["earlier"] = {"name": row.name, "stage": row.stage, "reason": row.decline_reason}
	return history


def active_placements(field: str, names: list[str], stages: tuple[str, ...]) -> dict[str, str]:
	"""Document -> its latest Placement in one of the stages, whoever may read that Placement."""
	rows = frappe.get_all(
		"Placement",
		{field: ["in", names or [""]], "stage": ["in", stages]},
		["name", field],
		order_by="creation",
	)
	return {row[field]: row.name for row in rows}


def first_day(market, match) -> str | None:
	"""The first day on which both can, never before today; ISO."""
	pair = Pairs(market, market.household(match.household), market.listing(match.listing))
	return iso(pair.move_in)
