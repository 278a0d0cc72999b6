"""The report as a list or as data, and a file that is written whole or not at all."""

import csv
import json
import os
import re

import pytest

from oppna_ditt_hem.matching import options
from oppna_ditt_hem.matching.cli import main
from oppna_ditt_hem.matching.report import FORMATS, data, replacing
from oppna_ditt_hem.matching.report.table import HEADINGS, cell, harmless
from oppna_ditt_hem.matching.translations import translator
from tools.steps import ROOT

DEMO = ROOT / "oppna_ditt_hem/demo/sheets"


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
