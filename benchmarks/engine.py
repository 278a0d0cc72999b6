"""The engine's figures: comparing, solving, searching and updating, each against a peer in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from benchmarks import graphs, naive
from benchmarks.market import market, rules
from benchmarks.protocol import (
	AT_LEAST,
	AT_MOST,
	EXACTLY,
	Result,
	milliseconds,
	peak_bytes,
	ratio,
	same,
	turns,
)
from oppna_ditt_hem.matching import search
from oppna_ditt_hem.matching.assign import Graph, maximise
from oppna_ditt_hem.matching.pairs import Pairs
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs

SAMPLE = 25
"""One household in so many is compared by the naive loops where all would take minutes."""


def results() -> Iterator[Result]:
	yield from comparing()
	yield from solving()
	yield from searching()
	yield memory()


def comparing() -> Iterator[Result]:
	found = market(1_000, 500)
	seekers, homes = naive.rows_of(found.households), naive.rows_of(found.listings)
	by_engine = possible_pairs(Prepared(found, rules()))
	same(
		naive.pairs(found, seekers, homes),
		list(zip(*map(np.ndarray.tolist, by_engine), strict=True)),
		"pairs",
	)
	contenders = {
		"naive": lambda: naive.pairs(found, seekers, homes),
		"engine": lambda: possible_pairs(Prepared(found, rules())),
	}
	taken = turns(contenders, 7)
	what = "naive loops / engine, all pairs of 1 000 x 500"
	yield Result("score.1k", what, ratio(taken, "naive", "engine"), AT_LEAST, 12, milliseconds(taken))
	yield from comparing_many()


def comparing_many() -> Iterator[Result]:
	found = market(10_000, 5_000)
	some = range(0, 10_000, SAMPLE)
	seekers, homes = naive.rows_of(found.households, some), naive.rows_of(found.listings)
	source = np.ones((10_000, 5_000), dtype=np.float32)
	target = np.zeros_like(source)
	contenders = {
		"naive_sample": lambda: naive.pairs(found, seekers, homes),
		"engine": lambda: possible_pairs(Prepared(found, rules())),
		"copy": lambda: np.copyto(target, source),
	}
	taken = turns(contenders, 5)
	pairs = len(possible_pairs(Prepared(found, rules()))[0])
	told = {**milliseconds(taken), "pairs": pairs, "density": pairs / 50_000_000}
	what = f"naive loops (1 household in {SAMPLE}, times {SAMPLE}) / engine, 10 000 x 5 000"
	yield Result("score.10k", what, SAMPLE * ratio(taken, "naive_sample", "engine"), AT_LEAST, 25, told)
	what = "engine / copying a float32 for each pair, 10 000 x 5 000"
	yield Result("score.roof", what, ratio(taken, "engine", "copy"), AT_MOST, 20, told)
	yield Result("density", "possible pairs, per cent", told["density"] * 100, AT_LEAST, 3, {})


def solving() -> Iterator[Result]:
	thirty = graphs.top(graphs.whole(10_000, 5_000), 30)
	yield from against_scipy("solve.10k", "top-30 graph of 10 000 x 5 000", thirty, 2.5, 0.25)
	whole = graphs.whole(10_000, 5_000)
	taken = turns({"engine": lambda: maximise(whole), "scipy_30": lambda: graphs.by_scipy(thirty)}, 3)
	what = "certified optimum over all pairs of 10 000 x 5 000 / one scipy solve of the top-30 graph"
	yield Result("solve.all", what, ratio(taken, "engine", "scipy_30"), AT_MOST, 6, milliseconds(taken))
	for name, graph in hard_families().items():
		yield from against_scipy(f"solve.worst.{name}", name, graph, 3, None)
	best, plain = maximise(whole).value, graphs.by_greedy(whole)
	yield Result("gain", "best total / plain list, 10 000 x 5 000", best / plain, AT_LEAST, 1.05, {})


def hard_families() -> dict[str, Graph]:
	thirty = graphs.top(graphs.whole(10_000, 5_000), 30)
	return {
		"ties": graphs.ties(thirty),
		"contested": graphs.contested(thirty),
		"dense": graphs.dense(1_000, 500),
		"dense product": graphs.dense(700, 700, product=True),
	}


def against_scipy(key: str, what: str, graph: Graph, gate: float, fast: float | None) -> Iterator[Result]:
	found = maximise(graph, fast=False)
	same(found.value, graphs.by_scipy(graph), f"{key}: total")
	same(found.value, found.bound, f"{key}: certificate")
	contenders = {
		"engine": lambda: maximise(graph, fast=False),
		"scipy": lambda: graphs.by_scipy(graph),
		"numba": lambda: maximise(graph, fast=True),
	}
	maximise(graph, fast=True)
	taken = turns(contenders, 5)
	told = {**milliseconds(taken), "edges": len(graph.weight), "method": found.method}
	yield Result(key, f"engine / scipy sparse, {what}", ratio(taken, "engine", "scipy"), AT_MOST, gate, told)
	if fast:
		figure = ratio(taken, "numba", "scipy")
		yield Result(f"{key}.numba", f"with numba / scipy sparse, {what}", figure, AT_MOST, fast, told)
	yield Result(
		f"{key}.opt", "total / scipy's total, and bound = total", found.value / found.bound, EXACTLY, 1, {}
	)


def searching() -> Iterator[Result]:
	found, given = market(200, 20_000), rules()
	homes = naive.rows_of(found.listings)
	seekers = naive.rows_of(found.households)
	found.listing_order, found.listings.rows  # noqa: B018 - kept with the columns, like those

	def engine(row: int):
		pairs = Pairs(found, row, found.listings.rows)
		return search.best(pairs, given, 10, lambda left: found.listing_order[left.listing_index])

	naive_s, engine_s = [], []
	for row in range(60):
		started = perf_counter()
		plain = [home for _value, home in naive.best(found, seekers[row], homes, 10)]
		between = perf_counter()
		best = [home for _seeker, home in engine(row)]
		naive_s.append(between - started)
		engine_s.append(perf_counter() - between)
		values = [
			naive.worth(seekers[row], homes[j], found.km[seekers[row]["must_reach"], j], found.today)
			for j in best
		]
		same(len(best), len(plain), "how many homes")
		same(values, [value for value, _home in naive.best(found, seekers[row], homes, 10)], "the best homes")
	ratios = [one / other for one, other in zip(naive_s, engine_s, strict=True)]
	told = {"naive_ms": statistics.median(naive_s) * 1000, "engine_ms": statistics.median(engine_s) * 1000}
	what = "naive loop / engine, best 10 of 20 000 homes for one household"
	yield Result("topk", what, statistics.median(ratios), AT_LEAST, 8, told)
	slow = sorted(engine_s)[int(0.95 * len(engine_s))] / statistics.median(engine_s)
	yield Result("topk.p95", "95th of 100 searches / median", slow, AT_MOST, 3, told)


def memory() -> Result:
	pairs = len(graphs.pairs_of(10_000, 5_000)[0])
	figure = peak_bytes("benchmarks.memory") / pairs
	return Result(
		"mem", "bytes at the peak per possible pair, 10 000 x 5 000", figure, AT_MOST, 64, {"pairs": pairs}
	)
