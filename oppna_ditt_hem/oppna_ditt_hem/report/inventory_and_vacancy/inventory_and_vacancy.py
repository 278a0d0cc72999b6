"""Every home that is offered: how many there are of each kind in each locality, what they are doing, and what is free.

Listings are counted by their stage and availability. Places are those of the homes: a whole home and its rooms are the same
places, so the larger of the two counts, in the locality and under the kind of the whole.
"""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Max, Min, Sum
from frappe.utils import cint

from oppna_ditt_hem import vacant
from oppna_ditt_hem.reporting import bars, behind, card, column, counter, read_filters, seen, share

REVIEWED, APPROVED, PAUSED = ("Submitted", "Returned", "Inspection"), "Approved", "Paused"
STOCK = (*REVIEWED, APPROVED, PAUSED)
AVAILABILITY = {
	"free": "Free",
	"partly_free": "Partly Free",
	"reserved": "Reserved",
	"let": "Let",
	"to_confirm": "Needs Confirmation",
	"not_available": "Not Available",
}
STATES = ("reviewed", *AVAILABILITY, "paused")
NUMBERS = ("listings", *STATES, "places", "free_places")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows with the total last, no message, chart and the sums.

	Args:
		filters: `locality` and `kind` of the listing.
	"""
	asked = read_filters(filters)
	found, last = rows(asked)
	return columns(), [*found, last] if found else [], None, chart(found), summary(last)


def columns() -> list[dict]:
	return [
		column("locality", _("Locality"), "Link", 150, "Locality"),
		column("kind_text", _("Kind"), "Data", 110),
		column("listings", _("Listings"), "Int", 170),
		column("reviewed", _("Being reviewed"), "Int", 130),
		*(column(name, _(state), "Int", 150) for name, state in AVAILABILITY.items()),
		column("paused", _("Paused"), "Int", 100),
		column("places", _("Places"), "Int", 100),
		column("free_places", _("Free places"), "Int", 120),
		column("vacancy", _("Free, of all places"), "Percent", 150),
		counter(_("Free places")),
	]


def stock(counted: Callable = seen):
	"""The table of listings, and a query of those that are offered and counted."""
	listing, query = vacant.listings(counted)
	return listing, query.where(listing.stage.isin(STOCK))


def chosen(query, table, filters):
	for field in ("locality", "kind"):
		if filters.get(field):
			query = query.where(table[field] == filters[field])
	return query


def state_of(listing):
	"""Which of `STATES` a listing is in; what has not been computed yet is not available."""
	state = Case().when(listing.stage.isin(REVIEWED), "reviewed").when(listing.stage == PAUSED, "paused")
	for name, availability in AVAILABILITY.items():
		state = state.when(listing.availability == availability, name)
	return state.else_("not_available")


def homes(counted: Callable = seen):
	"""A subquery of the homes: their places and what is free of them, in the locality and under the kind of the whole."""
	listing, query = stock(counted)
	is_part = vacant.is_part(listing)

	def of_whole(field):
		return Coalesce(Max(Case().when(is_part, None).else_(listing[field])), Min(listing[field])).as_(field)

	query = query.select(
		of_whole("locality"),
		of_whole("kind"),
		vacant.places(listing, Coalesce(listing.places, 0)).as_("places"),
		vacant.places(listing, vacant.free_places(listing)).as_("free_places"),
	)
	return query.groupby(vacant.home_of(listing)).as_("each_home")


def rows(filters) -> tuple[list[dict], dict]:
	"""One row for each locality and kind, by name, and the total of all, which the database sums as well."""
	found: dict[tuple, frappe._dict] = {}
	for numbers in (listings_of(filters), places_of(filters)):
		for row in numbers:
			found.setdefault((row.locality, row.kind), frappe._dict()).update(row)
	last = found.pop((None, None), frappe._dict())
	parts = [found[key] for key in sorted(key for key in found if None not in key)]
	return [told(row) for row in parts], {"kind_text": _("Total"), "total": 1, **figures(last)}


def listings_of(filters) -> list[dict]:
	listing, query = stock()
	keys = (*place_of(listing), state_of(listing).as_("state"))
	query = chosen(query, listing, filters).select(*keys, Count("*").as_("listings")).groupby(*keys)
	each = query.as_("each_state")
	states = (Sum(Case().when(each.state == name, each.listings).else_(0)).as_(name) for name in STATES)
	return with_totals(each, Sum(each.listings).as_("listings"), *states)


def places_of(filters) -> list[dict]:
	home = homes()
	keys, numbers = place_of(home), ("places", "free_places")
	query = chosen(frappe.qb.from_(home), home, filters).select(*keys).groupby(*keys)
	each = query.select(*(Sum(home[name]).as_(name) for name in numbers)).as_("each_place")
	return with_totals(each, *(Sum(each[name]).as_(name) for name in numbers))


def place_of(table) -> list:
	"""Locality and kind, "" where there is none: None is the total's."""
	return [Coalesce(table[field], "").as_(field) for field in ("locality", "kind")]


def with_totals(each, *sums) -> list[dict]:
	"""Sums by locality and kind, and for all of them: of few rows, since the database sorts what it sums so."""
	place = (each.locality, each.kind)
	query = frappe.qb.from_(each).select(*place, *sums).groupby(*place)
	return query.rollup(vendor="mysql").run(as_dict=True)


def told(row) -> dict:
	here = {"locality": row.locality or ["is", "not set"], "kind": row.kind}
	ways = behind("listings", "Listing", **here, stage=["in", list(STOCK)])
	ways |= behind("reviewed", "Listing", **here, stage=["in", list(REVIEWED)])
	ways |= behind("paused", "Listing", **here, stage=PAUSED)
	for name, state in AVAILABILITY.items():
		ways |= behind(name, "Listing", **here, stage=APPROVED, availability=state)
	return {
		"locality": row.locality or None,
		"kind_text": _(row.kind),
		**figures(row),
		"number": cint(row.free_places),
		"kind": row.kind,
		"behind": ways,
	}


def figures(row) -> dict:
	numbers = {name: cint(row.get(name)) for name in NUMBERS}
	return {**numbers, "vacancy": share(numbers["free_places"], numbers["places"])}


def chart(found: list[dict]) -> dict | None:
	"""A bar for each locality: places that are taken or not yet free, and free ones."""
	places: dict[str, list[int]] = {}
	for row in found:
		sums = places.setdefault(row["locality"] or _("Anywhere"), [0, 0])
		sums[0] += row["free_places"]
		sums[1] += row["places"] - row["free_places"]
	free, rest = ([sums[at] for sums in places.values()] for at in (0, 1))
	return bars(list(places), {_("Free places"): free, _("Other places"): rest}, stacked=True)


def summary(last: dict) -> list[dict]:
	return [
		card(_("Listings"), last["listings"]),
		card(_("Being reviewed"), last["reviewed"], indicator="Orange"),
		card(_("Let"), last["let"], indicator="Green"),
		card(_("Places"), last["places"]),
		card(_("Free places"), last["free_places"], indicator="Green"),
		card(_("Free, of all places"), last["vacancy"] or 0, "Percent"),
	]
