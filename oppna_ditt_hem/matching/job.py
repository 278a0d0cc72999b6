"""The main job on two sheets: read, match, and what was found, ready to be printed or drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from . import round as rounds
from . import sheets
from .catalogue import RuleSet, rule_set
from .columns import build
from .faults import Fault
from .tables import Market
from .words import N_, Translate

BESIDE = ("orter.csv", "orter.xlsx", "localities.csv", "localities.xlsx")
HOME = N_("{kind} in {locality} (row {row})")
HOUSEHOLD = N_("{value} (row {row})")
PROTECTED = N_("Household (row {row})")


@dataclass(frozen=True)
class Source:
	"""One sheet: what it is called, and what was read."""

	filename: str
	sheet: sheets.Sheet

	@property
	def faults(self) -> list[Fault]:
		return self.sheet.faults


@dataclass(frozen=True)
class Job:
	"""Everything that was found. Rows are keyed by the names the engine uses."""

	today: date
	sources: tuple[Source, ...]
	listings: Mapping[str, dict[str, Any]]
	households: Mapping[str, dict[str, Any]]
	localities: tuple[dict[str, Any], ...]
	market: Market
	round: rounds.Round

	def home(self, name: str, translate: Translate) -> str:
		row = self.listings[name]
		kind, place = translate(row["kind"]), row["locality"]
		return translate(HOME).format(kind=kind, locality=place, row=row["row_number"])

	def household(self, name: str, translate: Translate) -> str:
		"""How a household is called in a report; never by name where its identity is protected."""
		row = self.households[name]
		template = PROTECTED if row.get("protected_identity") else HOUSEHOLD
		return translate(template).format(value=row["household_name"], row=row["row_number"])

	def free_places(self) -> dict[str, int]:
		"""Places by locality, most first."""
		places: Counter[str] = Counter()
		for row in self.listings.values():
			places[row["locality"]] += row["places"]
		return dict(sorted(places.items(), key=lambda item: (-item[1], item[0])))

	def waiting(self) -> dict[int, int]:
		"""Households by size."""
		sizes = Counter(row["household_size"] for row in self.households.values())
		return dict(sorted(sizes.items()))


def run(
	listings: Path,
	households: Path,
	localities: Path | None,
	*,
	today: date,
	policy: str,
	rules: RuleSet | None = None,
) -> Job:
	"""Read the sheets and propose a round.

	Raises:
		UnreadableSheet: a file that can't be read.
		BadInput: rows that can't be computed with.
		UnknownPolicy: names those there are.
	"""
	localities = localities or _beside(listings)
	places = _source(localities, "localities", today) if localities else None
	known = [row["locality_name"] for row in places.sheet.rows] if places else None
	homes = _source(listings, "listings", today, known)
	seekers = _source(households, "households", today, known)
	home_rows, seeker_rows = _named(homes), _named(seekers)
	place_rows = tuple(places.sheet.rows) if places else ()
	market = build(seeker_rows.values(), home_rows.values(), place_rows, today=today)
	return Job(
		today=today,
		sources=tuple(source for source in (homes, seekers, places) if source),
		listings=home_rows,
		households=seeker_rows,
		localities=place_rows,
		market=market,
		round=rounds.propose(market, rules or rule_set(), policy),
	)


def _beside(listings: Path) -> Path | None:
	"""A sheet of localities lying beside the listings."""
	return next((listings.parent / name for name in BESIDE if (listings.parent / name).is_file()), None)


def _source(path: Path, kind: str, today: date, localities: list[str] | None = None) -> Source:
	return Source(path.name, sheets.read(path, kind, today=today, localities=localities))


def _named(source: Source) -> dict[str, dict[str, Any]]:
	"""Rows by a name that is theirs alone and sorts as they stand on the sheet."""
	pairs = zip(source.sheet.row_numbers, source.sheet.rows, strict=True)
	return {f"{number:06d}": {**row, "name": f"{number:06d}", "row_number": number} for number, row in pairs}
