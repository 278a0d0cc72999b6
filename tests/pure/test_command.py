"""The command on two sheets, and what the plain packages may lean on."""

import ast
import json
import re
import string
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from oppna_ditt_hem.matching import words
from oppna_ditt_hem.matching.cli import main
from oppna_ditt_hem.matching.report import harmless
from oppna_ditt_hem.matching.translations import translator

ROOT = Path(__file__).resolve().parents[2]
PLAIN = [
	path
	for name in ("matching", "tenancy", "economy")
	for path in sorted((ROOT / "oppna_ditt_hem" / name).rglob("*.py"))
]

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
	return [str(tmp_path / "bostader.csv"), str(tmp_path / "hushall.csv"), "--today", "2016-11-15"]


def test_what_was_found_is_printed_first(sheets, capsys):
	assert main([*sheets, "--lang", "en"]) == 0
	out = capsys.readouterr().out
	assert out.startswith("3 homes with 9 places, 3 households with 10 people.")
	assert "Ahmed (row 2) → Flat in Vansbro (row 3)" in out
	assert "bostader.csv: Row 5, Bäddar (två): Write one number" in out
	assert "Hemligsson" not in out and "Household (row 3) → Room in Nås (row 2)" in out
	assert "=Stor (row 4): No home meets every requirement" in out


class Page(HTMLParser):
	"""Collects what the page would ask of the net, its headings and its language."""

	def __init__(self, text):
		super().__init__()
		self.outside, self.headings, self.language, self.open = [], [], None, []
		self.feed(text)

	def handle_starttag(self, tag, attributes):
		given = dict(attributes)
		self.outside += [given[name] for name in ("src", "href", "action", "data") if given.get(name)]
		self.language = self.language or given.get("lang")
		if re.fullmatch(r"h[1-6]", tag):
			self.headings.append(int(tag[1]))
		if tag not in ("meta", "rect", "circle"):
			self.open.append(tag)

	def handle_endtag(self, tag):
		if tag in ("rect", "circle"):
			return
		assert self.open.pop() == tag


def test_the_report_is_one_page_that_asks_for_nothing(sheets, tmp_path):
	out = tmp_path / "report.html"
	assert main([*sheets, "--out", str(out), "--lang", "en"]) == 0
	text = out.read_text(encoding="utf-8")
	page = Page(text)
	assert (page.outside, page.language, page.open) == ([], "en", [])
	assert "url(" not in text and "@import" not in text and "http" not in text
	assert page.headings[0] == 1 and page.headings.count(1) == 1
	assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False))
	assert "Hemligsson" not in text
	assert text.count("<circle") == 3
	assert "Ahmed (row 2)" in text and "Without the requirement" in text


def test_what_people_write_is_shown_and_never_run(sheets, tmp_path):
	seekers = tmp_path / "hushall.csv"
	seekers.write_text(SEEKERS.replace("Ahmed", "<script>alert(1)</script>"), encoding="utf-8")
	out = tmp_path / "report.html"
	assert main([*sheets, "--out", str(out)]) == 0
	assert "<script>alert" not in out.read_text(encoding="utf-8")
	assert harmless("=1+1") == "'=1+1" and harmless("Nås") == "Nås" and harmless(-5) == -5


def test_the_other_formats(sheets, tmp_path):
	assert main([*sheets, "--out", str(tmp_path / "r.csv"), "--lang", "en"]) == 0
	lines = (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()
	assert lines[0] == "Household;People;Home;Locality;Rent;Score;Reasons"
	assert lines[1].startswith("Ahmed (row 2);3;Flat in Vansbro (row 3);Vansbro;4500;")
	assert lines[-1].startswith("'=Stor (row 4);6;;")
	assert main([*sheets, "--out", str(tmp_path / "r.json")]) == 0
	data = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
	assert data["round"]["totals"]["people"] == 4 and data["faults"][0]["row"] == 5
	assert "Hemligsson" not in json.dumps(data)


@pytest.mark.parametrize(
	("change", "part"),
	[
		(lambda given: ["/nowhere/x.csv", *given[1:]], "x.csv can't be opened"),
		(lambda given: [given[1], given[0], *given[2:]], "no row of column headers"),
		(lambda given: [*given, "--policy", "By lot"], "There is no policy By lot"),
		(lambda given: [*given, "--out", "report.pdf"], "must end in one of: .html, .csv, .json"),
		(lambda given: [*given, "--out", "/nowhere/report.html"], "can't be written"),
	],
)
def test_what_can_not_be_read_ends_in_a_sentence(sheets, change, part, capsys):
	assert main([*change(sheets), "--lang", "en"]) == 2
	assert part in capsys.readouterr().err


def test_the_same_input_gives_the_same_output(sheets, tmp_path, capsys):
	for name in ("a.html", "b.html"):
		main([*sheets, "--out", str(tmp_path / name)])
	assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_it_speaks_by_the_catalogue_and_falls_back_to_english(tmp_path):
	(tmp_path / "sv.po").write_text(
		'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "The home is free."\nmsgstr "Bostaden är ledig."\n',
		encoding="utf-8",
	)
	translate = translator("sv", tmp_path)
	assert translate("The home is free.") == "Bostaden är ledig."
	assert translate("Not there") == "Not there"
	assert translator("sv", tmp_path / "none")("x") == "x"


def test_it_runs_as_a_module_without_the_platform(sheets):
	code = (
		"import sys; sys.modules['frappe'] = None\n"
		"import oppna_ditt_hem, oppna_ditt_hem.tenancy.notice, oppna_ditt_hem.economy.tax\n"
		"from oppna_ditt_hem.matching.cli import main\n"
		"sys.exit(main(sys.argv[1:]))"
	)
	done = subprocess.run([sys.executable, "-c", code, *sheets], cwd=ROOT, capture_output=True, text=True)
	assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_plain_modules_stay_small_and_know_no_platform(path):
	source = path.read_text(encoding="utf-8")
	assert len(source.splitlines()) <= 300
	tree = ast.parse(source)
	imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
	imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
	assert not {name for name in imported if name.split(".")[0] == "frappe"}


def marked(path):
	"""The texts marked for translation in one file."""
	for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
		if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
			(argument,) = node.args
			yield argument


def test_every_marked_text_is_a_literal_whose_placeholders_are_known():
	count = 0
	for path in PLAIN:
		for argument in marked(path):
			assert isinstance(argument, ast.Constant), f"{path}: a marked text must be a literal"
			names = {name for _, name, _, _ in string.Formatter().parse(argument.value) if name}
			assert names <= set(words.PARAMETERS), f"{path}: {names - set(words.PARAMETERS)}"
			count += 1
	assert count > 200


def test_amounts_and_periods_are_shown_as_people_write_them():
	assert words.show_plain(3500, "money") == "3\u00a0500\u00a0kr"
	assert words.show_plain(16.84, "km") == "16,8\u00a0km"
	assert words.show_plain(None, "to_date") == "until further notice"
	assert words.show_plain(None, "number") == "not given"
	assert words.show_plain([], "names") == "none given"
	assert words.show_plain(["ar", "xx"], "languages") == "Arabic, xx"
