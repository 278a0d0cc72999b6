"""What the command is asked to do: its options, its help and its refusals, in the reader's language.

The parser itself takes every option as text, since its own refusals are in English.
"""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from .inventory import BESIDE
from .round import HOUSE_THE_MOST, POLICIES, UnknownPolicy
from .words import N_, Text, Translate, untranslated

PROGRAM = "python -m oppna_ditt_hem.matching"
LANGUAGES = ("sv", "en")
DONE, REFUSED, AT_FAULT, INTERRUPTED = 0, 2, 3, 130
WIDTH = 88
FLAGS = ("--strict", "--help")

ABOUT = N_(
	"Proposes a home for each household from two spreadsheets: one with the homes to let, one with the households that look for a home. Everybody is placed at once, so that as many people as possible get a home. Nothing is sent anywhere and the sheets are not changed."
)
SHEETS = N_("Sheets, Excel (.xlsx) or CSV, with Swedish or English headers")
OPTIONS = N_("What can be added")
RESULTS = N_("Exit codes")
USAGE = N_("Usage:")
EXAMPLE = N_("Example:")
VALUES = {
	"listings": N_("HOMES"),
	"households": N_("HOUSEHOLDS"),
	"--localities": N_("FILE"),
	"--out": N_("FILE"),
	"--policy": N_("NAME"),
	"--today": N_("DATE"),
	"--lang": N_("LANGUAGE"),
	"--templates": N_("FOLDER"),
}
"""What stands for each value in the help."""

HELP = {
	"listings": N_("the homes to let"),
	"households": N_("the households that look for a home"),
	"--localities": N_(
		"the places, with positions and services; a sheet called {names} beside the homes is found by itself"
	),
	"--out": N_(
		"write a report: .html is a page to read, print and share, .csv a list for Excel, .json everything for another program; a report of the same name is replaced"
	),
	"--policy": N_("what counts first, one of: {choices}; the first is used unless another is given"),
	"--strict": N_("match nothing while any row has a fault; otherwise such rows are left out"),
	"--today": N_("the day to count from, such as 2016-11-15; today unless another is given"),
	"--lang": N_("language of the report and of what is printed: sv or en"),
	"--templates": N_(
		"write empty sheets to fill in, with instructions, to this folder, and do nothing else"
	),
	"--help": N_("show this text"),
}
CODES = {
	DONE: N_("done; rows with faults were left out and are named"),
	REFUSED: N_("nothing was done: the command, a file or the report's place has to be corrected"),
	AT_FAULT: N_("nothing was matched: rows have faults and --strict was given"),
	INTERRUPTED: N_("interrupted; no report was written"),
}

TWO_SHEETS = N_("Two sheets are needed: the homes and the households. {value} shows how.")
ONE_TOO_MANY = N_("{value} isn't understood. {other} shows what can be written.")
VALUE_MISSING = N_("{parameter} needs a value after it. {other} shows which.")
NO_VALUE = N_("{parameter} takes no value. {other} shows how it is written.")
NOT_A_LANGUAGE = N_("--lang {value} must be one of: {names}.")
NOT_A_DAY = N_("--today {value} is not a date. Write it as 2016-11-15.")


