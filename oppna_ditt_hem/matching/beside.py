"""What the plain greedy list would have given instead, in sentences."""

from __future__ import annotations

from collections.abc import Iterable

from .field import Totals
from .words import N_, Text

MOST_NAMED = 20

MORE = N_("The round houses {people} more people than the plain list.")
AS_MANY = N_("The round houses as many people as the plain list.")
FEWER = N_("The round houses {people} fewer people than the plain list: that is what this policy costs.")
BETTER = N_("Its total is {points} points higher.")
WORSE = N_("Its total is {points} points lower.")
SAME = N_("The round and the plain list give the same homes to the same households.")
GAINS = N_("{household} gets {home}; in the plain list it got nothing.")
LOSES = N_("{household} gets nothing; in the plain list it got {home}.")
ELSEWHERE = N_("{household} gets {home} instead of {other_home}.")
MORE_OF_THEM = N_("Further households that are treated otherwise: {count}.")


def differences(
	made: Iterable[tuple[str, str]], plain: Iterable[tuple[str, str]], more: Totals
) -> tuple[Text, ...]:
	"""How a round differs from the plain list.

	Args:
		made, plain: (household, home) pairs by name.
		more: the round's totals less the plain list's.
	"""
	here, there = dict(made), dict(plain)
	if here == there:
		return (Text(SAME),)
	told = [
		_told(household, here.get(household), there.get(household))
		for household in dict.fromkeys((*here, *there))
		if here.get(household) != there.get(household)
	]
	told.sort(key=lambda text: (GAINS, LOSES, ELSEWHERE).index(text.template))
	rest = [Text(MORE_OF_THEM, {"count": len(told) - MOST_NAMED})] if len(told) > MOST_NAMED else []
	return (*_totals(more), *told[:MOST_NAMED], *rest)


def _totals(more: Totals) -> list[Text]:
	people = Text(AS_MANY)
	if more.people:
		people = Text(MORE if more.people > 0 else FEWER, {"people": abs(more.people)})
	if not more.score:
		return [people]
	return [people, Text(BETTER if more.score > 0 else WORSE, {"points": abs(more.score)})]


def _told(household: str, here: str | None, there: str | None) -> Text:
	if here is None:
		return Text(LOSES, {"household": household, "home": there})
	if there is None:
		return Text(GAINS, {"household": household, "home": here})
	return Text(ELSEWHERE, {"household": household, "home": here, "other_home": there})
