"""Sheets with every kind of fault that people make: all named at once, by file, row and column, with what would do."""

import re
from datetime import date
from pathlib import Path

import pytest

from oppna_ditt_hem.matching import cli, inventory, options
from oppna_ditt_hem.matching.sheets import cells, members, reader
from oppna_ditt_hem.matching.words import untranslated

FAULTY = Path(__file__).parent / "faulty"
SHEETS = [FAULTY / "bostader.csv", FAULTY / "hushall.csv"]
ARGUMENTS = [*map(str, SHEETS), "--today", "2016-11-15"]

DECLARED = {
	"bostader.csv": [
		(2, "Platser", reader.TWO_COLUMNS),
		(4, "Upplåtare", reader.MUST_BE_FILLED),
		(5, "Telefon", cells.ONE_PHONE),
		(6, "E-post", cells.ONE_EMAIL),
		(6, "Typ", cells.WRITE_ONE_OF),
		(7, "Ort", cells.UNKNOWN_LOCALITY),
		(7, "Bäddar", cells.WRITE_A_NUMBER),
		(7, "Hyra/mån", cells.AMBIGUOUS_NUMBER),
		(7, "Ledig från", cells.NO_SUCH_DAY),
		(8, "Bäddar", cells.WRITE_WHOLE_NUMBER),
		(8, "Hyra/mån", cells.NOT_NEGATIVE),
		(8, "Ledig från", cells.DATE_NEEDS_YEAR),
		(8, "Husdjur", cells.WRITE_ONE_OF),
		(9, "Hyra/mån", cells.SPREADSHEET_ERROR),
		(9, "Ledig till", reader.REVERSED),
		(10, "Upplåtare", reader.SAME_AS),
		(11, "Hyra/mån", cells.NUMBER_TOO_LARGE),
		(11, "Ledig från", cells.YEAR_OUT_OF_RANGE),
	],
	"hushall.csv": [
		(3, "Antal", members.COUNT_DIFFERS),
		(4, "Barn", members.MORE_CHILDREN),
		(5, "Födelseår", cells.ONLY_YEARS),
		(6, "Kön", members.AS_MANY),
		(7, "Språk", cells.UNKNOWN_LANGUAGE),
		(7, "Önskade orter", cells.UNKNOWN_LOCALITY),
		(7, "Anmäld", cells.WRITE_A_DATE),
		(8, "Antal", members.SIZE_NEEDED),
		(9, "Max hyra", cells.WRITE_A_NUMBER),
		(10, "Födelseår", cells.YEAR_OUT_OF_RANGE),
	],
	"orter.csv": [(4, "Latitud", cells.WRITE_DEGREES)],
}


def test_each_sheet_has_at_least_ten_kinds_of_fault():
	assert len({template for _row, _column, template in DECLARED["bostader.csv"]}) >= 10
	assert len({template for _row, _column, template in DECLARED["hushall.csv"]}) >= 10


def test_every_fault_is_found_at_once_and_nothing_else():
	read = inventory.read(*SHEETS, None, today=date(2016, 11, 15))
	found = {
		source.filename: [(fault.row, fault.column, fault.template) for fault in source.faults]
		for source in read.sources
	}
	assert found == DECLARED
	assert {source.filename: source.sheet.row_numbers for source in read.sources} == {
		"bostader.csv": [3, 12],
		"hushall.csv": [2, 11],
		"orter.csv": [2, 3],
	}
	# The column that stands twice is a fault of the header, and leaves no row out.
	assert [source.rows_left_out for source in read.sources] == [8, 8, 1]


@pytest.mark.parametrize("language", options.LANGUAGES)
def test_each_is_printed_as_a_sentence_with_what_stands_there(language, capsys):
	assert cli.main([*ARGUMENTS, "--lang", language]) == options.DONE
	out = capsys.readouterr().out
	where = {"sv": "Rad", "en": "Row"}[language]
	for filename, faults in DECLARED.items():
		for row, column, _template in faults:
			(line,) = [x for x in out.splitlines() if x.startswith(f"  {filename}: {where} {row}, {column}")]
			assert re.search(r": .+\.$", line), line
	assert "Bäddar (6,5)" in out and "Kön (m,k)" in out and "Latitud (sextio)" in out
	# Neither what is private nor who is protected stands in a fault.
	assert "19840512" not in out and "Hemligsson" not in out


def test_strict_stops_at_them_all(capsys):
	assert cli.main([*ARGUMENTS, "--strict", "--lang", "en"]) == options.AT_FAULT
	err = capsys.readouterr().err
	assert len([line for line in err.splitlines() if line.startswith("  ")]) == sum(
		map(len, DECLARED.values())
	)


@pytest.mark.parametrize("ending", [".html", ".csv", ".json"])
def test_every_report_holds_them_all(ending, tmp_path):
	out = tmp_path / f"r{ending}"
	assert cli.main([*ARGUMENTS, "--out", str(out), "--lang", "en"]) == options.DONE
	text = out.read_text(encoding="utf-8")
	assert text.count("Write one phone number") == 1 and text.count("as there are birth years: 1.") == 1
	assert untranslated(cells.ONLY_YEARS) in text and "19840512" not in text
