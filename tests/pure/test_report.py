"""The report: one page, one list or data, whole or not at all, and nothing of it run or shown that should not be."""

import csv
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from oppna_ditt_hem.matching import options
from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching.cli import main
from oppna_ditt_hem.matching.report import FORMATS, charts, data, replacing
from oppna_ditt_hem.matching.report.table import HEADINGS, cell, harmless
from oppna_ditt_hem.matching.translations import translator

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "oppna_ditt_hem/demo/sheets"
DAY = ["--today", "2016-11-15"]

HOMES = """Upplåtare;Typ;Ort;Bäddar;Rum;Hyra;Ledig från;Vinterbonad;Passar
Karin Ek;Rum;Nås;1;1;3 000;omgående;ja;alla
Bo <b>Lind;lägenhet;Vansbro;4;3;4.500:-;2016-12-01;ja;familj
Eva Berg;Stuga;Äppelbo;4;2;2 500;nu;nej;alla
Fel Felson;rum;Vansbro;två;1;3000;nu;ja;alla
"""
SEEKERS = """Hushåll,Födelseår,Max hyra,Önskad ort,Anmäld,Skyddade uppgifter
Ahmed,"1984, 1986, 2012",5500,Vansbro,2016-05-01,nej
Hemligsson,1990,3500,,2016-08-01,ja
=Stor,"1980, 1982, 2005, 2008, 2010, 2014",7000,,2016-09-01,
"""
PLACES = """Ort;Latitud;Longitud;Skola
Vansbro;60,517;14,217;ja
Nås;60,4558;14,4975;ja
Äppelbo;60,4859;14,0139;ja
"""


@pytest.fixture
def sheets(tmp_path):
	for name, text in (("bostader.csv", HOMES), ("hushall.csv", SEEKERS), ("orter.csv", PLACES)):
		(tmp_path / name).write_text(text, encoding="utf-8")
	return [str(tmp_path / "bostader.csv"), str(tmp_path / "hushall.csv"), *DAY]


@pytest.fixture
def written(sheets, tmp_path):
	"""`written(".html", *options)` gives the path of a report in English."""

	def write(ending, *arguments):
		out = tmp_path / f"report{ending}"
		assert main(["--lang", "en", *sheets, "--out", str(out), *arguments]) == options.DONE
		return out

	return write


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


def rows_of(path):
	with open(path, encoding="utf-8-sig", newline="") as file:
		return list(csv.DictReader(file, delimiter=";"))


def test_the_list_has_one_row_per_household_and_home(written):
	path = written(".csv")
	assert path.read_bytes().startswith(b"\xef\xbb\xbf") and b"\r\n" in path.read_bytes()
	rows = rows_of(path)
	assert [row["Status"] for row in rows] == [
		"Proposed",
		"Proposed",
		"Household without a proposal",
		"Home without a proposal",
		"Row left out",
	]
	first, _second, left, home, fault = rows
	assert (first["Household"], first["People"], first["Rent"]) == ("Ahmed (row 2)", "3", "4500")
	assert first["Earliest move-in"] == "2016-12-01" and re.fullmatch(r"\d+,\d+", first["Score"])
	assert "The home is free." in first["Met"] and not first["Fault"]
	assert left["Household"] == "'=Stor (row 4)" and left["Why no proposal"] and not left["Home to let"]
	assert home["Home to let"].startswith("Cottage in Äppelbo") and home["Places"] == "4" and home["Nearest"]
	assert fault["Fault"].startswith("bostader.csv: Row 5, Bäddar (två): Write one number")


def test_the_lists_headings_are_in_the_readers_language(written):
	rows = rows_of(written(".csv", "--lang", "sv"))
	assert list(rows[0]) == [translator("sv")(heading) for heading in HEADINGS.values()]
	assert rows[0]["Status"] == "Föreslagen"


@pytest.mark.parametrize(
	("value", "shown"),
	[
		(82.25, "82,25"),
		(80.0, "80"),
		(4500, "4500"),
		(1234567.5, "1234567,5"),
		("Nås", "Nås"),
		("=1+1", "'=1+1"),
	],
)
def test_cells_are_written_as_a_swedish_excel_reads_them(value, shown):
	assert cell(value) == shown


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@x", "\t=1", "\r=1"])
def test_no_text_is_run_as_a_formula(text):
	assert harmless(text) == f"'{text}"


