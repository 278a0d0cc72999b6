"""A stable matching by deferred acceptance (Gale and Shapley 1962), for homes that take one or several households.

Households propose in the order of their ranks; a home keeps the best it has been offered, as many as it takes. The result is
the best stable one for every household, whatever the order of proposals.
"""

from __future__ import annotations

from heapq import heappush, heappushpop

import numpy as np

from .duals import starts_of


def accepted(
	household: np.ndarray,
	listing: np.ndarray,
	household_rank: np.ndarray,
	listing_rank: np.ndarray,
	slots: np.ndarray,
	households: int,
) -> np.ndarray:
	"""The accepted edge's number per household, -1 for none.

	Args:
		household, listing: per edge.
		household_rank, listing_rank: per edge, its place among the edges of its household and of its listing; lower is better,
			no two alike.
		slots: per listing.
	"""
	order = np.lexsort((household_rank, household))
	first = starts_of(household, households).tolist()
	edges, homes, ranks = order.tolist(), listing[order].tolist(), listing_rank[order].tolist()
	kept: list[list[tuple[int, int, int]]] = [[] for _ in slots]
	room, found = slots.tolist(), np.full(households, -1, dtype=np.int64)
	upcoming, free = first[:-1], list(range(households))[::-1]
	while free:
		seeker = free.pop()
		while upcoming[seeker] < first[seeker + 1]:
			at = upcoming[seeker]
			upcoming[seeker] += 1
			home = homes[at]
			# The worst of those kept comes first.
			offer = (-ranks[at], seeker, edges[at])
			if len(kept[home]) < room[home]:
				heappush(kept[home], offer)
				break
			if room[home]:
				out = heappushpop(kept[home], offer)
				if out is not offer:
					free.append(out[1])
					break
	for offers in kept:
		for _rank, seeker, edge in offers:
			found[seeker] = edge
	return found


def blocking_pairs(
	household: np.ndarray,
	listing: np.ndarray,
	household_rank: np.ndarray,
	listing_rank: np.ndarray,
	slots: np.ndarray,
	edge_of: np.ndarray,
) -> int:
	"""How many pairs would both rather have each other than what they got; 0 is stable."""
	never = np.iinfo(np.int64).max
	chosen = edge_of[edge_of >= 0]
	got = np.full(len(edge_of), never)
	got[edge_of >= 0] = household_rank[chosen]
	worst = np.full(len(slots), -1, dtype=np.int64)
	np.maximum.at(worst, listing[chosen], listing_rank[chosen])
	has_room = np.bincount(listing[chosen], minlength=len(slots)) < slots
	household_would = household_rank < got[household]
	home_would = has_room[listing] | (listing_rank < worst[listing])
	return int((household_would & home_would).sum())
