"""`python -m oppna_ditt_hem.translation`: refresh `locale/`, then say what is left to translate."""

import sys

from .catalogue import LOCALE, extracted, read, refresh, wanted_in
from .faults import faults


def main() -> int:
	refresh()
	source = extracted()
	found = [
		f"{path.name}: {fault}"
		for path in sorted(LOCALE.glob("*.po"))
		for fault in faults(wanted_in(path.stem, source), read(path))
	]
	for line in found:
		print(line)
	return 1 if found else 0


if __name__ == "__main__":
	sys.exit(main())
