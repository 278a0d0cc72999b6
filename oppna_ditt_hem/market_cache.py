"""The columns of a market, kept in the worker's memory, so that a search reads only what has changed.

Computing on twenty thousand homes takes milliseconds; reading them takes a second. Why what is kept is right:

- Every search begins by asking the database, under the user's own permissions, for the name and the time of
  change of each row it may choose from. A row is taken from memory only under exactly that name and that
  time; any other is read. So nobody gets a row that the platform's own list would not give them, and what
  another process has changed is read again by the next search that sees the change.
- The names and times are compared each for itself, not by their number and the latest of them: a transaction
  that began earlier and is committed later changes neither.
- The list and the rows are read in the same snapshot (REPEATABLE READ), and a row is kept under the time of
  change that came with it. A transaction that looks at an old snapshot asks for old times and reads the
  old rows; those that see the new times read again.
- What changes without the row's time of change isn't kept by it. Who holds what, and which home is part of
  which, is compared whole with each search. Renaming a locality or a language rewrites the rows that name
  it, so their names are part of the `World`, and another world starts from nothing. `availability`, which is
  written beside the time of change, is only asked for in the list.
- What is kept is never changed, only replaced, so that threads of one worker don't disturb one another. It is
  kept by site, since one process serves several.

No names of people and no addresses are kept: the engine's columns hold neither.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import frappe
import numpy as np
from frappe.utils import getdate, nowdate

from oppna_ditt_hem import market_rows, matchmaking, packed
from oppna_ditt_hem.compat import list_query
from oppna_ditt_hem.matching import columns, pieces
from oppna_ditt_hem.matching.faults import BadInput, Fault
from oppna_ditt_hem.matching.languages import MOST_LANGUAGES, TOO_MANY_LANGUAGES, codes_of, spoken
from oppna_ditt_hem.matching.tables import Households, Listings, Localities, Market

MOST_KEPT = 16
MOST_CHOICES = 3
Table = Listings | Households


@dataclass(frozen=True)
class World:
	"""What rows are read against."""

	text: str
	places: Localities
	today: date


@dataclass(frozen=True)
class Side:
	"""One of the two tables of a market: how its rows are read and become columns."""

	doctype: str
	rows: Callable[[list[str]], list]
	columns: Callable[[list, World, tuple[str, ...], list[Fault]], Table]
	has_position: bool


HOMES = Side(
	"Listing",
	market_rows.listings,
	lambda rows, world, speak, faults: columns.read_listings(rows, world.places, speak, faults),
	True,
)
SEEKERS = Side(
	"Applicant",
	market_rows.households,
	lambda rows, world, speak, faults: columns.read_households(
		rows, world.places, speak, world.today, faults
	),
	False,
)


@dataclass(frozen=True)
class Choice:
	"""The rows that somebody may choose from, in the order of their names.

	`km` has a row for each place and a column for each of them; None for households.
	"""

	text: str
	table: Table
	speak: tuple[str, ...]
	km: np.ndarray | None
	faults: tuple[Fault, ...]

	def without(self, names: set[str]) -> "Choice":
		kept = np.array([name not in names for name in self.table.names], dtype=bool)
		return self if kept.all() else replace(self, table=pieces.take(self.table, kept))


@dataclass(frozen=True)
class Shelf:
	"""The rows of one DocType read so far, each under its name and time of change, and the latest choices."""

	side: Side
	world: World
	table: Table
	km: np.ndarray
	speak: tuple[str, ...] = ()
	at: dict[str, int] = field(default_factory=dict)
	versions: dict[str, str] = field(default_factory=dict)
	faults: dict[str, tuple[Fault, ...]] = field(default_factory=dict)
	choices: tuple[Choice, ...] = ()

	def choice(self, text: str) -> Choice | None:
		return next((choice for choice in self.choices if choice.text == text), None)

	def choose(self, text: str, wanted: dict[str, str]) -> tuple["Shelf", Choice]:
		"""The shelf with every row that is wanted, and the choice of them."""
		missing = [name for name, version in wanted.items() if self.versions.get(name) != version]
		shelf = self.read(missing, wanted) if missing else self
		names = sorted(wanted)
		rows = np.fromiter((shelf.at[name] for name in names), dtype=np.int64, count=len(names))
		faults = tuple(fault for name in shelf.faults for fault in shelf.faults[name] if name in wanted)
		choice = Choice(text, *shelf.taken(rows), faults)
		return replace(shelf, choices=(choice, *shelf.choices)[:MOST_CHOICES]), choice

	def taken(self, rows: np.ndarray) -> tuple[Table, tuple[str, ...], np.ndarray | None]:
		if len(rows) == len(self.table.names) and (rows == np.arange(len(rows))).all():
			table, km = self.table, self.km
		else:
			table, km = pieces.take(self.table, rows), np.take(self.km, rows, axis=1)
		return table, self.speak, km if self.side.has_position else None

	def read(self, names: list[str], wanted: dict[str, str]) -> "Shelf":
		"""The shelf with these rows as they are now. Choices made before stand, each for its own times."""
		rows, faults = self.side.rows(names), []
		speak = codes_of([self.speak], map(spoken, rows))
		if len(speak) > MOST_LANGUAGES:
			# Rows that nobody asks for any more may speak some of them.
			return self.started_anew(wanted)
		more = self.side.columns(rows, self.world, speak, faults)
		first, wrong, again = len(self.table.names), by_row(faults), set(names)
		read = replace(
			self,
			speak=speak,
			table=pieces.append(pieces.with_languages(self.table, self.speak, speak), more),
			km=np.concatenate([self.km, distances(self.side, self.world, more)], axis=1),
			at={**self.at, **{row.name: first + i for i, row in enumerate(rows)}},
			versions={**self.versions, **{row.name: row.modified for row in rows}},
			faults={**{name: of for name, of in self.faults.items() if name not in again}, **wrong},
		)
		return read.tidied() if len(read.table.names) > 2 * len(read.at) else read

	def started_anew(self, wanted: dict[str, str]) -> "Shelf":
		"""Raises BadInput where the rows that are wanted speak too many languages by themselves."""
		if not self.at:
			refuse([Fault("", "languages", None, TOO_MANY_LANGUAGES, {"limit": MOST_LANGUAGES})])
		return empty(self.side, self.world).read(list(wanted), wanted)

	def tidied(self) -> "Shelf":
		"""The shelf without the rows that newer ones have replaced."""
		rows = np.fromiter(self.at.values(), dtype=np.int64, count=len(self.at))
		at = {name: i for i, name in enumerate(self.at)}
		return replace(self, table=pieces.take(self.table, rows), km=np.take(self.km, rows, axis=1), at=at)


_SHELVES: OrderedDict[tuple[str, str], Shelf] = OrderedDict()
_FREE: OrderedDict[str, tuple[tuple, Listings]] = OrderedDict()


def homes_for(applicant: str, filters: list) -> Market:
	"""The market of one household and every home the user may choose from.

	Args:
		applicant: the caller has checked who may see it.
		filters: which homes, as for `frappe.get_list`.

	Raises:
		BadInput: a row that can't be computed with.
	"""
	try:
		return kept_homes_for(applicant, filters)
	except packed.NotPackedError:
		names = frappe.get_list("Listing", filters, pluck="name", order_by="name", distinct=True, limit=0)
		return matchmaking.build(matchmaking.households_named([applicant]), matchmaking.listings_named(names))


def kept_homes_for(applicant: str, filters: list) -> Market:
	world = world_now()
	homes = chosen(HOMES, world, filters)
	rows, faults = matchmaking.households_named([applicant]), list(homes.faults)
	speak = codes_of(map(spoken, rows))
	seekers = SEEKERS.columns(rows, world, speak, faults)
	refuse(faults)
	listings = free_today(homes, world)
	return pieces.join(seekers, speak, listings, homes.speak, world.places, world.today, homes.km)


def seekers_for(listing: str, filters: list, but: set[str]) -> tuple[Market, int]:
	"""The market of one home and every household the user may choose from, `but` for some.

	Returns the market, and how many households were left out of it. Args and Raises: as `homes_for`.
	"""
	try:
		return kept_seekers_for(listing, filters, but)
	except packed.NotPackedError:
		names = frappe.get_list("Applicant", filters, pluck="name", order_by="name", distinct=True, limit=0)
		kept = [name for name in names if name not in but]
		market = matchmaking.build(matchmaking.households_named(kept), matchmaking.listings_named([listing]))
		return market, len(names) - len(kept)


def kept_seekers_for(listing: str, filters: list, but: set[str]) -> tuple[Market, int]:
	world = world_now()
	everyone = chosen(SEEKERS, world, filters)
	seekers = everyone.without(but)
	rows, faults = matchmaking.freed(matchmaking.listings_named([listing]), world.today), list(seekers.faults)
	speak = codes_of(map(spoken, rows))
	homes = HOMES.columns(rows, world, speak, faults)
	refuse(faults)
	market = pieces.join(seekers.table, seekers.speak, homes, speak, world.places, world.today)
	return market, len(everyone.table.names) - len(seekers.table.names)


def refuse(faults: list[Fault]) -> None:
	if faults:
		raise BadInput(faults)


def chosen(side: Side, world: World, filters: list) -> Choice:
	"""The rows that the user may read of those that the filters give, from memory as far as they stand there."""
	text = market_rows.listed(side.doctype, list_query(side.doctype, filters, ["name", "modified"]))
	key = (frappe.local.site, side.doctype)
	shelf = _SHELVES.get(key)
	if shelf is None or shelf.world.text != world.text:
		shelf = empty(side, world)
	found = shelf.choice(text)
	if found is None:
		shelf, found = shelf.choose(text, dict(packed.cells_of(text)))
		keep(_SHELVES, key, shelf)
	return found


def empty(side: Side, world: World) -> Shelf:
	table = side.columns([], world, (), [])
	return Shelf(side, world, table, distances(side, world, table))


def keep(kept: OrderedDict, key, value) -> None:
	kept[key] = value
	kept.move_to_end(key)
	while len(kept) > MOST_KEPT:
		kept.popitem(last=False)


def forget() -> None:
	"""Start from nothing, as a worker does that has just been started."""
	_SHELVES.clear()
	_FREE.clear()


def world_now() -> World:
	"""Today, the localities and the languages, as the database has them now."""
	today = getdate(nowdate())
	text = packed.ROW.join([today.isoformat(), *market_rows.world()])
	for (site, _doctype), shelf in list(_SHELVES.items()):
		if site == frappe.local.site and shelf.world.text == text:
			return shelf.world
	faults: list[Fault] = []
	places = columns.read_places(matchmaking.localities(), faults)
	refuse(faults)
	return World(text, places, today)


def distances(side: Side, world: World, table: Table) -> np.ndarray:
	"""Kilometres from each place (first axis) to each row; no places where rows have no position."""
	if not side.has_position:
		return np.zeros((0, len(table.names)))
	return columns.kilometres(world.places, table)


def by_row(faults: list[Fault]) -> dict[str, tuple[Fault, ...]]:
	found: dict[str, tuple[Fault, ...]] = {}
	for fault in faults:
		found[fault.row] = (*found.get(fault.row, ()), fault)
	return found


def free_today(homes: Choice, world: World) -> Listings:
	"""The homes as the holds of today leave them; worked out again only where a hold or a family has changed."""
	holds, families = market_rows.holds(), market_rows.families()
	key = (homes.table, holds, families, world.today)
	kept = _FREE.get(frappe.local.site)
	if kept and kept[0][0] is homes.table and kept[0][1:] == key[1:]:
		return kept[1]
	found = market_rows.with_holds(homes.table, holds, families, world.today)
	keep(_FREE, frappe.local.site, (key, found))
	return found
