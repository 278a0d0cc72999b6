"""A few made-up pairs on which a rule is tried before it is saved, so that a script's fault is found by its author."""

from datetime import date
from functools import lru_cache

from oppna_ditt_hem.matching import columns, evaluate
from oppna_ditt_hem.matching.catalogue import RuleSet
from oppna_ditt_hem.matching.tables import Market

TODAY = date(2016, 11, 15)
HOUSEHOLDS = (
	{"name": "All known", "household_size": 4, "children": 2, "household_kind": "Family", "max_rent": 6000},
	{"name": "Little known", "household_size": 1},
)
LISTINGS = (
	{"name": "All known", "kind": "House", "places": 6, "rooms": 4, "rent": 5000, "locality": "Vansbro"},
	{"name": "Little known", "kind": "Room", "places": 1},
	{"name": "Nothing known"},
)
LOCALITIES = ({"locality_name": "Vansbro", "latitude": 60.51, "longitude": 14.22},)


@lru_cache
def market() -> Market:
	return columns.build(HOUSEHOLDS, LISTINGS, LOCALITIES, today=TODAY)


def run(rules: RuleSet) -> None:
	"""Compute every pair together, and one alone.

	Raises:
		BadRules: a script stops, or its result can't be used.
	"""
	for block in evaluate.blocks(market()):
		evaluate.possible(block, rules)
		evaluate.worth(block, rules)
	evaluate.explain(market(), rules, 0, 0)
