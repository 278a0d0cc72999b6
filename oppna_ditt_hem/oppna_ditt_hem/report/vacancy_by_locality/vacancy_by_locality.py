"""Places free and households waiting, locality by locality."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Sum
from frappe.utils import cint

from oppna_ditt_hem import vacant, waiting
from oppna_ditt_hem.reporting import column, read_filters, seen

PLACES, HOUSEHOLDS = "free_places", "households"
COUNTED = ("listings", PLACES, HOUSEHOLDS, "people")


def execute(filters: dict | None = None) -> tuple[list[dict], list[dict], None, dict]:
	"""The platform's entry: columns, rows, no message and the chart of the start page.

	Args:
		filters: `kind`, a kind of listing, and `locality`.
	"""
	found = by_locality(filters)
	return columns(), found, None, chart(found)


def columns() -> list[dict]:
	shown = [
		column("locality", _("Locality"), "Link", 180, "Locality"),
		column("listings", _("Listings with free places"), "Int", 230),
		column(PLACES, _("Free places"), "Int", 130),
	]
	if not frappe.has_permission("Applicant", "read"):
		return shown
	return [
		*shown,
		column(HOUSEHOLDS, _("Households waiting"), "Int", 180),
		column("people", _("People waiting"), "Int", 180),
	]


def chart(rows: list[dict]) -> dict:
	"""Free places beside waiting households; without the latter for a reader who may not see households."""
	datasets = [{"name": _("Free places"), "values": [row[PLACES] for row in rows]}]
	if frappe.has_permission("Applicant", "read"):
		datasets.append({"name": _("Households waiting"), "values": [row[HOUSEHOLDS] for row in rows]})
	labels = [row["locality"] or _("Anywhere") for row in rows]
	return {"data": {"labels": labels, "datasets": datasets}, "type": "bar", "fieldtype": "Int"}


def by_locality(filters: dict | None = None) -> list[dict]:
	"""One row for each locality where something is free or wished for, by name.

	A household counts in every locality that it wishes for, so the rows add up to more than there are;
	households without a wish stand in a last row without a locality.
	"""
	filters = read_filters(filters)
	rows: dict[str, dict] = {}
	add_places(rows, filters)
	add_households(rows)
	if filters.locality:
		rows = {name: row for name, row in rows.items() if name == filters.locality}
	return [rows[name] for name in sorted(rows, key=lambda name: (name == "", name))]


def add_places(rows: dict[str, dict], filters: dict) -> None:
	"""Count what is free; a home in two localities counts in both."""
	listing, query = vacant.listings(seen)
	query = query.where(listing.availability.isin(vacant.FREE_STATES))
	if filters.get("kind"):
		query = query.where(listing.kind == filters["kind"])
	free = vacant.places(listing, vacant.free_places(listing)).as_(PLACES)
	each = query.select(listing.locality, Count("*").as_("listings"), free)
	each = each.groupby(listing.locality, vacant.home_of(listing)).as_("each_home")
	summed = frappe.qb.from_(each).select(each.locality, Sum(each.listings), Sum(each[PLACES]))
	for locality, listings, places in summed.groupby(each.locality).run():
		row_of(rows, locality).update({"listings": cint(listings), PLACES: cint(places)})


def add_households(rows: dict[str, dict]) -> None:
	"""Count who seeks and has no home yet, as far as the reader may see them."""
	if not frappe.has_permission("Applicant", "read"):
		return
	wish = frappe.qb.DocType("Wished Locality")
	applicant, query = waiting.households(seen)
	own = (wish.parent == applicant.name) & (wish.parenttype == "Applicant")
	query = query.left_join(wish).on(own).groupby(wish.locality)
	for locality, households, people in query.select(
		wish.locality, Count("*"), Sum(applicant.household_size)
	).run():
		row_of(rows, locality).update({HOUSEHOLDS: households, "people": cint(people)})


def row_of(rows: dict[str, dict], locality: str | None) -> dict:
	name = locality or ""
	return rows.setdefault(name, {"locality": name, **dict.fromkeys(COUNTED, 0)})
