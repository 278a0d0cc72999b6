"""One shortest augmenting path in a market whose nodes and edges may change: the two sides, the search, and what undoes it.

The same search as in `kernel.py`, from either side, over lists that grow and dictionaries as small as the search is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from operator import setitem
from typing import Any

import numpy as np

from .duals import starts_of
from .ranks import order_of

FAR = 2**62
MARGIN = 8
"""Bases are below prices by the middle price divided by this."""


class Side:
	"""The households, or the listings: price, slots and partners per node, and its edges, cheapest first.

	`other` is what each edge leads to, `cost` how far it is from being worth taking at the base prices of those: their base less
	its weight. A base is a little below the price, so the order stays right while prices change, and is near enough to the true
	order for a search to look at few edges.
	"""

	def __init__(self, prices: np.ndarray, slots: np.ndarray):
		dear = prices[prices > 0]
		self.margin = int(np.median(dear)) // MARGIN if len(dear) else 0
		self.price: list[int] = prices.tolist()
		self.base: list[int] = np.maximum(prices - self.margin, 0).tolist()
		self.slots: list[int] = slots.tolist()
		self.partners: list[tuple[int, ...]] = [() for _ in self.price]
		self.cost: list[list[int]] = []
		self.other: list[list[int]] = []

	def set_edges(self, there: Side, node: np.ndarray, other: np.ndarray, weight: np.ndarray) -> None:
		cost = np.array(there.base, dtype=np.int64)[other] - weight
		order = order_of((other, cost, node))
		starts = starts_of(node, len(self.price)).tolist()
		costs, others = cost[order].tolist(), other[order].tolist()
		self.cost = [costs[a:b] for a, b in pairwise(starts)]
		self.other = [others[a:b] for a, b in pairwise(starts)]

	def weights(self, there: Side, node: int) -> list[int]:
		"""Of the node's edges, in the order of `other`."""
		return [
			there.base[other] - cost for cost, other in zip(self.cost[node], self.other[node], strict=True)
		]

	def columns(self) -> tuple[list, ...]:
		return self.price, self.base, self.slots, self.partners, self.cost, self.other


class Journal:
	"""What takes every write back: a function and its arguments for each."""

	def __init__(self) -> None:
		self.entries: list[tuple] = []

	def set(self, values: list, index: int, value: Any) -> None:
		self.entries.append((setitem, values, index, values[index]))
		values[index] = value

	def append(self, values: list, value: Any) -> None:
		self.entries.append((list.pop, values))
		values.append(value)

	def was(self, values: list) -> dict[int, Any]:
		"""What stood where the list was written to, before that."""
		before: dict[int, Any] = {}
		for entry in self.entries:
			if entry[1] is values and entry[0] is setitem:
				before.setdefault(entry[2], entry[3])
		return before

	def undo(self) -> None:
		for back, *arguments in reversed(self.entries):
			back(*arguments)
		self.entries.clear()


@dataclass(slots=True)
class Paths:
	"""What a search from `root` found: how far each node within reach is, and where the best path ends.

	`near` and `far` are the distances on the root's side and on the other. A node there was reached over `via`; one on the root's
	side because it had to leave `by`. `last` ends the path, None if it is best to stay; `leaves`, if anybody, gives up its place
	there.
	"""

	root: int
	best: int
	near: dict[int, int]
	far: dict[int, int]
	via: dict[int, int]
	by: dict[int, int]
	last: int | None = None
	leaves: int | None = None


def search(here: Side, there: Side, root: int) -> Paths:  # noqa: C901, a call per edge would cost more than the edge
	"""The shortest path from a node with room and a price: to room on the other side, to a node that can do without, or none."""
	best = here.price[root]
	found = Paths(root, best, {root: 0}, {}, {}, {})
	near, far, via, by = found.near, found.far, found.via, found.by
	prices, bases, partners, slots = there.price, there.base, there.partners, there.slots
	heap = [(0, root)]
	while heap:
		so_far, node = heappop(heap)
		if so_far >= best:
			break
		if so_far > near[node]:
			continue
		begin = so_far + here.price[node]
		for cost, other in zip(here.cost[node], here.other[node], strict=True):
			least = begin + cost
			if least >= best:
				break
			distance = least + prices[other] - bases[other]
			if distance >= best or distance >= far.get(other, FAR):
				continue
			far[other] = distance
			via[other] = node
			if len(partners[other]) < slots[other]:
				best = distance
				found.last, found.leaves = other, None
				continue
			for mate in partners[other]:
				if distance >= near.get(mate, FAR):
					continue
				near[mate] = distance
				by[mate] = other
				heappush(heap, (distance, mate))
				if distance + here.price[mate] < best:
					best = distance + here.price[mate]
					found.last, found.leaves = other, mate
	found.best = best
	return found


