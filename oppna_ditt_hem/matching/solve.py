"""Which pairs to choose, so that objectives are met in order, with a proof of how good the choice is.

Where homes limit only how many households they take, it is an assignment problem, solved exactly with prices: what
household and home are worth to the round. Homes whose beds several households share, and homes that can be let whole or in
parts, make it a knapsack: a mixed integer programme up to `MOST_INTEGERS` pairs, above that an assignment at prices for
beds, made to fit, and how far that is from its bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from . import packing
from .assign import Graph, Matching
from .duals import lowest_prices
from .integer import Unsolved, chosen_by_integers
from .pricing import maximise_from_parts
from .problem import Problem

MOST_INTEGERS = 20_000
ASSIGNMENT, INTEGER, REPAIRED = "assignment", "mixed integer", "repaired assignment"


@dataclass(frozen=True)
class Solution:
	"""Chosen pairs (numbers of the problem's, sorted) and what proves them.

	`values` and `bounds`: what was reached of each objective but the last, and what could be at most. `graph` and `free` are
	the assignment with its lowest prices, where beds are shared or homes let in parts without those limits but at a price for
	each bed, `bed_price`; one unit of each objective weighs `scales` in it.
	"""

	chosen: np.ndarray
	method: str
	values: tuple[int, ...]
	bounds: tuple[int, ...]
	graph: Graph
	free: Matching
	bed_price: np.ndarray
	scales: tuple[int, ...]

	@property
	def proven(self) -> bool:
		return self.values == self.bounds

	@property
	def gap(self) -> float:
		"""How much of the first objective that isn't proven could be missing, as a share."""
		for value, bound in zip(self.values, self.bounds, strict=True):
			if value != bound:
				return (bound - value) / bound
		return 0.0


def solve(
	problem: Problem, objectives: Sequence[np.ndarray], scales: Sequence[int], beyond: int | None = None
) -> Solution:
	"""The pairs that make the first objective largest, among those the second, and so on; the last settles ties.

	Args:
		problem: the possible pairs.
		objectives: whole numbers per pair, none negative, the first and the last above zero.
		scales: what a unit of each objective but the last weighs; more than all of the later ones together can.
		beyond: where the problem leaves pairs out, how much more than its best assignment without shared beds could be reached
			with those; None where it has them all.
	"""
	weight = sum(objective * scale for objective, scale in zip(objectives, scales, strict=False))
	free = packing.relaxed(problem, weight)
	chosen, method, bounds = _choose(problem, objectives, weight, free, whole=beyond is None)
	values = tuple(int(objective[chosen].sum()) for objective in objectives[:-1])
	if bounds is None:
		# What is left out was judged at the prices without beds, so only that bound holds for it.
		bound = free.bound if beyond is None else free.plain_bound + beyond
		bounds = _bounds(bound, values, scales)
	return Solution(
		chosen, method, values, bounds, free.graph, _cheapest(free), free.bed_price, tuple(scales)
	)


def _cheapest(free: packing.Relaxed) -> Matching:
	"""The same matching with the lowest prices of homes: each is what one more home like it would add, exactly."""
	if not len(free.graph.household):
		return free.free
	households, homes = lowest_prices(free.graph, free.free.edge_of)
	return replace(free.free, household_price=households, listing_price=homes)


def _choose(
	problem: Problem,
	objectives: Sequence[np.ndarray],
	weight: np.ndarray,
	free: packing.Relaxed,
	*,
	whole: bool,
) -> tuple[np.ndarray, str, tuple[int, ...] | None]:
	if problem.is_assignment:
		return settled(free.graph, free.free, objectives[-1]), ASSIGNMENT, None
	if whole and len(problem.household) <= MOST_INTEGERS:
		try:
			chosen, bounds = chosen_by_integers(problem, objectives)
			return chosen, INTEGER, bounds[:-1]
		except Unsolved:
			pass
	return packing.repaired(problem, weight, free.start), REPAIRED, None


def settled(graph: Graph, found: Matching, tie: np.ndarray) -> np.ndarray:
	"""Among all choices as good as `found`, the one with the most of `tie` (whole numbers above zero); edge numbers.

	Only pairs that weigh as much as their prices can be part of a best choice, and every household and slot with a price is:
	so the ties are an assignment problem of their own.
	"""
	households, homes = graph.household, graph.listing
	needed = (found.household_price > 0)[households].astype(np.int64) + (found.listing_price > 0)[homes]
	tight = np.flatnonzero(found.household_price[households] + found.listing_price[homes] == graph.weight)
	above = int(tie.max(initial=0)) * (graph.households + 1) + 1
	weight = needed[tight] * above + tie[tight]
	best = maximise_from_parts(Graph(households[tight], homes[tight], weight, graph.slots, graph.households))
	chosen = np.sort(tight[best.edge_of[best.edge_of >= 0]])
	if int(graph.weight[chosen].sum()) != found.value:
		raise RuntimeError("Settling ties changed the result of a round")
	return chosen


def _bounds(bound: int, values: tuple[int, ...], scales: Sequence[int]) -> tuple[int, ...]:
	"""The bound on the combined weight as bounds on its parts, each for as much as was reached of those before it."""
	bounds = []
	for value, scale in zip(values, scales, strict=True):
		bounds.append(bound // scale)
		bound -= value * scale
	return tuple(bounds)
