"""What was found, as a page to read and print, as a list for a spreadsheet, or as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..job import Job
from ..words import N_, Text, Translate
from . import data, page, table
from .replacing import replace

WRITERS: dict[str, Callable[[Job, str, Translate], str]] = {
	".html": page.render,
	".csv": table.render,
	".json": data.render,
}
FORMATS = tuple(WRITERS)

BAD_FORMAT = N_("--out {value} must end in one of: {names}.")
NO_FOLDER = N_("{listing} can't be written: there is no folder {value}. Make the folder or choose another.")
IS_FOLDER = N_("{listing} is a folder. Add a name for the report, such as {value}.")
IS_A_SHEET = N_("{listing} is one of the sheets that are read. Give the report another name.")
NOT_WRITTEN = N_(
	"{listing} can't be written. Check that you may write there, that the disk isn't full, and that no other program has the file open."
)


class UnwritableReport(ValueError):
	"""A report that can't be written where it is asked for. `template` and `params` say why and what would do."""

	def __init__(self, template: str, **params: object):
		self.template, self.params = template, params
		super().__init__(Text(template, params).say())


def check(out: Path, sheets: tuple[Path, ...]) -> None:
	"""Refuse a place that can't be written to, before any time is spent on what to write.

	Args:
		out: where the report is to be.
		sheets: the files that are read; none of them may be written over.

	Raises:
		UnwritableReport: names what is wrong with `out`.
	"""
	if out.is_dir():
		raise UnwritableReport(IS_FOLDER, listing=str(out), value=str(out / "rapport.html"))
	if out.suffix.lower() not in FORMATS:
		raise UnwritableReport(BAD_FORMAT, value=str(out), names=list(FORMATS))
	if not out.parent.is_dir():
		raise UnwritableReport(NO_FOLDER, listing=out.name, value=str(out.parent))
	if out.resolve() in {sheet.resolve() for sheet in sheets}:
		raise UnwritableReport(IS_A_SHEET, listing=str(out))
	_replaced(out, None)


def write(job: Job, out: Path, language: str, translate: Translate) -> None:
	"""Write the report in the format of `out`'s ending, one of FORMATS, whole or not at all.

	Raises:
		UnwritableReport: `out` can't be written; what was there before is untouched.
	"""
	_replaced(out, WRITERS[out.suffix.lower()](job, language, translate))


def _replaced(out: Path, text: str | None) -> None:
	try:
		replace(out, None if text is None else text.encode())
	except OSError as error:
		raise UnwritableReport(NOT_WRITTEN, listing=str(out)) from error
