"""`make test`: lint, tests without a site, tests on a real site, browser tests; one pytest summary.

Usage: python -m tools.test [pure|site|e2e] [pytest arguments]
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import bench as benches
from tools import database, embedded, site, testbench
from tools.bench import Bench
from tools.demo import can_be_fetched
from tools.steps import ROOT, Failed, Steps

PARTS = ("pure", "site", "e2e")
# Files are shared out whole: what a file's tests have in common is made once.
SHARED_OUT = ("--numprocesses", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")


def main(arguments: Sequence[str]) -> int:
	one = arguments[0] if arguments[:1] and arguments[0] in PARTS else ""
	words = chosen([one] if one else PARTS, arguments[1:] if one else arguments)
	steps = Steps("test")
	if Bench(benches.BENCH_DIR).is_there or (one != "pure" and can_be_fetched(steps)):
		return in_bench(steps, words, one)
	return pytest(embedded.environment(steps, "dev"), words, dict(os.environ))


def chosen(parts: Sequence[str], arguments: Sequence[str]) -> list[str]:
	"""The arguments for pytest: the directories of the parts, unless files or tests are named."""
	named = any((ROOT / argument.split("::")[0]).exists() for argument in arguments)
	directories = [f"tests/{part}" for part in parts if (ROOT / "tests" / part).exists()]
	return [*([] if named else directories), *arguments]


def in_bench(steps: Steps, words: Sequence[str], one: str) -> int:
	with benches.bench_lock():
		real = set_up_bench(steps, one)
	if one == "pure":
		return pytest(real.python, words, real.env)
	view = testbench.make(real)
	with testbench.reserved():
		return on_site(steps, view, words, keep=bool(one))


def set_up_bench(steps: Steps, one: str, extra: str = "dev") -> Bench:
	real = Bench(benches.BENCH_DIR)
	if one != "pure":
		real = benches.prepare(steps)
		database.prepare(steps, real)
		if one != "site" or site.can_build(real):
			site.build_platform(steps, real)
		if one != "site":
			benches.system(steps, "browser", "Browser")
	steps.step(
		"Packages for development in the bench's environment",
		lambda: install_packages(steps, real, extra),
		done=lambda: not benches.lacking(real.python, extra),
		remedy="read the log; pip says which packages can't be together.",
	)
	return real


def install_packages(steps: Steps, bench: Bench, extra: str) -> None:
	"""Add what the tests need, and refuse to move what the platform has pinned.

	Raises:
		Failed: after the installation, packages contradict each other that did not before.
	"""
	before = conflicts(bench)
	bench.pip_install(steps, *benches.lacking(bench.python, extra))
	if new := conflicts(bench) - before:
		raise Failed(f"The packages contradict what Frappe pins: {'; '.join(sorted(new))}")


def conflicts(bench: Bench) -> set[str]:
	answer = subprocess.run(
		[bench.python, "-m", "pip", "check"], capture_output=True, text=True, env=bench.env
	)
	return set(answer.stdout.splitlines()) if answer.returncode else set()


def on_site(steps: Steps, view: Bench, words: Sequence[str], *, keep: bool) -> int:
	"""Run the tests on a new site; a part run by itself keeps the site for the next time."""
	site.build(steps, view)
	if keep and testbench.has_site():
		title, make = f"Test site {testbench.SITE} follows this checkout", testbench.refresh_site
	else:
		title, make = f"New test site {testbench.SITE}", testbench.create_site
	steps.step(
		title,
		lambda: make(steps, view),
		done=lambda: keep and testbench.is_fresh(steps, view),
		remedy=f"read the log; to start over: rm -r {os.path.relpath(testbench.ROOT_DIR)}",
	)
	try:
		return pytest(view.python, words if keep else [*SHARED_OUT, *words], view.env)
	finally:
		if not keep:
			testbench.remove_site()


def pytest(python: Path, words: Sequence[str], env: dict[str, str]) -> int:
	sys.stdout.flush()
	return subprocess.run([python, "-m", "pytest", *words], cwd=ROOT, env=env).returncode


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