def keys_of(value):
	"""Every key of the data but names of rows and what rules and sentences hold."""
	if isinstance(value, dict):
		for key, inner in value.items():
			if not re.fullmatch(r"\d{6}", key):
				yield key
			if key not in ("params", "rules", "parameters"):
				yield from keys_of(inner)
	elif isinstance(value, list):
		for inner in value:
			yield from keys_of(inner)


def test_the_data_is_whole_and_every_key_is_documented(tmp_path):
	out = tmp_path / "r.json"
	main(
		[str(DEMO / "bostader.xlsx"), str(DEMO / "hushall.xlsx"), "--today", "2026-11-16", "--out", str(out)]
	)
	found = json.loads(out.read_text(encoding="utf-8"), parse_constant=pytest.fail)
	documented = set(re.findall(r"`(\w+)`", (ROOT / "docs/command.md").read_text(encoding="utf-8")))
	assert set(keys_of(found)) - documented == set()
	assert found["format"] == data.FORMAT and found["language"] == "sv" and found["today"] == "2026-11-16"
	assert {file["file"]: file["rows_left_out"] for file in found["files"]} == {
		"bostader.xlsx": 6,
		"hushall.xlsx": 5,
		"orter.csv": 0,
	}
	assert len(found["faults"]) == 11 and len(found["rules"]) > 20
	named = {pair["household"] for pair in found["round"]["proposals"]}
	assert named <= set(found["households"]) and found["round"]["totals"]["households"] == len(named) == 17


def test_every_sentence_of_the_data_is_whole(tmp_path):
	out = tmp_path / "r.json"
	main(
		[str(DEMO / "bostader.xlsx"), str(DEMO / "hushall.xlsx"), "--today", "2026-11-16", "--out", str(out)]
	)
	found = json.loads(out.read_text(encoding="utf-8"))["round"]
	sentences = [*found["differences"], found["certificate"], *found["wanted"], *found["obstacles"]]
	sentences += [reason for pair in found["proposals"] for reason in pair["reasons"]]
	assert all(sentence["text"] and "{" not in sentence["text"] for sentence in sentences)
	assert any("(rad " in sentence["text"] for sentence in found["differences"])


def test_the_same_input_gives_the_same_bytes(sheets, tmp_path):
	for ending in FORMATS:
		for name in "ab":
			assert main([*sheets, "--out", str(tmp_path / f"{name}{ending}")]) == options.DONE
		assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


def test_the_ending_may_be_in_capitals(written):
	assert written(".HTML").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_report_is_replaced_in_one_step_and_keeps_its_permissions(written, tmp_path):
	out = tmp_path / "report.html"
	out.write_text("old", encoding="utf-8")
	out.chmod(0o640)
	before = out.stat().st_ino
	written(".html")
	assert out.stat().st_ino != before and out.stat().st_mode & 0o777 == 0o640
	assert out.read_text(encoding="utf-8") != "old"
	assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_link_is_followed(written, tmp_path):
	(tmp_path / "there").mkdir()
	real = tmp_path / "there/real.html"
	(tmp_path / "report.html").symlink_to(real)
	written(".html")
	assert (tmp_path / "report.html").is_symlink() and real.read_text(encoding="utf-8")


def test_what_was_there_stays_where_writing_fails(tmp_path, monkeypatch):
	path = tmp_path / "report.html"
	path.write_text("old", encoding="utf-8")

	def full(*_paths):
		raise OSError(28, "No space left on device")

	monkeypatch.setattr(os, "replace", full)
	with pytest.raises(OSError, match="No space"):
		replacing.replace(path, b"new")
	assert path.read_text(encoding="utf-8") == "old" and [*tmp_path.iterdir()] == [path]


def test_trying_a_place_leaves_it_as_it_was(tmp_path):
	replacing.replace(tmp_path / "r.html", None)
	assert [*tmp_path.iterdir()] == []
