"""numba, where it is installed: the same source, compiled. It changes how fast an answer comes and nothing else."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache


@cache
def is_installed() -> bool:
	return importlib.util.find_spec("numba") is not None


@cache
def compiled(function: Callable) -> Callable:
	"""The function as machine code, or itself without numba.

	Imported here because numba takes half a second and 120 MB that a small market does not need. Serial: what its parallel
	loops gain is lost where workers are forked. What is compiled is kept on disk.
	"""
	if not is_installed():
		return function
	import numba

	try:
		return numba.njit(cache=True)(function)
	except RuntimeError:
		# No directory that may be written to.
		return numba.njit(function)
