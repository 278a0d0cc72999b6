"""The report as one page: what it says and how, and nothing in it that is run or shown and should not be."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from small_sheets import HOMES, SEEKERS

from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching.cli import main
from oppna_ditt_hem.matching.report import FORMATS, charts
from tools.steps import ROOT

DEMO = ROOT / "oppna_ditt_hem/demo/sheets"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
	"""The demo's page, in Swedish."""
	out = tmp_path_factory.mktemp("demo") / "r.html"
	main(
		[str(DEMO / "bostader.xlsx"), str(DEMO / "hushall.xlsx"), "--today", "2026-11-16", "--out", str(out)]
	)
	return out.read_text(encoding="utf-8")


class Page(HTMLParser):
	"""What the page would ask of the net, its headings, language, ids, tables, and the words that are seen."""

	def __init__(self, text):
		super().__init__()
		self.outside, self.links, self.headings, self.ids, self.open, self.seen = [], [], [], [], [], []
		self.language = None
		self.feed(text)

	def handle_starttag(self, tag, attributes):
		given = dict(attributes)
		found = [given[name] for name in ("src", "href", "action", "data") if given.get(name)]
		self.links += [link for link in found if link.startswith("#")]
		self.outside += [link for link in found if not link.startswith("#")]
		self.language = self.language or given.get("lang")
		self.ids += [given["id"]] if "id" in given else []
		if re.fullmatch(r"h[1-6]", tag):
			self.headings.append(int(tag[1]))
		if tag not in ("meta", "input", "br"):
			self.open.append(tag)

	def handle_endtag(self, tag):
		assert self.open.pop() == tag

	def handle_data(self, text):
		if not {"script", "style"} & set(self.open):
			self.seen.append(text)


def test_the_page_is_one_file_that_asks_for_nothing(written):
	text = written(".html").read_text(encoding="utf-8")
	found = Page(text)
	assert (found.outside, found.language, found.open) == ([], "en", [])
	assert "url(" not in text and "@import" not in text and "http" not in text
	assert found.headings[0] == 1 and found.headings.count(1) == 1
	assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False))


def test_every_link_leads_somewhere_and_no_id_stands_twice(demo):
	found = Page(demo)
	assert len(set(found.links)) > 6 and {link[1:] for link in found.links} <= set(found.ids)
	assert len(found.ids) == len(set(found.ids))
	controlled = re.findall(r'(?:aria-controls|aria-labelledby|aria-describedby|data-list)="([^"]+)"', demo)
	assert controlled and set(controlled) <= set(found.ids)


def test_the_page_says_what_was_found_first(written):
	text = " ".join(" ".join(Page(written(".html").read_text(encoding="utf-8")).seen).split())
	parts = [
		"2 of 3 households get a proposal, and with them 4 of 10 people.",
		"Rows left out because of faults in the sheets: 1.",
		"Ahmed (row 2)",
		"Households without a proposal, and why",
		"Homes without a proposal, and why",
		"Write one number, such as 3500",
	]
	places = [text.index(part) for part in parts]
	assert places == sorted(places)
	assert "Hemligsson" not in text and "Household (row 3)" in text


def test_the_demos_page_has_every_part_in_swedish(demo):
	seen = " ".join(" ".join(Page(demo).seen).split())
	for words in (
		"Vem kan bo var",
		"17 av 21 hushåll får ett förslag, och med dem 46 av 54 personer.",
		"Platser per ort",
		"Vad som skiljer från den enkla listan",
		"Bostäder att söka efter",
		"De mest eftersökta bostäderna",
		"Reglerna:",
		"Kolumner som inte lästs",
	):
		assert words in seen, words
	assert demo.count("<circle") == 2 * 4 + 1  # two maps of four places, and a door handle
	assert demo.count('class="why-button"') == demo.count('class="why"') == 17


def test_what_differs_from_the_plain_list_is_told_by_what_the_rows_are_called(demo):
	section = demo[demo.index('id="beside"') : demo.index('id="left"')]
	assert section.count("<li>") >= 3 and "(rad " in section
	assert not re.search(r"\b0000\d\d\b", section)


def test_a_protected_household_is_called_by_its_row_in_every_sentence(sheets, written):
	Path(sheets[1]).write_text(SEEKERS.replace("Ahmed", "Dold").replace(",nej", ",ja"), encoding="utf-8")
	for ending in FORMATS:
		text = written(ending).read_text(encoding="utf-8")
		assert "Household (row 2)" in text and "Dold" not in text and "Hemligsson" not in text


def test_without_positions_there_is_no_map_but_a_way_to_one(sheets, written, tmp_path):
	(tmp_path / "orter.csv").unlink()
	text = written(".html").read_text(encoding="utf-8")
	assert 'class="map' not in text and "Add a sheet of localities" in text and 'href="#map"' not in text


def test_sheets_without_a_row_still_give_a_report(sheets, written):
	Path(sheets[0]).write_text(HOMES.splitlines()[0], encoding="utf-8")
	Path(sheets[1]).write_text(SEEKERS.splitlines()[0], encoding="utf-8")
	text = written(".html").read_text(encoding="utf-8")
	assert "No household and home suit each other." in text and "No households were read." in text
	for ending in (".csv", ".json"):
		written(ending)


@pytest.mark.parametrize("policy", ["House", "Best", "Strict", "Stable"])
def test_every_policy_gives_a_page_with_its_proof(policy, written):
	text = written(".html", "--policy", policy).read_text(encoding="utf-8")
	(name,) = [name for name in rounds.POLICIES if name.startswith(policy)]
	assert f"<strong>{name}.</strong>" in text


@pytest.mark.parametrize(
	"text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}"]
)
def test_what_people_write_is_shown_and_never_run(text, sheets, written):
	quoted = '"' + text.replace('"', '""') + '"'
	Path(sheets[1]).write_text(SEEKERS.replace("Ahmed", quoted), encoding="utf-8")
	found = Page(written(".html").read_text(encoding="utf-8"))
	assert found.outside == []
	assert any(f"{text} (row 2)" in " ".join(words.split()) for words in found.seen)


def test_bars_are_as_long_as_their_numbers():
	rows = charts.bars([("a", 3, 1), ("b", 0, 2)])
	assert [(row["first_width"], row["second_width"]) for row in rows] == [(75, 25), (0, 50)]
	assert charts.bars([("a", 0, 0)])[0]["first_width"] == 0 and charts.bars([]) == []
