"""Run by an environment's own Python: print what this checkout needs and the environment lacks.

Usage: python tools/requirements.py [EXTRA]
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
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


if __name__ == "__main__":
	for requirement in missing(wanted(*sys.argv[1:])):
		print(requirement)
