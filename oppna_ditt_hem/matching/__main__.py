"""`python -m oppna_ditt_hem.matching LISTINGS HOUSEHOLDS`."""

import io
import sys

from .cli import main

if __name__ == "__main__":
	for stream in (sys.stdout, sys.stderr):
		# A terminal that lacks a sign, such as an arrow in an older Windows, shows a question mark instead.
		if isinstance(stream, io.TextIOWrapper):
			stream.reconfigure(errors="replace")
	sys.exit(main())
