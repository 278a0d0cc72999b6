"""The search for a best matching in legs, on a graph whose edges are sorted anew as prices become known."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from . import fast, kernel
from .duals import edges_between, lowest_prices, settle, starts_of
from .full import by_scipy, can_use_scipy
from .ranks import order_of

COMPILE_FROM = 200_000
"""Edges from which loading numba is worth its half second."""
LEGS, LAST, LEAST, DENSE = 3, 8, 256, 1000
"""A leg fills one in three of the listings that are left, and not fewer than one in eight of all, so many, or one per so
many edges."""
SETTLING = 4
"""Rounds of lowering prices between two legs."""
PATIENCE, LEAST_WORK = 0.25, 10_000
"""Edges looked at per cell of the matrix that scipy's solver would see: its time grows with those, not with edges."""
SAMPLE = 4_000
"""Weights, more or less, by which it is judged how many are alike."""


class Search:
	"""A market that is being solved: prices, who has which listing, and how far it has come.

	`u`, `v`: prices per household and per listing. `mate`: each household's listing or -1. `filled`: slots taken per listing.
	Listings from number `done` on have free slots; before that, no free slot has a price.
	"""

	def __init__(self, graph, compile: bool | None):
		self.household, self.listing, self.weight = by_listing(graph)
		self.first = starts_of(self.listing, len(graph.slots))
		# One more than the edges, so that a listing nobody fills stays one with a free slot.
		self.slots = np.minimum(graph.slots, np.diff(self.first) + 1).astype(np.int64)
		self.compile = len(self.weight) >= COMPILE_FROM if compile is None else compile
		self.work = 0
		self.method = "primal-dual"
		self.reset(graph.households)

	def reset(self, households: int) -> None:
		self.u, self.v = np.zeros(households, np.int64), np.zeros(len(self.slots), np.int64)
		self.mate, self.filled = np.full(households, -1, np.int64), np.zeros(len(self.slots), np.int64)
		self.done = 0
		self.known = 0

	def patience(self) -> int | None:
		"""How many edges may be looked at before scipy is asked; None if it cannot be.

		Fewer where many pairs weigh alike: a search goes wide there, and scipy's does not.
		"""
		if not can_use_scipy(self.listing, self.weight, self.slots):
			return None
		rows = int(self.slots.sum())
		sample = self.weight[:: len(self.weight) // SAMPLE + 1]
		unlike = min(2 * len(np.unique(sample)) / len(sample), 1)
		return int(rows * (rows + len(self.u)) * PATIENCE * unlike) + LEAST_WORK

	def run(self, patience: int | None) -> bool:
		"""Go on until all is done; False once more edges were looked at than the part that is done is allowed.

		The whole is allowed `patience`, with a tenth of it to begin with; None is without end.
		"""
		count = len(self.slots)
		while self.done < count:
			left = 2 * len(self.weight)
			if patience is not None:
				left = min(left, patience // 10 + patience * self.done // count - self.work)
			if left < 0:
				return False
			self.known = max(self.known, min(count, self.done + self._step()))
			self._leg(left)
		return True

	def _step(self) -> int:
		"""How many listings the next leg takes: sorting must not cost more than it saves."""
		count = len(self.slots)
		return max(LEAST, len(self.weight) // DENSE, count // LAST, -(-(count - self.done) // LEGS))

	def _leg(self, allowance: int) -> None:
		"""Fill slots in the next listings, on edges counted from what their households cost already."""
		edges = slice(0, self.first[self.known])
		household, listing, weight = self.household[edges], self.listing[edges], self.weight[edges]
		rest = weight - self.u[household]
		if (rest <= 0).any():
			kept = rest > 0
			household, listing, weight, rest = household[kept], listing[kept], weight[kept], rest[kept]
		order = order_of((-rest, listing))
		rise = np.zeros_like(self.u)
		first = starts_of(listing, len(self.slots))
		given = [first, household[order], rest[order], self.slots]
		state = [rise, self.v, self.mate, self.filled]
		self.done, work = self.call(kernel.fill, given, state, self.done, self.known, allowance)
		self.work += work
		self.u += rise
		if self.done < len(self.slots):
			full = self.filled == self.slots
			settle((household, listing, weight), self.mate, self.u, self.v, full, SETTLING)

	def ask_scipy(self, graph) -> bool:
		"""Take scipy's matching, with prices found for it; False if it cannot be asked, or its matching is not the best."""
		edges = (self.household, self.listing, self.weight)
		if self.patience() is None:
			return False
		mate = by_scipy(*edges, self.slots, len(self.u))
		prices = lowest_prices(graph, edges_between(graph, mate))
		if prices is None:
			return False
		self.mate, (self.u, self.v), self.method = mate, prices, "scipy"
		return True

	def price_closed(self, graph) -> None:
		"""A listing that takes nobody has the price that the dearest household would give."""
		if (graph.slots > 0).all():
			return
		closed = np.flatnonzero(graph.slots[graph.listing] == 0)
		gives = graph.weight[closed] - self.u[graph.household[closed]]
		self.v[graph.slots == 0] = 0
		np.maximum.at(self.v, graph.listing[closed], gives)

	def call(self, function: Callable, given: list[np.ndarray], state: list[np.ndarray], *rest):
		"""Run a kernel, compiled on arrays or plain on lists; what it changed in `state` is in the arrays afterwards."""
		if self.compile and fast.is_installed():
			return fast.compiled(function)(*given, *state, *rest)
		lists = [values.tolist() for values in state]
		answer = function(*[memoryview(values) for values in given], *lists, *rest)
		for values, changed in zip(state, lists, strict=True):
			values[:] = changed
		return answer


def by_listing(graph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
	"""Household, listing and weight of the edges of listings that take somebody, sorted by listing and then household."""
	household, listing, weight = (
		np.asarray(a, dtype=np.int64) for a in (graph.household, graph.listing, graph.weight)
	)
	takes = graph.slots[listing] > 0
	if not takes.all():
		household, listing, weight = household[takes], listing[takes], weight[takes]
	# Turning a sparse table over is a counting sort, several times faster than sorting.
	starts = starts_of(household, graph.households)
	table = csr_array(
		(np.arange(len(listing)), listing, starts), shape=(graph.households, len(graph.slots))
	).tocsc()
	return table.indices.astype(np.int64), listing[table.data], weight[table.data]


def warm(search: Search, start: np.ndarray, patience: int | None) -> None:
	"""Begin from listing prices instead of from nothing: each household at its best home where there is room, the others then
	seated one by one. Prices that lead nowhere soon are dropped.
	"""
	households = len(search.u)
	search.v[:] = np.where(search.slots > 0, np.maximum(start, 0), 0)
	gives = search.weight - search.v[search.listing]
	np.maximum.at(search.u, search.household, gives)
	tight = np.flatnonzero((gives == search.u[search.household]) & (gives > 0))
	tight = tight[np.argsort(search.household[tight], kind="stable")]
	_take(search, search.household[tight].tolist(), search.listing[tight].tolist())
	search.known = len(search.slots)
	if not _seat_rest(search, patience):
		search.reset(households)


def _take(search: Search, households: list[int], listings: list[int]) -> None:
	"""First come, first served, on edges where nobody could do better."""
	mate, filled, slots = search.mate.tolist(), search.filled.tolist(), search.slots.tolist()
	for i, j in zip(households, listings, strict=True):
		if mate[i] < 0 and filled[j] < slots[j]:
			mate[i] = j
			filled[j] += 1
	search.mate[:], search.filled[:] = mate, filled


def _seat_rest(search: Search, patience: int | None) -> bool:
	waiting = np.flatnonzero((search.mate < 0) & (search.u > 0))
	if not len(waiting):
		return True
	order = np.argsort(search.household, kind="stable")
	household, listing = search.household[order], search.listing[order]
	rest = search.weight[order] - search.v[listing]
	kept = np.flatnonzero(rest > 0)
	household, listing, rest = household[kept], listing[kept], rest[kept]
	order = order_of((-rest, household))
	rise = np.zeros_like(search.v)
	given = [starts_of(household, len(search.u)), listing[order], rest[order], search.slots, waiting]
	state = [search.u, rise, search.mate, search.filled]
	done = search.call(kernel.seat, given, state, kernel.FAR if patience is None else patience)
	search.v += rise
	return done
