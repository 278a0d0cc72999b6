"""Which homes are worth looking for: of what kind, where and how large, so that most of those still waiting would be housed.

Homes that are not there are tried one by one on the solved round: each is added, the round made the best again by a few
moves, and taken away. So what is told is what the round would gain, with everybody moving up who can.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

import numpy as np

from . import columns
from .field import Field
from .pairs import Pairs
from .prepared import Prepared
from .prices import price_of
from .ranks import order_of
from .solve import Solution
from .tables import LISTING_KINDS, Market
from .update import Live
from .words import N_, Said

KINDS = {"Room": (1, 2), "Flat": (1, 2, 3, 4, 5), "House": (3, 4, 5, 6, 7, 8)}
"""What a landlord may have, and for how many people."""
MOST_TRIED, MOST_TOLD = 60, 10
EVERY_LANGUAGE = -1

HINT = N_(
	"{kind} in {locality}, places: {places}. {people} more people could be housed; it would suit {count} of the households left."
)


@dataclass(frozen=True)
class Wanted(Said):
	"""A home to look for: what it is, how many people more the round would house, and how many of those left it would suit."""

	kind: str
	locality: str
	places: int
	people: int
	households: int
	template: str = HINT

	@property
	def params(self) -> dict[str, Any]:
		return {
			"kind": self.kind,
			"locality": self.locality,
			"places": self.places,
			"people": self.people,
			"count": self.households,
		}

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "params": self.params}


def wanted(field: Field, best: Solution, left: np.ndarray) -> tuple[Wanted, ...]:
	"""The homes whose coming would house most people more, one for each kind and locality.

	Args:
		best: the solution that houses most people.
		left: numbers of the households that the round leaves without a home.
	"""
	rows = list(_rows(field, left))
	if not rows or not len(left):
		return ()
	market = _market_of(field.market, rows)
	offers = _offers(field, market, best, left)
	promising = sorted(offers, key=lambda offer: (-offer.at_most, offer.row))[:MOST_TRIED]
	live = Live(best.graph, best.free)
	found = [_tried(live, best.scales, rows[offer.row], offer) for offer in promising]
	return _foremost([hint for hint in found if hint.people > 0])


def _foremost(found: list[Wanted]) -> tuple[Wanted, ...]:
	found.sort(key=lambda hint: (-hint.people, -hint.households, hint.places, hint.kind, hint.locality))
	first = {(hint.kind, hint.locality): hint for hint in reversed(found)}
	return tuple(hint for hint in found if first[hint.kind, hint.locality] is hint)[:MOST_TOLD]


def _rows(field: Field, left: np.ndarray) -> Iterator[dict[str, Any]]:
	"""A home of each kind, place and useful size, with nothing that speaks against it."""
	sizes = set(field.problem.size[left].tolist())
	useful = {kind: [places for places in KINDS[kind] if places in sizes] for kind in KINDS}
	rents = {
		(kind, places): _usual_rent(field.market, kind, places) for kind in useful for places in useful[kind]
	}
	for kind, (number, locality) in product(useful, enumerate(field.market.localities.names)):
		for places in useful[kind]:
			yield {
				"name": f"{kind}-{number:06d}-{places}",
				"kind": kind,
				"locality": locality,
				"places": places,
				"rooms": places + 1,
				"rent": rents[kind, places],
				"shared_with_the_landlord": int(kind == "Room"),
				**WITHOUT_FAULT,
			}


WITHOUT_FAULT = {
	"heating": "Heat pump",
	"water": "Municipal",
	**dict.fromkeys(
		(
			"suits_singles",
			"suits_couples",
			"suits_families",
			"pets_allowed",
			"smoking_allowed",
			"step_free",
			"wheelchair_accessible",
			"has_lift",
			"accessible_bathroom",
			"winter_fit",
			"road_ploughed",
		),
		1,
	),
	"women_only": 0,
}


def _usual_rent(market: Market, kind: str, places: int) -> float | None:
	"""The median rent of such homes in the market; None where there are none, which no requirement minds."""
	homes = market.listings
	such = (homes.kind == LISTING_KINDS[kind]) & (homes.places == places) & ~np.isnan(homes.rent)
	return float(np.median(homes.rent[such])) if such.any() else None


def _market_of(market: Market, rows: list[Mapping[str, Any]]) -> Market:
	"""The same households before homes that are not there."""
	places = market.localities
	localities = [
		{"locality_name": name, "latitude": float(latitude), "longitude": float(longitude)}
		for name, latitude, longitude in zip(places.names, places.latitude, places.longitude, strict=True)
	]
	for row in localities:
		row.update({key: None for key, value in row.items() if value != value})
	built = columns.build([], rows, localities, today=date.fromordinal(market.today))
	spoken = np.full(len(rows), EVERY_LANGUAGE, dtype=np.int64)
	return replace(market, listings=replace(built.listings, languages=spoken), km=built.km)


@dataclass(frozen=True)
class _Offer:
	"""A home that isn't there: its possible households with their weights, what it could add at most, whom of those left it suits."""

	row: int
	seekers: np.ndarray
	weights: np.ndarray
	at_most: int
	suits: int


def _offers(field: Field, market: Market, best: Solution, left: np.ndarray) -> list[_Offer]:
	prepared = Prepared(market, field.rules)
	waiting = np.zeros(len(field.queue), dtype=bool)
	waiting[left] = True
	parts = []
	for span in prepared.spans():
		pairs = prepared.possible(span)
		parts.append((pairs.listing_index, *_weighed(field, prepared, pairs, best)))
	rows, seekers, weights = (np.concatenate(column) for column in zip(*parts, strict=True))
	order = order_of((seekers, rows))
	rows, seekers, weights = rows[order], seekers[order], weights[order]
	edges = np.searchsorted(rows, np.arange(len(market.listings.names) + 1))
	at_most = weights - best.free.household_price[seekers]
	return [
		_Offer(i, seekers[a:b], weights[a:b], int(at_most[a:b].max()), int(waiting[seekers[a:b]].sum()))
		for i, (a, b) in enumerate(zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True))
		if b > a
	]


def _weighed(field: Field, prepared: Prepared, pairs: Pairs, best: Solution) -> tuple[np.ndarray, np.ndarray]:
	"""Households by number, and what each pair weighs in the solution."""
	seekers = field.market.household_order[pairs.household_index]
	people = field.problem.size[seekers].astype(np.int64)
	return seekers, people * best.scales[0] + prepared.worth(pairs) * best.scales[1]


def _tried(live: Live, scales: tuple[int, ...], row: Mapping[str, Any], offer: _Offer) -> Wanted:
	with live.trial():
		gain = live.add_listing(offer.seekers.tolist(), offer.weights.tolist()).gain
	return Wanted(row["kind"], row["locality"], row["places"], price_of(gain, scales).people, offer.suits)
