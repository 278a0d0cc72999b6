"""What was found as one page that needs nothing else, neither a server nor the net."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..job import Job
from ..words import N_, Translate, number
from ..words import render as say
from . import charts, parts

THIS_ROUND = N_("This round")
PLAIN_LIST = N_("One by one")

HERE = Path(__file__).resolve().parent
MOST_PRICES = 10
FILTER_FROM = 6
"""Entries from which a list gets a box to search in."""


def render(job: Job, language: str, translate: Translate) -> str:
	from jinja2 import Environment, FileSystemLoader, StrictUndefined

	environment = Environment(
		loader=FileSystemLoader(HERE),
		autoescape=True,
		undefined=StrictUndefined,
		trim_blocks=True,
		lstrip_blocks=True,
	)
	environment.filters["number"] = number
	template = environment.get_template("report.html")
	return template.render(_=translate, language=language, **context(job, translate))


def context(job: Job, translate: Translate) -> dict[str, Any]:
	"""What the page shows."""
	made = job.round
	return {
		"job": job,
		"policy": made.policy,
		"totals": made.totals,
		"greedy": made.greedy_totals,
		"proven": made.certificate["proven"],
		"certificate": say(made.certificate["template"], made.certificate["params"], translate),
		"comparison": _comparison(job, translate),
		"differences": [text.text(translate, job.show) for text in made.differences],
		"homes_used": len({match.listing for match in made.proposals}),
		"proposals": parts.proposals(job, translate),
		"obstacles": [
			{"criterion": translate(one.criterion), "households": one.households} for one in made.obstacles
		],
		"households_left": _told(parts.households_left(job, translate)),
		"homes_left": _told(parts.homes_left(job, translate)),
		"wanted": _wanted(job, translate),
		"prices": _prices(job, translate),
		"faults": parts.faults(job, translate),
		"rows_left_out": sum(source.rows_left_out for source in job.sources),
		"places_chart": charts.places_by_locality(job),
		"households_chart": charts.households_by_size(job),
		"homes_chart": charts.homes_by_places(job),
		"maps": charts.maps(job),
		"filter_from": FILTER_FROM,
	}


def _comparison(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""People housed by this round and by the plain list, of all who look for a home."""
	ways = ((THIS_ROUND, job.round.totals), (PLAIN_LIST, job.round.greedy_totals))
	return charts.bars(
		(translate(label), totals.people, job.people - totals.people) for label, totals in ways
	)


def _told(left: list[dict[str, Any]]) -> dict[str, Any]:
	"""Those for which why is told, and how many there are in all."""
	return {"told": [one for one in left if one["text"]], "count": len(left)}


def _wanted(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""Which kinds of home, where, would house most of those still waiting."""
	return [
		{
			"kind": translate(one.kind),
			"locality": one.locality,
			"places": one.places,
			"people": one.people,
			"households": one.households,
		}
		for one in job.round.wanted
	]


def _prices(job: Job, translate: Translate) -> list[dict[str, Any]]:
	"""The homes whose place is worth most to the round, most first."""
	prices = job.round.prices
	ranked = sorted(prices, key=lambda name: (-prices[name].people, -prices[name].score, name))
	return [
		{"home": job.home(name, translate), "people": prices[name].people, "score": prices[name].score}
		for name in ranked[:MOST_PRICES]
	]
