"""`make benchmark`: the engine measured against peers in the same run; prints a table and keeps a JSON.

Usage: python -m tools.benchmark [engine] [growth]
"""

import subprocess
import sys
from collections.abc import Sequence

from tools import test
from tools.steps import ROOT, Steps


def main(arguments: Sequence[str]) -> int:
	bench = test.set_up_bench(Steps("benchmark"), "pure", extra="benchmark")
	sys.stdout.flush()
	command = [bench.python, "-m", "benchmarks", *arguments]
	return subprocess.run(command, cwd=ROOT, env=bench.env).returncode


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
