"""A generated market: households and homes around 120 villages, as matching studies have drawn them.

`market(households, listings, seed)` draws columns, not documents; the same arguments give the same market on any machine.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from oppna_ditt_hem.matching.catalogue import RuleSet, rule_set
from oppna_ditt_hem.matching.distance import straight_line_km
from oppna_ditt_hem.matching.households import HOUSEHOLD_KINDS
from oppna_ditt_hem.matching.tables import (
	KINDS_OF_HOUSEHOLD,
	LISTING_KINDS,
	NO,
	NO_DAY,
	UNKNOWN,
	YES,
	Households,
	Listings,
	Localities,
	Market,
)

TODAY = date(2016, 11, 15)
VILLAGES, DISTRICTS, SIDE_KM = 120, 12, 80
KM_PER_DEGREE = 111.2
LATITUDE, LONGITUDE = 60.0, 14.0
LANGUAGES = ("ar", "en", "fa", "so", "sv", "ti")
KINDS = ("Room", "Flat", "House", "Cottage")
BEDS = {"Room": (1, 2), "Flat": (2, 5), "House": (3, 8), "Cottage": (2, 6)}

CRITERIA = (
	{"rule": "vacant"},
	{"rule": "places"},
	{"rule": "kind_of_household"},
	{"rule": "step_free"},
	{"rule": "wheelchair"},
	{"rule": "pets"},
	{"rule": "smoking"},
	{"rule": "women_only"},
	{"rule": "rent_ceiling"},
	{"rule": "period", "parameters": {"longest_wait_days": 60}},
	{"rule": "distance"},
	{
		"criterion_name": "Not much too large",
		"kind": "Requirement",
		"source": "Expression",
		"expression": "listing.free_places <= household.size + 2",
	},
	{"rule": "rent_headroom", "weight": 20},
	{"rule": "fits_size", "weight": 15},
	{"rule": "nearness", "weight": 30},
	{"rule": "wished_locality", "weight": 20},
	{"rule": "common_language", "weight": 10},
	{"rule": "wait", "weight": 5, "parameters": {"full_days": 730}},
)


def rules() -> RuleSet:
	"""The requirements and preferences of the study, as this engine's criteria."""
	return rule_set(CRITERIA)


def market(households: int, listings: int, seed: int = 1) -> Market:
	"""A market of the given size. A house that several households share is drawn as its units, each with beds of its own."""
	draw = np.random.Generator(np.random.PCG64(seed))
	villages = _villages(draw)
	popular = _popularity(draw)
	homes = _listings(draw, listings, villages, popular)
	seekers = _households(draw, households, popular)
	km = straight_line_km(
		villages.latitude[:, None],
		villages.longitude[:, None],
		homes.latitude[None, :],
		homes.longitude[None, :],
	)
	return Market(seekers, homes, villages, LANGUAGES, km, TODAY.toordinal())


