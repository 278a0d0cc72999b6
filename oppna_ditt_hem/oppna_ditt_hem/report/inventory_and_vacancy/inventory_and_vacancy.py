"""Every home that is offered: how many there are of each kind in each locality, what they are doing, and what is free.

Listings are counted by their stage and availability. Places are those of the homes: a whole home and its rooms are the same
places, so the larger of the two counts, in the locality and under the kind of the whole.
"""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Max, Min, Sum
from frappe.utils import cint

from oppna_ditt_hem import vacant
from oppna_ditt_hem.reporting import bars, behind, card, column, counter, readable, share

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
	asked = frappe._dict(filters or {})
	found, last = rows(asked), total_row(asked)
	return columns(), [*found, last] if found else [], None, chart(found), summary(last)


def columns() -> list[dict]:
	return [
		column("locality", _("Locality"), "Link", 150, "Locality"),
		column("kind_text", _("Kind"), "Data", 110),
		column("listings", _("Listings"), "Int", 110),
		column("reviewed", _("Being reviewed"), "Int", 130),
		*(column(name, _(state), "Int", 120) for name, state in AVAILABILITY.items()),
		column("paused", _("Paused"), "Int", 100),
		column("places", _("Places"), "Int", 100),
		column("free_places", _("Free places"), "Int", 120),
		column("vacancy", _("Free, of all places"), "Percent", 150),
		counter(_("Free places")),
	]


def stock(rows=None):
	"""The table of listings, and a query of those that are offered and among `rows`: those that the reader may see."""
	listing, query = vacant.listings(readable("Listing") if rows is None else rows)
	return listing, query.where(listing.stage.isin(STOCK))


def chosen(query, table, filters):
	for field in ("locality", "kind"):
		if filters.get(field):
			query = query.where(table[field] == filters[field])
	return query


def states_of(listing) -> list:
	"""How many listings are in each of `STATES`; each is in just one."""
	approved = listing.stage == APPROVED
	# What has not been computed yet is not available.
	now = Coalesce(listing.availability, "Not Available")
	ways = {"reviewed": listing.stage.isin(REVIEWED), "paused": listing.stage == PAUSED}
	ways |= {name: approved & (now == state) for name, state in AVAILABILITY.items()}
	return [Sum(Case().when(ways[name], 1).else_(0)).as_(name) for name in STATES]


def homes(rows=None):
	"""A subquery of the homes: their places and what is free of them, in the locality and under the kind of the whole."""
	listing, query = stock(rows)
	is_part = vacant.is_part(listing)

	def of_whole(field):
		return Coalesce(Max(Case().when(is_part, None).else_(listing[field])), Min(listing[field])).as_(field)

	free = Case().when(listing.stage == APPROVED, Coalesce(listing.free_places, 0)).else_(0)
	query = query.select(
		of_whole("locality"),
		of_whole("kind"),
		vacant.places(listing, Coalesce(listing.places, 0)).as_("places"),
		vacant.places(listing, free).as_("free_places"),
	)
	return query.groupby(vacant.home_of(listing)).as_("each_home")


def rows(filters) -> list[dict]:
	"""One row for each locality and kind, by name."""
	listing, query = stock()
	place = (Coalesce(listing.locality, "").as_("locality"), listing.kind)
	query = chosen(query, listing, filters).select(*place, Count("*").as_("listings"), *states_of(listing))
	found = {(row.locality, row.kind): row for row in query.groupby(*place).run(as_dict=True)}
	for locality, kind, places, free in places_of(filters):
		row = found.setdefault((locality, kind), frappe._dict(locality=locality, kind=kind))
		row.update(places=places, free_places=free)
	return [told(found[key]) for key in sorted(found)]


def places_of(filters) -> list[tuple]:
	each = homes()
	place = (Coalesce(each.locality, "").as_("locality"), each.kind)
	query = chosen(frappe.qb.from_(each), each, filters).groupby(*place)
	return list(query.select(*place, Sum(each.places), Sum(each.free_places)).run())


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


def total_row(filters) -> dict:
	"""All of them, counted anew."""
	listing, query = stock()
	query = chosen(query, listing, filters).select(Count("*").as_("listings"), *states_of(listing))
	(counted,) = query.run(as_dict=True)
	each = homes()
	places = chosen(frappe.qb.from_(each), each, filters)
	(summed,) = places.select(Sum(each.places).as_("places"), Sum(each.free_places).as_("free_places")).run(
		as_dict=True
	)
	return {"kind_text": _("Total"), "total": 1, **figures({**counted, **summed})}


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
