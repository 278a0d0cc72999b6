"""The engine against scipy on the pairs that prove a choice for a hundred thousand households: one round each, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

import numpy as np

from benchmarks import graphs
from benchmarks.market import market, rules
from benchmarks.protocol import AT_MOST, Result, same
from oppna_ditt_hem.matching.assign import Graph, maximise
from oppna_ditt_hem.matching.field import field_of

HOUSEHOLDS, LISTINGS = 100_000, 20_000


def results() -> Iterator[Result]:
	answer = subprocess.run(
		[sys.executable, "-m", "benchmarks.core"], capture_output=True, text=True, check=True
	)
	told = json.loads(answer.stdout.splitlines()[-1])
	what = "scipy sparse, the pairs that prove the choice for 100 000 x 20 000"
	for key, name in (("solve.core", "engine"), ("solve.core.numba", "with numba")):
		figure = told[f"{name.split()[-1]}_s"] / told["scipy_s"]
		yield Result(key, f"{name} / {what}", figure, AT_MOST, 0.5, told)


def graph() -> Graph:
	"""Every home takes one household, since that is what scipy's solver knows."""
	field = field_of(market(HOUSEHOLDS, LISTINGS), rules(), total=True)
	problem = field.problem
	return Graph(
		problem.household, problem.listing, field.worth + 1, np.minimum(problem.slots, 1), HOUSEHOLDS
	)


def main() -> None:
	core = graph()
	maximise(graphs.top(graphs.whole(1_000, 500), 30), fast=True)
	contenders = {
		"engine": lambda: maximise(core, fast=False).value,
		"numba": lambda: maximise(core, fast=True).value,
		"scipy": lambda: graphs.by_scipy(core),
	}
	told: dict[str, float] = {"pairs": len(core.weight)}
	totals = {}
	for name, solve in contenders.items():
		started = perf_counter()
		totals[name] = solve()
		told[f"{name}_s"] = round(perf_counter() - started, 3)
	same(set(totals.values()), {totals["scipy"]}, "the core's total")
	print(json.dumps(told))


if __name__ == "__main__":
	main()
