"""Small numbers: none is shown, and none can be worked out from what is."""

from itertools import product

import pytest

from oppna_ditt_hem.economy.masking import SMALLEST_SHOWN, masked, masked_parts

FIVE = SMALLEST_SHOWN


@pytest.mark.parametrize(
	("count", "threshold", "shown"),
	[(0, 5, 0), (1, 5, None), (4, 5, None), (5, 5, 5), (4, 0, 4), (1, 1, 1), (None, 5, None), (2, 3, None)],
)
def test_a_small_number_is_masked_and_nothing_at_all_is_not(count, threshold, shown):
	assert masked(count, threshold) == shown


@pytest.mark.parametrize(
	("counts", "parts", "total"),
	[
		([7, 9], [7, 9], 16),
		([7, 0], [7, 0], 7),
		# 16 - 9 - 5 would tell the 2: the smallest of the others goes too.
		([2, 9, 5], [None, 9, None], 16),
		# Two ones: the 2 that is left of the sum would tell both.
		([1, 1, 9], [None, None, None], 11),
		([3, 4, 20], [None, None, 20], 27),
		([4], [None], None),
		([2, 0], [None, 0], None),
		([2, 1], [None, None], None),
		([2, 9], [None, None], 11),
		([], [], 0),
	],
)
def test_a_masked_part_cannot_be_worked_out_from_the_sum(counts, parts, total):
	assert masked_parts(counts, FIVE) == (parts, total)


def test_whatever_the_parts_a_masked_one_may_be_as_large_as_the_threshold():
	for counts in product(range(7), repeat=4):
		parts, total = masked_parts(counts, 4)
		hidden = parts.count(None)
		assert not [part for part in parts if part and part < 4], counts
		assert total is None or total >= 4 or total == sum(counts) == 0, counts
		if hidden and total is not None:
			largest = total - sum(part for part in parts if part) - (hidden - 1)
			assert hidden > 1 and largest >= 4, counts


def test_a_threshold_of_nothing_masks_nothing():
	assert masked_parts([1, 2, 3], 0) == ([1, 2, 3], 6)
