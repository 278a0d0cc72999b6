"""Run by an environment's own Python: what this checkout needs, and what the platform pins.

Usage: python tools/requirements.py lacking [EXTRA]    requirements that the environment does not meet
       python tools/requirements.py pins               Frappe's requirements, as pip's constraints
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

try:
	import tomllib
except ImportError:
	import tomli as tomllib  # Python 3.10; the platform depends on it

from packaging.requirements import Requirement

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def wanted(extra: str = "") -> list[str]:
	project = tomllib.loads(PYPROJECT.read_text())["project"]
	return project["dependencies"] + (project["optional-dependencies"][extra] if extra else [])


def missing(requirements: list[str]) -> Iterator[str]:
	for requirement in map(Requirement, requirements):
		try:
			found = version(requirement.name)
		except PackageNotFoundError:
			yield str(requirement)
			continue
		if not requirement.specifier.contains(found, prereleases=True):
			yield str(requirement)


def pins() -> Iterator[str]:
	"""What nothing installed beside the platform may move; constraints know neither extras nor addresses."""
	for requirement in map(Requirement, requires("frappe") or ()):
		if not requirement.url and not requirement.marker:
			yield f"{requirement.name}{requirement.specifier}"


if __name__ == "__main__":
	for line in pins() if sys.argv[1] == "pins" else missing(wanted(*sys.argv[2:])):
		print(line)
