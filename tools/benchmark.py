"""`make benchmark`: the engine and a site of its own, measured against peers; prints a table and keeps a JSON.

Usage: python -m tools.benchmark [engine] [changes] [site] [pages] [reports] [growth]
"""

import os
import subprocess
import sys
from collections.abc import Sequence

# Read by testbench when it is imported: never the site that tests use.
os.environ["TEST_SITE"] = os.environ.get("BENCHMARK_SITE") or "oppna-benchmark.localhost"

from tools import site, test, testbench
from tools.steps import ROOT, Steps


def main(arguments: Sequence[str]) -> int:
	steps = Steps("benchmark")
	real = test.set_up_bench(steps, "site", extra="benchmark")
	view = testbench.make(real)
	if arguments and not {"site", "pages", "reports"} & set(arguments):
		return measure(view, arguments)
	with testbench.reserved():
		site.build(steps, view)
		steps.step(
			f"New site {testbench.SITE}",
			lambda: testbench.create_site(steps, view),
			remedy=f"read the log; to start over: rm -r {os.path.relpath(testbench.ROOT_DIR)}",
		)
		try:
			return measure(view, arguments)
		finally:
			testbench.remove_site()


def measure(view, arguments: Sequence[str]) -> int:
	env = view.env | {"SITES": str(view.sites), "SITE": testbench.SITE}
	sys.stdout.flush()
	return subprocess.run([view.python, "-m", "benchmarks", *arguments], cwd=ROOT, env=env).returncode


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