def follow(here: Side, there: Side, found: Paths, journal: Journal) -> None:
	"""Change prices by what was found, and partners along the path."""
	for node, distance in found.near.items():
		if distance < found.best:
			set_price(here, there, node, here.price[node] - found.best + distance, journal)
	for other, distance in found.far.items():
		if distance < found.best:
			journal.set(there.price, other, there.price[other] + found.best - distance)
	if found.leaves is not None:
		part(here, there, found.leaves, found.last, journal)
	other = found.last
	while other is not None:
		node = found.via[other]
		origin = found.by[node] if node != found.root else None
		if origin is not None:
			part(here, there, node, origin, journal)
		join(here, there, node, other, journal)
		other = origin


def set_price(here: Side, there: Side, node: int, price: int, journal: Journal) -> None:
	"""Also gives the node a lower base, where its price falls below the one it has."""
	journal.set(here.price, node, price)
	if price < here.base[node]:
		journal.entries.append((_set_base, here, there, node, here.base[node]))
		_set_base(here, there, node, max(price - here.margin, 0))


def _set_base(here: Side, there: Side, node: int, base: int) -> None:
	"""Put the node where it then belongs among the edges of all its neighbours."""
	old = here.base[node]
	here.base[node] = base
	for weight, other in zip(here.weights(there, node), here.other[node], strict=True):
		_remove(there.cost[other], there.other[other], old - weight, node)
		_insert(there.cost[other], there.other[other], base - weight, node)


def join(here: Side, there: Side, node: int, other: int, journal: Journal) -> None:
	journal.set(here.partners, node, (*here.partners[node], other))
	journal.set(there.partners, other, (*there.partners[other], node))


def part(here: Side, there: Side, node: int, other: int, journal: Journal) -> None:
	journal.set(here.partners, node, tuple(o for o in here.partners[node] if o != other))
	journal.set(there.partners, other, tuple(n for n in there.partners[other] if n != node))


def mend(here: Side, there: Side, node: int, journal: Journal) -> None:
	"""Make a node right whose edges, slots or partners have changed: as low a price as they allow, and no room that is worth it."""
	price(here, there, node, journal)
	while here.price[node] > 0 and len(here.partners[node]) < here.slots[node]:
		follow(here, there, search(here, there, node), journal)


def price(here: Side, there: Side, node: int, journal: Journal) -> None:
	"""Price a node without partners at the most that anybody on the other side would give."""
	if here.partners[node]:
		return
	top = 0
	for cost, other in zip(here.cost[node], here.other[node], strict=True):
		if -cost <= top:
			break
		top = max(top, there.base[other] - there.price[other] - cost)
	set_price(here, there, node, top, journal)


def connect(
	here: Side, there: Side, node: int, others: Sequence[int], weights: Sequence[int], journal: Journal
) -> None:
	"""Give a node these edges instead of those it has, on both sides."""
	edges = sorted((there.base[other] - weight, other) for weight, other in zip(weights, others, strict=True))
	journal.entries.append((_connect, here, there, node, here.cost[node], here.other[node]))
	_connect(here, there, node, [cost for cost, _other in edges], [other for _cost, other in edges])


def _connect(here: Side, there: Side, node: int, costs: list[int], others: list[int]) -> None:
	base = here.base[node]
	for weight, other in zip(here.weights(there, node), here.other[node], strict=True):
		_remove(there.cost[other], there.other[other], base - weight, node)
	here.cost[node], here.other[node] = costs, others
	for weight, other in zip(here.weights(there, node), others, strict=True):
		_insert(there.cost[other], there.other[other], base - weight, node)


def _insert(costs: list[int], others: list[int], cost: int, other: int) -> None:
	at = bisect_left(costs, cost)
	while at < len(costs) and costs[at] == cost and others[at] < other:
		at += 1
	costs.insert(at, cost)
	others.insert(at, other)


def _remove(costs: list[int], others: list[int], cost: int, other: int) -> None:
	at = others.index(other, bisect_left(costs, cost))
	del costs[at], others[at]
