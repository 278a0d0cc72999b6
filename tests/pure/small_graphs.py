"""Small markets for the solver's tests, and what another solver makes of them."""

import random

import numpy as np
from scipy.optimize import linear_sum_assignment

from oppna_ditt_hem.matching.assign import Graph


def graph_of(edges, slots, households):
	"""A graph from {(household, listing): weight}."""
	pairs = sorted(edges)
	return Graph(
		household=np.array([household for household, _listing in pairs], dtype=np.int64),
		listing=np.array([listing for _household, listing in pairs], dtype=np.int64),
		weight=np.array([edges[pair] for pair in pairs], dtype=np.int64),
		slots=np.array(slots, dtype=np.int64),
		households=households,
	)


def random_graph(seed, households=14, listings=14, most_slots=3):
	"""Up to so many of each; often with few different weights, so that many matchings are equally good."""
	draw = random.Random(seed)
	households, listings = draw.randint(0, households), draw.randint(0, listings)
	density, heaviest = draw.random(), draw.choice((1, 2, 4, 30, 1000))
	edges = {
		(i, j): draw.randint(1, heaviest)
		for i in range(households)
		for j in range(listings)
		if draw.random() < density
	}
	shared = draw.random() < 0.6
	slots = [draw.randint(0, most_slots) if shared else 1 for _ in range(listings)]
	return graph_of(edges, slots, households)


def optimum(graph):
	"""What the best matching is worth, by a solver that sees every slot as a column of a full matrix."""
	matrix = np.zeros((graph.households, len(graph.slots)), dtype=np.int64)
	matrix[graph.household, graph.listing] = graph.weight
	matrix = np.repeat(matrix, graph.slots, axis=1)
	return int(matrix[linear_sum_assignment(matrix, maximize=True)].sum())


def same(one, other):
	"""Whether two matchings are the same to the bit, prices included."""
	fields = ("edge_of", "household_price", "listing_price", "method", "value", "bound")
	return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in fields)
