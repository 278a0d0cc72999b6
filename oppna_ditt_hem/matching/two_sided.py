"""What each side of a pair would rather have, for a round that neither side would leave.

A household ranks homes by how well they suit it. A landlord would first have somebody to talk with, then a home that is used
in full, then whoever has waited longest. Only pairs that meet every requirement count, so a common language can be made
a condition (Andersson and Ehlers, Assigning refugees to landlords in Sweden, 2020) by making it a requirement.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .field import Field
from .pairs import Pairs
from .problem import Problem
from .ranks import places_within
from .stable import accepted


def stable(field: Field) -> np.ndarray:
	"""Numbers of the pairs, sorted; households propose, so that each gets the best home it can have in any stable choice.

	A home whose beds several households share takes only so many that any of them fit, and a home that can be let whole or
	in parts is let in parts, since otherwise there may be no stable choice at all.
	"""
	problem = _separated(field.problem)
	pairs = np.flatnonzero(problem.slots[problem.listing] > 0)
	edge_of = accepted(
		problem.household[pairs],
		problem.listing[pairs],
		places_within(problem.household, [problem.listing, -field.worth])[pairs],
		places_within(problem.listing, landlord_view(field))[pairs],
		problem.slots,
		len(problem.size),
	)
	return np.sort(pairs[edge_of[edge_of >= 0]])


def landlord_view(field: Field) -> list[np.ndarray]:
	"""What a landlord looks at in each pair, least important first; less is better."""
	problem = field.problem
	listed = Pairs(field.market, field.queue[problem.household], field.homes[problem.listing])
	spare = problem.places[problem.listing] - problem.size[problem.household]
	return [problem.household, spare, ~listed.shares_language]


def _separated(problem: Problem) -> Problem:
	"""The problem with fewer slots, so that households and homes no longer get in each other's way."""
	slots = problem.slots.copy()
	for home in problem.sharing.tolist():
		sizes = np.sort(problem.size[problem.household[problem.listing == home]])[::-1]
		slots[home] = np.searchsorted(np.cumsum(sizes[: slots[home]]), problem.places[home], side="right")
	parts = {part for part in problem.kin if problem.whole[part] >= 0}
	for home in problem.kin:
		if parts & problem.kin[home] and not _is_part_of_those(problem, home):
			slots[home] = 0
	return replace(problem, slots=slots)


def _is_part_of_those(problem: Problem, home: int) -> bool:
	"""Whether all of a home's kin are above it: nothing is part of it."""
	return all(problem.whole[other] != home for other in problem.kin[home])
