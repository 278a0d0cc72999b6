"""The best homes for one household, and the best households for one home."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .catalogue import RuleSet
from .evaluate import Match, explain, explain_all, sifted, worth
from .pairs import Pairs
from .ranks import order_of
from .tables import Market


def homes_for(market: Market, rules: RuleSet, household: str, k: int = 10) -> list[Match]:
	"""The best k possible homes, best first; ties by the home that has been free longest, then by name.

	Raises:
		KeyError: no household of that name.
	"""
	pairs = Pairs(market, market.household(household), market.listings.rows)
	ranked = best(pairs, rules, k, lambda left: market.listing_order[left.listing_index])
	return explain_all(market, rules, ranked)


def households_for(market: Market, rules: RuleSet, listing: str, k: int = 10) -> list[Match]:
	"""The best k possible households, best first; ties by the longest wait, then by name.

	Raises:
		KeyError: no listing of that name.
	"""
	pairs = Pairs(market, market.households.rows, market.listing(listing))
	ranked = best(pairs, rules, k, lambda left: market.household_order[left.household_index])
	return explain_all(market, rules, ranked)


def pair(market: Market, rules: RuleSet, household: str, listing: str) -> Match:
	"""One pair in full, possible or not.

	Raises:
		KeyError: no household or listing of that name.
	"""
	return explain(market, rules, market.household(household), market.listing(listing))


def best(pairs: Pairs, rules: RuleSet, k: int, order: Callable[[Pairs], np.ndarray]) -> list[tuple[int, int]]:
	"""The best k possible pairs as rows, best first; ties in the given order."""
	usable = sifted(pairs, rules.requirements)
	found = order_of((order(usable), -worth(usable, rules)))[:k]
	seekers, homes = np.broadcast_arrays(usable.household_index, usable.listing_index)
	return [(int(seekers[i]), int(homes[i])) for i in found]
