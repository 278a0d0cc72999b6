"""Pairs taken one after the other, each time what comes next in an order: a queue, or the plain list by score."""

from __future__ import annotations

import numpy as np

from .problem import Problem, Room
from .ranks import order_of

AT_ONCE = 20_000
"""Pairs looked at together: most of the later ones are out already, and are dropped without a look at each."""


def take(problem: Problem, order: np.ndarray) -> np.ndarray:
	"""Numbers of the pairs that are taken in this order as long as there is room, sorted."""
	room, taken = Room(problem), []
	housed = np.zeros(len(problem.size), dtype=bool)
	for start in range(0, len(order), AT_ONCE):
		some = order[start : start + AT_ONCE]
		for pair in some[room.fits(some) & ~housed[problem.household[some]]].tolist():
			seeker = problem.household[pair]
			if not housed[seeker] and room.take(pair):
				housed[seeker] = True
				taken.append(pair)
	return np.array(sorted(taken), dtype=np.int64)


def by_worth(problem: Problem, worth: np.ndarray) -> np.ndarray:
	"""The plain list: the best pair of all first, ties by the queue and then the home."""
	return take(problem, order_of((problem.listing, problem.household, -worth)))


def by_queue(problem: Problem, worth: np.ndarray) -> np.ndarray:
	"""Each household in the order of the queue takes the best home that is left."""
	return take(problem, order_of((problem.listing, -worth, problem.household)))
