"""What a round says about homes that are missing: what each kind is worth, and where to look for landlords."""

import frappe
from frappe import _
from frappe.utils import cint

from oppna_ditt_hem.matching import places_map
from oppna_ditt_hem.rounds.result import Result

SHOWN = 12


def scarcity(result: Result, shown: int | None = SHOWN) -> dict:
	"""Returns {"prices", "wanted", "map"}.

	`prices`: the homes of the round by kind and locality, dearest first: {"label", "homes", "people",
	"points"}, means of what one more home like each would add, in people housed and in points.
	`wanted`: the homes that would house most people more: {"label", "kind", "locality", "places", "people",
	"households"}; `households` counts those left whom the home would suit.
	At most `shown` of each, or all of them (None).
	`map`: `places_map.draw` of the people that homes in each locality would house; None where nothing is known.
	"""
	wanted = [wish(result, one) for one in result.data["wanted"]]
	return {"prices": prices(result)[:shown], "wanted": wanted[:shown], "map": drawing(wanted)}


def prices(result: Result) -> list[dict]:
	groups: dict[tuple[str, str], list[dict]] = {}
	for name, price in result.data["prices"].items():
		home = result.homes.get(name)
		if home:
			groups.setdefault((home["kind"], home["locality"]), []).append(price)
	rows = [
		{
			"label": label(kind, locality),
			"kind": kind,
			"locality": locality,
			"homes": len(found),
			"people": mean(found, "people"),
			"points": mean(found, "score"),
		}
		for (kind, locality), found in groups.items()
	]
	dear = [row for row in rows if row["people"] or row["points"]]
	return sorted(dear, key=lambda row: (-row["people"], -row["points"], row["label"]))


def mean(prices: list[dict], unit: str) -> float:
	return round(sum(price[unit] for price in prices) / len(prices), 2)


def label(kind: str, locality: str | None) -> str:
	return f"{_(kind)}, {locality or _('Anywhere')}"


def wish(result: Result, one: dict) -> dict:
	return {
		"label": label(one["kind"], one["locality"]),
		"kind": one["kind"],
		"locality": one["locality"],
		"places": cint(one["places"]),
		"households": cint(one["households"]),
		"people": cint(one["people"]),
	}


def drawing(wanted: list[dict]) -> dict | None:
	"""The most people that one kind of home in each locality would house, as circles on the map."""
	most: dict[str, dict] = {}
	for row in wanted:
		place = row["locality"] or ""
		if place and row["people"] > most.get(place, {}).get("people", 0):
			most[place] = row
	if not most:
		return None
	rows = [
		{"locality": place, "free_places": row["people"], "households": row["households"]}
		for place, row in sorted(most.items())
	]
	positions = frappe.get_list(
		"Locality", fields=["name", "latitude", "longitude"], order_by="name", limit=0
	)
	return {
		**places_map.draw(rows, {row.name: (row.latitude, row.longitude) for row in positions}),
		"rows": rows,
	}
