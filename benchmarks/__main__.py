"""`make benchmark`: measure, print a table, keep a JSON.

Usage: python -m benchmarks [engine] [changes] [site] [pages] [reports] [growth]; all where nothing is named. The parts site,
pages and reports empty the site that `SITE` names in the bench it is started in: `make benchmark` makes one for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import protocol
from benchmarks.protocol import AT_MOST, Result

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benchmarks/results.json"
PLOT = ROOT / "docs/pictures/growth.svg"
PARTS = ("engine", "changes", "site", "pages", "reports", "growth")


def main(arguments: list[str]) -> int:
	parts = [part for part in PARTS if part in arguments] or list(PARTS)
	before, results = protocol.machine(), []
	for part in parts:
		for result in globals()[part]():
			print(protocol.table([result]), flush=True)
			results.append(result)
	print(f"\n{protocol.table(results)}\n")
	protocol.keep(KEPT, results, before, protocol.machine())
	missed = [one.id for one in results if not one.holds]
	print(
		f"{len(results) - len(missed)} of {len(results)} gates hold. Missed: {', '.join(missed) or 'none'}."
	)
	return 0


def engine() -> Iterator[Result]:
	from benchmarks import engine

	yield from engine.results()


def changes() -> Iterator[Result]:
	from benchmarks import changes

	yield from changes.results()


def site() -> Iterator[Result]:
	with on_site():
		from benchmarks import site

		yield from site.results()


def pages() -> Iterator[Result]:
	with on_site():
		from benchmarks import pages

		yield from pages.portal()


def reports() -> Iterator[Result]:
	with on_site():
		from benchmarks import reports

		yield from reports.results()


@contextmanager
def on_site() -> Iterator[None]:
	"""In the directory of the bench's sites, connected to the benchmark's own."""
	import frappe

	os.chdir(os.environ["SITES"])
	frappe.init(os.environ["SITE"])
	frappe.connect()
	try:
		yield
	finally:
		frappe.destroy()
		os.chdir(ROOT)


def growth() -> Iterator[Result]:
	from benchmarks import core, growth

	rows = [growth.measured(*size) for size in growth.SIZES]
	growth.draw(rows, PLOT)
	for row in rows:
		what = f"share not proven, {row['households']} x {row['listings']}"
		key = f"gap.{row['households'] // 1000}k"
		yield Result(key, what, row["gap"], AT_MOST, 0.0005, row)
	last = rows[-1]
	yield Result(
		"grow.seconds", "seconds to a proven choice, 100 000 x 20 000", last["seconds"], AT_MOST, 75, last
	)
	yield Result(
		"grow.memory", "MB at the peak, 100 000 x 20 000", last["peak_megabytes"], AT_MOST, 1000, last
	)
	yield from core.results()


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
