"""`make simulate`: a simulated municipality on a test site of its own, for as many years as one likes.

Usage: python -m tools.simulate YEARS [SEED]
"""

import os
import subprocess
import sys
from collections.abc import Sequence

# Read by testbench when it is imported: never the site that tests use.
os.environ["TEST_SITE"] = os.environ.get("SIMULATION_SITE") or "oppna-simulation.localhost"

from tools import site, test, testbench
from tools.steps import ROOT, Steps


def main(arguments: Sequence[str]) -> int:
	years, *seed = arguments or ["1"]
	steps = Steps("simulate")
	view = testbench.make(test.set_up_bench(steps, "site"))
	with testbench.reserved():
		site.build(steps, view)
		steps.step(
			f"New site {testbench.SITE}",
			lambda: testbench.create_site(steps, view),
			remedy=f"read the log; to start over: rm -r {os.path.relpath(testbench.ROOT_DIR)}",
		)
		try:
			return simulate(view, [str(round(float(years) * 365)), *seed])
		finally:
			testbench.remove_site()


def simulate(view, arguments: Sequence[str]) -> int:
	env = view.env | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests/site")))}
	sys.stdout.flush()
	return subprocess.run([view.python, "-m", "simulation", *arguments], cwd=ROOT, env=env).returncode


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
