"""How things are measured: all contenders in one process, in turns, and the median of the ratios of each turn.

A ratio of two times taken a moment apart says more than either time: what else the machine does falls on both. Times are
given as information only.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

AT_LEAST, AT_MOST, EXACTLY = "at least", "at most", "exactly"


class Mismatch(AssertionError):
	"""Contenders that should have found the same did not: no number is given for that."""


@dataclass(frozen=True)
class Result:
	"""One figure against its gate. `told`: what else is worth knowing, such as milliseconds."""

	id: str
	what: str
	figure: float
	sense: str
	gate: float
	told: Mapping[str, Any] = field(default_factory=dict)

	@property
	def holds(self) -> bool:
		if self.sense == AT_LEAST:
			return self.figure >= self.gate
		return self.figure <= self.gate if self.sense == AT_MOST else self.figure == self.gate

	def as_dict(self) -> dict[str, Any]:
		return {**asdict(self), "holds": self.holds}


def turns(contenders: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, list[float]]:
	"""Seconds of each contender in each round, in turns."""
	taken: dict[str, list[float]] = {name: [] for name in contenders}
	for _round in range(rounds):
		for name, run in contenders.items():
			started = perf_counter()
			run()
			taken[name].append(perf_counter() - started)
	return taken


def ratio(taken: Mapping[str, list[float]], over: str, under: str) -> float:
	"""The median of the rounds' ratios."""
	pairs = zip(taken[over], taken[under], strict=True)
	return statistics.median(one / other for one, other in pairs)


def milliseconds(taken: Mapping[str, list[float]]) -> dict[str, float]:
	return {f"{name}_ms": round(statistics.median(times) * 1000, 3) for name, times in taken.items()}


def same(first: Any, second: Any, what: str) -> None:
	"""Raises Mismatch unless both are equal."""
	if first != second:
		raise Mismatch(f"{what}: {first!r} is not {second!r}")


def peak_bytes(module: str, *arguments: str) -> int:
	"""What a measurement in a process of its own adds to its peak of memory; the process prints that number last."""
	command = [sys.executable, "-m", module, *arguments]
	answer = subprocess.run(command, capture_output=True, text=True, check=True)
	return int(answer.stdout.split()[-1])


def peak_now() -> int:
	"""Bytes this program has had in memory at most; `getrusage` would count what its parent had when it forked."""
	status = Path("/proc/self/status").read_text()
	return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) * 1024


def machine() -> dict[str, Any]:
	"""What it ran on, for the reader to judge by."""
	import numpy
	import scipy

	return {
		"date": date.today().isoformat(),
		"processor": processor(),
		"cores": os.cpu_count(),
		"python": platform.python_version(),
		"numpy": numpy.__version__,
		"scipy": scipy.__version__,
		"numba": numba_version(),
		"load": [round(load, 2) for load in os.getloadavg()],
	}


def processor() -> str:
	try:
		lines = Path("/proc/cpuinfo").read_text().splitlines()
	except OSError:
		return platform.processor()
	return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")


def numba_version() -> str | None:
	from importlib.metadata import PackageNotFoundError, version

	try:
		return version("numba")
	except PackageNotFoundError:
		return None


def table(results: list[Result]) -> str:
	"""The results as lines to read."""
	rows = [
		(
			one.id,
			f"{one.figure:.4g}",
			f"{one.sense} {one.gate:g}",
			"holds" if one.holds else "MISSED",
			one.what,
		)
		for one in results
	]
	widths = [max(len(row[i]) for row in rows) for i in range(4)]
	return "\n".join(
		"  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]])
		for row in rows
	)


def keep(path: Path, results: list[Result], before: dict[str, Any], after: dict[str, Any]) -> None:
	"""Put the figures in the place of earlier ones of the same id; a part that is run by itself leaves the others' alone."""
	kept = json.loads(path.read_text())["results"] if path.exists() else []
	rows = {row["id"]: row for row in kept} | {one.id: one.as_dict() for one in results}
	path.write_text(
		json.dumps({"before": before, "after": after, "results": [*rows.values()]}, indent=1) + "\n"
	)
