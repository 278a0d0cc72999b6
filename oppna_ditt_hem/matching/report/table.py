"""The round as a list that a Swedish Excel opens as it is: one row per household and home."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from ..job import Job
from ..words import N_, Translate
from . import parts

SEPARATE = "; "
HEADINGS = {
	"status": N_("Status"),
	"household": N_("Household"),
	"people": N_("People"),
	"home": N_("Home to let"),
	"locality": N_("Locality"),
	"places": N_("Places"),
	"rent": N_("Rent"),
	"move_in": N_("Earliest move-in"),
	"score": N_("Score"),
	"fit": N_("Fit"),
	"priority": N_("Urgency"),
	"met": N_("Met"),
	"unmet": N_("Not met"),
	"unknown": N_("Not known"),
	"why": N_("Why no proposal"),
	"opens": N_("What would open more"),
	"nearest": N_("Nearest"),
	"fault": N_("Fault"),
}
PROPOSED, HOUSEHOLD_LEFT, HOME_LEFT, LEFT_OUT = (
	N_("Proposed"),
	N_("Household without a proposal"),
	N_("Home without a proposal"),
	N_("Row left out"),
)
MARK = "\ufeff"
"""Tells Excel that the file is UTF-8."""


def render(job: Job, language: str, translate: Translate) -> str:
	"""Semicolons, decimal commas, and a mark that says UTF-8, whatever the language of the words."""
	file = io.StringIO(newline="")
	sheet = csv.DictWriter(file, HEADINGS, restval="", delimiter=";", lineterminator="\r\n")
	sheet.writerow({name: translate(heading) for name, heading in HEADINGS.items()})
	for row in _rows(job, translate):
		sheet.writerow({name: cell(value) for name, value in row.items()})
	return MARK + file.getvalue()


def _rows(job: Job, translate: Translate) -> Iterator[dict[str, Any]]:
	for found in parts.proposals(job, translate):
		reasons = {group: _joined(r["text"] for r in rows) for group, rows in found["reasons"].items()}
		yield {"status": translate(PROPOSED), **_kept(found), **reasons}
	for found in parts.households_left(job, translate):
		yield {"status": translate(HOUSEHOLD_LEFT), "household": found["name"], **_kept(found), **_why(found)}
	for found in parts.homes_left(job, translate):
		yield {"status": translate(HOME_LEFT), "home": found["name"], **_kept(found), **_why(found)}
	for fault in parts.faults(job, translate):
		yield {"status": translate(LEFT_OUT), "fault": fault["line"]}


def _kept(found: dict[str, Any]) -> dict[str, Any]:
	plain = (str, int, float)
	return {name: value for name, value in found.items() if name in HEADINGS and isinstance(value, plain)}


def _why(found: dict[str, Any]) -> dict[str, str]:
	nearest = found["nearest"]
	return {
		"why": found["text"],
		"opens": _joined(relaxation["text"] for relaxation in found["relaxations"]),
		"nearest": f"{nearest['name']}: {_joined(nearest['broken'])}" if nearest else "",
	}


def _joined(sentences: Iterable[str]) -> str:
	return SEPARATE.join(sentences)


def cell(value: Any) -> str:
	"""A value as a Swedish Excel reads it: decimals after a comma, and no text that it would run as a formula."""
	if isinstance(value, float):
		return str(int(value) if value.is_integer() else round(value, 2)).replace(".", ",")
	return str(value) if isinstance(value, int) else harmless(value)


def harmless(text: str) -> str:
	"""A text that a spreadsheet would run as a formula gets an apostrophe before it."""
	return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
