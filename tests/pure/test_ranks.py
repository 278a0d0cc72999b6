"""Rows in the order of several keys, however they are sorted."""

import numpy as np
import pytest

from oppna_ditt_hem.matching.ranks import order_of, places_within


def keys(seed: int) -> list[np.ndarray]:
	"""Some of few values, so that there are ties; some below nothing, of a byte, of one value, or of yes and no."""
	draw = np.random.default_rng(seed)
	rows = int(draw.integers(1, 60))
	kinds = [
		draw.integers(0, 3, rows),
		draw.integers(-5, 5, rows),
		draw.integers(0, 255, rows).astype(np.uint8),
		draw.integers(0, 2, rows).astype(bool),
		np.full(rows, 7),
		draw.integers(-(2**61), 2**61, rows),
		draw.random(rows),
	]
	return [kinds[i] for i in draw.integers(0, len(kinds), draw.integers(1, 5))]


@pytest.mark.parametrize("seed", range(200))
def test_the_order_is_that_of_sorting_by_each_key_in_turn(seed):
	drawn = keys(seed)
	assert order_of(drawn).tolist() == np.lexsort(drawn).tolist()


def test_no_rows_have_no_order():
	nothing = np.zeros(0, np.int64)
	assert order_of([nothing, nothing]).tolist() == places_within(nothing, [nothing]).tolist() == []


def test_places_are_counted_within_each_group():
	group, key = np.array([2, 1, 2, 1, 2]), np.array([5, 9, 1, 9, 5])
	assert places_within(group, [key]).tolist() == [1, 0, 0, 1, 2]
