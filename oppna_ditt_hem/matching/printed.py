"""What was found, as lines on a terminal: the main thing first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from .inventory import Source
from .job import Job
from .words import N_, Text, Translate, number

MOST_BESIDE_A_REPORT = 10
"""Lines under each heading where a report holds the rest."""

FOUND = N_("{listing}: {count} rows read, {held} left out.")
FREE = N_("{count} homes with {places} places, {free} households with {people} people.")
PROPOSED = N_("{policy}: {count} households with {people} people get a proposal.")
GREEDY = N_("Taken one by one, best first, it would have been {count} households with {people} people.")
LEFT = N_("Without a proposal: {count} households.")
PROPOSALS, WITHOUT, FAULTS, NOT_READ = (
	N_("Proposals"),
	N_("Without a proposal"),
	N_("Faults"),
	N_("Columns not read"),
)
NOT_TOLD = N_("… and {count} more, for which why isn't told.")
MORE = N_("… and {count} more, all in the report.")


def lines(job: Job, translate: Translate, most: int | None = None) -> Iterator[str]:
	"""Every line, or at most `most` under each heading."""
	yield from _summary(job, translate)
	yield from _headed(PROPOSALS, _proposals(job, translate), translate, most)
	yield from _headed(WITHOUT, _left(job, translate), translate, most)
	yield from _headed(FAULTS, faults(job.sources, translate), translate, most)
	yield from _headed(NOT_READ, _unknown(job), translate, most)


def _headed(title: str, found: Iterable[str], translate: Translate, most: int | None) -> Iterator[str]:
	rest = iter(found)
	body = list(islice(rest, most))
	if body:
		yield f"\n{translate(title)}"
		yield from body
	if more := sum(1 for _line in rest):
		yield f"  {Text(MORE, {'count': more}).say(translate)}"


def _summary(job: Job, translate: Translate) -> Iterator[str]:
	made = job.round
	counts = {
		"count": len(job.listings),
		"places": job.places,
		"free": len(job.households),
		"people": job.people,
	}
	yield Text(FREE, counts).say(translate)
	totals = {"count": made.totals.households, "people": made.totals.people}
	yield Text(PROPOSED, {"policy": made.policy, **totals}).say(translate)
	greedy = {"count": made.greedy_totals.households, "people": made.greedy_totals.people}
	yield Text(GREEDY, greedy).say(translate)
	yield Text(LEFT, {"count": len(job.households) - made.totals.households}).say(translate)
	for source in job.sources:
		found = {"listing": source.filename, "count": len(source.sheet.rows), "held": source.rows_left_out}
		yield Text(FOUND, found).say(translate)


def _proposals(job: Job, translate: Translate) -> Iterator[str]:
	for match in job.round.proposals:
		home, household = job.home(match.listing, translate), job.household(match.household, translate)
		yield f"  {household} → {home}, {number(match.score)} %"


def _left(job: Job, translate: Translate) -> Iterator[str]:
	"""One entry per household, of several lines."""
	for why in job.round.households_left:
		opens = [f"      {relaxation.text(translate)}" for relaxation in why.relaxations[:2]]
		yield "\n".join([f"  {job.household(why.subject, translate)}: {why.text(translate)}", *opens])
	if more := len(job.households) - job.round.totals.households - len(job.round.households_left):
		yield f"  {Text(NOT_TOLD, {'count': more}).say(translate)}"


def faults(sources: Iterable[Source], translate: Translate) -> Iterator[str]:
	"""Every fault by file, row and column."""
	for source in sources:
		for fault in source.faults:
			yield f"  {source.filename}: {fault.line(translate)}"


def _unknown(job: Job) -> Iterator[str]:
	for source in job.sources:
		if source.sheet.unknown_columns:
			yield f"  {source.filename}: {', '.join(source.sheet.unknown_columns)}"
