"""Two tables as columns: what the engine computes on.

Rows come as dicts with the field names of Applicant, Listing and Locality; each becomes a struct of numpy arrays of equal
length. Anything that can't be computed with is refused by row and column, all faults at once, and nothing is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from .distance import straight_line_km
from .faults import BadInput, Fault
from .households import household_facts, is_child, young_children
from .languages import codes_of, few_enough, masks, spoken
from .reading import MISSING, UNKNOWN_ROW, Column, Row
from .tables import (
	FURNISHED,
	HEATING,
	KINDS_OF_HOUSEHOLD,
	LISTING_KINDS,
	NO,
	RUNNING_COSTS,
	SERVICES,
	UNKNOWN,
	WATER,
	YES,
	Households,
	Listings,
	Localities,
	Market,
)
from .words import N_

OLDEST_BIRTH_YEAR = 1900

NOT_A_BIRTH_YEAR = N_("A birth year lies between {first_year} and {last_year}.")


def build(
	households: Iterable[Row], listings: Iterable[Row], localities: Iterable[Row] = (), *, today: date
) -> Market:
	"""The two tables and the places they name, as columns.

	Args:
		households: rows with `name` and Applicant's field names; `members` as rows, or `household_size`, `children` and
			`household_kind`; `wished_localities` as names; `languages` as codes. People's names are neither needed nor kept.
		listings: rows with `name` and Listing's field names; `languages` as codes; `free_places` and `free_households` where
			something is already held.
		localities: rows with Locality's field names. Where none are given, the places named by the other tables are used,
			without position or services.
		today: the day to count from.

	Raises:
		BadInput: a missing or repeated name, NaN, a negative number, a reversed period, an unknown code; every fault found.
	"""
	households, listings = list(households), list(listings)
	faults: list[Fault] = []
	places = read_places(list(localities) or _named_places(households, listings), faults)
	codes = codes_of(map(spoken, households), map(spoken, listings))
	codes = few_enough(codes, faults)
	homes = read_listings(listings, places, codes, faults)
	seekers = read_households(households, places, codes, today, faults)
	if faults:
		raise BadInput(faults)
	return Market(seekers, homes, places, codes, kilometres(places, homes), today.toordinal())


def kilometres(places: Localities, homes: Listings) -> np.ndarray:
	"""Straight-line distance of each place (first axis) to each home."""
	return straight_line_km(
		places.latitude[:, None], places.longitude[:, None], homes.latitude[None, :], homes.longitude[None, :]
	)


def _named_places(households: Sequence[Row], listings: Sequence[Row]) -> list[dict[str, Any]]:
	named = [row.get("locality") for row in listings]
	for row in households:
		named += [row.get("must_reach"), *(row.get("wished_localities") or ())]
	return [{"locality_name": name} for name in dict.fromkeys(named) if name]


def read_places(rows: Sequence[Row], faults: list[Fault]) -> Localities:
	"""The localities as columns."""
	column = Column([{**row, "name": row.get("locality_name")} for row in rows], faults)
	services = [column.answers(field) for field in SERVICES]
	return Localities(
		names=column.names(),
		latitude=column.amounts("latitude"),
		longitude=column.amounts("longitude"),
		services=np.stack(services, axis=1) if rows else np.zeros((0, len(SERVICES)), np.int8),
	)


def read_listings(
	rows: Sequence[Row], places: Localities, codes: Sequence[str], faults: list[Fault]
) -> Listings:
	"""The listings as columns; `codes` are the languages in the order of their bits."""
	column = Column(rows, faults)
	names = column.names()
	locality = column.references("locality", _index(places))
	at_once = np.maximum(column.counts("households_at_once"), 1)
	all_places = column.counts("places")
	first, last = column.days("available_from"), column.days("available_to")
	column.periods("available_from", "available_to", first, last)
	return Listings(
		names=names,
		kind=column.codes("kind", LISTING_KINDS),
		whole=_wholes(rows, names),
		locality=locality,
		latitude=_position(column.amounts("latitude"), places.latitude, locality),
		longitude=_position(column.amounts("longitude"), places.longitude, locality),
		places=all_places,
		households_at_once=at_once,
		free_places=_or(rows, "free_places", column.counts("free_places"), all_places),
		free_households=_or(rows, "free_households", column.counts("free_households"), at_once),
		rooms=column.counts("rooms"),
		floor_area=column.amounts("floor_area"),
		rent=column.amounts("rent"),
		available_from=first,
		available_to=last,
		shortest_stay=column.counts("shortest_stay_months"),
		longest_stay=column.counts("longest_stay_months"),
		suits=_suits(column),
		women_only=column.answers("women_only"),
		shared=column.answers("shared_with_the_landlord"),
		languages=masks([spoken(row) for row in rows], codes),
		pets_allowed=column.answers("pets_allowed"),
		smoking_allowed=column.answers("smoking_allowed"),
		step_free=column.answers("step_free"),
		wheelchair=column.answers("wheelchair_accessible"),
		has_lift=column.answers("has_lift"),
		accessible_bathroom=column.answers("accessible_bathroom"),
		floor=column.counts("floor"),
		winter_fit=column.answers("winter_fit"),
		heating=column.codes("heating", HEATING),
		water=column.codes("water", WATER),
		road_ploughed=column.answers("road_ploughed"),
		furnished=column.codes("furnished", FURNISHED),
		includes=_answers(column, [f"includes_{cost}" for cost in RUNNING_COSTS]),
	)


def _index(places: Localities) -> dict[str, int]:
	return {name: i for i, name in enumerate(places.names)}


def _wholes(rows: Sequence[Row], names: np.ndarray) -> np.ndarray:
	"""Row number of the home each is part of, -1 for none or one that isn't in the table."""
	index = {name: i for i, name in enumerate(names)}
	return np.fromiter((index.get(row.get("part_of"), -1) for row in rows), np.int32, count=len(rows))


