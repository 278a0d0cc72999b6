"""The embedded default: the plain packages in a virtual environment of their own, with no server."""

import sys
from pathlib import Path

from tools.bench import APP, lacking
from tools.steps import ROOT, Failed, Steps

VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
SHEETS = ROOT / APP / "demo/sheets"
REPORT = ROOT / "report.html"


def environment(steps: Steps, extra: str = "") -> Path:
	"""The Python of an environment with what this checkout needs."""
	steps.step(
		"Python packages in .venv",
		lambda: install(steps, extra),
		done=lambda: PYTHON.exists() and not lacking(PYTHON, extra),
		remedy="see that pip reaches a package index, or remove .venv and run the same command again.",
	)
	return PYTHON


def install(steps: Steps, extra: str) -> None:
	if not PYTHON.exists():
		steps.sh(sys.executable, "-m", "venv", VENV)
	steps.sh(PYTHON, "-m", "pip", "install", "packaging", "--editable", f"{ROOT}[{extra}]" if extra else ROOT)


def run(steps: Steps) -> None:
	"""Match the demo's two spreadsheets and print what was found."""
	python = environment(steps)
	found: list[str] = []
	steps.step(
		"Matching the demo's spreadsheets",
		lambda: found.append(match(steps, python)),
		remedy="read the log; it names the sheet, row and column.",
	)
	print(f"\n{found[0].strip()}")


def match(steps: Steps, python: Path) -> str:
	sheets = (SHEETS / "bostader.xlsx", SHEETS / "hushall.xlsx")
	output = steps.sh(python, "-m", f"{APP}.matching", *sheets, "--out", REPORT)
	if not REPORT.exists():
		raise Failed("No report was written.")
	return output
