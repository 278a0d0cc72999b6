"""The names an administrator's own rule may use, whether it is an expression or a server script.

Each name reads whole columns of the pairs it is asked for, as float64 with NaN for what isn't known; yes and no are 1 and
0, days are day numbers, and words are codes. What isn't listed here can't be reached, and neither a person's name nor
whether an identity is protected is listed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from typing import Any

import numpy as np

from .households import HOUSEHOLD_KINDS
from .pairs import OPEN, Pairs
from .requirements_time import UNLIMITED_MONTHS, months_possible
from .tables import FURNISHED, HEATING, LISTING_KINDS, NO_DAY, RUNNING_COSTS, SERVICES, UNKNOWN, WATER
from .words import N_

NUMBER, ANSWER, DAY, WORD = N_("number"), N_("yes or no"), N_("date"), N_("word")
FAMILIES = ("singles", "couples", "families")


@dataclass(frozen=True)
class Name:
	"""One name: what kind of value it has, and how it is read. `words` are the choices of a word, in code order from 1."""

	kind: str
	read: Callable[[Pairs], Any]
	words: tuple[str, ...] | None = None


def _side(side: str, column: str, pairs: Pairs) -> Any:
	return getattr(getattr(pairs, side), column)


def _number(side: str, column: str, pairs: Pairs) -> Any:
	return np.asarray(_side(side, column, pairs), dtype=np.float64)


def _positive(side: str, column: str, pairs: Pairs) -> Any:
	"""A count where 0 stands for not given."""
	found = _side(side, column, pairs)
	return np.where(found > 0, found, np.nan)


def _answer(side: str, column: str, pairs: Pairs) -> Any:
	found = _side(side, column, pairs)
	return np.where(found != UNKNOWN, found, np.nan)


def _day(side: str, column: str, pairs: Pairs) -> Any:
	found = _side(side, column, pairs)
	return np.where(found != NO_DAY, found, np.nan)


def _of_several(column: str, place: int, pairs: Pairs) -> Any:
	found = _side("listing", column, pairs)[..., place]
	return np.where(found != UNKNOWN, found, np.nan)


def _service(place: int, pairs: Pairs) -> Any:
	services, locality = pairs.market.localities.services, pairs.listing.locality
	if not len(services):
		return np.full(np.shape(locality), np.nan)
	found = np.where(locality >= 0, services[locality, place], UNKNOWN)
	return np.where(found != UNKNOWN, found, np.nan)


def _last_day(pairs: Pairs) -> Any:
	return np.where(pairs.last_day == OPEN, np.nan, pairs.last_day)


def _waited(pairs: Pairs) -> Any:
	since = pairs.household.registered_on
	return np.where(since != NO_DAY, pairs.market.today - since, np.nan)


def _plain(column: str, pairs: Pairs) -> Any:
	return np.asarray(getattr(pairs, column), dtype=np.float64)


def _shares_language(pairs: Pairs) -> Any:
	return np.where(pairs.languages_known, pairs.shares_language, np.nan)


def _months(pairs: Pairs) -> Any:
	return np.minimum(months_possible(pairs), UNLIMITED_MONTHS).astype(np.float64)


def _named(side: str, kind: str, read: Callable, columns: str) -> dict[str, Name]:
	return {f"{side}.{column}": Name(kind, partial(read, side, column)) for column in columns.split()}


def _word(side: str, column: str, words: Any) -> dict[str, Name]:
	return {f"{side}.{column}": Name(WORD, partial(_positive, side, column), tuple(words))}


NAMES: dict[str, Name] = {
	**_named("household", NUMBER, _number, "size children max_rent max_km"),
	**_word("household", "kind", HOUSEHOLD_KINDS),
	**_named("household", ANSWER, _answer, "all_women accepts_shared pets smokes"),
	**_named("household", ANSWER, _answer, "needs_step_free needs_wheelchair needs_women_only"),
	**_named(
		"household", DAY, _day, "wanted_from wanted_to registered_on must_receive_by housing_ends broke_down"
	),
	"household.waited_days": Name(NUMBER, _waited),
	**_word("listing", "kind", LISTING_KINDS),
	# The words are the market's own places.
	"listing.locality": Name(
		WORD, lambda pairs: np.where(pairs.listing.locality >= 0, pairs.listing.locality + 1.0, np.nan)
	),
	**_named("listing", NUMBER, _number, "free_places free_households households_at_once"),
	**_named("listing", NUMBER, _number, "floor floor_area rent shortest_stay"),
	**_named("listing", NUMBER, _positive, "places rooms longest_stay"),
	**_named("listing", DAY, _day, "available_from available_to"),
	**_named(
		"listing", ANSWER, _answer, "women_only shared pets_allowed smoking_allowed step_free wheelchair"
	),
	**_named("listing", ANSWER, _answer, "has_lift accessible_bathroom winter_fit road_ploughed"),
	**_word("listing", "heating", HEATING),
	**_word("listing", "water", WATER),
	**_word("listing", "furnished", FURNISHED),
	**{
		f"listing.suits_{whom}": Name(ANSWER, partial(_of_several, "suits", i))
		for i, whom in enumerate(FAMILIES)
	},
	**{
		f"listing.includes_{cost}": Name(ANSWER, partial(_of_several, "includes", i))
		for i, cost in enumerate(RUNNING_COSTS)
	},
	**{
		f"listing.locality_{service}": Name(ANSWER, partial(_service, i))
		for i, service in enumerate(SERVICES)
	},
	"pair.km": Name(NUMBER, partial(_plain, "km")),
	"pair.months": Name(NUMBER, _months),
	"pair.move_in": Name(DAY, partial(_plain, "move_in")),
	"pair.last_day": Name(DAY, _last_day),
	"pair.shares_language": Name(ANSWER, _shares_language),
	"pair.is_wished": Name(ANSWER, partial(_plain, "is_wished")),
	"pair.has_wish": Name(ANSWER, partial(_plain, "has_wish")),
	"today": Name(DAY, lambda pairs: np.float64(pairs.market.today)),
}


def names_like(text: str) -> list[str]:
	"""The names that may have been meant, the likeliest first: those of the same side, or all where there is none."""
	side = text.partition(".")[0]
	names = [name for name in NAMES if name.startswith(f"{side}.")] or list(NAMES)
	return sorted(names, key=lambda name: -SequenceMatcher(None, text, name).ratio())


def codes_of(name: Name, pairs: Pairs, words: tuple[str, ...]) -> list[int]:
	"""The codes that stand for these words; a place that the market doesn't know has none."""
	choices = pairs.market.localities.names if name.words is None else name.words
	index = {word: i for i, word in enumerate(choices, 1)}
	return [index[word] for word in words if word in index]
