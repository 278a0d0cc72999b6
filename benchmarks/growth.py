"""How time and memory grow with the market, from a thousand households to a hundred thousand, drawn as a plot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.market import market, rules
from benchmarks.protocol import peak_now

SIZES = ((1_000, 500), (3_000, 1_200), (10_000, 5_000), (30_000, 10_000), (100_000, 20_000))


def measured(households: int, listings: int) -> dict[str, float]:
	"""One round's choice with its certificate, in a process of its own."""
	command = [sys.executable, "-m", "benchmarks.growth", str(households), str(listings)]
	answer = subprocess.run(command, capture_output=True, text=True, check=True)
	return json.loads(answer.stdout.splitlines()[-1])


def one(households: int, listings: int) -> dict[str, float]:
	from oppna_ditt_hem.matching.field import field_of
	from oppna_ditt_hem.matching.policies import best_total

	found, given = market(households, listings), rules()
	before, started = peak_now(), perf_counter()
	choice = best_total(field_of(found, given, total=True))
	return {
		"households": households,
		"listings": listings,
		"seconds": perf_counter() - started,
		"megabytes": (peak_now() - before) / 1e6,
		"peak_megabytes": peak_now() / 1e6,
		"gap": choice.certificate.gap,
		"housed": len(choice.chosen),
	}


def draw(rows: list[dict[str, float]], path: Path) -> None:
	import matplotlib

	matplotlib.use("svg")
	from matplotlib import pyplot

	pairs = [row["households"] * row["listings"] for row in rows]
	figure, left = pyplot.subplots(figsize=(7, 4), layout="constrained")
	left.loglog(pairs, [row["seconds"] for row in rows], "o-", color="#1f5c99", label="seconds")
	left.margins(x=0.2)
	left.set_xlabel("households × homes")
	left.set_ylabel("seconds to a proven choice")
	right = left.twinx()
	right.loglog(pairs, [row["peak_megabytes"] for row in rows], "s--", color="#b35c00", label="peak memory")
	right.set_ylabel("MB of memory at the peak")
	left.grid(True, which="major", alpha=0.3)
	figure.legend(loc="upper left", bbox_to_anchor=(0.12, 0.95))
	for row, x in zip(rows, pairs, strict=True):
		left.annotate(f"{row['households']:,} × {row['listings']:,}".replace(",", " "), (x, row["seconds"]),
			xytext=(8, -11), textcoords="offset points", fontsize=8)  # fmt: skip
	figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
	print(json.dumps(one(*map(int, sys.argv[1:3]))))
