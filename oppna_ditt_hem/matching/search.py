"""The best homes for one household, and the best households for one home."""

from __future__ import annotations

import numpy as np

from .catalogue import RuleSet
from .evaluate import Match, explain, possible, worth
from .pairs import OPEN, Pairs
from .tables import NO_DAY, Market


def homes_for(market: Market, rules: RuleSet, household: str, k: int = 10) -> list[Match]:
	"""The best k possible homes, best first; ties by the home that has been free longest, then by name.

	Raises:
		KeyError: no household of that name.
	"""
	row = market.household(household)
	homes = np.arange(len(market.listings.names))
	ranked = _best(Pairs(market, row, homes), rules, homes, listing_order(market), k)
	return [explain(market, rules, row, int(home)) for home in ranked]


def households_for(market: Market, rules: RuleSet, listing: str, k: int = 10) -> list[Match]:
	"""The best k possible households, best first; ties by the longest wait, then by name.

	Raises:
		KeyError: no listing of that name.
	"""
	row = market.listing(listing)
	seekers = np.arange(len(market.households.names))
	ranked = _best(Pairs(market, seekers, row), rules, seekers, household_order(market), k)
	return [explain(market, rules, int(seeker), row) for seeker in ranked]


def pair(market: Market, rules: RuleSet, household: str, listing: str) -> Match:
	"""One pair in full, possible or not.

	Raises:
		KeyError: no household or listing of that name.
	"""
	return explain(market, rules, market.household(household), market.listing(listing))


def household_order(market: Market) -> np.ndarray:
	"""Each household's place in the queue: longest wait first, those without a date last, then by name."""
	return _ranks(market.households.registered_on, market.households.names)


def listing_order(market: Market) -> np.ndarray:
	"""Each home's place: free longest first, those without a date first, then by name."""
	return _ranks(np.maximum(market.listings.available_from, 1), market.listings.names)


def _ranks(days: np.ndarray, names: np.ndarray) -> np.ndarray:
	when = np.where(days == NO_DAY, OPEN, days)
	order = sorted(range(len(names)), key=lambda i: (int(when[i]), names[i]))
	ranks = np.empty(len(names), dtype=np.int64)
	ranks[order] = np.arange(len(names))
	return ranks


def _best(pairs: Pairs, rules: RuleSet, rows: np.ndarray, order: np.ndarray, k: int) -> np.ndarray:
	usable = np.nonzero(possible(pairs, rules))[0]
	return rows[usable[np.lexsort((order[usable], -worth(pairs, rules)[usable]))][:k]]
