"""The command on two sheets: what it prints, what it refuses, and how it ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_sheets import HOMES, SEEKERS

from oppna_ditt_hem.matching import cli, options
from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching.cli import main
from oppna_ditt_hem.matching.progress import Progress
from oppna_ditt_hem.matching.translations import translator
from oppna_ditt_hem.matching.words import untranslated
from tools.steps import ROOT


def test_what_was_found_is_printed_first(sheets, capsys):
	assert main([*sheets, "--lang", "en"]) == 0
	out = capsys.readouterr().out
	assert out.startswith("3 homes with 9 places, 3 households with 10 people.")
	assert "Ahmed (row 2) → Flat in Vansbro (row 3)" in out
	assert "bostader.csv: Row 5, Bäddar (två): Write one number" in out
	assert "Hemligsson" not in out and "Household (row 3) → Room in Nås (row 2)" in out
	assert "=Stor (row 4): No home meets every requirement" in out


REFUSED = [
	(lambda given: ["/nowhere/x.csv", *given[1:]], "x.csv can't be opened"),
	(lambda given: given[:1], "Two sheets are needed"),
	(lambda given: [*given, "third.csv"], "third.csv isn't understood"),
	(lambda given: [*given, "--colour", "red"], "--colour isn't understood"),
	(lambda given: [*given, "--out"], "--out needs a value"),
	(lambda given: [*given, "--strict=yes"], "--strict takes no value"),
	(lambda given: [*given, "--today", "15/11 2016"], "--today 15/11 2016 is not a date"),
	(lambda given: [*given, "--policy", "By lot"], "There is no policy By lot"),
	(lambda given: [*given, "--policy", ""], "There is no policy"),
	(
		lambda given: [given[1], given[0], *given[2:]],
		"bostader.csv the homes. Write the sheet of homes first",
	),
	(lambda given: [given[0], given[0], *given[2:]], "bostader.csv is given twice"),
	(lambda given: [*given, "--out", "report.pdf"], "must end in one of: .html, .csv, .json"),
	(lambda given: [*given, "--out", "report"], "must end in one of: .html, .csv, .json"),
	(lambda given: [*given, "--out", "/nowhere/report.html"], "there is no folder /nowhere"),
	(lambda given: [*given, "--out", str(Path(given[0]).parent)], "is a folder"),
	(lambda given: [*given, "--out", given[0]], "is one of the sheets that are read"),
	(lambda given: [*given, "--out", f"{Path(given[0]).parent}/orter.csv"], "orter.csv is one of the sheets"),
	(
		lambda given: [
			*given,
			"--out",
			given[0].replace("/bost", "/../" + Path(given[0]).parts[-2] + "/bost"),
		],
		"read",
	),
	(lambda given: [*given, "--out", "/proc/report.html"], "can't be written"),
]


@pytest.mark.parametrize(("change", "part"), REFUSED, ids=[part[:30] for _change, part in REFUSED])
def test_what_can_not_be_done_ends_in_a_sentence(sheets, change, part, capsys):
	before = Path(sheets[0]).read_bytes()
	assert main(["--lang", "en", *change(sheets)]) == options.REFUSED
	out, err = capsys.readouterr()
	assert part in err and not out
	assert Path(sheets[0]).read_bytes() == before


def test_an_unknown_language_is_refused_in_swedish(sheets, capsys):
	assert main([*sheets, "--lang", "xx"]) == options.REFUSED
	assert "--lang xx måste vara något av: sv, en." in capsys.readouterr().err


def test_every_sheet_that_can_not_be_read_is_named_at_once(sheets, tmp_path, capsys):
	(tmp_path / "orter.csv").write_text("a;b\n1;2\n", encoding="utf-8")
	Path(sheets[1]).write_bytes(b"")
	assert main([*sheets, "--lang", "en"]) == options.REFUSED
	err = capsys.readouterr().err
	assert "orter.csv has no row of column headers" in err and "hushall.csv is empty" in err
	# The one that can be read is looked through as well.
	assert "bostader.csv: Row 5, Bäddar (två)" in err


def test_strict_matches_nothing_while_there_are_faults(sheets, tmp_path, capsys):
	out = tmp_path / "r.html"
	assert main([*sheets, "--strict", "--out", str(out), "--lang", "en"]) == options.AT_FAULT
	err = capsys.readouterr().err
	assert "the sheets have faults: 1" in err and "bostader.csv: Row 5, Bäddar (två)" in err
	assert not out.exists()
	Path(sheets[0]).write_text(HOMES.replace("två", "2"), encoding="utf-8")
	assert main([*sheets, "--strict", "--out", str(out)]) == options.DONE and out.exists()


@pytest.mark.parametrize(
	("written", "policy"),
	[
		("Strict queue", "Strict queue"),
		("strikt", "Strict queue"),
		("BÄSTA  HELHET", "Best total"),
		("house the", "House the most people"),
	],
)
def test_a_policy_is_known_by_the_beginning_of_either_name(written, policy):
	assert options.policy(written, translator("sv")) == policy


@pytest.mark.parametrize(("language", "parts"), [("sv", ["BOSTÄDER HUSHÅLL"]), ("en", ["HOMES HOUSEHOLDS"])])
def test_help_is_in_the_readers_language_and_names_everything(language, parts, capsys):
	assert main(["--help", "--lang", language]) == options.DONE
	out = " ".join(capsys.readouterr().out.split())
	translate = translator(language)
	shown = [*parts, *(translate(name) for name in rounds.POLICIES), *options.HELP, *map(str, options.CODES)]
	assert [
		word for word in shown if word.removeprefix("listings").removeprefix("households") not in out
	] == []
	foreign = {"sv": ("usage", "optional", "show this"), "en": ("Avslutskoder", "visa")}[language]
	assert not [word for word in foreign if word in out]


def test_empty_sheets_are_written_once(tmp_path, capsys):
	assert main(["--templates", str(tmp_path / "new"), "--lang", "en"]) == options.DONE
	names = sorted(path.name for path in (tmp_path / "new").iterdir())
	assert names == ["bostader.xlsx", "hushall.xlsx", "orter.xlsx"]
	assert main([str(tmp_path / "new" / name) for name in names[:2]]) == options.DONE
	assert main(["--templates", str(tmp_path / "new"), "--lang", "en"]) == options.REFUSED
	assert "bostader.xlsx is already there" in capsys.readouterr().err
	(tmp_path / "file").touch()
	assert main(["--templates", str(tmp_path / "file"), "--lang", "en"]) == options.REFUSED


def test_what_stands_in_other_letters_is_the_same_place(sheets, tmp_path, capsys):
	(tmp_path / "orter.csv").unlink()
	Path(sheets[1]).write_text(SEEKERS.replace("Vansbro", "VANSBRO"), encoding="utf-8")
	assert main([*sheets, "--out", str(tmp_path / "r.json")]) == options.DONE
	reasons = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["round"]["proposals"][0][
		"reasons"
	]
	wished = next(reason for reason in reasons if reason["key"] == "wished_locality")
	assert wished["state"] == "met" and wished["params"]["locality"] == "Vansbro"


def test_beside_a_report_only_the_beginning_is_printed(sheets, tmp_path, capsys, monkeypatch):
	monkeypatch.setattr("oppna_ditt_hem.matching.cli.MOST_BESIDE_A_REPORT", 1)
	assert main([*sheets, "--out", str(tmp_path / "r.html"), "--lang", "en"]) == 0
	out = capsys.readouterr().out
	assert "… and 1 more, all in the report." in out and f"The report is in {tmp_path / 'r.html'}." in out
	assert main([*sheets, "--lang", "en"]) == 0
	assert "all in the report" not in capsys.readouterr().out


def test_a_reader_who_stops_reading_still_has_the_report(sheets, tmp_path):
	out = tmp_path / "r.html"
	command = [sys.executable, "-m", "oppna_ditt_hem.matching", *sheets, "--out", str(out)]
	with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
		process.stdout.close()
		assert process.stderr.read() == b""
	assert process.returncode == 0 and out.exists()


def test_a_terminal_without_an_arrow_is_no_hindrance(sheets):
	command = [sys.executable, "-m", "oppna_ditt_hem.matching", *sheets]
	environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
	done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment)
	assert (done.returncode, done.stderr) == (0, b"")
	assert "Ahmed (rad 2) ? Lägenhet i Vansbro (rad 3)".encode("cp1252") in done.stdout


def test_interrupting_ends_without_a_report(sheets, tmp_path, monkeypatch, capsys):
	def interrupted(*_args, **_kwargs):
		raise KeyboardInterrupt

	monkeypatch.setattr(cli, "match", interrupted)
	assert main([*sheets, "--out", str(tmp_path / "r.html"), "--lang", "en"]) == options.INTERRUPTED
	assert "No report was written" in capsys.readouterr().err
	assert not list(tmp_path.glob("*r.html*"))


def test_large_sheets_say_what_is_being_done(sheets, tmp_path, monkeypatch, capsys):
	assert main([*sheets]) == 0
	assert capsys.readouterr().err == ""
	monkeypatch.setattr(cli, "LARGE", 1)
	assert main([*sheets, "--out", str(tmp_path / "r.html"), "--lang", "en"]) == 0
	first, second, *steps, last = capsys.readouterr().err.splitlines()
	assert first == "Reading bostader.csv, hushall.csv …"
	assert second == "Placing 3 households in 3 homes, all at once …"
	assert len(steps) > 2 and all(step.endswith(" % done)") for step in steps)
	assert last == f"Writing {tmp_path / 'r.html'} …"


class Terminal(io.StringIO):
	def isatty(self):
		return True


def test_on_a_terminal_the_line_counts_the_seconds():
	stream = Terminal()
	with Progress(stream, untranslated) as progress:
		progress.large = True
		progress.say("One {names}", names=["a"])
		progress.say("Two")
	assert stream.getvalue().split("\n")[-1] == ""
	assert [line.split("\r")[-1] for line in stream.getvalue().split("\n")[:-1]] == [
		"One a 0\u00a0s",
		"Two 0\u00a0s",
	]


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
