"""Markets small enough to try every possible choice of pairs."""

import random
from datetime import date, timedelta
from itertools import product

from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs

TODAY = date(2016, 11, 15)
RULES = rule_set()


def market(seed, *, shared=True, households=5, listings=4):
	"""A small market with many ties: few sizes, few rents, few days."""
	draw = random.Random(seed)
	seekers = [
		{
			"name": f"H{i}",
			"household_size": draw.choice((1, 1, 2, 2, 3, 4)),
			"max_rent": draw.choice((3000, 4000, 5000)),
			"registered_on": TODAY - timedelta(days=draw.choice((10, 10, 100, 200))),
		}
		for i in range(households)
	]
	homes = [
		{
			"name": f"L{j}",
			"kind": "Flat",
			"places": draw.choice((1, 2, 2, 3, 5)),
			"rooms": 5,
			"rent": draw.choice((2500, 3500, 4500)),
			"households_at_once": draw.choice((1, 1, 2)) if shared else 1,
			"part_of": "L0" if shared and j in (1, 2) and draw.random() < 0.5 else None,
		}
		for j in range(listings)
	]
	return build(seekers, homes, today=TODAY)


def choices(found):
	"""Every choice that the limits allow, as lists of (household row, listing row, worth)."""
	seekers, homes, worth = possible_pairs(Prepared(found, RULES))
	options = [[None] for _ in found.households.names]
	for seeker, home, value in zip(seekers, homes, worth, strict=True):
		options[seeker].append((int(seeker), int(home), int(value)))
	for choice in product(*options):
		pairs = [pair for pair in choice if pair]
		if allowed(found, pairs):
			yield pairs


def allowed(found, pairs):
	homes = found.listings
	taken = {home for _, home, _ in pairs}
	for home in taken:
		sizes = [int(found.households.size[seeker]) for seeker, at, _ in pairs if at == home]
		if len(sizes) > homes.free_households[home] or sum(sizes) > homes.free_places[home]:
			return False
		if int(homes.whole[home]) in taken:
			return False
	return True


def people(found, pairs):
	return sum(int(found.households.size[pair[0]]) for pair in pairs)


def as_pairs(found, made):
	return [(found.household(match.household), found.listing(match.listing), 0) for match in made.proposals]
