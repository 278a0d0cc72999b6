"""The languages of households and homes as one bit each, so that "they share one" is a single `and`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from .faults import Fault
from .words import N_

MOST_LANGUAGES = 63
TOO_MANY_LANGUAGES = N_("More than {limit} different languages can't be compared.")

Spoken = frozenset[str]


def spoken(row: Mapping[str, Any]) -> Spoken:
	"""Language codes of a household or a home."""
	if row.get("languages"):
		return frozenset(row["languages"])
	members = row.get("members") or ()
	said = {row.get("preferred_language"), *(member.get("language") for member in members)}
	return frozenset(code for code in said if code)


def codes_of(*sides: Iterable[Iterable[str]]) -> tuple[str, ...]:
	"""Every language that somebody speaks, sorted; its place is its bit."""
	return tuple(sorted({code for side in sides for said in side for code in said}))


def few_enough(codes: Sequence[str], faults: list[Fault]) -> tuple[str, ...]:
	"""As many languages as there are bits; more are a fault."""
	if len(codes) > MOST_LANGUAGES:
		faults.append(Fault("", "languages", len(codes), TOO_MANY_LANGUAGES, {"limit": MOST_LANGUAGES}))
	return tuple(codes[:MOST_LANGUAGES])


def masks(rows: Sequence[Spoken], codes: Sequence[str]) -> np.ndarray:
	"""int64, one bit per language in the order of `codes`."""
	bit = {code: 1 << i for i, code in enumerate(codes)}
	known = {said: sum(bit.get(code, 0) for code in said) for said in set(rows)}
	return np.fromiter((known[said] for said in rows), dtype=np.int64, count=len(rows))


def moved(table: np.ndarray, before: Sequence[str], after: Sequence[str]) -> np.ndarray:
	"""Masks in the order of `before` as masks in the order of `after`, which holds the same languages and maybe more."""
	if tuple(before) == tuple(after[: len(before)]):
		return table
	place = {code: i for i, code in enumerate(after)}
	found = np.zeros_like(table)
	for i, code in enumerate(before):
		found |= ((table >> i) & 1) << place[code]
	return found
