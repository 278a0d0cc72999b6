"""The main job on two sheets: read, match, and what was found, ready to be printed or drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import round as rounds
from .catalogue import RuleSet, rule_set
from .columns import build
from .faults import BadInput, Fault
from .inventory import Inventory, Source
from .pairs import Pairs, iso
from .tables import Market
from .words import N_, Translate, show_plain

HOME = N_("{kind} in {locality} (row {row})")
HOUSEHOLD = N_("{value} (row {row})")
PROTECTED = N_("Household (row {row})")


@dataclass(frozen=True)
class Job:
	"""Everything that was found. Rows are keyed by the names the engine uses."""

	today: date
	sources: tuple[Source, ...]
	listings: Mapping[str, dict[str, Any]]
	households: Mapping[str, dict[str, Any]]
	localities: tuple[dict[str, Any], ...]
	rules: RuleSet
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

	def show(self, value: Any, kind: str, translate: Translate) -> str:
		"""One parameter of a sentence; a name of the engine's by what the row is called on the sheet."""
		titles = {"household": self.household, "home": self.home}
		return titles[kind](value, translate) if kind in titles else show_plain(value, kind, translate)

	def move_in(self, household: str, listing: str) -> str | None:
		"""The first day on which both can, ISO; None where it is not known."""
		rows = self.market.household(household), self.market.listing(listing)
		return iso(Pairs(self.market, *rows).move_in)

	@property
	def places(self) -> int:
		return sum(row["places"] for row in self.listings.values())

	@property
	def people(self) -> int:
		return sum(row["household_size"] for row in self.households.values())

	@property
	def faults(self) -> list[tuple[str, Fault]]:
		"""Every fault of the sheets, with the file it is in."""
		return [(source.filename, fault) for source in self.sources for fault in source.faults]

	def wishes(self) -> Counter[str]:
		"""Households by the localities they wish for; one with several wishes is counted in each."""
		return Counter(
			place for row in self.households.values() for place in row.get("wished_localities") or ()
		)


def match(
	inventory: Inventory,
	*,
	policy: str,
	rules: RuleSet | None = None,
	progress: rounds.Progress = rounds.unheard,
) -> Job:
	"""Propose a round on what was read.

	Raises:
		BadInput: rows that can't be computed with, by the sheet's own row numbers.
		UnknownPolicy: names those there are.
		OverflowError: numbers too large to be weighed exactly.
	"""
	rules = rules or rule_set()
	homes, seekers = _named(inventory.listings), _named(inventory.households)
	places = tuple(inventory.localities.sheet.rows) if inventory.localities else ()
	try:
		market = build(seekers.values(), homes.values(), places, today=inventory.today)
	except BadInput as error:
		raise BadInput([_by_row_number(fault) for fault in error.faults]) from error
	return Job(
		today=inventory.today,
		sources=inventory.sources,
		listings=homes,
		households=seekers,
		localities=places,
		rules=rules,
		market=market,
		round=rounds.propose(market, rules, policy, progress),
	)


def _named(source: Source) -> dict[str, dict[str, Any]]:
	"""Rows by a name that is theirs alone and sorts as they stand on the sheet."""
	pairs = zip(source.sheet.row_numbers, source.sheet.rows, strict=True)
	return {f"{number:06d}": {**row, "name": f"{number:06d}", "row_number": number} for number, row in pairs}


def _by_row_number(fault: Fault) -> Fault:
	"""The row as it is numbered on the sheet, instead of the name it has here."""
	row = int(fault.row) if str(fault.row).isdigit() else fault.row
	return Fault(row, fault.column, fault.value, fault.template, fault.params)
