"""Rules computed over pairs: which pairs are possible, what each is worth, and why, in sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from .catalogue import Criterion, RuleSet
from .pairs import Pairs
from .rules import FIT, MET, NOT_APPLICABLE, PRIORITY, REQUIREMENT, UNSURE, UNSURE_BLOCKS
from .scores import UNKNOWN_VALUE, as_score, summed, weighted
from .tables import Market
from .words import Said

BLOCK = 256
"""Households per block; a block of 256 x 20 000 booleans is 5 MB."""


@dataclass(frozen=True)
class Reason(Said):
	"""What one criterion says about one pair.

	`state` is "met", "broken" or "unknown" for a requirement and "met", "unmet" or "unknown" for a preference; `blocks`
	where it makes the pair impossible. `points` is its part of the score, of `weight` share of 100.
	"""

	key: str
	criterion: str
	kind: str
	state: str
	blocks: bool
	template: str
	params: Mapping[str, Any]
	weight: float = 0.0
	value: float | None = None
	points: float = 0.0

	def as_dict(self) -> dict[str, Any]:
		return {**self.__dict__, "params": dict(self.params)}


@dataclass(frozen=True)
class Match:
	"""One pair, by row names, with its score (0-100) split into fit and priority (each 0-100) and its reasons."""

	household: str
	listing: str
	score: float
	fit: float
	priority: float
	reasons: tuple[Reason, ...]

	@cached_property
	def broken(self) -> tuple[str, ...]:
		"""Keys of the requirements that make the pair impossible."""
		return tuple(reason.key for reason in self.reasons if reason.blocks)

	@property
	def possible(self) -> bool:
		return not self.broken

	def as_dict(self) -> dict[str, Any]:
		return {
			"household": self.household,
			"listing": self.listing,
			"score": self.score,
			"fit": self.fit,
			"priority": self.priority,
			"possible": self.possible,
			"broken": list(self.broken),
			"reasons": [reason.as_dict() for reason in self.reasons],
		}


def broken_count(pairs: Pairs, rules: RuleSet) -> np.ndarray:
	"""How many requirements make each pair impossible."""
	counts = np.zeros(shape(pairs), dtype=np.int16)
	for criterion in rules.requirements:
		counts += criterion.rule.evaluate(pairs, criterion.parameters) < 0
	return counts


def possible(pairs: Pairs, rules: RuleSet) -> np.ndarray:
	"""Which pairs break no requirement."""
	return broken_count(pairs, rules) == 0


def sifted(pairs: Pairs, requirements: Sequence[Criterion]) -> Pairs:
	"""Those of a list of pairs (n,) that break none of the requirements; each is only computed for what is left."""
	count = shape(pairs)
	for criterion in requirements:
		met = criterion.rule.evaluate(pairs, criterion.parameters) >= 0
		if np.ndim(met) == 0 and met:
			continue
		kept = np.flatnonzero(met if np.shape(met) == count else np.broadcast_to(met, count))
		if (len(kept),) != count:
			pairs, count = pairs.taken(kept), (len(kept),)
	return pairs


def worth(pairs: Pairs, rules: RuleSet, aspect: str | None = None) -> np.ndarray:
	"""The weighted mean of the preferences in hundredths of a per cent, 0 to FULL; of one aspect where given."""
	chosen = [c for c in rules.preferences if aspect in (None, c.rule.aspect)]
	points = (weighted(c, c.rule.evaluate(pairs, c.parameters)) for c in chosen)
	return np.broadcast_to(summed(points, chosen), shape(pairs))


def blocks(market: Market) -> Iterator[Pairs]:
	"""Every pair, a block of households at a time, as (H, 1) against (1, L)."""
	homes = np.arange(len(market.listings.names))[None, :]
	for start in range(0, len(market.households.names), BLOCK):
		seekers = np.arange(start, min(start + BLOCK, len(market.households.names)))[:, None]
		yield Pairs(market, seekers, homes)


def explain(market: Market, rules: RuleSet, household: int, listing: int) -> Match:
	"""One pair in full, whether it is possible or not."""
	return explain_all(market, rules, [(household, listing)])[0]


def explain_all(market: Market, rules: RuleSet, pairs: Sequence[tuple[int, int]]) -> list[Match]:
	"""Pairs in full, by row numbers, whether they are possible or not; each rule is computed once for all of them."""
	rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
	listed = Pairs(market, rows[:, 0], rows[:, 1])
	results = {id(c): _results(c, listed) for c in (*rules.requirements, *rules.preferences)}
	scores = [_scores(rules, results, len(rows), aspect) for aspect in (None, FIT, PRIORITY)]
	share = sum(criterion.weight for criterion in rules.preferences) or 1.0
	return [
		Match(
			market.households.names[household],
			market.listings.names[listing],
			*(as_score(score[i]) for score in scores),
			reasons=_reasons(rules, Pairs(market, household, listing), results, i, share),
		)
		for i, (household, listing) in enumerate(rows.tolist())
	]


def _results(criterion: Criterion, pairs: Pairs) -> np.ndarray:
	return np.broadcast_to(criterion.rule.evaluate(pairs, criterion.parameters), shape(pairs))


def _scores(rules: RuleSet, results: Mapping[int, np.ndarray], count: int, aspect: str | None) -> np.ndarray:
	chosen = [c for c in rules.preferences if aspect in (None, c.rule.aspect)]
	return np.broadcast_to(summed((weighted(c, results[id(c)]) for c in chosen), chosen), count)


def _reasons(
	rules: RuleSet, pair: Pairs, results: Mapping[int, np.ndarray], i: int, share: float
) -> tuple[Reason, ...]:
	found = [_requirement(pair, c, int(results[id(c)][i])) for c in rules.requirements]
	found += [_preference(pair, c, float(results[id(c)][i]), share) for c in rules.preferences]
	return tuple(reason for reason in found if reason)


def _requirement(pair: Pairs, criterion: Criterion, found: int) -> Reason | None:
	rule = criterion.rule
	if found == NOT_APPLICABLE:
		return None
	state = {MET: "met", UNSURE: "unknown", UNSURE_BLOCKS: "unknown"}.get(found, "broken")
	params = _plain(rule.facts(pair, criterion.parameters) or {})
	return Reason(rule.key, criterion.name, REQUIREMENT, state, found < 0, rule.template(state), params)


def _preference(pair: Pairs, criterion: Criterion, value: float, weights: float) -> Reason | None:
	rule = criterion.rule
	facts = rule.facts(pair, criterion.parameters)
	if facts is None:
		return None
	known = not math.isnan(value)
	state = ("met" if value >= 0.5 else "unmet") if known else "unknown"
	points = criterion.weight * (value if known else UNKNOWN_VALUE) * 100 / weights
	return Reason(
		key=rule.key,
		criterion=criterion.name,
		kind=rule.kind,
		state=state,
		blocks=False,
		template=rule.template(state),
		params=_plain(facts),
		weight=criterion.weight,
		value=round(value, 4) if known else None,
		points=round(points, 2),
	)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
	return {name: _plain_value(value) for name, value in facts.items()}


def _plain_value(value: Any) -> Any:
	"""A value that fits in JSON; NaN becomes None."""
	if isinstance(value, (np.ndarray, np.generic)):
		value = value.item()
	if isinstance(value, float):
		if math.isnan(value):
			return None
		return int(value) if value.is_integer() else round(value, 2)
	return value


def shape(pairs: Pairs) -> tuple[int, ...]:
	return np.broadcast(pairs.household_index, pairs.listing_index).shape
