"""Between the documents and the engine: reads the columns and asks."""

from datetime import date

import frappe
from frappe.utils import getdate, nowdate

from oppna_ditt_hem import holding
from oppna_ditt_hem.criteria import reading
from oppna_ditt_hem.matching import columns, search, vacancy

# What the engine may know of a household: never a name, a number or an address.
HOUSEHOLD_FIELDS = (
	"name", "household_size", "children", "household_kind", "preferred_language", "must_receive_by",
	"registered_on", "assignment_type", "current_housing_ends", "broke_down_on", "wanted_from", "wanted_to", "max_rent",
	"accepts_shared_home", "has_pets", "smokes", "must_reach", "max_distance_km", "monthly_income",
	"needs_step_free", "needs_wheelchair", "needs_women_only",
)  # fmt: skip
LISTING_FIELDS = (
	"name", "title", "kind", "part_of", "locality", "latitude", "longitude", "places", "rooms", "households_at_once",
	"floor_area", "available_from", "available_to", "shortest_stay_months", "longest_stay_months", "rent",
	"suits_singles", "suits_couples", "suits_families", "women_only", "shared_with_the_landlord", "pets_allowed",
	"smoking_allowed", "step_free", "wheelchair_accessible", "has_lift", "accessible_bathroom", "floor", "heating",
	"water", "road_ploughed", "winter_fit", "furnished", "includes_heating", "includes_electricity", "includes_water",
	"includes_internet", "last_confirmed_on", "stage",
)  # fmt: skip


def assess(placement):
	"""The engine's view of a placement's pair on the placement's own dates.

	Holds are left out: whether the home is free on exactly these days is invariant 1, tested under lock.

	Returns a `matching.search.Match`.
	"""
	households, listings = households_named([placement.applicant]), listings_named([placement.listing])
	households[0]["wanted_from"] = getdate(placement.from_date)
	households[0]["wanted_to"] = getdate(placement.to_date) if placement.to_date else None
	market = columns.build(households, listings, localities(), today=getdate(nowdate()))
	with reading.refusing():
		return search.pair(market, rules(), placement.applicant, placement.listing)


def rules(day=None):
	"""The administrators' criteria that are active and in force on a day, today where none is given.

	Raises:
		CriterionError: a criterion can't be used; names it and says what would do.
	"""
	return reading.rules(day)


def build(households: list[dict], listings: list[dict]):
	"""Columns of a market today. What others hold is taken off the listings' places first."""
	today = getdate(nowdate())
	return columns.build(households, freed(listings, today), localities(), today=today)


def freed(listings: list[dict], today: date) -> list[dict]:
	"""The listings as the holds of others leave them."""
	# A room's whole may be no candidate itself and still be let.
	wholes = sorted({row["part_of"] or row["name"] for row in listings})
	fields = ["name", "households_at_once", "places", "part_of"]
	either = {"name": ["in", wholes], "part_of": ["in", wholes]}
	family = frappe.get_all("Listing", or_filters=either, fields=fields, order_by="name")
	holds = holding.read_holds("listing", [row.name for row in family])
	return vacancy.with_holds(listings, holds, today, holding.capacities(family))


def localities() -> list[dict]:
	fields = ["locality_name", "latitude", "longitude", "has_school", "has_sfi", "has_shop", "has_bus"]
	return frappe.get_all("Locality", fields=fields, order_by="name")


def households_named(names: list[str]) -> list[dict]:
	"""Applicant rows as the engine takes them. The caller has checked who may see them."""
	filters = {"name": ["in", names]}
	rows = frappe.get_all("Applicant", filters, list(HOUSEHOLD_FIELDS), order_by="name")
	members = children("Household Member", names, ["birth_year", "relation", "gender", "language"])
	wishes = children("Wished Locality", names, ["locality"])
	return [
		{
			**row,
			"members": members.get(row.name, []),
			"wished_localities": [wish.locality for wish in wishes.get(row.name, [])],
		}
		for row in rows
	]


def listings_named(names: list[str]) -> list[dict]:
	"""Listing rows as the engine takes them. The caller has checked who may see them."""
	rows = frappe.get_all("Listing", {"name": ["in", names]}, list(LISTING_FIELDS), order_by="name")
	spoken = children("Spoken Language", names, ["language"])
	return [{**row, "languages": [one.language for one in spoken.get(row.name, [])]} for row in rows]


def children(doctype: str, parents: list[str], fields: list[str]) -> dict[str, list]:
	rows = frappe.get_all(
		doctype, {"parent": ["in", parents]}, ["parent", *fields], order_by="parent, idx", limit=0
	)
	by_parent: dict[str, list] = {}
	for row in rows:
		by_parent.setdefault(row.pop("parent"), []).append(row)
	return by_parent
