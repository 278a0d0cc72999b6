"""What the market's cache reads: rows packed into texts, and who holds which home."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import frappe
import numpy as np

from oppna_ditt_hem import holding, matchmaking, packed
from oppna_ditt_hem.matching import vacancy
from oppna_ditt_hem.matching.occupancy import Hold
from oppna_ditt_hem.matching.tables import NO_DAY, Listings

BATCH = 1000
FAMILY_FIELDS = ("name", "part_of", "places", "households_at_once")
PLACE_FIELDS = (
	"name",
	"locality_name",
	"latitude",
	"longitude",
	"has_school",
	"has_sfi",
	"has_shop",
	"has_bus",
)


def listed(doctype: str, query: str) -> str:
	"""Name and time of change of each row of a list."""
	return packed.text_of(query, ("name", "modified"))


def world() -> tuple[str, ...]:
	"""The localities as the engine knows them, and the languages."""
	return packed.table("Locality", PLACE_FIELDS), packed.table("Language", ("name",))


def listings(names: list[str]) -> list[frappe._dict]:
	"""Listing rows as the engine takes them, with their time of change."""
	# Which home is part of which is asked with each search: a rename changes it without the row's own time.
	fields = [name for name in matchmaking.LISTING_FIELDS if name not in ("title", "part_of")]
	rows = named("Listing", names, fields)
	languages = children("Spoken Language", names, ("language",))
	for row in rows:
		row.languages = [one.language for one in languages.get(row.name, ())]
	return rows


def households(names: list[str]) -> list[frappe._dict]:
	"""Applicant rows as the engine takes them, with their time of change."""
	rows = named("Applicant", names, list(matchmaking.HOUSEHOLD_FIELDS))
	members = children("Household Member", names, ("birth_year", "relation", "gender", "language"))
	wishes = children("Wished Locality", names, ("locality",))
	for row in rows:
		row.members = members.get(row.name, [])
		row.wished_localities = [wish.locality for wish in wishes.get(row.name, ())]
	return rows


def named(doctype: str, names: list[str], fields: list[str]) -> list[frappe._dict]:
	wanted = (*fields, "modified")
	table = frappe.qb.DocType(doctype)
	return [
		row
		for some in batches(names)
		for row in packed.rows_of(packed.table(doctype, wanted, table.name.isin(some)), doctype, wanted)
	]


def children(doctype: str, parents: list[str], fields: tuple[str, ...]) -> dict[str, list]:
	wanted = ("parent", "idx", *fields)
	table = frappe.qb.DocType(doctype)
	by_parent: dict[str, list] = {}
	for some in batches(parents):
		text = packed.table(doctype, wanted, table.parent.isin(some))
		for row in sorted(packed.rows_of(text, doctype, wanted), key=lambda row: row.idx or 0):
			by_parent.setdefault(row.parent, []).append(row)
	return by_parent


def batches(names: list[str]) -> Iterator[list[str]]:
	return (names[start : start + BATCH] for start in range(0, len(names), BATCH))


# --- who holds what


def holds() -> str:
	"""Every placement that holds a home today."""
	table = frappe.qb.DocType("Placement")
	return packed.table("Placement", holding.HOLD_FIELDS, table.stage.isin(holding.HOLDING_STAGES))


def to_holds(text: str) -> list[Hold]:
	return [holding.to_hold(row) for row in packed.rows_of(text, "Placement", holding.HOLD_FIELDS)]


def families() -> str:
	"""Every home that is part of another, and those others."""
	table, part = frappe.qb.DocType("Listing"), frappe.qb.DocType("Listing").as_("part")
	wholes = frappe.qb.from_(part).select(part.part_of).where(part.part_of > "")
	texts = [
		packed.table("Listing", FAMILY_FIELDS, which)
		for which in (table.part_of > "", table.name.isin(wholes))
	]
	return packed.ROW.join(filter(None, texts))


def with_holds(table: Listings, holds: str, families: str, today: date) -> Listings:
	"""The listings with what the holds leave of them, and each part with its whole's row number."""
	family = {row.name: row for row in packed.rows_of(families, "Listing", FAMILY_FIELDS)}
	row_of = table.row_of
	held = to_holds(holds)
	near = [name for name in touched(held, family) if name in row_of]
	rows = [as_row(table, row_of[name], family) for name in near]
	free = vacancy.with_holds(rows, held, today, holding.capacities(family.values()))
	return replace(table, whole=wholes(family, row_of), **changed(table, free, row_of))


def touched(held: list[Hold], family: dict[str, frappe._dict]) -> list[str]:
	"""The homes that are held, their wholes and their parts."""
	homes = {hold.listing for hold in held}
	parts = [(name, row.part_of) for name, row in family.items() if row.part_of]
	near = {name for name, whole in parts if whole in homes} | {
		whole for name, whole in parts if name in homes
	}
	return sorted(homes | near)


def as_row(table: Listings, i: int, family: dict[str, frappe._dict]) -> dict:
	name = table.names[i]
	return {
		"name": name,
		"places": int(table.places[i]),
		"households_at_once": int(table.households_at_once[i]),
		"part_of": family[name].part_of if name in family else None,
		"available_from": day(table.available_from[i]),
		"available_to": day(table.available_to[i]),
	}


def day(ordinal) -> date | None:
	return None if ordinal == NO_DAY else date.fromordinal(int(ordinal))


def wholes(family: dict[str, frappe._dict], row_of: dict[str, int]) -> np.ndarray:
	found = np.full(len(row_of), -1, dtype=np.int32)
	for name, row in family.items():
		if name in row_of and row.part_of in row_of:
			found[row_of[name]] = row_of[row.part_of]
	return found


def changed(table: Listings, free: list[dict], row_of: dict[str, int]) -> dict[str, np.ndarray]:
	arrays = {
		name: getattr(table, name).copy() for name in ("free_places", "free_households", "available_from")
	}
	for row in free:
		i = row_of[row["name"]]
		arrays["free_places"][i] = row["free_places"]
		arrays["free_households"][i] = row["free_households"]
		arrays["available_from"][i] = row["available_from"].toordinal() if row["available_from"] else NO_DAY
	return arrays
