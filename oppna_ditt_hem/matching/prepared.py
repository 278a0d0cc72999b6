"""A rule set on one market, made ready for all its pairs at once.

Most rules look at a few columns with few different values: the kind of household, pets, a step. Such a rule is computed once
for each combination of values that occurs, by its own formula, and looked up for every pair. A requirement becomes one row
of bits per class of households, a bit for each home, so that a whole block of pairs is sifted by a few ands; only what is
left is computed pair by pair. The result is the same to the bit as computing every rule on every pair.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from .catalogue import Criterion, RuleSet
from .evaluate import sifted
from .pairs import Pairs, Rows
from .scores import FULL, summed, weighted
from .tables import Market

MOST_CELLS = 1_000_000
"""The largest table kept for a rule; of float64, 8 MB."""
LEAST_SAVED = 4
"""A table has to be this many times smaller than the market, or the formula is as quick."""
SORT_FROM = 64
"""Codes that are spread wider than this many times their number are quicker to sort than to tick off."""
BLOCK_BYTES = 1 << 20
"""Pairs sifted at a time, a byte each: about what a core keeps close at hand."""


class _Traced(Rows):
	"""Rows that note which columns a formula reads."""

	def __init__(self, table: Any, index: Any):
		super().__init__(table, index)
		self.columns: set[str] = set()

	def __getattr__(self, column: str) -> Any:
		self.columns.add(column)
		return super().__getattr__(column)

	def reads(self, *columns: str) -> None:
		self.columns.update(columns)


class _TracedPairs(Pairs):
	@cached_property
	def household(self) -> _Traced:
		return _Traced(self.market.households, self.household_index)

	@cached_property
	def listing(self) -> _Traced:
		return _Traced(self.market.listings, self.listing_index)


@dataclass(frozen=True)
class _Classes:
	"""Rows that agree in some columns: the class of each row, and a row of each class."""

	of: np.ndarray
	example: np.ndarray


class _Sorter:
	"""Sorts the rows of one table into classes, each column once."""

	def __init__(self, table: Any):
		self.table, self.length = table, len(table.names)
		self.codes: dict[str, np.ndarray] = {}

	def classes(self, columns: set[str]) -> _Classes:
		of = np.zeros(self.length, dtype=np.int64)
		for column in sorted(columns):
			codes = self.codes_of(column)
			of = _numbered(of * (int(codes.max()) + 1) + codes)
		example = np.zeros(int(of.max()) + 1, dtype=np.int64)
		example[of[::-1]] = np.arange(self.length)[::-1]
		return _Classes(of, example)

	def codes_of(self, column: str) -> np.ndarray:
		if column not in self.codes:
			self.codes[column] = self._coded(np.ascontiguousarray(getattr(self.table, column)))
		return self.codes[column]

	def _coded(self, values: np.ndarray) -> np.ndarray:
		if not values.size:
			return np.zeros(self.length, dtype=np.int64)
		if values.ndim > 1:
			values = values.view(np.dtype((np.void, values[0].nbytes))).ravel()
		if values.dtype.kind in "iu":
			return _numbered(values - int(values.min()))
		return np.unique(values, return_inverse=True)[1]


def _numbered(codes: np.ndarray) -> np.ndarray:
	"""Codes from 0 renumbered without gaps, in their order."""
	most = int(codes.max()) + 1
	if most > SORT_FROM * len(codes):
		return np.unique(codes, return_inverse=True)[1]
	seen = np.zeros(most, dtype=bool)
	seen[codes] = True
	return (np.cumsum(seen) - 1)[codes]


@dataclass(frozen=True)
class _Table:
	"""A rule's results for every class of household (down) and of home (across)."""

	households: _Classes
	homes: _Classes
	results: np.ndarray

	def of_pairs(self, seekers: np.ndarray, homes: np.ndarray) -> np.ndarray:
		width = self.results.shape[1]
		return self.results.ravel().take(self.households.of.take(seekers) * width + self.homes.of.take(homes))

	def of_block(self, rows: np.ndarray) -> np.ndarray:
		"""Results of some households (n,) against all homes, as (n, homes)."""
		return self.results[self.households.of[rows]][:, self.homes.of]


@dataclass(frozen=True)
class Some:
	"""The possible pairs of some households in few bytes: how many each has, and the row of the home and the worth of each."""

	counts: np.ndarray
	homes: np.ndarray
	worth: np.ndarray


