"""Rules computed over pairs: which pairs are possible, what each is worth, and why, in sentences.

A pair's worth is a whole number of hundredths of a per cent, computed by one function, so that sorting and solving never
depend on the last bit of a float.
"""

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
from .tables import Market
from .words import Translate, render, untranslated

FULL = 10_000
UNKNOWN_VALUE = 0.5
"""What an unknown preference counts: neither a gain nor a loss."""
BLOCK = 256
"""Households per block; a block of 256 x 20 000 booleans is 5 MB."""


@dataclass(frozen=True)
class Reason:
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

	def text(self, translate: Translate = untranslated, show: Any = None) -> str:
		return render(self.template, self.params, translate, show)

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
	counts = np.zeros(_shape(pairs), dtype=np.int16)
	for criterion in rules.requirements:
		counts += criterion.rule.evaluate(pairs, criterion.parameters) < 0
	return counts


def possible(pairs: Pairs, rules: RuleSet) -> np.ndarray:
	"""Which pairs break no requirement."""
	return broken_count(pairs, rules) == 0


def worth(pairs: Pairs, rules: RuleSet, aspect: str | None = None) -> np.ndarray:
	"""The weighted mean of the preferences in hundredths of a per cent, 0 to FULL; of one aspect where given."""
	chosen = [c for c in rules.preferences if aspect in (None, c.rule.aspect)]
	values = [(c.weight, c.rule.evaluate(pairs, c.parameters)) for c in chosen]
	return np.broadcast_to(_weigh(values), _shape(pairs))


def _weigh(values: Sequence[tuple[float, Any]]) -> Any:
	"""The weighted mean in hundredths of a per cent; always summed in the same order, so one pair and a block agree."""
	weights = sum(weight for weight, _value in values)
	if not weights:
		return np.int64(0)
	total: Any = 0.0
	for weight, value in values:
		total = total + weight * np.where(np.isnan(value), UNKNOWN_VALUE, value)
	return np.floor(total / weights * FULL + 0.5).astype(np.int64)


def blocks(market: Market) -> Iterator[Pairs]:
	"""Every pair, a block of households at a time, as (H, 1) against (1, L)."""
	homes = np.arange(len(market.listings.names))[None, :]
	for start in range(0, len(market.households.names), BLOCK):
		seekers = np.arange(start, min(start + BLOCK, len(market.households.names)))[:, None]
		yield Pairs(market, seekers, homes)


def possible_pairs(market: Market, rules: RuleSet) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
	"""All possible pairs: household rows, listing rows and their worth, in row order."""
	found = []
	for block in blocks(market):
		seekers, homes = np.nonzero(possible(block, rules))
		found.append((seekers + block.household_index[0, 0], homes))
	seekers = np.concatenate([part[0] for part in found]) if found else np.zeros(0, np.int64)
	homes = np.concatenate([part[1] for part in found]) if found else np.zeros(0, np.int64)
	return seekers, homes, worth(Pairs(market, seekers, homes), rules)


def explain(market: Market, rules: RuleSet, household: int, listing: int) -> Match:
	"""One pair in full, whether it is possible or not."""
	pair = Pairs(market, household, listing)
	valued = [(c, c.rule.evaluate(pair, c.parameters)) for c in rules.preferences]
	weights = sum(criterion.weight for criterion in rules.preferences) or 1.0
	reasons = [_requirement(pair, criterion) for criterion in rules.requirements]
	reasons += [_preference(pair, criterion, float(value), weights) for criterion, value in valued]

	def score(*aspects: str) -> float:
		return (
			int(_weigh([(c.weight, value) for c, value in valued if c.rule.aspect in aspects])) * 100 / FULL
		)

	return Match(
		household=market.households.names[household],
		listing=market.listings.names[listing],
		score=score(FIT, PRIORITY),
		fit=score(FIT),
		priority=score(PRIORITY),
		reasons=tuple(reason for reason in reasons if reason),
	)


def _requirement(pair: Pairs, criterion: Criterion) -> Reason | None:
	rule = criterion.rule
	found = int(rule.evaluate(pair, criterion.parameters))
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


def _shape(pairs: Pairs) -> tuple[int, ...]:
	return np.broadcast(pairs.household_index, pairs.listing_index).shape
