"""Counts of people and homes that are so small that they could point somebody out. Plain Python.

Terms of statistical disclosure control (röjandekontroll): a small cell is masked (primary suppression), and where the sum is
shown as well so many others that the small one can't be worked out from it (secondary suppression).
"""

from __future__ import annotations

from collections.abc import Sequence

# What Housing Settings begin with; the usual least cell of Swedish public statistics on persons.
SMALLEST_SHOWN = 5


def masked(count: int | None, threshold: int) -> int | None:
	"""The count, or None where it is one of 1 to threshold - 1. Nothing at all (0) tells of nobody and is shown.

	Args:
		threshold: the smallest number that is shown; 0 and 1 mask nothing.
	"""
	return None if count is not None and 0 < count < threshold else count


def masked_parts(counts: Sequence[int], threshold: int) -> tuple[list[int | None], int | None]:
	"""Counts that add up to a sum which is shown too, and that sum: each is a number or None, masked.

	Every masked part could be anything from 1 to the threshold at least, as far as the sum and the other parts tell. To come
	there the smallest of the other parts are masked as well, and the sum itself where all of them don't do.

	Args:
		counts: the parts, none of them negative.
		threshold: the smallest number that is shown; 0 and 1 mask nothing.
	"""
	hidden = {at for at, count in enumerate(counts) if masked(count, threshold) is None}
	others = sorted(
		(at for at in range(len(counts)) if counts[at] and at not in hidden), key=counts.__getitem__
	)
	while hidden and others and not safe([counts[at] for at in hidden], threshold):
		hidden.add(others.pop(0))
	told = not hidden or safe([counts[at] for at in hidden], threshold)
	parts = [None if at in hidden else count for at, count in enumerate(counts)]
	return parts, masked(sum(counts), threshold) if told else None


def safe(hidden: Sequence[int], threshold: int) -> bool:
	"""Whether the sum of masked parts, each of them 1 at least, leaves room for one of them to be as large as the threshold."""
	return len(hidden) > 1 and sum(hidden) - (len(hidden) - 1) >= threshold
