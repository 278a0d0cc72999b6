"""What a change of the rules would do: one market under the rules before and after, side by side.

Computed a block of pairs at a time; of the pairs themselves only the first few are kept, so memory does not grow with how
much a change changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .catalogue import Criterion, RuleSet
from .evaluate import blocks, possible, worth
from .pairs import Pairs
from .scores import FULL
from .tables import Market

SHOWN = 25
NONE = -1
"""The worth of a pair that is not possible."""


@dataclass(frozen=True)
class Some:
	"""The first few of `count` rows."""

	count: int
	rows: tuple[tuple[Any, ...], ...]

	def as_dict(self) -> dict[str, Any]:
		return {"count": self.count, "rows": [list(row) for row in self.rows]}


@dataclass(frozen=True)
class Change:
	"""What goes and what comes."""

	lost: Some
	gained: Some

	def as_dict(self) -> dict[str, Any]:
		return {"lost": self.lost.as_dict(), "gained": self.gained.as_dict()}


@dataclass(frozen=True)
class Preview:
	"""Two sets of rules over one market. Names are the market's; scores 0-100.

	`pairs` has rows (household, listing), longest wait first. `last_homes` are households that lose their last possible
	home or gain their first, with how many they lose or gain; `last_households` likewise for listings. `best` has rows
	(household, best home before, its score, best home after, its score) where the best home is another. `moved` has rows
	(household, listing, score before, score after) of pairs that are possible in both, the biggest movement first.
	"""

	households: int
	listings: int
	pairs_before: int
	pairs_after: int
	homeless_before: int
	homeless_after: int
	pairs: Change
	last_homes: Change
	last_households: Change
	best: Some
	moved: Some

	@property
	def changes_nothing(self) -> bool:
		return not any(some.count for some in (self.pairs.lost, self.pairs.gained, self.best, self.moved))

	def as_dict(self) -> dict[str, Any]:
		plain = {
			name: value.as_dict() if isinstance(value, (Some, Change)) else value
			for name, value in self.__dict__.items()
		}
		return {**plain, "changes_nothing": self.changes_nothing}


def preview(market: Market, before: RuleSet, after: RuleSet, shown: int = SHOWN) -> Preview:
	"""Compare two rule sets on a market; at most `shown` rows of each kind are named."""
	found = _Comparison(market, _Difference(before, after), shown)
	for block in blocks(market):
		found.add(block)
	return found.result()


class _Difference:
	"""Two rule sets, taken apart so that what they share is computed once."""

	def __init__(self, before: RuleSet, after: RuleSet):
		self.before, self.after = before, after
		rows = _rows(after.requirements)
		shared = [row for row in _rows(before.requirements) if row in rows]
		self.shared = RuleSet(_those(before.requirements, shared), ())
		self.only_before = RuleSet(_those(before.requirements, shared, kept=False), ())
		self.only_after = RuleSet(_those(after.requirements, shared, kept=False), ())
		self.in_preferences = _rows(before.preferences) != _rows(after.preferences)

	def possible(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
		shared = possible(pairs, self.shared)
		return shared & possible(pairs, self.only_before), shared & possible(pairs, self.only_after)

	def worth(self, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
		before = worth(pairs, self.before)
		return before, worth(pairs, self.after) if self.in_preferences else before


def _rows(criteria: tuple[Criterion, ...]) -> list[dict[str, Any]]:
	return [criterion.as_row() for criterion in criteria]


def _those(criteria: tuple[Criterion, ...], rows: list[dict], *, kept: bool = True) -> tuple[Criterion, ...]:
	return tuple(criterion for criterion in criteria if (criterion.as_row() in rows) is kept)


class _First:
	"""The few rows with the smallest keys of many that come in parts. Keys are unique integers."""

	def __init__(self, most: int):
		self.most, self.count = most, 0
		self.keys = np.zeros(0, np.int64)
		self.rows: tuple[np.ndarray, ...] = ()

	def add(self, keys: np.ndarray, *columns: np.ndarray) -> None:
		self.count += len(keys)
		if len(keys) > self.most:
			nearest = np.argpartition(keys, self.most)[: self.most]
			keys, columns = keys[nearest], tuple(column[nearest] for column in columns)
		if self.rows:
			keys = np.concatenate([self.keys, keys])
			columns = tuple(np.concatenate(two) for two in zip(self.rows, columns, strict=True))
		order = np.argsort(keys)[: self.most]
		self.keys, self.rows = keys[order], tuple(column[order] for column in columns)

	def some(self, *say: Callable[[int], Any]) -> Some:
		"""As rows, each column said by its function."""
		if not self.count:
			return Some(0, ())
		columns = [map(one, column.tolist()) for one, column in zip(say, self.rows, strict=True)]
		return Some(self.count, tuple(zip(*columns, strict=True)))


class _Comparison:
	def __init__(self, market: Market, rules: _Difference, most: int):
		self.market, self.rules = market, rules
		self.queue, self.rank = market.household_order, market.listing_order
		self.by_rank = np.argsort(self.rank)
		counts = (len(market.households.names), len(market.listings.names))
		self.homes = np.zeros((2, counts[0]), np.int64)
		self.seekers = np.zeros((2, counts[1]), np.int64)
		self.most = most
		self.lost, self.gained, self.best, self.moved = (_First(most) for _ in range(4))

	def add(self, block: Pairs) -> None:
		before, after = self.rules.possible(block)
		start = int(block.household_index[0, 0])
		self.homes[:, start : start + len(before)] = before.sum(axis=1), after.sum(axis=1)
		self.seekers += np.stack([before.sum(axis=0), after.sum(axis=0)])
		self._pairs(self.lost, before & ~after, start)
		self._pairs(self.gained, after & ~before, start)
		self._scores(block, before, after)

	def _pairs(self, kept: _First, chosen: np.ndarray, start: int) -> None:
		seekers, homes = np.nonzero(chosen)
		seekers = seekers + start
		kept.add(self._key(seekers, homes), seekers, homes)

	def _key(self, seekers: np.ndarray, homes: np.ndarray) -> np.ndarray:
		return self.queue[seekers].astype(np.int64) * len(self.rank) + self.rank[homes]

	def _scores(self, block: Pairs, before: np.ndarray, after: np.ndarray) -> None:
		"""Another best home, and how far scores move; only households whose pairs or scores can have changed."""
		touched = np.full(len(before), True) if self.rules.in_preferences else (before != after).any(axis=1)
		if not touched.any() or not before.shape[1]:
			return
		before, after = before[touched], after[touched]
		part = Pairs(self.market, block.household_index[touched], block.listing_index)
		first, then = self.rules.worth(part)
		seekers = part.household_index[:, 0]
		self._movements(seekers, np.where(before & after, then - first, 0), first, then)
		self._bests(seekers, np.where(before, first, NONE), np.where(after, then, NONE))

	def _movements(self, seekers: np.ndarray, by: np.ndarray, first: np.ndarray, then: np.ndarray) -> None:
		i, homes = np.nonzero(by)
		size = len(self.queue) * len(self.rank)
		keys = (FULL - np.abs(by[i, homes])) * size + self._key(seekers[i], homes)
		self.moved.add(keys, seekers[i], homes, first[i, homes], then[i, homes])

	def _bests(self, seekers: np.ndarray, first: np.ndarray, then: np.ndarray) -> None:
		rows = np.arange(len(seekers))
		# Among equals the home that has been free longest, as a search ranks them.
		home_before = self.by_rank[np.argmax(first[:, self.by_rank], axis=1)]
		home_after = self.by_rank[np.argmax(then[:, self.by_rank], axis=1)]
		score_before, score_after = first[rows, home_before], then[rows, home_after]
		other = (home_before != home_after) & (score_before != NONE) & (score_after != NONE)
		columns = (seekers, home_before, score_before, home_after, score_after)
		self.best.add(self.queue[seekers[other]].astype(np.int64), *(column[other] for column in columns))

	def result(self) -> Preview:
		seeker, home = _namer(self.market.households.names), _namer(self.market.listings.names)
		had, has = self.homes
		return Preview(
			households=len(self.queue),
			listings=len(self.rank),
			pairs_before=int(had.sum()),
			pairs_after=int(has.sum()),
			homeless_before=int((had == 0).sum()),
			homeless_after=int((has == 0).sum()),
			pairs=Change(self.lost.some(seeker, home), self.gained.some(seeker, home)),
			last_homes=self._last(self.homes, self.queue, seeker),
			last_households=self._last(self.seekers, self.rank, home),
			best=self.best.some(seeker, home, _score, home, _score),
			moved=self.moved.some(seeker, home, _score, _score),
		)

	def _last(self, counts: np.ndarray, order: np.ndarray, name: Callable[[int], str]) -> Change:
		"""Those that go from some to none, and from none to some."""
		had, has = counts
		sides = []
		for some, none in ((had, has), (has, had)):
			chosen = np.nonzero((some > 0) & (none == 0))[0]
			first = _First(self.most)
			first.add(order[chosen].astype(np.int64), chosen, some[chosen])
			sides.append(first.some(name, int))
		return Change(*sides)


def _namer(names: np.ndarray) -> Callable[[int], str]:
	return lambda row: str(names[row])


def _score(worth: int) -> float:
	return worth * 100 / FULL
