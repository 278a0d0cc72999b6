"""`python -m oppna_ditt_hem.matching LISTINGS HOUSEHOLDS`."""

import sys

from .cli import main

if __name__ == "__main__":
	sys.exit(main())
