"""The app's messages as one catalogue, and the files in `locale/` that follow it."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from oppna_ditt_hem import __version__

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "oppna_ditt_hem" / "locale"
TEMPLATE = LOCALE / "main.pot"
EXTRACTORS = ROOT / "babel_extractors.csv"

# Of these pages every word is in the languages of `FOR_HOUSEHOLDS` as well; of all others only in Swedish.
HOUSEHOLDS_PAGES = (
	"oppna_ditt_hem/portal/seeking/",
	"oppna_ditt_hem/templates/odh/seeking_parts.html",
	"oppna_ditt_hem/www/min-anmalan.html",
	"oppna_ditt_hem/www/min_anmalan.py",
	"oppna_ditt_hem/www/sok-bostad.html",
	"oppna_ditt_hem/www/sok_bostad.py",
)
FOR_HOUSEHOLDS = ("ar", "fa", "so", "ti", "uk")
SHARED = (
	"Accessibility of the website",
	"Back",
	"Choose",
	"Choose one of the answers.",
	"Error",
	"Skip to the content",
	"Something has to be changed",
	"That is not possible now.",
	"This has to be filled in.",
	"Who answers you",
	"Write a day as year, month and day: {0}.",
	"Write a number from {0} to {1}.",
	"Write a number with digits, such as {0}.",
	"Write a phone number, such as 070-123 45 67.",
	"Write a whole number.",
	"Write at most {0} characters.",
	"{0} municipality",
)
"""What the households' pages say with the words of other pages."""

ADDRESS = "The Öppna ditt hem developers <oppna-ditt-hem@vansbro.example>"
HEADER = """\
# Messages of the app Öppna ditt hem.
# Distributed under the same licence as the app.
#"""


def extracted(root: Path = ROOT, methods: Path = EXTRACTORS) -> Catalog:
	"""Every message in the source, with the files it is in.

	Line numbers are left out: they would change the files at every edit of the source.
	"""
	catalog = empty()
	with open(methods, newline="", encoding="utf-8") as file:
		method_map = [(pattern, method) for pattern, method in csv.reader(file)]
	found = extract_from_dir(root, method_map, keywords={"_": None}, directory_filter=_is_source)
	for filename, _line, message, comments, context in found:
		if message:
			catalog.add(message, locations=[(filename, None)], auto_comments=comments, context=context)
	return catalog


def empty(locale: str | None = None) -> Catalog:
	return Catalog(
		locale=locale,
		header_comment=HEADER,
		project="oppna_ditt_hem",
		version=__version__,
		msgid_bugs_address=ADDRESS,
		last_translator=ADDRESS,
		language_team=ADDRESS,
		fuzzy=False,
	)


def _is_source(directory: str) -> bool:
	name = Path(directory).name
	return not name.startswith((".", "_")) and not name.endswith(".egg-info")


def read(path: Path) -> Catalog:
	with open(path, "rb") as file:
		return read_po(file)


def refresh() -> None:
	"""Bring the template and each language up to the source; write only what has changed."""
	template = extracted()
	if write(TEMPLATE, template):
		print(TEMPLATE.relative_to(ROOT))
	for path in sorted(LOCALE.glob("*.po")):
		catalog = read(path)
		catalog.update(wanted_in(path.stem, template), no_fuzzy_matching=True)
		if write(path, catalog):
			print(path.relative_to(ROOT))


def wanted_in(language: str, source: Catalog) -> Catalog:
	"""Those messages of the source that are to be translated to a language."""
	if language not in FOR_HOUSEHOLDS:
		return source
	part = empty()
	for message in source:
		if message.id in SHARED or any(
			name.startswith(HOUSEHOLDS_PAGES) for name, _line in message.locations
		):
			part.add(message.id, locations=message.locations, context=message.context)
	return part


def write(path: Path, catalog: Catalog) -> bool:
	"""Write the catalogue unless nothing but dates would change."""
	before = read(path) if path.exists() else None
	if before is not None and _contents(before) == _contents(catalog):
		return False
	catalog.creation_date = catalog.revision_date = datetime.now().replace(second=0, microsecond=0)
	with open(path, "wb") as file:
		write_po(file, catalog, sort_output=True, ignore_obsolete=True, width=None, include_lineno=False)
	return True


def _contents(catalog: Catalog) -> dict:
	return {
		(message.id, message.context): (
			message.string or "",
			sorted({name for name, _line in message.locations}),
			# A file breaks long comments into lines.
			sorted(" ".join(message.auto_comments).split()),
		)
		for message in catalog
		if message.id
	}
