"""The Vansbro story as plain data: read from `data/*.json`, its dates hung on an anchor day.

Never imports Frappe, so that tests, benchmarks and the spreadsheets use the same data set without a
site. In the files a date is written in one of these ways:

	"-40d", "+9d"       whole days from the anchor
	"+30h"              hours from nine in the morning of the anchor day
	"Y-12-31"           a day in the anchor's year; "Y+1-02-15" in the next
	"Y+45%"             the day when 45 % of the time from New Year to the anchor has passed, which is
	                    always both in the grant's year and not in the future

"{year}" in a text is the anchor's year, and a member's `age` becomes a birth year.
"""

import json
import re
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FILES = DATA / "files"
KINDS = (
	"languages",
	"localities",
	"users",
	"landlords",
	"listings",
	"households",
	"placements",
	"grants",
	"rates",
	"entries",
	"concerns",
)
# Fields that hold a time of day; a day offset in one of them means ten o'clock.
TIMES = {"offered_on", "offer_deadline", "landlord_answered_on", "household_answered_on", "meeting_at"}
OFFSET = re.compile(r"([+-]\d+)([dh])")
DAY_OF_YEAR = re.compile(r"Y([+-]\d+)?-(\d\d)-(\d\d)")
SHARE_OF_YEAR = re.compile(r"Y\+(\d+)%")


def records(kind: str, anchor: date | str | None = None) -> list[dict]:
	"""One kind of record of the story, every date resolved.

	Args:
		kind: one of `KINDS`.
		anchor: the story's today, a date or ISO text; None is the machine's today.

	Returns:
		Fresh dictionaries in the file's order; dates are `date`, times `datetime`, and references
		to other records are their `key`.

	Raises:
		KeyError: no such kind.
		ValueError: the anchor is no ISO date.
	"""
	if kind not in KINDS:
		raise KeyError(kind)
	day = anchor_day(anchor)
	return [resolve(record, day) for record in read(kind)]


def anchor_day(anchor: date | str | None) -> date:
	"""The anchor as a date; None is today."""
	if anchor is None:
		return date.today()
	return date.fromisoformat(anchor) if isinstance(anchor, str) else anchor


@cache
def read(kind: str) -> list[dict]:
	return json.loads((DATA / f"{kind}.json").read_text(encoding="utf-8"))


def resolve(value, day: date, field: str = ""):
	"""A copy of a value from the files with its dates, years and ages worked out."""
	if isinstance(value, dict):
		row = {name: resolve(inner, day, name) for name, inner in value.items()}
		if "age" in row:
			row["birth_year"] = day.year - row.pop("age")
		return row
	if isinstance(value, list):
		return [resolve(inner, day, field) for inner in value]
	return resolve_text(value, day, field) if isinstance(value, str) else value


def resolve_text(text: str, day: date, field: str):
	if match := OFFSET.fullmatch(text):
		number, unit = int(match[1]), match[2]
		if unit == "h":
			return datetime.combine(day, time(9)) + timedelta(hours=number)
		moved = day + timedelta(days=number)
		return datetime.combine(moved, time(10)) if field in TIMES else moved
	if match := DAY_OF_YEAR.fullmatch(text):
		return date(day.year + int(match[1] or 0), int(match[2]), int(match[3]))
	if match := SHARE_OF_YEAR.fullmatch(text):
		new_year = date(day.year, 1, 1)
		return new_year + (day - new_year) * int(match[1]) // 100
	return text.replace("{year}", str(day.year))
