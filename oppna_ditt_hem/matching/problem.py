"""The possible pairs of a market and what limits a choice among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from .ranks import order_of


@dataclass(frozen=True)
class Problem:
	"""Possible pairs, sorted by household and then home, and the limits on a choice.

	`household[i]`, `listing[i]` are the row numbers of pair i; `size` per household; `slots` (households at once) and `places`
	per listing; `whole[j]` is the listing that j is part of, or -1. Households come in the order of the queue, homes by how
	long they have been free, so that the order of the input changes nothing.
	"""

	household: np.ndarray
	listing: np.ndarray
	size: np.ndarray
	slots: np.ndarray
	places: np.ndarray
	whole: np.ndarray

	@property
	def is_assignment(self) -> bool:
		"""Whether homes limit only how many households they take: no beds to share, no whole let beside its parts."""
		return not self.kin and not len(self.sharing)

	@cached_property
	def sharing(self) -> np.ndarray:
		"""Homes that may take several households at once which need more places together than there are."""
		sizes = self.size[self.household]
		order = order_of((sizes, self.listing))
		sizes = sizes[order]
		ends = np.searchsorted(self.listing[order], np.arange(len(self.slots) + 1))
		found = [
			home
			for home in np.flatnonzero(self.slots > 1).tolist()
			if self._largest(sizes, ends, home) > self.places[home]
		]
		return np.array(found, dtype=np.int64)

	def _largest(self, sizes: np.ndarray, ends: np.ndarray, home: int) -> int:
		"""Places that the largest households together need, as many as the home takes."""
		first, last = int(ends[home]), int(ends[home + 1])
		return int(sizes[max(first, last - int(self.slots[home])) : last].sum())

	@cached_property
	def kin(self) -> dict[int, frozenset[int]]:
		"""Home -> the homes that close when it is taken: its wholes and its parts, where pairs name both."""
		used = np.zeros(len(self.slots), dtype=bool)
		used[self.listing] = True
		kin: dict[int, set[int]] = {}
		for part in np.flatnonzero((self.whole >= 0) & used).tolist():
			for above in ancestors(self.whole, part):
				if used[above]:
					kin.setdefault(part, set()).add(above)
					kin.setdefault(above, set()).add(part)
		return {home: frozenset(others) for home, others in kin.items()}

	def without(self, household: int, listing: int) -> tuple[Problem, np.ndarray]:
		"""What is left to choose from when one household has taken a place in one home, and which pairs those are."""
		slots, places = self.slots.copy(), self.places.copy()
		slots[listing] -= 1
		places[listing] -= self.size[household]
		slots[list(self.kin.get(listing, ()))] = 0
		kept = (self.household != household) & (slots[self.listing] > 0)
		kept &= self.size[self.household] <= places[self.listing]
		numbers = np.flatnonzero(kept)
		limits = (self.size, np.maximum(slots, 0), places, self.whole)
		return Problem(self.household[numbers], self.listing[numbers], *limits), numbers


@dataclass
class Room:
	"""What is left of each home while pairs are taken."""

	problem: Problem
	slots: np.ndarray = field(init=False)
	places: np.ndarray = field(init=False)
	closed: np.ndarray = field(init=False)

	def __post_init__(self):
		self.slots, self.places = self.problem.slots.copy(), self.problem.places.copy()
		self.closed = np.zeros(len(self.slots), dtype=bool)

	def take(self, pair: int) -> bool:
		"""Take a pair if it fits."""
		if not self.fits(pair):
			return False
		home = self.problem.listing[pair]
		self.slots[home] -= 1
		self.places[home] -= self.problem.size[self.problem.household[pair]]
		self.closed[list(self.problem.kin.get(int(home), ()))] = True
		return True

	def fits(self, pairs: Any) -> Any:
		"""Whether each of some pairs still fits, each by itself."""
		homes, seekers = self.problem.listing[pairs], self.problem.household[pairs]
		enough = self.places[homes] >= self.problem.size[seekers]
		return enough & (self.slots[homes] > 0) & ~self.closed[homes]


def ancestors(whole: np.ndarray, listing: int) -> list[int]:
	"""The home that a listing is part of, the one that is part of, and so on; a circle is walked once."""
	found: list[int] = []
	above = int(whole[listing])
	while above >= 0 and above != listing and above not in found:
		found.append(above)
		above = int(whole[above])
	return found
