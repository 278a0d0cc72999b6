"""A market that changes, against solving it anew after every change."""

import random

import numpy as np
import pytest
from small_graphs import graph_of, optimum, random_graph, same

from oppna_ditt_hem.matching.assign import certify, maximise
from oppna_ditt_hem.matching.update import Live


def homes(live):
	"""The listing of each household that has one."""
	return {i: partners[0] for i, partners in enumerate(live.households.partners) if partners}


def some(draw, numbers, heaviest):
	"""Edges to some of these nodes."""
	chosen = [number for number in numbers if draw.random() < 0.3]
	return chosen, [draw.randint(1, heaviest) for _ in chosen]


def disturb(live, draw):
	"""One change of a random kind to a random node; None if there is no such node."""
	heaviest = draw.choice((2, 30, 1000))
	present = [i for i, slots in enumerate(live.households.slots) if slots]
	listings = range(len(live.listings.slots))
	event = draw.randrange(8)
	if event == 0:
		return live.add_listing(*some(draw, present, heaviest), slots=draw.randint(0, 3))
	if event == 1:
		return live.add_household(*some(draw, listings, heaviest))
	if not present or not listings:
		return None
	household, listing = draw.choice(present), draw.choice(listings)
	return (
		lambda: live.remove_listing(listing),
		lambda: live.remove_household(household),
		lambda: live.change_listing(listing, slots=draw.randint(0, 3)),
		lambda: live.change_listing(listing, *some(draw, present, heaviest), slots=draw.choice((None, 2))),
		lambda: live.change_household(household, *some(draw, listings, heaviest)),
		lambda: live.change(household, listing, draw.choice((None, 1, heaviest))),
	)[event - 2]()


def check_event(live, draw):
	"""Make a change and compare it with a solver that starts anew."""
	value, before = live.value, homes(live)
	change = disturb(live, draw)
	if change is None:
		return
	graph, matching = live.snapshot()
	certify(graph, matching)
	assert matching.value == maximise(graph).value
	assert change.gain == matching.value - value
	after = homes(live)
	assert change.moves == [
		(i, before.get(i), after.get(i)) for i in sorted(before | after) if before.get(i) != after.get(i)
	]


def test_300_events_in_one_market():
	draw = random.Random(1)
	graph = random_graph(11, households=60, listings=40)
	live = Live(graph, maximise(graph))
	for _ in range(300):
		check_event(live, draw)
	assert live.snapshot()[1].value == optimum(live.snapshot()[0])


@pytest.mark.parametrize("block", range(4))
def test_events_in_small_markets_full_of_ties(block):
	for seed in range(block * 25, (block + 1) * 25):
		draw = random.Random(seed)
		graph = random_graph(seed, households=8, listings=8)
		live = Live(graph, maximise(graph))
		for _ in range(12):
			check_event(live, draw)


def test_what_is_undone_never_was():
	for seed in range(60):
		draw = random.Random(seed)
		graph = random_graph(seed, households=10, listings=10)
		live = Live(graph, maximise(graph))
		check_event(live, draw)
		was = live.snapshot()
		lists = [[list(column) for column in side.columns()] for side in (live.households, live.listings)]
		with live.trial():
			for _ in range(5):
				disturb(live, draw)
		now = live.snapshot()
		assert same(was[1], now[1])
		assert np.array_equal(was[0].weight, now[0].weight)
		assert lists == [
			[list(column) for column in side.columns()] for side in (live.households, live.listings)
		]


def test_it_says_who_would_move():
	graph = graph_of({(0, 0): 9, (1, 0): 8, (1, 1): 3}, [1, 1], 3)
	live = Live(graph, maximise(graph))
	with live.trial():
		change = live.add_listing([0, 2], [8, 1])
		assert (change.number, change.gain) == (2, 4)
		assert change.moves == [(0, 0, 2), (1, 1, 0)]
	assert live.value == 12
	assert live.remove_listing(1).moves == [(1, 1, None)]
	live.undo()
	assert live.remove_household(0).moves == [(0, 0, None), (1, 1, 0)]


def test_a_change_that_was_kept_is_not_undone():
	graph = graph_of({(0, 0): 9}, [1], 1)
	live = Live(graph, maximise(graph))
	live.remove_listing(0)
	live.keep()
	with pytest.raises(IndexError):
		live.undo()
	assert live.value == 0


def test_plain_numbers_or_arrays():
	live = Live(graph_of({}, [], 2), maximise(graph_of({}, [], 2)))
	assert live.add_listing(np.array([0, 1]), np.array([4, 5]), slots=2).gain == 9
	assert live.add_household(np.array([0]), np.array([7])).gain == 3
	assert all(type(price) is int for price in live.listings.price)


REFUSED = {
	"one weight for each": lambda live: live.add_listing([0, 1], [1]),
	"lead to the same": lambda live: live.add_listing([0, 0], [1, 2]),
	"does not exist": lambda live: live.add_listing([5], [1]),
	"above 0": lambda live: live.add_household([0], [0]),
	"no such": lambda live: live.remove_listing(9),
	"fewer than no": lambda live: live.change_listing(0, slots=-1),
	"was removed": lambda live: live.add_listing([1], [1]),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_no_graph_may_have_is_refused_and_changes_nothing(why):
	graph = graph_of({(0, 0): 9, (1, 0): 8}, [1], 2)
	live = Live(graph, maximise(graph))
	live.remove_household(1)
	was = live.snapshot()[1]
	with pytest.raises(ValueError, match=why):
		REFUSED[why](live)
	assert same(was, live.snapshot()[1])
