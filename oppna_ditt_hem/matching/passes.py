"""Passes over all possible pairs of a market that is too large to hold them as they are: computed once, then remembered in few bytes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

import numpy as np

from .prepared import Prepared, Some
from .pricing import Block, Blocks
from .scores import FULL

MOST_KEPT = 100_000_000
"""Pairs that are remembered, in four bytes each; what is beyond them is computed anew in each pass."""


class _Memory:
	"""Room for pairs in one piece, so that all of it is given back at once; pages are only taken as they are written."""

	def __init__(self, homes: int):
		self.homes = np.empty(MOST_KEPT, np.min_scalar_type(homes))
		self.worth = np.empty(MOST_KEPT, np.min_scalar_type(FULL))
		self.known: dict[int, Some] = {}
		self.used = 0
		self.lock = Lock()

	def keep(self, start: int, some: Some) -> None:
		"""Remember the pairs of the households from number `start` on, if there is room."""
		with self.lock:
			place = slice(self.used, self.used + len(some.worth))
			if place.stop > MOST_KEPT:
				return
			self.used = place.stop
		self.homes[place], self.worth[place] = some.homes, some.worth
		self.known[start] = Some(some.counts, self.homes[place], self.worth[place])


def in_blocks(prepared: Prepared, weigh: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Blocks:
	"""A market's possible pairs, numbered by the queue and the homes' order, carrying their worth.

	Args:
		weigh: weights from household rows and worth.
	"""
	market, memory = prepared.market, _Memory(prepared.homes)

	def block_of(span: slice) -> Block:
		some = memory.known.get(span.start) or computed(span)
		rows = np.repeat(np.arange(span.start, span.stop), some.counts)
		worth = some.worth.astype(np.int64)
		return Block(
			market.household_order[rows], market.listing_order[some.homes], weigh(rows, worth), worth
		)

	def computed(span: slice) -> Some:
		some = prepared.some(span)
		memory.keep(span.start, some)
		return some

	return lambda pick: prepared.of_each_span(lambda span: pick(block_of(span)))
