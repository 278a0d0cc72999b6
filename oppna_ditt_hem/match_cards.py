"""What a search found, as the Desk shows it: a card per home or household, with reasons in words."""

import frappe
from frappe import _

from oppna_ditt_hem import holding, matchmaking
from oppna_ditt_hem.matching.pairs import Pairs, iso
from oppna_ditt_hem.matching.words import language_name
from oppna_ditt_hem.saying import say

ACTIVE_STAGES = ("Proposed", *holding.HOLDING_STAGES)
HELD_STAGES = (*holding.LIVE_OFFER_STAGES, "Moved In")
HOME_FIELDS = (
	"name", "title", "kind", "locality", "rent", "places", "free_places", "rooms", "availability",
	"available_from",
)  # fmt: skip
HOUSEHOLD_FIELDS = (
	"name", "title", "alias", "household_size", "children", "household_kind", "preferred_language",
	"max_rent", "wanted_from", "must_receive_by", "registered_on",
)  # fmt: skip


def answer(for_household: bool, name: str, market, matches: list, nothing, run: str) -> dict:
	"""The search as the Desk shows it.

	Returns {"cards", "why_not", "searched", "run", "held"}. A card has the row's fields with `score`, `fit`,
	`priority` (0-100), `distance` (km), `from_date`, `reasons`, and the pair's placements. `why_not` is None
	where something was found, else {"text", "relaxations": [{"text", "opens", "examples"}], "nearest": card}.
	"""
	nearest = [nothing.nearest] if nothing and nothing.nearest else []
	cards = to_cards(for_household, name, market, [*matches, *nearest])
	held = active_placements("applicant", [name], HELD_STAGES) if for_household else {}
	return {
		"cards": cards[: len(matches)],
		"why_not": obstacles(for_household, nothing, cards[len(matches) :]) if nothing else None,
		"searched": len(market.listings.names) if for_household else len(market.households.names),
		"held": held.get(name),
		"run": run,
	}


def obstacles(for_household: bool, nothing, nearest: list[dict]) -> dict:
	names = sorted({name for one in nothing.relaxations for name in one.names})
	rows = home_rows(names) if for_household else household_rows(names)
	return {
		"text": say(nothing),
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


def to_cards(for_household: bool, subject: str, market, matches: list) -> list[dict]:
	others = [match.listing if for_household else match.household for match in matches]
	rows = home_rows(others) if for_household else household_rows(others)
	field, other_field = ("applicant", "listing") if for_household else ("listing", "applicant")
	history = placements_of(field, subject, other_field)
	return [
		{
			**rows[other],
			"applicant": match.household,
			"listing": match.listing,
			"score": match.score,
			"fit": match.fit,
			"priority": match.priority,
			"possible": match.possible,
			"from_date": first_day(market, match),
			"distance": next((r.params["distance"] for r in match.reasons if "distance" in r.params), None),
			"reasons": [told(reason) for reason in match.reasons],
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


def told(reason) -> dict:
	"""A reason as the Desk shows it, from the engine or from frozen JSON."""
	return {
		"key": reason.key,
		"criterion": _(reason.criterion),
		"kind": reason.kind,
		"state": reason.state,
		"blocks": bool(reason.blocks),
		"text": say(reason),
		"weight": reason.weight,
		"points": reason.points,
	}
