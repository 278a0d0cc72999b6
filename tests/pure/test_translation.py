"""Every message of the app has its Swedish, whole and in step with the source."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from oppna_ditt_hem.agreements.household_words import LANGUAGES
from oppna_ditt_hem.translation.catalogue import (
	FOR_HOUSEHOLDS,
	LOCALE,
	ROOT,
	SHARED,
	TEMPLATE,
	empty,
	extracted,
	read,
	wanted_in,
	write,
)
from oppna_ditt_hem.translation.extractors import TEXTS
from oppna_ditt_hem.translation.faults import faults

MODULE = ROOT / "oppna_ditt_hem" / "oppna_ditt_hem"
REFRESH = "run `python -m oppna_ditt_hem.translation`, then write the Swedish in locale/sv.po"
SAME_IN_SWEDISH = {
	"Median",
	"1 person",
	"Administration",
	"Alias",
	"Budget",
	"Dari",
	"Demo: {0}",
	"Internet",
	"Kronor",
	"OK",
	"Organisation",
	"Partner",
	"Person {0}",
	"Pashto",
	"Personnummer",
	"Portal",
	"Relation",
	"SFS",
	"SMS",
	"Samordningsnummer",
	"Sekretessmarkering",
	"Service",
	"Skyddad folkbokföring",
	"Status",
	"Urdu",
	"via Data Import",
	"internet",
	"Öppna ditt hem",
}
WITHOUT_WORDS = {"Server Script"}
"""Kinds of document that show nothing to a reader."""


@pytest.fixture(scope="module")
def source() -> Catalog:
	return extracted()


@pytest.fixture(scope="module")
def swedish() -> Catalog:
	return read(LOCALE / "sv.po")


def test_every_message_has_its_swedish(source, swedish):
	found = faults(source, swedish)
	assert not found, f"{REFRESH}:\n" + "\n".join(found)


@pytest.mark.parametrize("language", FOR_HOUSEHOLDS)
def test_the_pages_for_households_have_every_word_in_every_language(language, source):
	translated = read(LOCALE / f"{language}.po")
	found = faults(wanted_in(language, source), translated)
	assert not found, "\n".join(found)
	same = {message.id for message in translated if message.id and message.id == message.string}
	assert not same, "left in English"


def test_the_languages_of_the_pages_and_of_the_papers_are_the_same(source):
	assert {*FOR_HOUSEHOLDS, "sv", "en"} == LANGUAGES.keys()
	assert {message.id for message in source} >= set(SHARED)


def test_the_template_follows_the_source(source):
	template = read(TEMPLATE)
	in_source = {message.id for message in source}
	assert {message.id for message in template} == in_source, REFRESH


def test_files_that_say_the_same_are_left_alone(source, tmp_path):
	path = tmp_path / "main.pot"
	assert write(path, source)
	assert not write(path, extracted())
	source_and_one = extracted()
	source_and_one.add("One more message")
	assert write(path, source_and_one)


def test_nothing_is_left_in_english(swedish):
	same = {message.id for message in swedish if message.id and message.id == message.string}
	assert same <= SAME_IN_SWEDISH


def test_the_files_name_no_place_outside_the_repository(swedish):
	for catalog in (swedish, read(TEMPLATE)):
		names = {name for message in catalog for name, _line in message.locations}
		assert names and all((ROOT / name).is_file() for name in names), REFRESH
		assert not any(Path(name).is_absolute() for name in names)


def test_tests_tools_and_demo_data_are_not_read(source):
	names = {name for message in source for name, _line in message.locations}
	assert not [name for name in names if name.startswith(("tests/", "tools/", "benchmarks/"))]
	assert not [name for name in names if "/demo/data/" in name or "/public/dist/" in name]


def test_every_kind_of_shipped_document_is_read():
	kinds = {document["doctype"] for document in shipped_documents()}
	assert kinds and kinds <= TEXTS.keys() | WITHOUT_WORDS


def shipped_documents() -> list[dict]:
	found = [json.loads(path.read_text(encoding="utf-8")) for path in MODULE.glob("*/*/*.json")]
	return [document for document in found if isinstance(document, dict) and "doctype" in document]


@pytest.mark.parametrize("doctype", ["listing", "applicant", "placement", "grant"])
def test_no_two_stages_read_the_same(doctype, swedish):
	fields = json.loads((MODULE / "doctype" / doctype / f"{doctype}.json").read_text(encoding="utf-8"))[
		"fields"
	]
	(stages,) = (field["options"].split("\n") for field in fields if field["fieldname"] == "stage")
	words = [swedish[stage].string for stage in stages]
	assert len(set(words)) == len(stages) > 5


@pytest.mark.parametrize(
	("text", "translation", "fault"),
	[
		("Fill in {0}.", "", "No translation"),
		("Fill in {0}.", "Fyll i.", "Other placeholders"),
		("Fill in {0}.", "Fyll i {1}.", "Other placeholders"),
		("{count} homes", "{antal} bostäder", "Other placeholders"),
		("{} of {}", "{}", "Other placeholders"),
		("See <b>this</b>", "Se detta", "Other HTML tags"),
		("Name: ", "Namn:", "Other space"),
	],
)
def test_a_spoilt_translation_is_found(text, translation, fault):
	(found,) = faults(*catalogues(text, translation))
	assert found.startswith(fault)


@pytest.mark.parametrize(
	("text", "translation"),
	[
		("{0} holds {1}.", "{1} upptas av {0}."),
		("Change {0}.", "Ändra {0}; {0} är låst."),
		("<b>Yes</b>", "<b>Ja</b>"),
	],
)
def test_a_sound_translation_passes(text, translation):
	assert not faults(*catalogues(text, translation))


def catalogues(text: str, translation: str) -> tuple[Catalog, Catalog]:
	source, translated = empty(), empty("sv")
	source.add(text)
	translated.add(text, translation)
	return source, translated


def test_what_is_no_longer_in_the_source_is_found():
	_source, translated = catalogues("Gone", "Borta")
	assert faults(empty(), translated) == ["No longer in the source: 'Gone'"]


def test_an_uncertain_translation_is_found():
	source, translated = catalogues("Home", "Hem")
	translated["Home"].flags.add("fuzzy")
	assert faults(source, translated) == ["Marked as uncertain: 'Home'"]
