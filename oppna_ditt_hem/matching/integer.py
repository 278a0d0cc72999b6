"""Small knapsacks, exactly: homes whose beds several households share, and homes let whole or in parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from .problem import Problem, ancestors

MOST_NODES = 10_000
"""A limit on work, not on time, so that the result is the same on a slow machine."""


class Unsolved(Exception):
	"""The solver gave no answer within MOST_NODES."""


def chosen_by_integers(
	problem: Problem, objectives: Sequence[np.ndarray]
) -> tuple[np.ndarray, tuple[int, ...]]:
	"""The best pairs by each objective in turn, and a bound on each.

	Raises:
		Unsolved: no answer for the first objective within the limit.
	"""
	if not len(problem.household):
		return np.zeros(0, np.int64), (0,) * len(objectives)
	limits, bounds = _limits(problem), []
	chosen = np.zeros(0, np.int64)
	for objective in objectives:
		answer = _maximise(objective, limits)
		if answer.x is None:
			if not bounds:
				raise Unsolved(answer.message)
			# What the earlier objectives gave still stands; nothing is proven of this one.
			bounds.append(int(objective.sum()))
			continue
		chosen = np.flatnonzero(answer.x > 0.5)
		bounds.append(int(np.floor(-answer.mip_dual_bound + 1e-6)))
		limits = [
			*limits,
			LinearConstraint(objective[None, :].astype(float), lb=int(objective[chosen].sum())),
		]
	return chosen, tuple(bounds)


def _maximise(objective: np.ndarray, limits: list[LinearConstraint]):
	return milp(
		-objective.astype(float),
		constraints=limits,
		integrality=np.ones(len(objective)),
		bounds=Bounds(0, 1),
		options={"mip_rel_gap": 0, "node_limit": MOST_NODES},
	)


def _limits(problem: Problem) -> list[LinearConstraint]:
	count = len(problem.household)
	ones, pairs = np.ones(count), np.arange(count)
	sizes = problem.size[problem.household].astype(float)

	def limit(values: np.ndarray, rows: np.ndarray, most: np.ndarray) -> LinearConstraint:
		table = coo_array((values, (rows, pairs)), shape=(len(most), count)).tocsr()
		return LinearConstraint(table, ub=most.astype(float))

	return [
		limit(ones, problem.household, np.ones(len(problem.size))),
		limit(ones, problem.listing, problem.slots),
		limit(sizes, problem.listing, problem.places),
		*_whole_or_part(problem),
	]


def _whole_or_part(problem: Problem) -> list[LinearConstraint]:
	"""A row per (pair on a whole, part of it): that pair leaves no slot of the part."""
	values, rows, columns, most = [], [], [], []
	for part in sorted(problem.kin):
		on_part = np.flatnonzero(problem.listing == part)
		for above in ancestors(problem.whole, part):
			for pair in np.flatnonzero(problem.listing == above):
				values += [int(problem.slots[part]), *[1] * len(on_part)]
				rows += [len(most)] * (len(on_part) + 1)
				columns += [pair, *on_part]
				most.append(int(problem.slots[part]))
	if not most:
		return []
	table = coo_array((values, (rows, columns)), shape=(len(most), len(problem.household)), dtype=float)
	return [LinearConstraint(table.tocsr(), ub=np.array(most, dtype=float))]
