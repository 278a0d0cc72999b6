"""The small map beside a search: where the homes lie, where the household wishes to live and what it must reach.

Drawn by ourselves like the start page's map (`places_map`), so that no address leaves the municipality.
"""

from collections import Counter

import numpy as np

from oppna_ditt_hem.matching import places_map

CANVAS = places_map.Canvas(width=340, height=280, margin=48, largest=14.0, label=96)


def draw(asked, matches: list) -> dict:
	"""Place every locality that the search has to do with.

	Args:
		asked: the `match_cards.Search`.
		matches: those shown so far, best first.

	Returns:
		What `places_map.draw` gives; each point has `locality`, `free_places` (how many of those shown are there, or must
		reach it), and whether it is `wished`, to be reached (`reach`), or the `home` itself.
	"""
	market = asked.market
	names = market.localities.names
	shown, marks = (homes_shown if asked.for_household else households_shown)(asked, matches)
	places = sorted({*shown, *(place for marked in marks.values() for place in marked)})
	rows = [
		{
			"locality": names[place],
			"free_places": shown.get(place, 0),
			**{mark: place in marked for mark, marked in marks.items()},
		}
		for place in places
	]
	at = market.localities
	positions = {
		names[place]: (float(at.latitude[place]), float(at.longitude[place]))
		for place in places
		if not (np.isnan(at.latitude[place]) or np.isnan(at.longitude[place]))
	}
	return places_map.draw(rows, positions, CANVAS)


def homes_shown(asked, matches: list) -> tuple[Counter, dict[str, set[int]]]:
	market = asked.market
	household = market.household(asked.name)
	shown = Counter(int(market.listings.locality[market.listing(match.listing)]) for match in matches)
	wished = {int(place) for place in market.households.wished[household].nonzero()[0]}
	reach = {int(market.households.must_reach[household])}
	return without_none(shown), {"wished": wished, "reach": reach - {-1}, "home": set()}


def households_shown(asked, matches: list) -> tuple[Counter, dict[str, set[int]]]:
	market = asked.market
	rows = [market.household(match.household) for match in matches]
	shown = Counter(int(market.households.must_reach[row]) for row in rows)
	wished = {int(place) for row in rows for place in market.households.wished[row].nonzero()[0]}
	home = {int(market.listings.locality[market.listing(asked.name)])}
	return without_none(shown), {"wished": wished, "reach": set(without_none(shown)), "home": home - {-1}}


def without_none(shown: Counter) -> Counter:
	return Counter({place: number for place, number in shown.items() if place >= 0})