def _position(own: np.ndarray, places: np.ndarray, locality: np.ndarray) -> np.ndarray:
	"""A home's own coordinate, else its locality's."""
	if not len(places):
		return own
	return np.where(np.isnan(own), np.where(locality >= 0, places[locality], np.nan), own)


def _or(rows: Sequence[Row], field: str, found: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
	given = np.fromiter((row.get(field) not in (None, "") for row in rows), bool, count=len(rows))
	return np.where(given, found, otherwise)


def _answers(column: Column, fields: Sequence[str]) -> np.ndarray:
	"""int8 (n, fields)."""
	answers = [column.answers(field) for field in fields]
	return np.stack(answers, axis=1) if column.rows else np.zeros((0, len(fields)), np.int8)


def _suits(column: Column) -> np.ndarray:
	"""int8 (n, 3): single people, couples, families with children. All unknown where none is ticked."""
	table = _answers(column, [f"suits_{whom}" for whom in ("singles", "couples", "families")])
	said = (table == YES).any(axis=1, keepdims=True)
	return np.where(said, table, UNKNOWN).astype(np.int8)


def read_households(
	rows: Sequence[Row], places: Localities, codes: Sequence[str], today: date, faults: list[Fault]
) -> Households:
	"""The households as columns; `codes` are the languages in the order of their bits."""
	column = Column([_with_facts(row, today, faults) for row in rows], faults)
	index = _index(places)
	wanted_from, wanted_to = column.days("wanted_from"), column.days("wanted_to")
	column.periods("wanted_from", "wanted_to", wanted_from, wanted_to)
	size = column.counts("household_size")
	for row in column.rows:
		if row.get("household_size") in (None, "", 0):
			column.fault(row, "household_size", MISSING)
	children = column.counts("children")
	young, ageless = _ages(column.rows, children, today)
	return Households(
		names=column.names(),
		size=size,
		children=children,
		couples=_couples(column.rows),
		young=young,
		ageless=ageless,
		kind=column.codes("household_kind", KINDS_OF_HOUSEHOLD),
		all_women=_all_women(column.rows, today),
		languages=masks([spoken(row) for row in column.rows], codes),
		wanted_from=wanted_from,
		wanted_to=wanted_to,
		max_rent=column.amounts("max_rent"),
		accepts_shared=column.answers("accepts_shared_home"),
		pets=column.answers("has_pets"),
		smokes=column.answers("smokes"),
		needs_step_free=column.answers("needs_step_free"),
		needs_wheelchair=column.answers("needs_wheelchair"),
		needs_women_only=column.answers("needs_women_only"),
		must_reach=column.references("must_reach", index),
		max_km=column.amounts("max_distance_km"),
		wished=_wished(column, index),
		registered_on=column.days("registered_on"),
		must_receive_by=column.days("must_receive_by"),
		housing_ends=column.days("current_housing_ends"),
		broke_down=column.days("broke_down_on"),
	)


def _with_facts(row: Row, today: date, faults: list[Fault]) -> Row:
	"""The row with size, children and kind counted from its members, where it has any."""
	if not row.get("members"):
		return row
	for member in row["members"]:
		year = member.get("birth_year")
		if year and not (isinstance(year, int) and OLDEST_BIRTH_YEAR <= year <= today.year):
			limits = {"first_year": OLDEST_BIRTH_YEAR, "last_year": today.year}
			faults.append(Fault(row.get("name") or "", "birth_year", year, NOT_A_BIRTH_YEAR, limits))
			return {**row, "members": [], "household_size": len(row["members"])}
	return {**row, **household_facts(row["members"], today)}


def _couples(rows: Sequence[Row]) -> np.ndarray:
	"""1 where two of the household are partners and can share a room."""

	def couple(row: Row) -> bool:
		partners = any(member.get("relation") == "Partner" for member in row.get("members") or ())
		return partners or row.get("household_kind") == "Couple"

	return np.fromiter((couple(row) for row in rows), np.int8, count=len(rows))


def _ages(rows: Sequence[Row], children: np.ndarray, today: date) -> tuple[np.ndarray, np.ndarray]:
	"""int8: children young enough to share a room, and children whose age isn't known, for want of members."""
	members = [row.get("members") or () for row in rows]
	young = np.fromiter((young_children(one, today) for one in members), np.int8, count=len(rows))
	listed = np.fromiter(map(bool, members), bool, count=len(rows))
	return young, np.where(listed, 0, np.minimum(children, np.iinfo(np.int8).max)).astype(np.int8)


def _all_women(rows: Sequence[Row], today: date) -> np.ndarray:
	"""YES where every adult is known to be a woman, NO where one is known not to be."""

	def answer(row: Row) -> int:
		adults = [member for member in row.get("members") or () if not is_child(member, today)]
		genders = {member.get("gender") or "" for member in adults}
		if genders - {"Female", ""}:
			return NO
		return YES if genders == {"Female"} else UNKNOWN

	return np.fromiter((answer(row) for row in rows), np.int8, count=len(rows))


def _wished(column: Column, index: Mapping[str, int]) -> np.ndarray:
	"""bool (households, localities)."""
	wished = np.zeros((len(column.rows), len(index)), dtype=bool)
	for i, row in enumerate(column.rows):
		for place in row.get("wished_localities") or ():
			if place in index:
				wished[i, index[place]] = True
			elif place:
				column.fault({**row, "wished_localities": place}, "wished_localities", UNKNOWN_ROW)
	return wished
