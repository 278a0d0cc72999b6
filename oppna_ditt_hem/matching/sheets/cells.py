"""Cells as people write them: "3 500 kr", "15/11 2016", "omgående", "2 rok", "vet ej".

Each parser takes a cleaned cell (never empty) and the sheet's context and returns a value, or raises CellFault with a
sentence that says what would do.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ..reading import LARGEST_NUMBER
from ..words import N_
from . import vocabulary as words


class CellFault(ValueError):
	"""A cell that can't be read; `template` and `params` say why and what would do."""

	def __init__(self, template: str, **params: Any):
		self.template, self.params = template, params
		super().__init__(template)


@dataclass(frozen=True)
class Context:
	"""What a sheet is read against: the day that counts as today, and the localities there are (lower case -> name)."""

	today: date
	localities: Mapping[str, str] = field(default_factory=dict)


WRITE_A_NUMBER = N_("Write one number, such as 3500 or 3 500,50.")
AMBIGUOUS_NUMBER = N_("This can be read as thousands or as decimals. Write 4500 or 4,5.")
WRITE_WHOLE_NUMBER = N_("Write a whole number.")
NOT_NEGATIVE = N_("Write a number that isn't negative.")
NUMBER_TOO_LARGE = N_("The number is too large to be right.")
WRITE_A_DATE = N_("Write a date, such as 2016-11-15, 15/11 2016 or 15 nov 2016.")
DATE_NEEDS_YEAR = N_("The year is missing. Write a date such as 2016-11-15.")
NO_SUCH_DAY = N_("There is no such day. Write a date such as 2016-11-15.")
YEAR_OUT_OF_RANGE = N_("The year must lie between {first_year} and {last_year}.")
WRITE_ONE_OF = N_("Write one of: {names}.")
UNKNOWN_LOCALITY = N_("There is no such locality. Write one of: {names}.")
UNKNOWN_LANGUAGE = N_("There is no language called {value} in the list. Write one of: {names}.")
ONE_PHONE = N_("Write one phone number, with digits, spaces and hyphens only.")
ONE_EMAIL = N_("Write one e-mail address, such as namn@example.se.")
TOO_LONG = N_("Write at most {limit} characters.")
ONLY_YEARS = N_("Write birth years only, with four digits each, such as 1984, 1986, 2012.")
SPREADSHEET_ERROR = N_("The spreadsheet shows an error here. Correct the cell's formula.")
WRITE_DEGREES = N_("Write degrees with decimals, such as 60,517.")

MOST_CHARACTERS = 140
FIRST_YEAR, LAST_YEAR = 1900, 2100
SPREADSHEET_ERRORS = (
	"#REF!",
	"#N/A",
	"#VALUE!",
	"#DIV/0!",
	"#NAME?",
	"#NUM!",
	"#NULL!",
	"#SAKNAS!",
	"#VÄRDEFEL!",
)

_UNITS = re.compile(
	r"(?:\s*(?:kronor|kr|sek|:-|,-|kvm|kvadratmeter|m2|m²|km|st|bäddar|bädd|sovplatser|platser|personer|pers|månader|mån"
	r"|hushåll|rum och kök|rum|rok|r ?o ?k|r\.o\.k|:an|:a|(?:/|per |i )\s*(?:månaden|månad|mån|m))\.?)+$"
)
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_AMBIGUOUS = re.compile(r"\d{1,3}(?:,\d{3})+")


def clean(value: Any) -> Any:
	"""A cell without stray spaces; None where it is empty. Numbers, dates and booleans stay what they are."""
	if isinstance(value, datetime):
		return value.date()
	if isinstance(value, str):
		value = re.sub(r"\s+", " ", value.replace("\u200b", "")).strip()
		if value in SPREADSHEET_ERRORS:
			raise CellFault(SPREADSHEET_ERROR)
		return value or None
	return value


