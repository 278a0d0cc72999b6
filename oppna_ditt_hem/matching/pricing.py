"""Large assignments from their promising pairs, proven over all pairs.

Prices from a solved part of a market show which of all other pairs could make it better: those worth more than their two
prices together. They are added, and it is solved again from the last prices, until there are none (column generation). Each
pass over all pairs also bounds what any choice could reach. The pairs may lie in memory or come a block at a time (`passes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .assign import Graph, Matching, maximise
from .ranks import order_of, places_within

PROMISING = 10
"""Pairs per household to begin with, and at most that many more for each in a pass."""
MOST_PASSES = 12
SMALL = 300_000
"""Pairs up to which all are as quickly solved at once."""


@dataclass(frozen=True)
class Block:
	"""Some pairs with all of their households': household, listing, weight, and a column that is carried along."""

	household: np.ndarray
	listing: np.ndarray
	weight: np.ndarray
	carried: np.ndarray

	def taken(self, kept: np.ndarray) -> Block:
		return Block(self.household[kept], self.listing[kept], self.weight[kept], self.carried[kept])

	def best_of_each(self, value: np.ndarray) -> Block:
		"""The PROMISING pairs of each household with the highest value; ties by the number of the home."""
		places = places_within(self.household, [self.listing, -value])
		return self.taken(np.flatnonzero(places < PROMISING))


@dataclass(frozen=True)
class Grown:
	"""The pairs that were needed, sorted by household and then home, their best matching, and how much more could be reached."""

	core: Block
	found: Matching
	beyond: int


Pick = Callable[[Block], Any]
Blocks = Callable[[Pick], Iterable[Any]]
"""Applies a function to all pairs, a block at a time, and gives what it returns in order; called once in each pass."""


def grown(blocks: Blocks, slots: np.ndarray, households: int, enough: float = 0.0) -> Grown:
	"""The best matching over all pairs, from as few of them as it takes to prove that.

	Args:
		enough: stop when at most this share of the result could be missing.
	"""
	core = _joined(blocks(lambda block: block.best_of_each(block.weight)))
	found = _solved(core, slots, households, None)
	for _pass in range(MOST_PASSES):
		more, beyond = _better(blocks, found)
		if beyond <= enough * found.value:
			break
		core = _joined((core, more))
		found = _solved(core, slots, households, found.listing_price)
	else:
		beyond = _better(blocks, found)[1]
	return Grown(core, found, beyond)


def _solved(core: Block, slots: np.ndarray, households: int, start: np.ndarray | None) -> Matching:
	return maximise(Graph(core.household, core.listing, core.weight, slots, households), start=start)


def _better(blocks: Blocks, found: Matching) -> tuple[Block, int]:
	"""Pairs worth more than their prices, and by how much all households together could gain by them at most."""

	def pick(block: Block) -> tuple[Block, int]:
		gain = block.weight - found.household_price[block.household] - found.listing_price[block.listing]
		kept = np.flatnonzero(gain > 0)
		better, gain = block.taken(kept), gain[kept]
		return better.best_of_each(gain), _largest_of_each(better.household, gain)

	parts = list(blocks(pick))
	return _joined(part for part, _more in parts), sum(more for _part, more in parts)


def _largest_of_each(household: np.ndarray, gain: np.ndarray) -> int:
	if not len(household):
		return 0
	first = np.flatnonzero(np.diff(household, prepend=-1))
	return int(np.maximum.reduceat(gain, first).sum())


def _joined(parts: Iterable[Block]) -> Block:
	nothing = np.zeros(0, np.int64)
	parts = [Block(nothing, nothing, nothing, nothing), *parts]
	columns = ("household", "listing", "weight", "carried")
	joined = Block(*(np.concatenate([getattr(part, column) for part in parts]) for column in columns))
	return joined.taken(order_of((joined.listing, joined.household)))


def maximise_from_parts(graph: Graph) -> Matching:
	"""As `maximise`, and as exactly, sooner where there are many pairs."""
	if len(graph.weight) <= SMALL:
		return maximise(graph)
	all_pairs = Block(graph.household, graph.listing, graph.weight, np.arange(len(graph.weight)))
	made = grown(lambda pick: (pick(all_pairs),), graph.slots, graph.households)
	if made.beyond:
		return maximise(graph)
	edge_of = made.found.edge_of.copy()
	edge_of[edge_of >= 0] = made.core.carried[edge_of[edge_of >= 0]]
	found = made.found
	return Matching(
		edge_of, found.household_price, found.listing_price, found.method, found.value, found.bound
	)
