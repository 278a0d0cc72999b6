"""The platform itself finds the app's messages, and shows a site's data in Swedish."""

import frappe
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from frappe.gettext.translate import get_catalog, get_method_map, write_binary
from frappe.translate import clear_cache, get_all_translations

from oppna_ditt_hem.stages import STAGES
from oppna_ditt_hem.translation.catalogue import ROOT, extracted

APP = "oppna_ditt_hem"


@pytest.fixture(scope="module")
def swedish(site) -> dict[str, str]:
	"""Every message with its Swedish, as the platform hands them to the browser."""
	write_binary(APP, get_catalog(APP, "sv"), "sv")
	clear_cache()
	return get_all_translations("sv")


def test_the_platform_finds_the_same_messages(site):
	method_map = [*get_method_map(APP), *get_method_map("frappe")]
	found = extract_from_dir(
		ROOT, method_map, keywords={**DEFAULT_KEYWORDS, "_lt": None}, directory_filter=is_source
	)
	assert {message for _name, _line, message, *_rest in found if message} == {
		m.id for m in extracted() if m.id
	}


def is_source(directory: str) -> bool:
	return not directory.rsplit("/", 1)[-1].startswith((".", "_"))


# What is shown translated of the documents that the app brings or creates: (DocType, field, filters).
SHOWN = [
	("Workflow Document State", "state", {"parent": ["in", list(STAGES)]}),
	("Workflow Document State", "message", {"parent": ["in", list(STAGES)]}),
	("Workflow Transition", "action", {"parent": ["in", list(STAGES)]}),
	("Reason Code", "reason", {}),
	("Matching Criterion", "criterion_name", {}),
	("Role", "name", {"name": ["in", ["Housing Officer", "Protected Identity Officer", "Applicant"]]}),
	("Number Card", "label", {"module": "Oppna Ditt Hem"}),
	("Dashboard Chart", "chart_name", {"module": "Oppna Ditt Hem"}),
	("Report", "report_name", {"module": "Oppna Ditt Hem"}),
	("DocType", "name", {"module": "Oppna Ditt Hem"}),
	("DocField", "label", {"parent": ["in", [*STAGES, "Landlord", "Concern", "Matching Criterion"]]}),
]


@pytest.mark.parametrize(("doctype", "field", "filters"), SHOWN, ids=lambda value: str(value)[:30])
def test_what_the_site_shows_is_in_swedish(swedish, doctype, field, filters):
	texts = frappe.get_all(doctype, filters, pluck=field, order_by="name")
	shown = {text for text in texts if text}
	assert shown and not sorted(shown - swedish.keys())


def test_a_refusal_reads_as_swedish(swedish, monkeypatch):
	monkeypatch.setattr(frappe.local, "lang", "sv")
	said = frappe._("Fill in {0} {1}.").format(
		frappe._("What to change"), frappe._("so that the landlord knows what to change")
	)
	assert said == "Fyll i Vad som ska ändras så att upplåtaren vet vad som ska ändras."


def test_no_word_is_made_another_by_being_translated_twice(swedish):
	"""Lists translate a status that is Swedish already: "Redo" is also the platform's English for doing again."""
	ours = {message.id for message in extracted() if isinstance(message.id, str)} & swedish.keys()
	twice = {swedish[text]: swedish.get(swedish[text], swedish[text]) for text in ours}
	assert not {word: again for word, again in twice.items() if word != again}
