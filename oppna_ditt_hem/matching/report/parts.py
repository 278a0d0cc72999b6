"""Proposals, and those without, in the reader's words: what the page and the list have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..evaluate import Match
from ..job import Job
from ..why_not import WhyNot
from ..words import Translate

GROUPS = {"met": "met", "broken": "unmet", "unmet": "unmet", "unknown": "unknown"}
"""A reason's state -> the group it is shown in."""


def proposals(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""In the order of the round, which is that of the queue."""
	greedy = dict(job.round.greedy)
	return [
		{
			**_proposal(job, match, translate),
			"number": number,
			"greedy": _greedy(job, match, greedy, translate),
		}
		for number, match in enumerate(job.round.proposals, 1)
	]


def _proposal(job: Job, match: Match, translate: Translate) -> dict[str, Any]:
	home, household = job.listings[match.listing], job.households[match.household]
	groups: dict[str, list[dict[str, Any]]] = {"met": [], "unmet": [], "unknown": []}
	weights = sum(criterion.weight for criterion in job.rules.preferences) or 1.0
	for reason in match.reasons:
		most = 100 * reason.weight / weights
		groups[GROUPS[reason.state]].append(
			{"text": reason.text(translate), "points": reason.points, "most": most, "weight": reason.weight}
		)
	return {
		"household": job.household(match.household, translate),
		"people": household["household_size"],
		"home": job.home(match.listing, translate),
		"home_row": home["row_number"],
		"kind": translate(home["kind"]),
		"locality": home["locality"],
		"places": home["places"],
		"rent": home.get("rent"),
		"move_in": job.move_in(match.household, match.listing),
		"score": match.score,
		"fit": match.fit,
		"priority": match.priority,
		"reasons": groups,
	}


def _greedy(job: Job, match: Match, greedy: dict[str, str], translate: Translate) -> str | None:
	"""The home that the plain list would have given, None for no home, "" for the same one."""
	other = greedy.get(match.household)
	if other == match.listing:
		return ""
	return job.home(other, translate) if other else None


def households_left(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""Those for whom the round tells why, in the order of the queue, then the others without a home, with no reason."""
	housed = {match.household for match in job.round.proposals}
	return [
		{
			**_why(why, "listing", job.home, translate),
			"name": job.household(name, translate),
			"people": job.households[name]["household_size"],
		}
		for name, why in _left(job.round.households_left, housed, job.households)
	]


def homes_left(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""Those for which the round tells why, then the others without a household, with no reason."""
	used = {match.listing for match in job.round.proposals}
	return [
		{
			**_why(why, "household", job.household, translate),
			"name": job.home(name, translate),
			"locality": job.listings[name]["locality"],
			"places": job.listings[name]["places"],
			"rent": job.listings[name].get("rent"),
		}
		for name, why in _left(job.round.listings_left, used, job.listings)
	]


def _left(
	told: Iterable[WhyNot], matched: set[str], rows: Iterable[str]
) -> Iterator[tuple[str, WhyNot | None]]:
	seen = set(matched)
	for why in told:
		seen.add(why.subject)
		yield why.subject, why
	yield from ((name, None) for name in rows if name not in seen)


def _why(
	why: WhyNot | None, side: str, name: Callable[[str, Translate], str], translate: Translate
) -> dict[str, Any]:
	"""Why there is no proposal, what would open how many, and the nearest of the other `side`; all empty where not told."""
	return {
		"text": why.text(translate) if why else "",
		"relaxations": [
			{
				"criterion": translate(relaxation.criterion),
				"opens": relaxation.opens,
				"text": relaxation.text(translate),
			}
			for relaxation in (why.relaxations if why else ())
		],
		"nearest": _nearest(why, side, name, translate) if why else None,
	}


def _nearest(
	why: WhyNot, side: str, name: Callable[[str, Translate], str], translate: Translate
) -> dict[str, Any] | None:
	"""The pair with the fewest broken requirements: the other side's name, and what is broken."""
	if not why.nearest:
		return None
	broken = [reason.text(translate) for reason in why.nearest.reasons if reason.blocks]
	return {"name": name(getattr(why.nearest, side), translate), "broken": broken}


def faults(job: Job, translate: Translate) -> list[dict[str, Any]]:
	return [
		{
			"file": filename,
			"row": fault.row,
			"column": fault.column,
			"value": fault.value,
			"reason": fault.text(translate),
			"line": f"{filename}: {fault.line(translate)}",
		}
		for filename, fault in job.faults
	]
