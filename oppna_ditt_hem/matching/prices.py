"""What each home is worth to a round: how many people more one home like it would house, and how much better."""

from __future__ import annotations

from dataclasses import dataclass

from .catalogue import RuleSet
from .evaluate import explain
from .field import Field, Totals, field_of
from .policies import most
from .solve import Solution
from .tables import Market


@dataclass(frozen=True)
class Price:
	"""What one more home like it would add: people, and points of score besides (below zero where they go down).

	0 for a home that nobody else waits for; the round loses at least as much if the home is withdrawn.
	"""

	people: int
	score: float

	def as_dict(self) -> dict[str, float]:
		return dict(self.__dict__)


def prices(field: Field, best: Solution) -> dict[str, Price]:
	"""The homes that have a price, in the order of the market's homes."""
	names = field.market.listings.names
	found = {}
	for home, listing in enumerate(field.homes.tolist()):
		price = int(best.free.listing_price[home] + best.bed_price[home])
		if price:
			found[listing] = price_of(price, best.scales)
	return {names[listing]: found[listing] for listing in sorted(found)}


def price_of(price: int, scales: tuple[int, ...]) -> Price:
	"""A price of the solver in people and points."""
	if len(scales) == 1:
		return Price(0, price / 100)
	people = round(price / scales[0])
	return Price(people, (price - people * scales[0]) / 100)


def cost_of(market: Market, rules: RuleSet, household: str, listing: str) -> Totals:
	"""What the best round loses when this pair is forced, whether its requirements are met or not.

	The best round is the one that houses most people; none of the three is below what it would be without the pair, so people
	lost come first, then points.

	Raises:
		KeyError: no household or listing of that name.
	"""
	field = field_of(market, rules)
	seeker, home = market.household(household), market.listing(listing)
	best = field.totals(most(field).chosen)
	rest, pairs = field.problem.without(int(market.household_order[seeker]), int(market.listing_order[home]))
	others = field.totals(pairs[most(field, pairs, rest).chosen])
	own = explain(market, rules, seeker, home).score
	size = int(market.households.size[seeker])
	return best.less(Totals(others.households + 1, others.people + size, round(others.score + own, 2)))
