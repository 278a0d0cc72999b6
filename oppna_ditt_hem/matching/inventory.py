"""Two spreadsheets, and a third with the places if there is one, read together and checked against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from . import sheets
from .faults import Fault
from .sheets import UnreadableSheet
from .words import N_

BESIDE = ("orter.csv", "orter.xlsx", "localities.csv", "localities.xlsx")

SWAPPED = N_(
	"{listing} holds the households and {other} the homes. Write the sheet of homes first, then the sheet of households."
)
SAME_FILE = N_("{listing} is given twice. Write the sheet of homes first, then the sheet of households.")


@dataclass(frozen=True)
class Source:
	"""One sheet: what it is called, and what was read."""

	filename: str
	sheet: sheets.Sheet

	@property
	def faults(self) -> list[Fault]:
		return self.sheet.faults

	@property
	def rows_left_out(self) -> int:
		return self.sheet.rows_left_out


class UnreadableSheets(ValueError):
	"""Files that can't be read, each with its own reason in `errors`; `sources` are those that could, faults and all."""

	def __init__(self, errors: Iterable[UnreadableSheet], sources: Iterable[Source] = ()):
		self.errors, self.sources = tuple(errors), tuple(sources)
		super().__init__("\n".join(error.text() for error in self.errors))


@dataclass(frozen=True)
class Inventory:
	"""What was read, on the day that counts as today."""

	today: date
	listings: Source
	households: Source
	localities: Source | None

	@property
	def sources(self) -> tuple[Source, ...]:
		return tuple(source for source in (self.listings, self.households, self.localities) if source)

	@property
	def faults(self) -> int:
		"""How many there are, in rows and in column headers."""
		return sum(len(source.faults) for source in self.sources)


def read(listings: Path, households: Path, localities: Path | None, *, today: date) -> Inventory:
	"""Read the sheets, all of them even where one can't be read.

	Args:
		localities: the places with positions and services; None takes a sheet called as in BESIDE that lies beside the
			listings, if there is one.

	Raises:
		UnreadableSheets: every file that can't be read, and why.
	"""
	if listings.resolve() == households.resolve():
		raise UnreadableSheets([UnreadableSheet(SAME_FILE, listing=listings.name)])
	errors: list[UnreadableSheet] = []
	localities = localities or beside(listings)
	places = _source(localities, "localities", today, None, errors) if localities else None
	known = [row["locality_name"] for row in places.sheet.rows] if places else None
	homes = _source(listings, "listings", today, known, errors)
	seekers = _source(households, "households", today, known, errors)
	if errors or not (homes and seekers):
		read_ones = [source for source in (homes, seekers, places) if source]
		raise UnreadableSheets(_swapped(listings, households, today) or errors, read_ones)
	if not places:
		homes, seekers = _spelled_alike(homes, seekers)
	return Inventory(today, homes, seekers, places)


def beside(listings: Path) -> Path | None:
	"""A sheet of localities lying beside the listings."""
	return next((listings.parent / name for name in BESIDE if (listings.parent / name).is_file()), None)


def _source(
	path: Path, kind: str, today: date, localities: list[str] | None, errors: list[UnreadableSheet]
) -> Source | None:
	try:
		return Source(path.name, sheets.read(path, kind, today=today, localities=localities))
	except UnreadableSheet as error:
		errors.append(error)
		return None


def _swapped(listings: Path, households: Path, today: date) -> list[UnreadableSheet]:
	"""One sentence instead of two, where each sheet is the other."""
	errors: list[UnreadableSheet] = []
	_source(households, "listings", today, None, errors)
	_source(listings, "households", today, None, errors)
	return [] if errors else [UnreadableSheet(SWAPPED, listing=listings.name, other=households.name)]


def _spelled_alike(homes: Source, seekers: Source) -> tuple[Source, Source]:
	"""Without a sheet of places, one that is written in capitals here and not there is still one place."""
	written = Counter(
		place for source in (homes, seekers) for row in source.sheet.rows for place in _places(row)
	)
	spelling: dict[str, str] = {}
	# As most have written it, but rather "Nås" than "NÅS" or "nås".
	for place in sorted(
		written, key=lambda place: (place.isupper() or place.islower(), -written[place], place)
	):
		spelling.setdefault(place.lower(), place)
	return _respelled(homes, spelling), _respelled(seekers, spelling)


def _places(row: Mapping[str, Any]) -> list[str]:
	found = [row.get("locality"), row.get("must_reach"), *(row.get("wished_localities") or ())]
	return [place for place in found if place]


def _respelled(source: Source, spelling: Mapping[str, str]) -> Source:
	def one(place: Any) -> Any:
		return spelling.get(place.lower(), place) if place else place

	rows = []
	for row in source.sheet.rows:
		changed = {field: one(row[field]) for field in ("locality", "must_reach") if field in row}
		if row.get("wished_localities"):
			changed["wished_localities"] = list(dict.fromkeys(map(one, row["wished_localities"])))
		rows.append({**row, **changed})
	return replace(source, sheet=replace(source.sheet, rows=rows))
