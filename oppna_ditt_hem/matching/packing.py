"""Large knapsacks: homes whose beds several households share, priced so that an assignment nearly fits, then made to fit.

Every bed of such a home gets a price, from a linear programme over the most promising pairs. What the best assignment is
worth at those prices, and the beds at theirs, is never less than what the best choice is worth: that is the bound (a
Lagrangian relaxation). The assignment is then made to fit: in each home the best of those who fit together stay, what is
left goes to those who lost out, and every home that shares nothing is assigned anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array, vstack

from .assign import Graph, Matching
from .pricing import maximise_from_parts
from .problem import Problem, Room
from .ranks import places_within

PRICINGS = 2
PROMISING = 10
"""Pairs per household, and per home, in the linear programme that prices beds; any prices give a bound."""
MOST_REFILLS = 8
MOST_TOGETHER = 12
"""Households in one home up to which every way to fit them together is tried."""


@dataclass(frozen=True)
class Relaxed:
	"""The best assignment at these prices of beds, and what no choice exceeds.

	`pairs`: the problem's numbers for the graph's edges. `plain_bound`: the bound with beds for nothing. `start`: pairs that
	nearly keep every limit, to make fit.
	"""

	graph: Graph
	free: Matching
	pairs: np.ndarray
	bed_price: np.ndarray
	bound: int
	plain_bound: int
	start: np.ndarray


def relaxed(problem: Problem, weight: np.ndarray) -> Relaxed:
	"""Leave out that beds are shared and wholes not let beside their parts, but charge for the beds."""
	found = _at_prices(problem, weight, np.zeros(len(problem.slots), dtype=np.int64))
	if not len(problem.sharing):
		return found
	for _time in range(PRICINGS):
		price, start = _bed_prices(problem, weight, found)
		found = replace(_at_prices(problem, weight, price), plain_bound=found.plain_bound, start=start)
	return found


def _at_prices(problem: Problem, weight: np.ndarray, price: np.ndarray) -> Relaxed:
	left = weight - price[problem.listing] * problem.size[problem.household]
	pairs = np.flatnonzero(left > 0)
	graph = Graph(
		problem.household[pairs], problem.listing[pairs], left[pairs], problem.slots, len(problem.size)
	)
	free = maximise_from_parts(graph)
	beds = sum(int(price[home]) * int(problem.places[home]) for home in np.flatnonzero(price))
	start = pairs[free.edge_of[free.edge_of >= 0]]
	bound = free.bound + beds
	return Relaxed(graph, free, pairs, price, bound, bound, start)


def _bed_prices(problem: Problem, weight: np.ndarray, found: Relaxed) -> tuple[np.ndarray, np.ndarray]:
	"""Whole prices per bed, 0 where nothing is shared, from a linear programme over promising pairs, and what it chose."""
	prices = np.zeros(len(problem.slots), dtype=np.int64)
	paid = found.bed_price[problem.listing] * problem.size[problem.household]
	paid += found.free.household_price[problem.household] + found.free.listing_price[problem.listing]
	pairs = _promising(problem, weight - paid)
	unit = float(weight.max())
	seekers, homes = problem.household[pairs], problem.listing[pairs]
	sizes = problem.size[seekers].astype(float)
	beds = np.flatnonzero(np.isin(homes, problem.sharing))
	row_of = np.zeros(len(prices), dtype=np.int64)
	row_of[problem.sharing] = np.arange(len(problem.sharing))
	limits = vstack(
		[
			_rows(np.ones(len(pairs)), seekers, np.arange(len(pairs)), (len(problem.size), len(pairs))),
			_rows(np.ones(len(pairs)), homes, np.arange(len(pairs)), (len(prices), len(pairs))),
			_rows(sizes[beds], row_of[homes[beds]], beds, (len(problem.sharing), len(pairs))),
		]
	)
	most = np.concatenate(
		[np.ones(len(problem.size)), problem.slots, problem.places[problem.sharing]]
	).astype(float)
	answer = linprog(
		-weight[pairs] / unit, A_ub=limits.tocsr(), b_ub=most, bounds=(0, None), method="highs-ds"
	)
	if answer.status != 0:
		return prices, found.start
	per_bed = -answer.ineqlin.marginals[-len(problem.sharing) :] * unit
	prices[problem.sharing] = np.maximum(np.floor(per_bed), 0).astype(np.int64)
	return prices, pairs[answer.x > 0.5]


def _rows(values: np.ndarray, rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> coo_array:
	return coo_array((values, (rows, columns)), shape=shape)


def _promising(problem: Problem, gain: np.ndarray) -> np.ndarray:
	"""The pairs of each household and of each home that gain most at the last prices, in order."""
	among = [places_within(side, [-gain]) < PROMISING for side in (problem.household, problem.listing)]
	return np.flatnonzero(among[0] | among[1])


def repaired(problem: Problem, weight: np.ndarray, chosen: np.ndarray) -> np.ndarray:
	"""Numbers of pairs, sorted, that keep every limit of the problem, from some that nearly do."""
	chosen = _refilled(problem, weight, _fitting(problem, weight, chosen))
	alone = np.ones(len(problem.slots), dtype=bool)
	alone[[*problem.sharing.tolist(), *problem.kin]] = False
	chosen = _reassigned(problem, weight, chosen, alone)
	return _refilled(problem, weight, chosen)


def _fitting(problem: Problem, weight: np.ndarray, chosen: np.ndarray) -> np.ndarray:
	"""Of those in each home the best that fit together; of a whole and its parts what weighs most."""
	by_home: dict[int, list[int]] = {}
	for pair in np.sort(chosen).tolist():
		by_home.setdefault(int(problem.listing[pair]), []).append(pair)
	together = {home: _best_together(problem, weight, home, pairs) for home, pairs in by_home.items()}
	value = {home: int(weight[pairs].sum()) for home, pairs in together.items()}
	room = Room(problem)
	kept = []
	for home in sorted(together, key=lambda home: (-value[home], home)):
		kept += [pair for pair in together[home] if room.take(pair)]
	return np.array(sorted(kept), dtype=np.int64)


def _best_together(problem: Problem, weight: np.ndarray, home: int, pairs: list[int]) -> list[int]:
	"""The heaviest of a home's pairs that fit in it together."""
	places, most = int(problem.places[home]), int(problem.slots[home])
	size = {pair: int(problem.size[problem.household[pair]]) for pair in pairs}
	if sum(size.values()) <= places and len(pairs) <= most:
		return pairs
	heaviest = sorted(pairs, key=lambda pair: (-int(weight[pair]), pair))[:MOST_TOGETHER]
	ways = (way for count in range(1, most + 1) for way in combinations(heaviest, count))
	fitting = [way for way in ways if sum(size[pair] for pair in way) <= places]
	return list(max(fitting, key=lambda way: sum(int(weight[pair]) for pair in way), default=()))