def amount(value: Any, context: Context) -> float:
	"""Kronor, square metres: a number with decimals, thousands and unit as people write them."""
	number = _number(value)
	if number < 0:
		raise CellFault(NOT_NEGATIVE)
	if number > LARGEST_NUMBER:
		raise CellFault(NUMBER_TOO_LARGE)
	return number


def _number(value: Any) -> float:
	if isinstance(value, (int, float)) and not isinstance(value, bool):
		if not math.isfinite(value):
			raise CellFault(WRITE_A_NUMBER)
		return float(value)
	written = _UNITS.sub("", str(value).lower()).strip()
	sign = -1 if re.match(r"[-−]\s*\d", written) else 1
	written = written.lstrip("-− ")
	if _AMBIGUOUS.fullmatch(written):
		raise CellFault(AMBIGUOUS_NUMBER)
	if _GROUPED.fullmatch(written):
		return sign * float(written.replace(" ", "").replace(".", "").replace(",", "."))
	if _PLAIN.fullmatch(written):
		return sign * float(written.replace(",", "."))
	raise CellFault(WRITE_A_NUMBER)


def count(value: Any, context: Context) -> int:
	number = amount(value, context)
	if number != int(number):
		raise CellFault(WRITE_WHOLE_NUMBER)
	return int(number)


def degrees(value: Any, context: Context) -> float:
	"""A coordinate: every decimal counts, so no thousands here."""
	try:
		number = float(str(value).replace(",", ".").rstrip("° NEne"))
	except ValueError:
		raise CellFault(WRITE_DEGREES) from None
	if not 0 <= number <= 180:
		raise CellFault(WRITE_DEGREES)
	return number


_ISO = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})(?: 00:00:00)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/., -]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(?:den )?(?:(\d{1,2})(?::e|:a|\.)? )?([a-zåäö]+)\.? (\d{4})")
_NO_YEAR = re.compile(r"\d{1,2}\s*[/.]\s*\d{1,2}\.?|(?:den )?\d{1,2}(?::e|:a)? [a-zåäö]+\.?")


def day(value: Any, context: Context) -> date:
	return _date(value, context, last_of_month=False)


def first_day(value: Any, context: Context) -> date | None:
	"""When something begins: a date, a month (its first day), or at once."""
	return _bound(value, context, last_of_month=False)


def last_day(value: Any, context: Context) -> date | None:
	"""When something ends: a date, a month (its last day), or until further notice (None)."""
	return _bound(value, context, last_of_month=True)


def _bound(value: Any, context: Context, last_of_month: bool) -> date | None:
	word = str(value).lower()
	if word in words.AT_ONCE:
		return context.today
	if word in words.UNTIL_FURTHER:
		return None
	return _date(value, context, last_of_month)


def _date(value: Any, context: Context, last_of_month: bool) -> date:
	if isinstance(value, date):
		return _in_range(value.year, value.month, value.day)
	written = str(value).lower().removesuffix(".0")
	if found := _ISO.fullmatch(written):
		return _in_range(*map(int, found.groups()))
	if found := _DAY_FIRST.fullmatch(written):
		day_, month, year = map(int, found.groups())
		return _in_range(year + 2000 if year < 100 else year, month, day_)
	if (found := _NAMED.fullmatch(written)) and found[2] in words.MONTHS:
		month, year = words.MONTHS[found[2]], int(found[3])
		end = calendar.monthrange(year, month)[1] if FIRST_YEAR <= year <= LAST_YEAR else 1
		return _in_range(year, month, int(found[1] or (end if last_of_month else 1)))
	raise CellFault(DATE_NEEDS_YEAR if _NO_YEAR.fullmatch(written) else WRITE_A_DATE)


def _in_range(year: int, month: int, day_: int) -> date:
	if not FIRST_YEAR <= year <= LAST_YEAR:
		raise CellFault(YEAR_OUT_OF_RANGE, first_year=FIRST_YEAR, last_year=LAST_YEAR)
	try:
		return date(year, month, day_)
	except ValueError:
		raise CellFault(NO_SUCH_DAY) from None