class Prepared:
	"""Everything that can be computed before the pairs are known; made once per market and rule set."""

	def __init__(self, market: Market, rules: RuleSet):
		self.market, self.rules = market, rules
		self.households, self.homes = len(market.households.names), len(market.listings.names)
		self._sorters = (_Sorter(market.households), _Sorter(market.listings))
		# By identity, because criteria hold dictionaries; the rule set keeps them alive.
		self.tables: dict[int, _Table] = {}
		for criterion in (*rules.requirements, *rules.preferences):
			table = self._table(criterion) if self.households and self.homes else None
			if table is not None:
				self.tables[id(criterion)] = table

	def _table(self, criterion: Criterion) -> _Table | None:
		traced = _TracedPairs(self.market, np.zeros(1, np.int64), np.zeros(1, np.int64))
		criterion.rule.evaluate(traced, criterion.parameters)
		seekers, homes = (
			sorter.classes(rows.columns)
			for sorter, rows in zip(self._sorters, (traced.household, traced.listing), strict=True)
		)
		shape = (len(seekers.example), len(homes.example))
		if shape[0] * shape[1] > min(MOST_CELLS, self.households * self.homes // LEAST_SAVED):
			return None
		pairs = Pairs(self.market, seekers.example[:, None], homes.example[None, :])
		results = np.broadcast_to(criterion.rule.evaluate(pairs, criterion.parameters), shape)
		return _Table(seekers, homes, np.ascontiguousarray(results))

	def block(self, criterion: Criterion, rows: np.ndarray) -> np.ndarray:
		"""A rule's results for some households (n,) against all homes, as (n, homes)."""
		table = self.tables.get(id(criterion))
		if table is not None:
			return table.of_block(rows)
		pairs = Pairs(self.market, rows[:, None], np.arange(self.homes)[None, :])
		found = criterion.rule.evaluate(pairs, criterion.parameters)
		return np.broadcast_to(found, (len(rows), self.homes))

	def points(self, criterion: Criterion, pairs: Pairs) -> Any:
		"""A preference's value times its weight for a list of pairs (n,)."""
		table = self._weighted.get(id(criterion))
		if table is None:
			return weighted(criterion, criterion.rule.evaluate(pairs, criterion.parameters))
		return table.of_pairs(pairs.household_index, pairs.listing_index)

	@cached_property
	def _weighted(self) -> dict[int, _Table]:
		preferences = [c for c in self.rules.preferences if id(c) in self.tables]
		return {
			id(c): replace(self.tables[id(c)], results=weighted(c, self.tables[id(c)].results))
			for c in preferences
		}

	def worth(self, pairs: Pairs) -> np.ndarray:
		"""What each of a list of pairs (n,) is worth, as `evaluate.worth` has it."""
		chosen = self.rules.preferences
		total = summed((self.points(criterion, pairs) for criterion in chosen), chosen)
		return np.broadcast_to(total, np.shape(pairs.household_index))

	@cached_property
	def _gates(self) -> list[tuple[np.ndarray, np.ndarray]]:
		"""For each tabled requirement: the class of each household, and the homes open to each class as bits."""
		tables = [self.tables[id(c)] for c in self.rules.requirements if id(c) in self.tables]
		return [
			(table.households.of, np.packbits((table.results >= 0)[:, table.homes.of], axis=1))
			for table in tables
		]

	@cached_property
	def _checks(self) -> list[Criterion]:
		return [c for c in self.rules.requirements if id(c) not in self.tables]

	def spans(self) -> Iterator[slice]:
		"""Households a block at a time."""
		step = max(1, BLOCK_BYTES // max(self.homes, 1))
		for start in range(0, self.households, step):
			yield slice(start, min(start + step, self.households))

	def possible(self, rows: slice) -> Pairs:
		"""The pairs of some households that break no requirement, by household and then home."""
		return sifted(Pairs(self.market, *self._gated(rows)), self._checks)

	def some(self, rows: slice) -> Some:
		"""The same with what each is worth."""
		pairs = self.possible(rows)
		counts = np.bincount(pairs.household_index - rows.start, minlength=rows.stop - rows.start)
		homes = pairs.listing_index.astype(np.min_scalar_type(self.homes))
		return Some(counts, homes, self.worth(pairs).astype(np.min_scalar_type(FULL)))

	def of_each_span(self, work: Callable[[slice], Any]) -> Iterator[Any]:
		"""What some work makes of each block of households, in order.

		Blocks are computed side by side on all cores, since numpy lets go of Python's lock; what comes out doesn't depend on it.
		"""
		spans = list(self.spans())
		if len(spans) < 2:
			yield from map(work, spans)
			return
		with ThreadPoolExecutor(os.cpu_count()) as pool:
			yield from pool.map(work, spans)

	def _gated(self, rows: slice) -> tuple[np.ndarray, np.ndarray]:
		"""What the tabled requirements leave, by household and then home."""
		height = rows.stop - rows.start
		bits = np.full((height, (self.homes + 7) // 8), 255, dtype=np.uint8)
		for classes, homes in self._gates:
			bits &= homes[classes[rows]]
		flat = np.flatnonzero(np.unpackbits(bits, axis=1, count=self.homes).view(bool))
		each = np.diff(np.searchsorted(flat, np.arange(height + 1) * self.homes))
		seekers = np.repeat(np.arange(height), each)
		homes = flat - seekers * self.homes
		return seekers + rows.start, homes


def possible_pairs(prepared: Prepared) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
	"""All possible pairs: household rows, listing rows and their worth, in row order."""
	found = list(prepared.of_each_span(prepared.some))
	counts, homes, worth = (
		np.concatenate([np.zeros(0, np.int8), *(getattr(some, column) for some in found)]).astype(np.int64)
		for column in ("counts", "homes", "worth")
	)
	return np.repeat(np.arange(len(counts)), counts), homes, worth