def _refilled(problem: Problem, weight: np.ndarray, chosen: np.ndarray) -> np.ndarray:
	"""Give what is left to those without a home, one household to each home at a time."""
	room = Room(problem)
	for pair in chosen.tolist():
		room.take(pair)
	housed = _housed(problem, chosen)
	for _time in range(MOST_REFILLS):
		pairs = np.flatnonzero(room.fits(slice(None)) & ~housed[problem.household])
		more = _best(problem, weight, pairs, np.minimum(room.slots, 1))
		taken = [pair for pair in more.tolist() if room.take(pair)]
		if not taken:
			break
		housed[problem.household[taken]] = True
		chosen = np.sort(np.concatenate([chosen, taken]))
	return chosen


def _housed(problem: Problem, chosen: np.ndarray) -> np.ndarray:
	housed = np.zeros(len(problem.size), dtype=bool)
	housed[problem.household[chosen]] = True
	return housed


def _reassigned(problem: Problem, weight: np.ndarray, chosen: np.ndarray, alone: np.ndarray) -> np.ndarray:
	"""Keep what was chosen in homes that share something, and assign all other homes anew and exactly."""
	kept = chosen[~alone[problem.listing[chosen]]]
	pairs = np.flatnonzero(alone[problem.listing] & ~_housed(problem, kept)[problem.household])
	return np.sort(np.concatenate([kept, _best(problem, weight, pairs, problem.slots)]))


def _best(problem: Problem, weight: np.ndarray, pairs: np.ndarray, slots: np.ndarray) -> np.ndarray:
	"""The best assignment among some of the pairs."""
	graph = Graph(problem.household[pairs], problem.listing[pairs], weight[pairs], slots, len(problem.size))
	found = maximise_from_parts(graph)
	return pairs[found.edge_of[found.edge_of >= 0]]
