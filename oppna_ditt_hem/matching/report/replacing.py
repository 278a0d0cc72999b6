"""A file that is replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace(path: Path, content: bytes | None) -> None:
	"""Write `content` beside the file and put it in its place in one step; the file keeps its permissions.

	Args:
		path: the file, in a folder that exists. A link is followed.
		content: None only tries whether it could be written, and leaves everything as it was.

	Raises:
		OSError: it can't be written; what was there before is untouched.
	"""
	path = path.resolve()
	if path.exists() and not os.access(path, os.W_OK):
		raise PermissionError(path)
	handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
	try:
		with open(handle, "wb") as file:
			file.write(content or b"")
		if content is not None:
			os.chmod(name, _mode(path))
			os.replace(name, path)
	finally:
		Path(name).unlink(missing_ok=True)


def _mode(path: Path) -> int:
	"""The permissions of the file there is, else those a new file would get."""
	if path.exists():
		return path.stat().st_mode & 0o777
	mask = os.umask(0)
	os.umask(mask)
	return 0o666 & ~mask
