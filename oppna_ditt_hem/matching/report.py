"""What was found, as a page to read and print, as a list for a spreadsheet, or as data."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .evaluate import Match
from .job import Job
from .why_not import WhyNot
from .words import N_, Translate, number

HERE = Path(__file__).resolve().parent
MAP_WIDTH, MAP_HEIGHT, MAP_MARGIN = 640, 420, 60
LARGEST_DOT = 26

SEPARATE = "; "
HEADINGS = (N_("Household"), N_("People"), N_("Home"), N_("Locality"), N_("Rent"), N_("Score"), N_("Reasons"))


def write(job: Job, out: Path, language: str, translate: Translate) -> None:
	"""Write the report in the format of `out`'s ending, one of FORMATS. Raises OSError."""
	FORMATS[out.suffix](job, out, language, translate)


def write_html(job: Job, out: Path, language: str, translate: Translate) -> None:
	"""One file that needs nothing else, neither a server nor the net."""
	from jinja2 import Environment, FileSystemLoader, StrictUndefined

	environment = Environment(
		loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
	)
	environment.filters["number"] = number
	page = environment.get_template("report.html").render(
		_=translate, language=language, **context(job, translate)
	)
	out.write_text(page, encoding="utf-8")


def context(job: Job, translate: Translate) -> dict[str, Any]:
	"""What the page shows."""
	made = job.round
	return {
		"today": job.today.isoformat(),
		"policy": made.policy,
		"totals": made.totals,
		"greedy": made.greedy_totals,
		"certificate": made.certificate,
		"homes": len(job.listings),
		"places": sum(job.free_places().values()),
		"households": len(job.households),
		"people": sum(row["household_size"] for row in job.households.values()),
		"proposals": [_proposal(job, match, translate) for match in made.proposals],
		"left": [_left(job, why, job.household, translate) for why in made.households_left],
		"homes_left": [_left(job, why, job.home, translate) for why in made.listings_left],
		"faults": [
			{"file": source.filename, "fault": fault, "reason": fault.text(translate)}
			for source in job.sources
			for fault in source.faults
		],
		"rows_at_fault": len(
			{(source.filename, fault.row) for source in job.sources for fault in source.faults}
		),
		"places_chart": bars({name: count for name, count in job.free_places().items()}),
		"waiting_chart": bars({str(size): count for size, count in job.waiting().items()}),
		"map": places_map(job),
	}


def _proposal(job: Job, match: Match, translate: Translate) -> dict[str, Any]:
	row, household = job.listings[match.listing], job.households[match.household]
	return {
		"household": job.household(match.household, translate),
		"people": household["household_size"],
		"home": job.home(match.listing, translate),
		"locality": row["locality"],
		"rent": row.get("rent"),
		"score": match.score,
		"reasons": [(reason.state, reason.text(translate)) for reason in match.reasons],
	}


def _left(
	job: Job, why: WhyNot, name: Callable[[str, Translate], str], translate: Translate
) -> dict[str, Any]:
	other = job.home if name == job.household else job.household
	nearest = None
	if why.nearest:
		subject = why.nearest.listing if name == job.household else why.nearest.household
		broken = [reason.text(translate) for reason in why.nearest.reasons if reason.blocks]
		nearest = {"name": other(subject, translate), "broken": broken}
	return {
		"name": name(why.subject, translate),
		"text": why.text(translate),
		"relaxations": [relaxation.text(translate) for relaxation in why.relaxations],
		"nearest": nearest,
	}


def bars(values: dict[str, int]) -> list[dict[str, Any]]:
	"""Bars as label, value and width in per cent of the longest."""
	longest = max(values.values(), default=0) or 1
	return [{"label": k, "value": v, "width": round(100 * v / longest, 1)} for k, v in values.items()]


def places_map(job: Job) -> list[dict[str, Any]]:
	"""Localities as dots on a plane: x, y in the drawing, radius by the places there. Empty without positions."""
	free = job.free_places()
	known = [row for row in job.localities if row.get("latitude") and row.get("longitude")]
	if len(known) < 2:
		return []
	middle = math.radians(sum(row["latitude"] for row in known) / len(known))
	# A degree east is shorter than a degree north by the cosine of the latitude.
	points = [(row["longitude"] * math.cos(middle), row["latitude"]) for row in known]
	left, top = min(x for x, _ in points), max(y for _, y in points)
	across = max(max(x for x, _ in points) - left, 1e-9)
	down = max(top - min(y for _, y in points), 1e-9)
	scale = min((MAP_WIDTH - 2 * MAP_MARGIN) / across, (MAP_HEIGHT - 2 * MAP_MARGIN) / down)
	most = max(free.values(), default=0) or 1
	return [
		{
			"name": row["locality_name"],
			"places": free.get(row["locality_name"], 0),
			"x": round(MAP_MARGIN + (x - left) * scale, 1),
			"y": round(MAP_MARGIN + (top - y) * scale, 1),
			"r": round(4 + LARGEST_DOT * math.sqrt(free.get(row["locality_name"], 0) / most), 1),
		}
		for row, (x, y) in zip(known, points, strict=True)
	]


def write_csv(job: Job, out: Path, language: str, translate: Translate) -> None:
	"""A list that a Swedish Excel opens as it is: semicolons, and a mark that says UTF-8."""
	with open(out, "w", encoding="utf-8-sig", newline="") as file:
		sheet = csv.writer(file, delimiter=";")
		sheet.writerow([translate(heading) for heading in HEADINGS])
		for match in job.round.proposals:
			sheet.writerow(map(harmless, _csv_row(_proposal(job, match, translate))))
		for why in job.round.households_left:
			people = job.households[why.subject]["household_size"]
			reason = SEPARATE.join([why.text(translate), *(r.text(translate) for r in why.relaxations)])
			cells = [job.household(why.subject, translate), people, "", "", "", "", reason]
			sheet.writerow(map(harmless, cells))


def _csv_row(found: dict[str, Any]) -> list[Any]:
	reasons = SEPARATE.join(text for _state, text in found["reasons"])
	rent = "" if found["rent"] is None else number(found["rent"]).replace("\u00a0", "")
	score = number(found["score"])
	return [found["household"], found["people"], found["home"], found["locality"], rent, score, reasons]


def harmless(cell: Any) -> Any:
	"""A text that a spreadsheet would run as a formula gets an apostrophe before it."""
	return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def write_json(job: Job, out: Path, language: str, translate: Translate) -> None:
	"""The round as data, with what each name stands for."""
	data = {
		"today": job.today.isoformat(),
		"households": {name: job.household(name, translate) for name in job.households},
		"listings": {name: job.home(name, translate) for name in job.listings},
		"round": job.round.as_dict(),
		"faults": [
			{
				"file": source.filename,
				"row": fault.row,
				"column": fault.column,
				"value": fault.value,
				"reason": fault.text(translate),
			}
			for source in job.sources
			for fault in source.faults
		],
	}
	out.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


FORMATS: dict[str, Callable[[Job, Path, str, Translate], None]] = {
	".html": write_html,
	".csv": write_csv,
	".json": write_json,
}
