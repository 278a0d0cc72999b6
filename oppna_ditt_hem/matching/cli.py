"""The command an officer runs on two spreadsheets, before anything is installed."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import options, report
from .faults import BadInput
from .inventory import Inventory, UnreadableSheets, beside, read
from .job import Job, match
from .options import AT_FAULT, DONE, INTERRUPTED, REFUSED, BadOption, Options
from .printed import FAULTS, MOST_BESIDE_A_REPORT, faults, lines
from .progress import LARGE, MATCHING, READING, WRITING, Progress
from .report import UnwritableReport
from .round import UnknownPolicy
from .sheets import SCHEMAS, write_template
from .translations import translator
from .words import N_, Text, Translate

WRITTEN = N_("The report is in {listing}.")
HINT = N_("Add --out report.html for a report with charts, reasons and a map.")
INTERRUPT = N_("Interrupted. No report was written.")
STRICT = N_(
	"Nothing was matched, since the sheets have faults: {count}. Correct them, or leave out --strict."
)
TOO_LARGE = N_(
	"The numbers in the sheets are too large to be weighed. Look for a household or a home with far too many people or places."
)
TEMPLATE_NAMES = {"listings": "bostader.xlsx", "households": "hushall.xlsx", "localities": "orter.xlsx"}
TEMPLATE_WRITTEN = N_("An empty sheet is in {listing}.")
TEMPLATE_THERE = N_("{listing} is already there. Move it, or choose another folder.")
TEMPLATE_REFUSED = N_(
	"{listing} can't be written. Check that the folder exists and that you may write there."
)


class AtFault(Exception):
	"""Rows have faults and every row was to be right. `inventory` holds them."""

	def __init__(self, inventory: Inventory):
		self.inventory = inventory
		super().__init__()


def main(argv: Sequence[str] | None = None) -> int:
	"""Run the command; returns one of options.CODES."""
	argv = sys.argv[1:] if argv is None else argv
	translate = translator(options.language(argv))
	try:
		with warnings.catch_warnings():
			# A spreadsheet's own decoration (validations, extensions) is nothing that an officer can mend.
			warnings.filterwarnings("ignore", module="openpyxl")
			return _run(options.parse(argv, translate), translate)
	except (BadOption, UnknownPolicy, UnwritableReport) as error:
		return _refuse(REFUSED, [Text(error.template, error.params).say(translate)])
	except UnreadableSheets as error:
		sentences = [sheet.text(translate) for sheet in error.errors]
		return _refuse(REFUSED, [*sentences, *_headed_faults(error.sources, translate)])
	except BadInput as error:
		return _refuse(REFUSED, [fault.line(translate) for fault in error.faults])
	except AtFault as error:
		stopped = Text(STRICT, {"count": error.inventory.faults}).say(translate)
		return _refuse(AT_FAULT, [stopped, *_headed_faults(error.inventory.sources, translate)])
	except OverflowError:
		return _refuse(REFUSED, [translate(TOO_LARGE)])
	except KeyboardInterrupt:
		return _refuse(INTERRUPTED, ["", translate(INTERRUPT)])


def _refuse(code: int, sentences: Iterable[str]) -> int:
	for sentence in sentences:
		print(sentence, file=sys.stderr)
	return code


def _headed_faults(sources: Iterable, translate: Translate) -> list[str]:
	found = list(faults(sources, translate))
	return [f"\n{translate(FAULTS)}", *found] if found else []


def _run(given: Options, translate: Translate) -> int:
	if given.help:
		_print([options.parser(translate).format_help().rstrip()])
	elif given.templates:
		_print(_templates(given.templates, translate))
	else:
		_match(given, translate)
	return DONE


def _match(given: Options, translate: Translate) -> None:
	if given.out:
		places = given.localities or beside(given.listings)
		report.check(given.out, tuple(filter(None, (given.listings, given.households, places))))
	with Progress(sys.stderr, translate) as progress:
		job = _job(given, progress)
		if given.out:
			progress.say(WRITING, listing=str(given.out))
			# Written before anything is printed, so that a reader who stops reading still has the report.
			report.write(job, given.out, given.language, translate)
	_print(_said(job, given, translate))


def _job(given: Options, progress: Progress) -> Job:
	progress.large = any(_bytes(sheet) > LARGE * BYTES_A_ROW for sheet in (given.listings, given.households))
	progress.say(READING, names=[given.listings.name, given.households.name])
	inventory = read(given.listings, given.households, given.localities, today=given.today)
	if given.strict and inventory.faults:
		raise AtFault(inventory)
	homes, seekers = len(inventory.listings.sheet.rows), len(inventory.households.sheet.rows)
	progress.large = max(homes, seekers) >= LARGE
	progress.say(MATCHING, people=seekers, count=homes)
	return match(inventory, policy=given.policy, progress=progress.hear)


BYTES_A_ROW = 60
"""About what a row takes in a file, for a guess before it is read."""


def _bytes(path: Path) -> int:
	return path.stat().st_size if path.is_file() else 0


def _said(job: Job, given: Options, translate: Translate) -> Iterable[str]:
	yield from lines(job, translate, MOST_BESIDE_A_REPORT if given.out else None)
	yield ""
	yield Text(WRITTEN, {"listing": str(given.out)}).say(translate) if given.out else translate(HINT)


def _print(found: Iterable[str]) -> None:
	try:
		for line in found:
			print(line)
		sys.stdout.flush()
	except BrokenPipeError:
		# `| head` has seen enough. Nothing more may be written, not even at exit.
		os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _templates(folder: Path, translate: Translate) -> list[str]:
	"""Write an empty sheet of each kind, all or none."""
	paths = {kind: folder / TEMPLATE_NAMES[kind] for kind in SCHEMAS}
	for path in paths.values():
		if path.exists():
			raise UnwritableReport(TEMPLATE_THERE, listing=str(path))
	try:
		folder.mkdir(parents=True, exist_ok=True)
		for kind, path in paths.items():
			write_template(path, kind, translate)
	except OSError as error:
		raise UnwritableReport(TEMPLATE_REFUSED, listing=str(error.filename or folder)) from error
	return [Text(TEMPLATE_WRITTEN, {"listing": str(path)}).say(translate) for path in paths.values()]