def text(value: Any, context: Context) -> str:
	"""One line; a number that a spreadsheet made of a text loses its decimals."""
	shown = long_text(value, context)
	if len(shown) > MOST_CHARACTERS:
		raise CellFault(TOO_LONG, limit=MOST_CHARACTERS)
	return shown


def long_text(value: Any, context: Context) -> str:
	if isinstance(value, float) and value.is_integer():
		value = int(value)
	return str(value)


def phone(value: Any, context: Context) -> str:
	written = text(value, context)
	if isinstance(value, (int, float)) and not written.startswith(("0", "46")):
		# A spreadsheet that took the number for an amount has dropped the leading zero.
		written = f"0{written}"
	if not re.fullmatch(r"\+?[\d()][\d ()-]{5,18}\d", written):
		raise CellFault(ONE_PHONE)
	return written


def email(value: Any, context: Context) -> str:
	written = text(value, context)
	if not re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}", written):
		raise CellFault(ONE_EMAIL)
	return written.lower()


def word(choices: Mapping[str, Any]) -> Callable[[Any, Context], Any]:
	"""A parser for one of a list of words; the refusal names one word for each meaning."""

	def parse(value: Any, context: Context) -> Any:
		key = text(int(value) if isinstance(value, bool) else value, context).lower().rstrip(".")
		if key not in choices:
			raise CellFault(WRITE_ONE_OF, names=first_words(choices))
		return choices[key]

	return parse


def first_words(choices: Mapping[str, Any]) -> list[str]:
	"""The first word for each meaning."""
	seen: dict[Any, str] = {}
	for key, meaning in choices.items():
		seen.setdefault(meaning, key)
	return list(seen.values())


def parts(value: Any) -> list[str]:
	"""A list in a cell: separated by comma, semicolon, slash, plus or "och"."""
	found = re.split(r"\s*[,;/+&]\s*|\s+och\s+|\s+and\s+", str(value).strip(" ,;"))
	return [part for part in found if part]


def locality(value: Any, context: Context) -> str:
	name = text(value, context)
	if not context.localities:
		return name
	if name.lower() not in context.localities:
		raise CellFault(UNKNOWN_LOCALITY, names=sorted(set(context.localities.values())))
	return context.localities[name.lower()]


def localities(value: Any, context: Context) -> list[str]:
	if str(value).lower() in ("alla", "hela kommunen", "var som helst", "anywhere"):
		return []
	return [locality(part, context) for part in parts(value)]


def languages(value: Any, context: Context) -> list[str]:
	codes = []
	for part in parts(value):
		code = words.LANGUAGE_WORDS.get(part.lower())
		if code is None:
			raise CellFault(UNKNOWN_LANGUAGE, value=part, names=first_words(words.SWEDISH_LANGUAGES))
		codes.append(code)
	return list(dict.fromkeys(codes))


def several(choices: Mapping[str, Any]) -> Callable[[Any, Context], list[Any]]:
	one = word(choices)
	return lambda value, context: [one(part, context) for part in parts(value)]


def suits(value: Any, context: Context) -> dict[str, int]:
	"""Whom the landlord lets to, as the three yes-or-no fields."""
	if str(value).lower() in words.EVERYBODY:
		return dict.fromkeys(words.SUITS.values(), 1)
	named = several(words.SUITS)(value, context)
	return {name: int(name in named) for name in dict.fromkeys(words.SUITS.values())}


def birth_years(value: Any, context: Context) -> list[int]:
	written = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
	found = re.split(r"[\s,;/+]+", written.strip(" ,;."))
	if not all(re.fullmatch(r"\d{4}", year) for year in found):
		raise CellFault(ONLY_YEARS)
	years = [int(year) for year in found]
	if any(not FIRST_YEAR <= year <= context.today.year for year in years):
		raise CellFault(YEAR_OUT_OF_RANGE, first_year=FIRST_YEAR, last_year=context.today.year)
	return years