class BadOption(ValueError):
	"""The command can't be run as it is written. `template` and `params` say why and what would do."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(Text(template, params).say())


@dataclass(frozen=True)
class Options:
	"""One command. With `help` or `templates` nothing is matched, and no sheets need be given."""

	language: str
	help: bool
	templates: Path | None
	listings: Path | None
	households: Path | None
	localities: Path | None
	out: Path | None
	policy: str
	strict: bool
	today: date


def language(argv: Sequence[str]) -> str:
	"""The language asked for, Swedish where none or an unknown one is; looked up first, since refusals need it."""
	early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
	early.add_argument("--lang", nargs="?")
	found = early.parse_known_args(argv)[0].lang
	return found if found in LANGUAGES else LANGUAGES[0]


class _Parser(argparse.ArgumentParser):
	def error(self, message: str) -> NoReturn:
		"""Every option is a text, so what can be wrong is a value too few or too many."""
		found = re.search(r"--[a-z]+", message)
		name = found[0] if found else PROGRAM
		raise BadOption(NO_VALUE if name in FLAGS else VALUE_MISSING, parameter=name, other="--help")


def parser(translate: Translate) -> argparse.ArgumentParser:
	made = _Parser(
		prog=PROGRAM,
		usage=f"%(prog)s {translate(VALUES['listings'])} {translate(VALUES['households'])} [--out {translate(VALUES['--out'])}]",
		description=textwrap.fill(translate(ABOUT), WIDTH),
		epilog=_epilog(translate),
		formatter_class=_formatter(translate),
		add_help=False,
		allow_abbrev=False,
	)
	sheets, options = (made.add_argument_group(translate(title)) for title in (SHEETS, OPTIONS))
	for name in ("listings", "households"):
		sheets.add_argument(name, nargs="?", **_shown(name, translate))
	for name in ("--localities", "--out", "--policy", "--today", "--lang", "--templates"):
		group = sheets if name == "--localities" else options
		group.add_argument(name, **_shown(name, translate))
	for names in (("--strict",), ("-h", "--help")):
		options.add_argument(*names, action="store_true", help=_help(names[-1], translate))
	return made


def _shown(name: str, translate: Translate) -> dict[str, str]:
	return {"metavar": translate(VALUES[name]), "help": _help(name, translate)}


def _help(name: str, translate: Translate) -> str:
	params = {"choices": list(POLICIES), "names": list(BESIDE[:2])}
	return Text(HELP[name], params).say(translate).replace("%", "%%")


def _epilog(translate: Translate) -> str:
	codes = "\n".join(f"  {code:<5} {translate(meaning)}" for code, meaning in CODES.items())
	example = f"  {PROGRAM} bostader.xlsx hushall.xlsx --out rapport.html"
	return f"{translate(RESULTS)}:\n{codes}\n\n{translate(EXAMPLE)}\n{example}"


def _formatter(translate: Translate) -> type[argparse.HelpFormatter]:
	class Formatter(argparse.RawDescriptionHelpFormatter):
		def __init__(self, prog: str):
			super().__init__(prog, max_help_position=26, width=WIDTH)

		def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
			super().add_usage(usage, actions, groups, f"{translate(USAGE)} ")

	return Formatter


def parse(argv: Sequence[str], translate: Translate) -> Options:
	"""Raises BadOption or UnknownPolicy, with a sentence that says what would do."""
	given, unknown = parser(translate).parse_known_args(argv)
	if unknown:
		raise BadOption(ONE_TOO_MANY, value=unknown[0], other="--help")
	if not (given.help or given.templates or given.households):
		raise BadOption(TWO_SHEETS, value="--help")
	paths = ("templates", "listings", "households", "localities", "out")
	return Options(
		language=_language(given.lang),
		help=given.help,
		policy=HOUSE_THE_MOST if given.policy is None else policy(given.policy, translate),
		strict=given.strict,
		today=date.today() if given.today is None else _day(given.today),
		**{name: None if (value := getattr(given, name)) is None else Path(value) for name in paths},
	)


def _language(given: str | None) -> str:
	if given and given not in LANGUAGES:
		raise BadOption(NOT_A_LANGUAGE, value=given, names=list(LANGUAGES))
	return given or LANGUAGES[0]


def _day(written: str) -> date:
	try:
		return date.fromisoformat(written)
	except ValueError:
		raise BadOption(NOT_A_DAY, value=written) from None


def policy(written: str, translate: Translate = untranslated) -> str:
	"""A policy by its English or translated name or the beginning of one, in any case.

	Raises:
		UnknownPolicy: none or more than one is meant.
	"""
	names = {name: (name.casefold(), translate(name).casefold()) for name in POLICIES}
	sought = " ".join(written.casefold().split())
	exact = [name for name, words in names.items() if sought in words]
	meant = exact or [name for name, words in names.items() if any(word.startswith(sought) for word in words)]
	if not sought or len(meant) != 1:
		raise UnknownPolicy(written)
	return meant[0]
