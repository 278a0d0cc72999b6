"""The command an officer runs on two spreadsheets, before anything is installed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from .faults import BadInput
from .job import Job, run
from .report import FORMATS, write
from .round import HOUSE_THE_MOST, POLICIES, UnknownPolicy
from .sheets import UnreadableSheet
from .translations import translator
from .words import N_, Text, Translate, number

OK, UNREADABLE = 0, 2

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
WRITTEN = N_("The report is in {listing}.")
HINT = N_("Add --out report.html for a report with charts, reasons and a map.")
BAD_FORMAT = N_("--out {value} must end in one of: {names}.")
NOT_WRITTEN = N_("{listing} can't be written. Check that the folder exists and that you may write there.")


def main(argv: Sequence[str] | None = None) -> int:
	"""Run the command; 0 when done, 2 when the input can't be read or the report can't be written."""
	given = _parser().parse_args(argv)
	translate = translator(given.lang)
	try:
		_check_out(given.out)
		job = run(given.listings, given.households, given.localities, today=given.today, policy=given.policy)
		# Written before anything is printed, so that a reader who stops reading still has the report.
		written = _write(job, given.out, given.lang, translate)
		for line in (*lines(job, translate), "", written):
			print(line)
	except (UnreadableSheet, UnknownPolicy) as error:
		return _refuse(Text(error.template, error.params).say(translate))
	except BrokenPipeError:
		# `| head` has seen enough. Nothing more may be written, not even at exit.
		os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
	except BadInput as error:
		return _refuse("\n".join(fault.line(translate) for fault in error.faults))
	return OK


def _refuse(sentence: str) -> int:
	print(sentence, file=sys.stderr)
	return UNREADABLE


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(
		prog="python -m oppna_ditt_hem.matching",
		description="Match homes with households from two spreadsheets (CSV or XLSX, Swedish or English headers).",
	)
	parser.add_argument("listings", type=Path, help="the homes to let")
	parser.add_argument("households", type=Path, help="the households that look for a home")
	parser.add_argument("--localities", type=Path, help="places with positions and services")
	parser.add_argument("--out", type=Path, help="write a report: .html, .csv or .json")
	parser.add_argument("--policy", default=HOUSE_THE_MOST, help=f"one of: {', '.join(POLICIES)}")
	parser.add_argument("--lang", default="sv", choices=("sv", "en"), help="language of what is printed")
	parser.add_argument(
		"--today", type=date.fromisoformat, default=date.today(), help="the day to count from, YYYY-MM-DD"
	)
	return parser


def _check_out(out: Path | None) -> None:
	if out and out.suffix not in FORMATS:
		raise UnreadableSheet(BAD_FORMAT, value=str(out), names=list(FORMATS))


def _write(job: Job, out: Path | None, language: str, translate: Translate) -> str:
	"""Write the report where one is asked for, and say where it is."""
	if not out:
		return translate(HINT)
	try:
		write(job, out, language, translate)
	except OSError as error:
		raise UnreadableSheet(NOT_WRITTEN, listing=str(out)) from error
	return Text(WRITTEN, {"listing": str(out)}).say(translate)


def lines(job: Job, translate: Translate) -> Iterator[str]:
	"""What was found, the main thing first."""
	yield from _summary(job, translate)
	yield from _headed(translate(PROPOSALS), _proposals(job, translate))
	yield from _headed(translate(WITHOUT), _left(job, translate))
	yield from _headed(translate(FAULTS), _faults(job, translate))
	yield from _headed(translate(NOT_READ), _unknown(job))


def _headed(title: str, found: Iterator[str]) -> Iterator[str]:
	body = list(found)
	if body:
		yield f"\n{title}"
		yield from body


def _summary(job: Job, translate: Translate) -> Iterator[str]:
	made = job.round
	people = sum(row["household_size"] for row in job.households.values())
	places = sum(row["places"] for row in job.listings.values())
	counts = {"count": len(job.listings), "places": places, "free": len(job.households), "people": people}
	yield Text(FREE, counts).say(translate)
	totals = {"count": made.totals.households, "people": made.totals.people}
	yield Text(PROPOSED, {"policy": made.policy, **totals}).say(translate)
	greedy = {"count": made.greedy_totals.households, "people": made.greedy_totals.people}
	yield Text(GREEDY, greedy).say(translate)
	yield Text(LEFT, {"count": len(made.households_left)}).say(translate)
	for source in job.sources:
		held = len({fault.row for fault in source.faults})
		found = {"listing": source.filename, "count": len(source.sheet.rows), "held": held}
		yield Text(FOUND, found).say(translate)


def _proposals(job: Job, translate: Translate) -> Iterator[str]:
	for match in job.round.proposals:
		home, household = job.home(match.listing, translate), job.household(match.household, translate)
		yield f"  {household} → {home}, {number(match.score)} %"


def _left(job: Job, translate: Translate) -> Iterator[str]:
	for why in job.round.households_left:
		yield f"  {job.household(why.subject, translate)}: {why.text(translate)}"
		for relaxation in why.relaxations[:2]:
			yield f"      {relaxation.text(translate)}"


def _faults(job: Job, translate: Translate) -> Iterator[str]:
	for source in job.sources:
		for fault in source.faults:
			yield f"  {source.filename}: {fault.line(translate)}"


def _unknown(job: Job) -> Iterator[str]:
	for source in job.sources:
		if source.sheet.unknown_columns:
			yield f"  {source.filename}: {', '.join(source.sheet.unknown_columns)}"
