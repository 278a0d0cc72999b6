"""Lint is a test, so that `make test` ends on one summary."""

import subprocess
import sys

import pytest

from tools.steps import ROOT


@pytest.mark.parametrize("command", [("check",), ("format", "--check")], ids=" ".join)
def test_ruff(command):
	result = subprocess.run(
		[sys.executable, "-m", "ruff", *command], cwd=ROOT, capture_output=True, text=True
	)
	assert result.returncode == 0, result.stdout + result.stderr


def test_shell_scripts_parse():
	for script in (ROOT / "tools/system.sh", ROOT / ".ci/run"):
		subprocess.run(["bash", "-n", script], check=True)
