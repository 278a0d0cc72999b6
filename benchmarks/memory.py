"""Prints how many bytes comparing all pairs of a market of 10 000 x 5 000 adds to this process's peak."""

from benchmarks.market import market, rules
from benchmarks.protocol import peak_now
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs


def main() -> None:
	small = market(200, 100)
	possible_pairs(Prepared(small, rules()))
	found = market(10_000, 5_000)
	before = peak_now()
	possible_pairs(Prepared(found, rules()))
	print(peak_now() - before)


if __name__ == "__main__":
	main()
