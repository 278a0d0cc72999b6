"""Which columns a sheet may have: declared once, for reading and for the templates that are handed out.

The first header is the one that the template uses; the others are what real lists call the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..words import N_
from . import cells
from . import vocabulary as words

Parser = Callable[[Any, cells.Context], Any]

YES_OR_NO = cells.word(words.YES_NO)


@dataclass(frozen=True)
class Column:
	"""One column: the field it fills, its headers, how a cell is read, an example and what to write.

	A parser that returns a dict fills the fields that the dict names. What stands in a private column is never repeated in a
	fault, since faults are printed and logged.
	"""

	fieldname: str
	headers: tuple[str, ...]
	parse: Parser
	example: Any = None
	help: str = ""
	required: bool = False
	private: bool = False

	@property
	def header(self) -> str:
		return self.headers[0]


@dataclass(frozen=True)
class Schema:
	"""A kind of sheet. `same` are the fields that make two rows the same thing; `periods` pairs of first and last day."""

	kind: str
	columns: tuple[Column, ...]
	same: tuple[str, ...]
	periods: tuple[tuple[str, str], ...] = ()

	def column(self, fieldname: str) -> Column:
		return next(column for column in self.columns if column.fieldname == fieldname)

	def headers(self) -> Mapping[str, Column]:
		"""Header as it is compared (see `key`) -> column."""
		return {key(header): column for column in self.columns for header in column.headers}


def key(header: Any) -> str:
	"""A header without case, units in brackets, punctuation or line breaks."""
	written = str(header or "").lower().split("(")[0]
	letters = "".join(sign if sign.isalnum() or sign == "/" else " " for sign in written)
	return " ".join(letters.replace("/", " / ").split())


def answer_column(fieldname: str, *headers: str, example: Any = "nej", help: str = "") -> Column:
	return Column(fieldname, headers, YES_OR_NO, example, help or WRITE_YES_NO)


WRITE_YES_NO = N_("ja, nej or vet ej")
WRITE_AMOUNT = N_("Kronor per month, such as 3500 or 3 500 kr")
WRITE_DAY = N_("A date such as 2016-11-15 or 15/11 2016; omgående means today")
WRITE_LAST_DAY = N_("A date such as 2017-08-31; leave empty or write tills vidare where there is no end")
ANY_TEXT = N_("Any text, at most 140 characters")
NUMBER_OF_ROW = N_("Your own number for the row, so that you find it again")

REFERENCE = Column(
	"reference", ("Nr", "Nummer", "Id", "Referens", "Löpnr", "No", "Reference"), cells.text, 1, NUMBER_OF_ROW
)
