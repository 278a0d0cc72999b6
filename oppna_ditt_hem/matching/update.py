"""A solved market that changes: a home is added, a household leaves, and everybody is where they should be again.

A change leaves prices that are right but for the nodes it touches. A shortest augmenting path from each of those mends the
matching exactly, and most paths are short: a thousandth of the time of solving anew, and it is known who would move.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from .assign import Graph, Matching
from .augment import Journal, Side, connect, mend, part, price
from .duals import edges_between
from .ranks import order_of

Edges = tuple[list[int], list[int]]
"""Where they lead, and what each is worth."""


@dataclass(frozen=True)
class Change:
	"""What a change did.

	`gain`: how much more the matching is worth, below 0 if less. `moves`: (household, the listing it had, the one it gets), None
	for none, sorted by household. `number`: of the household or listing that was changed; a new one has the next number.
	"""

	gain: int
	moves: list[tuple[int, int | None, int | None]]
	number: int


class Live:
	"""A matching that stays the best while its market changes.

	Numbers are the graph's. What is removed keeps its number and has no edges; nothing is numbered anew. Edges that no graph may
	have, or that lead to a household that was removed, are refused with a ValueError, and nothing has changed.
	"""

	def __init__(self, graph: Graph, matching: Matching):
		self.households = Side(matching.household_price, np.ones(graph.households, np.int64))
		self.listings = Side(matching.listing_price, graph.slots)
		self.households.set_edges(self.listings, graph.household, graph.listing, graph.weight)
		self.listings.set_edges(self.households, graph.listing, graph.household, graph.weight)
		self.value = matching.value
		for household in np.flatnonzero(matching.edge_of >= 0).tolist():
			listing = int(graph.listing[matching.edge_of[household]])
			self.households.partners[household] = (listing,)
			self.listings.partners[listing] += (household,)
		self._worth = np.where(matching.edge_of >= 0, _weights(graph, matching), 0).tolist()
		self._history: list[tuple[Journal, int]] = []

	def add_listing(self, households: Sequence[int], weights: Sequence[int], slots: int = 1) -> Change:
		"""A new listing: the households it could take, and what each of those pairs is worth."""
		return self._change(self.listings, None, households, weights, slots)

	def change_listing(
		self,
		listing: int,
		households: Sequence[int] | None = None,
		weights: Sequence[int] | None = None,
		slots: int | None = None,
	) -> Change:
		"""Other edges for a listing (None keeps them), another number of slots (None keeps it), or both."""
		return self._change(self.listings, listing, households, weights, slots)

	def remove_listing(self, listing: int) -> Change:
		return self._change(self.listings, listing, [], [], 0)

	def add_household(self, listings: Sequence[int], weights: Sequence[int]) -> Change:
		"""A new household: the listings it could have, and what each of those pairs is worth."""
		return self._change(self.households, None, listings, weights, 1)

	def change_household(self, household: int, listings: Sequence[int], weights: Sequence[int]) -> Change:
		return self._change(self.households, household, listings, weights, 1)

	def remove_household(self, household: int) -> Change:
		return self._change(self.households, household, [], [], 0)

	def change(self, household: int, listing: int, weight: int | None) -> Change:
		"""Another worth for one pair; None if it is no longer possible."""
		side = self.households
		edges = dict(zip(side.other[household], side.weights(self.listings, household), strict=True))
		edges.pop(listing, None)
		if weight is not None:
			edges[listing] = weight
		return self.change_household(household, list(edges), list(edges.values()))

	def undo(self) -> None:
		"""Take the last change back, with its prices."""
		journal, self.value = self._history.pop()
		journal.undo()

	def keep(self) -> None:
		"""Forget how to undo what was done so far, and free the memory for it."""
		self._history.clear()

	@contextmanager
	def trial(self) -> Iterator[Live]:
		"""What is changed inside is taken back at the end."""
		depth = len(self._history)
		try:
			yield self
		finally:
			while len(self._history) > depth:
				self.undo()

	def snapshot(self) -> tuple[Graph, Matching]:
		"""The market and its matching as they are now, to certify or to solve anew."""
		side = self.households
		household = np.repeat(np.arange(len(side.other)), [len(others) for others in side.other])
		listing = np.array([other for others in side.other for other in others], dtype=np.int64)
		weight = np.array(
			[w for node in range(len(side.other)) for w in side.weights(self.listings, node)], dtype=np.int64
		)
		order = order_of((listing, household))
		slots = np.array(self.listings.slots, dtype=np.int64)
		graph = Graph(household[order], listing[order], weight[order], slots, len(side.other))
		home = np.array([partners[0] if partners else -1 for partners in side.partners], dtype=np.int64)
		u, v = np.array(side.price, dtype=np.int64), np.array(self.listings.price, dtype=np.int64)
		bound = int(u.sum()) + int((v * slots).sum())
		return graph, Matching(edges_between(graph, home), u, v, "update", self.value, bound)

	def _change(
		self,
		here: Side,
		node: int | None,
		others: Sequence[int] | None,
		weights: Sequence[int] | None,
		slots: int | None,
	) -> Change:
		journal, before = Journal(), self.value
		try:
			node = self._new(here, journal) if node is None else node
			edges = None if others is None else _edges(others, weights)
			self._check(here, node, edges, slots)
			self._rearrange(here, node, edges, here.slots[node] if slots is None else slots, journal)
			moves = self._moves(journal)
		except BaseException:
			journal.undo()
			self.value = before
			raise
		self._history.append((journal, before))
		return Change(self.value - before, moves, node)

	def _rearrange(self, here: Side, node: int, edges: Edges | None, slots: int, journal: Journal) -> None:
		there = self._across(here)
		loose = here.partners[node][slots if edges is None else 0 :]
		for other in loose:
			part(here, there, node, other, journal)
		if edges is not None:
			connect(here, there, node, *edges, journal)
		journal.set(here.slots, node, slots)
		# Before anybody looks at its new edges.
		price(here, there, node, journal)
		for other in loose:
			mend(there, here, other, journal)
		mend(here, there, node, journal)

	def _across(self, here: Side) -> Side:
		return self.households if here is self.listings else self.listings

	def _check(self, here: Side, node: int, edges: Edges | None, slots: int | None) -> None:
		others, weights = edges or ([], [])
		there = self._across(here)
		faults = {
			"There is no such household or listing.": lambda: not 0 <= node < len(here.price),
			"A listing cannot take fewer than no households.": lambda: slots is not None and slots < 0,
			"There must be one weight for each edge.": lambda: len(weights) != len(others),
			"Two edges lead to the same node.": lambda: len(set(others)) < len(others),
			"An edge leads to a node that does not exist.": lambda: (
				min(others, default=0) < 0 or max(others, default=-1) >= len(there.price)
			),
			"A weight must be above 0.": lambda: min(weights, default=1) <= 0,
			"An edge leads to a household that was removed.": lambda: (
				there is self.households and not all(map(there.slots.__getitem__, others))
			),
		}
		for fault, is_found in faults.items():
			if is_found():
				raise ValueError(fault)

	def _new(self, here: Side, journal: Journal) -> int:
		for column, nothing in zip(here.columns(), (0, 0, 0, (), [], []), strict=True):
			journal.append(column, nothing)
		if here is self.households:
			journal.append(self._worth, 0)
		return len(here.price) - 1

	def _moves(self, journal: Journal) -> list[tuple[int, int | None, int | None]]:
		"""Who has another listing than before; the worth of what they have is kept with them."""
		side = self.households
		moves = []
		for household, old in sorted(journal.was(side.partners).items()):
			new = side.partners[household]
			worth = side.price[household] + self.listings.price[new[0]] if new else 0
			self.value += worth - self._worth[household]
			journal.set(self._worth, household, worth)
			if new != old:
				moves.append((household, old[0] if old else None, new[0] if new else None))
		return moves


def _edges(others: Sequence[int], weights: Sequence[int] | None) -> Edges:
	"""In plain numbers: numpy's are slower one by one, and overflow."""
	return [int(other) for other in others], [int(weight) for weight in (() if weights is None else weights)]


def _weights(graph: Graph, matching: Matching) -> np.ndarray:
	return graph.weight[matching.edge_of] if len(graph.weight) else np.zeros(graph.households, np.int64)
