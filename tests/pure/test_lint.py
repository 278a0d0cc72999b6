"""Lint is a test, so that `make test` ends on one summary."""

import subprocess
import sys

import pytest

from tools.steps import ROOT

OURS = ("oppna_ditt_hem", "tests", "tools", "benchmarks")
WRITTEN = (".py", ".js", ".css", ".scss", ".html")


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff(command):
	result = subprocess.run(
		[sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True
	)
	assert result.returncode == 0, result.stdout + result.stderr


def test_shell_scripts_parse():
	for script in (ROOT / "tools/system.sh", ROOT / ".ci/run"):
		subprocess.run(["bash", "-n", script], check=True)


def test_no_file_is_longer_than_300_lines():
	files = [path for folder in OURS for path in sorted((ROOT / folder).rglob("*")) if path.suffix in WRITTEN]
	# What the build has made of them is nobody's to read.
	lines = {path: len(path.read_text().splitlines()) for path in files if "dist" not in path.parts}
	assert {path.suffix for path in lines} == set(WRITTEN)
	assert not [f"{path.relative_to(ROOT)}: {count}" for path, count in lines.items() if count > 300]
