"""A solved market that changes, against solving it anew; and a stable round, counted pair by pair."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from benchmarks import graphs
from benchmarks.protocol import AT_LEAST, EXACTLY, Result, same
from oppna_ditt_hem.matching.assign import Graph, certify, maximise
from oppna_ditt_hem.matching.ranks import places_within
from oppna_ditt_hem.matching.stable import accepted, blocking_pairs
from oppna_ditt_hem.matching.update import Change, Live

EVENTS = 300
"""Homes added, and then homes removed."""


def results() -> Iterator[Result]:
	thirty = graphs.top(graphs.whole(10_000, 5_000), 30)
	yield from changing(thirty)
	yield stable(thirty)


def changing(graph: Graph) -> Iterator[Result]:
	"""Homes like those there are come in, others are taken out; at the end the total is that of solving it all anew."""
	draw = np.random.Generator(np.random.PCG64(8))
	live = Live(graph, maximise(graph))
	came = [like(graph, int(home)) for home in draw.integers(0, len(graph.slots), EVENTS)]
	gone = draw.choice(len(graph.slots), EVENTS, replace=False).tolist()
	added = [timed(live.add_listing, *edges) for edges in came]
	removed = [timed(live.remove_listing, home) for home in gone]
	now, matching = live.snapshot()
	certify(now, matching)
	started = perf_counter()
	anew = graphs.by_scipy(now)
	anew_s = perf_counter() - started
	same(matching.value, anew, "total after all changes")
	for key, what, times, gate in (
		("incr.add", "a home added", added, 1_000),
		("incr.rm", "a home removed", removed, 200),
	):
		median = statistics.median(times)
		told = {"update_ms": round(median * 1000, 3), "scipy_ms": round(anew_s * 1000, 1), "events": EVENTS}
		yield Result(
			key, f"scipy, solved anew / {what}, 10 000 x 5 000", anew_s / median, AT_LEAST, gate, told
		)


def like(graph: Graph, home: int) -> tuple[list[int], list[int]]:
	"""The edges of a new home that is as good for everybody as one there is."""
	edges = np.flatnonzero(graph.listing == home)
	return graph.household[edges].tolist(), graph.weight[edges].tolist()


def timed(change: Callable[..., Change], *arguments) -> float:
	started = perf_counter()
	change(*arguments)
	return perf_counter() - started


def stable(graph: Graph) -> Result:
	"""Each side ranks the other by its own lights: the household by worth, the home by who came first."""
	household_rank = places_within(graph.household, [-graph.weight])
	listing_rank = places_within(graph.listing, [graph.household])
	sides = (graph.household, graph.listing, household_rank, listing_rank, graph.slots)
	edge_of = accepted(*sides, graph.households)
	figure = blocking_pairs(*sides, edge_of)
	what = "pairs that would rather have each other, top-30 graph of 10 000 x 5 000"
	return Result("stable", what, figure, EXACTLY, 0, {"housed": int((edge_of >= 0).sum())})