def _degrees(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
	return LATITUDE + y / KM_PER_DEGREE, LONGITUDE + x / (KM_PER_DEGREE * np.cos(np.radians(LATITUDE)))


def _villages(draw) -> Localities:
	centres = draw.uniform(0, SIDE_KM, (DISTRICTS, 2))
	places = centres[np.arange(VILLAGES) % DISTRICTS] + draw.normal(0, 6, (VILLAGES, 2))
	latitude, longitude = _degrees(*np.clip(places, 0, SIDE_KM).T)
	names = np.array([f"Village {i:03d}" for i in range(VILLAGES)], dtype=object)
	services = draw.choice([NO, YES], (VILLAGES, 4)).astype(np.int8)
	return Localities(names, latitude, longitude, services)


def _popularity(draw) -> np.ndarray:
	weight = 1 / np.arange(1, VILLAGES + 1) ** 0.8
	return draw.permutation(weight / weight.sum())


def _yes(draw, share: float, n: int) -> np.ndarray:
	return np.where(draw.random(n) < share, YES, NO).astype(np.int8)


def _masks(draw, n: int, most: int) -> np.ndarray:
	spoken = draw.integers(0, len(LANGUAGES), (n, most))
	return np.bitwise_or.reduce(np.int64(1) << spoken, axis=1)


def _suits(draw, n: int) -> np.ndarray:
	"""60 in 100 take anybody, the others one or two kinds of household."""
	some = draw.choice([NO, YES], (n, 3)).astype(np.int8)
	some[np.arange(n), draw.integers(0, 3, n)] = YES
	return np.where((draw.random(n) < 0.6)[:, None], YES, some).astype(np.int8)


def _listings(draw, n: int, villages: Localities, popular: np.ndarray) -> Listings:
	kind = draw.choice(len(KINDS), n, p=[0.30, 0.45, 0.15, 0.10])
	low, high = (np.array([BEDS[name][i] for name in KINDS])[kind] for i in (0, 1))
	beds = draw.integers(low, high + 1)
	base = np.array([300, 1400, 1800, 700])[kind]
	rent = np.round((180 * 10 + 550 * beds + base) * draw.lognormal(0, 0.25, n), -1)
	village = draw.choice(VILLAGES, n, p=popular)
	offset = draw.normal(0, 1.5, (2, n))
	start = TODAY.toordinal() + draw.integers(-60, 120, n)
	room = kind == 0
	at_once = np.ones(n, dtype=np.int64)
	nothing = np.zeros(n, dtype=np.int64)
	unknown = np.full(n, UNKNOWN, dtype=np.int8)
	return Listings(
		names=np.array([f"L{i:06d}" for i in range(n)], dtype=object),
		kind=np.array([LISTING_KINDS[name] for name in KINDS])[kind],
		whole=np.full(n, -1, dtype=np.int32),
		locality=village,
		latitude=villages.latitude[village] + offset[0] / KM_PER_DEGREE,
		longitude=villages.longitude[village] + offset[1] / KM_PER_DEGREE,
		places=beds,
		households_at_once=at_once,
		free_places=beds,
		free_households=at_once,
		rooms=np.maximum(beds, 1) + (kind > 0),
		floor_area=beds * 18.0,
		rent=rent,
		available_from=start,
		available_to=np.where(draw.random(n) < 0.5, 0, start + draw.integers(90, 720, n)),
		shortest_stay=nothing,
		longest_stay=nothing,
		suits=_suits(draw, n),
		women_only=np.where(room, _yes(draw, 0.2, n), NO).astype(np.int8),
		shared=np.where(room, YES, NO).astype(np.int8),
		languages=_masks(draw, n, 2),
		pets_allowed=_yes(draw, 0.4, n),
		smoking_allowed=_yes(draw, 0.5, n),
		step_free=_yes(draw, 0.3, n),
		wheelchair=_yes(draw, 0.09, n),
		has_lift=unknown,
		accessible_bathroom=unknown,
		floor=nothing,
		winter_fit=_yes(draw, 0.9, n),
		heating=np.ones(n, dtype=np.int64),
		water=np.ones(n, dtype=np.int64),
		road_ploughed=_yes(draw, 0.9, n),
		furnished=np.ones(n, dtype=np.int64),
		includes=np.zeros((n, 4), dtype=np.int8),
	)


def _households(draw, n: int, popular: np.ndarray) -> Households:
	size = draw.choice(np.arange(1, 9), n, p=[0.35, 0.28, 0.14, 0.13, 0.05, 0.03, 0.01, 0.01])
	adults = np.where(size == 1, 1, np.where(draw.random(n) < 0.8, 2, 1))
	children = np.maximum(size - adults, 0)
	kinds = np.array([KINDS_OF_HOUSEHOLD[HOUSEHOLD_KINDS[i]] for i in (0, 1, 2)])
	kind = kinds[np.where(size == 1, 0, np.where(children > 0, 2, 1))]
	wheelchair = _yes(draw, 0.03, n)
	start = TODAY.toordinal() + draw.integers(0, 90, n)
	wished = np.zeros((n, VILLAGES), dtype=bool)
	wished[np.arange(n), draw.choice(VILLAGES, n, p=popular)] = True
	day = np.zeros(n, dtype=np.int64)
	return Households(
		names=np.array([f"H{i:06d}" for i in range(n)], dtype=object),
		size=size,
		children=children,
		couples=(adults == 2).astype(np.int8),
		young=(children // 2).astype(np.int8),
		ageless=np.zeros(n, dtype=np.int8),
		kind=kind,
		all_women=np.where(adults == 1, _yes(draw, 0.5, n), NO).astype(np.int8),
		languages=_masks(draw, n, 2),
		wanted_from=start,
		wanted_to=np.where(draw.random(n) < 0.5, 0, start + draw.integers(60, 720, n)),
		max_rent=np.round((1500 + 1200 * size) * draw.lognormal(0.15, 0.35, n), -2),
		accepts_shared=_yes(draw, 0.8, n),
		pets=_yes(draw, 0.1, n),
		smokes=_yes(draw, 0.25, n),
		needs_step_free=np.maximum(wheelchair, _yes(draw, 0.07, n)),
		needs_wheelchair=wheelchair,
		needs_women_only=_yes(draw, 0.05, n),
		must_reach=draw.choice(VILLAGES, n, p=popular),
		max_km=draw.integers(10, 46, n).astype(np.float64),
		wished=wished,
		registered_on=TODAY.toordinal() - draw.integers(0, 731, n),
		must_receive_by=day,
		housing_ends=day,
		broke_down=np.full_like(day, NO_DAY),
	)
