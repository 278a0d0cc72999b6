"""Which pairs to choose, so that objectives are met in order: scipy's exact solvers over whole numbers.

Where every home takes one household and none is part of another, it is an assignment problem. Homes that take several
households (whose sizes must fit together) and homes that can be let whole or in parts make it a knapsack, solved as a mixed
integer programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

EXACT = 2**53
"""Whole numbers up to here are exact in the floats the solvers compute with."""
DENSE = 4_000_000
TIME_LIMIT_S = 120


@dataclass(frozen=True)
class Problem:
	"""Possible pairs and what limits them.

	`household[i]`, `listing[i]` are the row numbers of pair i; `size` per household; `slots` and `places` per listing; `whole[j]`
	is the listing that j is part of, or -1.
	"""

	household: np.ndarray
	listing: np.ndarray
	size: np.ndarray
	slots: np.ndarray
	places: np.ndarray
	whole: np.ndarray

	@property
	def is_assignment(self) -> bool:
		homes = np.unique(self.listing)
		return bool((self.slots[homes] <= 1).all() and not (self.whole[homes] >= 0).any())


@dataclass(frozen=True)
class Solution:
	"""Chosen pairs (indices into the problem's), how they were found, and the first objective's value and proven bound."""

	chosen: np.ndarray
	method: str
	value: int
	bound: int

	@property
	def proven(self) -> bool:
		return self.value == self.bound


def solve(problem: Problem, objectives: Sequence[np.ndarray]) -> Solution:
	"""The pairs that make the first objective largest, among those the second, and so on.

	Args:
		problem: the possible pairs.
		objectives: whole numbers per pair, none negative, the first above zero.

	Raises:
		RuntimeError: the solver gave no answer within its time limit.
	"""
	if not len(problem.household):
		return Solution(np.zeros(0, np.int64), "none", 0, 0)
	if problem.is_assignment:
		return _assignment(problem, objectives)
	return _mixed_integer(problem, objectives)


def _assignment(problem: Problem, objectives: Sequence[np.ndarray]) -> Solution:
	most = min(len(np.unique(problem.household)), len(np.unique(problem.listing)))
	weight = combined(objectives, most)
	if len(problem.size) * len(problem.slots) <= DENSE:
		chosen = _dense(problem, weight)
	else:
		chosen = _sparse(problem, weight)
	value = int(objectives[0][chosen].sum())
	return Solution(chosen, "assignment", value, value)


def combined(objectives: Sequence[np.ndarray], most: int) -> np.ndarray:
	"""One weight per pair that orders any choice of at most `most` pairs as the objectives do in turn.

	Later objectives are left out where the sum would pass what a float holds exactly.
	"""
	for count in range(len(objectives), 0, -1):
		weight = [0] * len(objectives[0])
		scale = 1
		for objective in reversed(objectives[:count]):
			values = objective.tolist()
			weight = [so_far + value * scale for so_far, value in zip(weight, values, strict=True)]
			scale += most * max(values) * scale
		if most * max(weight) < EXACT:
			return np.array(weight, dtype=np.int64)
	raise OverflowError("The market is too large to be weighed in whole numbers")


def _pairs_at(problem: Problem, seekers: np.ndarray, homes: np.ndarray) -> np.ndarray:
	"""Numbers of the pairs at these rows, in order."""
	width = len(problem.slots)
	keys = problem.household.astype(np.int64) * width + problem.listing
	order = np.argsort(keys)
	return np.sort(order[np.searchsorted(keys[order], seekers.astype(np.int64) * width + homes)])


def _dense(problem: Problem, weight: np.ndarray) -> np.ndarray:
	matrix = np.zeros((len(problem.size), len(problem.slots)))
	matrix[problem.household, problem.listing] = weight
	seekers, homes = linear_sum_assignment(matrix, maximize=True)
	kept = matrix[seekers, homes] > 0
	return _pairs_at(problem, seekers[kept], homes[kept])


def _sparse(problem: Problem, weight: np.ndarray) -> np.ndarray:
	"""Every household also has a home of its own that costs nothing to leave empty, since the solver wants a full matching."""
	seekers, homes = len(problem.size), len(problem.slots)
	top = int(weight.max()) + 1
	rows = np.concatenate([problem.household, np.arange(seekers)])
	columns = np.concatenate([problem.listing, homes + np.arange(seekers)])
	cost = np.concatenate([top - weight, np.full(seekers, top)]).astype(np.float64)
	graph = csr_array((cost, (rows, columns)), shape=(seekers, homes + seekers))
	found, taken = min_weight_full_bipartite_matching(graph)
	kept = taken < homes
	return _pairs_at(problem, found[kept], taken[kept])


def _mixed_integer(problem: Problem, objectives: Sequence[np.ndarray]) -> Solution:
	limits = _limits(problem)
	first, chosen = None, np.zeros(0, np.int64)
	for objective in objectives:
		answer = _maximise(objective, limits)
		if answer.x is None and first:
			# Out of time on a later objective: what the earlier ones gave still stands.
			break
		if answer.x is None:
			raise RuntimeError(f"The solver gave no answer: {answer.message}")
		chosen = np.nonzero(answer.x > 0.5)[0]
		reached = int(objective[chosen].sum())
		first = first or (reached, int(np.floor(-answer.mip_dual_bound + 1e-6)))
		limits = [*limits, LinearConstraint(objective[None, :].astype(float), lb=reached)]
	return Solution(chosen, "mixed integer", *first)


def _maximise(objective: np.ndarray, limits: list[LinearConstraint]):
	return milp(
		-objective.astype(float),
		constraints=limits,
		integrality=np.ones(len(objective)),
		bounds=Bounds(0, 1),
		options={"mip_rel_gap": 0, "time_limit": TIME_LIMIT_S},
	)


def _limits(problem: Problem) -> list[LinearConstraint]:
	count = len(problem.household)
	pairs = np.arange(count)
	ones = np.ones(count)
	sizes = problem.size[problem.household].astype(float)

	def table(values: np.ndarray, rows: np.ndarray, height: int) -> csr_array:
		return coo_array((values, (rows, pairs)), shape=(height, count)).tocsr()

	limits = [
		LinearConstraint(table(ones, problem.household, len(problem.size)), ub=np.ones(len(problem.size))),
		LinearConstraint(table(ones, problem.listing, len(problem.slots)), ub=problem.slots.astype(float)),
		LinearConstraint(table(sizes, problem.listing, len(problem.places)), ub=problem.places.astype(float)),
	]
	whole_or_part = _whole_or_part(problem)
	if whole_or_part:
		rows, most = zip(*whole_or_part, strict=True)
		limits.append(LinearConstraint(vstack(rows).tocsr(), ub=np.array(most, dtype=float)))
	return limits


def _whole_or_part(problem: Problem) -> list[tuple[csr_array, int]]:
	"""A row per (pair on a whole, part of it): that pair leaves no slot of the part."""
	rows = []
	for part in np.unique(problem.listing):
		slots = int(problem.slots[part])
		on_part = (problem.listing == part).astype(float)
		for above in ancestors(problem.whole, int(part)):
			for pair in np.nonzero(problem.listing == above)[0]:
				row = on_part.copy()
				row[pair] = slots
				rows.append((csr_array(row[None, :]), slots))
	return rows


def ancestors(whole: np.ndarray, listing: int) -> list[int]:
	"""The home that a listing is part of, the one that is part of, and so on; a circle is walked once."""
	found: list[int] = []
	above = int(whole[listing])
	while above >= 0 and above != listing and above not in found:
		found.append(above)
		above = int(whole[above])
	return found
