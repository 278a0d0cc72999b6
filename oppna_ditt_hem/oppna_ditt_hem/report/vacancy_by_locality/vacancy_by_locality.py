"""Places free and households waiting, locality by locality."""

import frappe
from frappe import _
from frappe.utils import cint

from oppna_ditt_hem import waiting
from oppna_ditt_hem.reporting import column, readable

FREE_STATES = ("Free", "Partly Free")
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
		column("listings", _("Listings with free places"), "Int", 190),
		column(PLACES, _("Free places"), "Int", 130),
	]
	if not frappe.has_permission("Applicant", "read"):
		return shown
	return [
		*shown,
		column(HOUSEHOLDS, _("Households waiting"), "Int", 180),
		column("people", _("People waiting"), "Int", 150),
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
	filters = frappe._dict(filters or {})
	rows: dict[str, dict] = {}
	add_places(rows, filters)
	add_households(rows)
	if filters.locality:
		rows = {name: row for name, row in rows.items() if name == filters.locality}
	return [rows[name] for name in sorted(rows, key=lambda name: (name == "", name))]


def add_places(rows: dict[str, dict], filters: dict) -> None:
	"""Count what is free. A whole home and its rooms are the same places, so the larger of the two counts."""
	homes: dict[tuple[str, str], list[int]] = {}
	for listing in free_listings(filters.get("kind")):
		row_of(rows, listing.locality)["listings"] += 1
		home = homes.setdefault((listing.locality, listing.part_of or listing.name), [0, 0])
		home[bool(listing.part_of)] += cint(listing.free_places)
	for (locality, _home), (whole, parts) in homes.items():
		row_of(rows, locality)[PLACES] += max(whole, parts)


def free_listings(kind: str | None) -> list:
	filters = {"availability": ["in", FREE_STATES]}
	if kind:
		filters["kind"] = kind
	fields = ["name", "locality", "part_of", "free_places"]
	return frappe.get_list("Listing", filters=filters, fields=fields, order_by="name", limit=0)


def add_households(rows: dict[str, dict]) -> None:
	if not frappe.has_permission("Applicant", "read"):
		return
	sizes = waiting_households()
	for name, localities in wishes_of(list(sizes)).items():
		for locality in localities or [""]:
			row = row_of(rows, locality)
			row[HOUSEHOLDS] += 1
			row["people"] += cint(sizes[name])


def waiting_households() -> dict[str, int]:
	"""Size of each household that seeks and has no home yet, as far as the reader may see them."""
	applicant, query = waiting.households(readable("Applicant"))
	return dict(query.select(applicant.name, applicant.household_size).orderby(applicant.name).run())


def wishes_of(applicants: list[str]) -> dict[str, set[str]]:
	wishes: dict[str, set[str]] = {name: set() for name in applicants}
	found = frappe.get_all(
		"Wished Locality",
		{"parenttype": "Applicant", "parent": ["in", applicants]},
		["parent", "locality"],
		order_by="parent, idx",
	)
	for wish in found:
		wishes[wish.parent].add(wish.locality)
	return wishes


def row_of(rows: dict[str, dict], locality: str | None) -> dict:
	name = locality or ""
	return rows.setdefault(name, {"locality": name, **dict.fromkeys(COUNTED, 0)})
