"""Sheets as offices have them: read right, or refused by row, column and reason."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.sheets import SCHEMAS, UnreadableSheet, read, write_template
from oppna_ditt_hem.matching.sheets.declare import key

TODAY = date(2016, 11, 15)


def csv_of(*lines, separator=";", encoding="utf-8"):
	return "\r\n".join(separator.join(line) for line in lines).encode(encoding)


HEAD = ("Upplåtare", "Typ", "Ort", "Bäddar")
GOOD = ("Karin Ek", "Rum", "Nås", "2")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_and_separators(separator, encoding):
	found = read(csv_of(HEAD, GOOD, separator=separator, encoding=encoding), "listings", today=TODAY)
	assert not found.faults
	(row,) = found.rows
	assert (row["landlord_name"], row["kind"], row["locality"], row["places"]) == (
		"Karin Ek",
		"Room",
		"Nås",
		2,
	)
	assert found.row_numbers == [2]


def test_headers_are_found_below_a_title_in_any_order_and_in_either_language():
	content = csv_of(
		("Inventering hösten 2016", "", "", "", ""),
		("", "", "", "", ""),
		("  BÄDDAR (st) ", "Locality", "Landlord", "typ av bostad:", "Favoritfärg"),
		("4", "Vansbro", "Bo Lind", "villa", "blå"),
		("", "", "", "", ""),
		("2", "Nås", "Eva Berg", "stuga", ""),
	)
	found = read(content, "listings", today=TODAY)
	assert [row["kind"] for row in found.rows] == ["House", "Cottage"]
	assert found.row_numbers == [4, 6]
	assert found.unknown_columns == ["Favoritfärg"]


def test_a_bad_row_never_reaches_the_rows_and_each_fault_is_named():
	content = csv_of(
		(*HEAD, "Hyra/mån", "Ledig från", "Ledig till", "Husdjur"),
		(*GOOD, "3 000 kr", "omgående", "tills vidare", "nej"),
		("", "slott", "Mora", "två", "4,500", "31/11 2016", "", "kanske"),
		(*GOOD, "3000", "2017-01-01", "2016-12-31", "ja"),
		(*GOOD, "3 000 kr", "2016-11-15", "", ""),
	)
	found = read(content, "listings", today=TODAY, localities=["Nås", "Vansbro"])
	assert found.row_numbers == [2]
	assert [(fault.row, fault.column) for fault in found.faults] == [
		*(
			(3, column)
			for column in ("Upplåtare", "Typ", "Ort", "Bäddar", "Hyra/mån", "Ledig från", "Husdjur")
		),
		(4, "Ledig till"),
		(5, "Upplåtare"),
	]
	assert all(fault.text() for fault in found.faults)
	assert "row 2" in found.faults[-1].text()
	assert found.rows[0]["available_from"] == TODAY and found.rows[0]["available_to"] is None


def household(header, values, **given):
	return read(csv_of(header, values, **given), "households", today=TODAY)


def test_a_household_is_read_from_its_birth_years():
	found = household(
		("Hushåll", "Antal", "Födelseår", "Kön", "Språk", "Önskad ort", "Max hyra"),
		(
			"Ahmed",
			"4",
			"1984, 1986, 2005 och 2012".replace(" och", ","),
			"m,k,k,m",
			"Arabiska, engelska",
			"Nås / Vansbro",
			"5 500",
		),
	)
	(row,) = found.rows
	assert [member["relation"] for member in row["members"]] == ["Head", "Partner", "Child", "Child"]
	assert [member["gender"] for member in row["members"]] == ["Male", "Female", "Female", "Male"]
	assert (row["household_size"], row["children"], row["household_kind"]) == (4, 2, "Family")
	assert (row["languages"], row["wished_localities"]) == (["ar", "en"], ["Nås", "Vansbro"])


@pytest.mark.parametrize(
	("header", "values", "column"),
	[
		(("Antal", "Födelseår"), ("3", "1984, 1986"), "Antal"),
		(("Barn", "Födelseår"), ("2", "1984, 2012"), "Barn"),
		(("Antal", "Barn"), ("2", "2"), "Barn"),
		(("Antal", "Barn"), ("", ""), "Antal"),
		(("Antal", "Födelseår"), ("1", "840512-1234"), "Födelseår"),
		(("Antal", "Födelseår"), ("1", "2017"), "Födelseår"),
		(("Födelseår", "Relationer"), ("1984, 1986", "sökande"), "Relationer"),
		(("Födelseår", "Relationer"), ("1984, 1986", "sökande, sökande"), "Relationer"),
		(("Födelseår", "Kön"), ("1984, 1986", "k"), "Kön"),
		(("Antal", "Språk"), ("1", "klingon"), "Språk"),
	],
)
def test_households_that_are_refused(header, values, column):
	found = household(("Hushåll", *header), ("Ahmed", *values))
	assert (found.rows, [fault.column for fault in found.faults]) == ([], [column])
	assert found.faults[0].text()


def test_what_is_private_is_not_repeated_in_a_fault():
	found = household(("Hushåll", "Födelseår", "Telefon"), ("Ahmed", "19840512-1234", "ring Ahmed"))
	assert len(found.faults) == 2
	assert "1234" not in str(found.faults) and "Ahmed" not in str(found.faults)


def workbook(*rows, before=()):
	book = Workbook()
	book.active.title = "Läs mig"
	book.active.append(["Så här gör du"])
	sheet = book.create_sheet("Lista")
	for row in (*before, *rows):
		sheet.append(row)
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def test_a_workbook_is_read_from_the_sheet_that_has_the_headers():
	content = workbook(
		["Upplåtare", "Typ", "Ort", "Bäddar", "Hyra", "Ledig från", "El ingår", "Telefon"],
		["Karin Ek", "Rum", "Nås", 2.0, 3000.5, datetime(2016, 12, 1), True, 701112233],
		["Bo Lind", "Rum", "Nås", "#N/A", None, None, None, None],
	)
	found = read(io.BytesIO(content), "listings", today=TODAY)
	(row,) = found.rows
	assert (row["places"], row["rent"], row["available_from"]) == (2, 3000.5, date(2016, 12, 1))
	assert (row["includes_electricity"], row["landlord_mobile"]) == (1, "0701112233")
	assert [(fault.row, fault.column) for fault in found.faults] == [(3, "Bäddar")]


@pytest.mark.parametrize(
	("content", "part"),
	[
		(b"", "empty"),
		(b"  \n ", "empty"),
		(b"PK\x03\x04 not really", "not a spreadsheet"),
		(b"\xd0\xcf\x11\xe0rest", "old or password-protected"),
		(b"\x89PNG\0\0", "not a spreadsheet"),
		(b"a;b;c\n1;2;3\n", "no row of column headers"),
		(csv_of(("Upplåtare", "Typ", "Ort"), ("A", "rum", "N")), "lacks the columns: Sovplatser"),
	],
)
def test_files_that_can_not_be_read(content, part):
	with pytest.raises(UnreadableSheet, match=part):
		read(content, "listings", today=TODAY, filename="lista.xlsx")


def test_a_missing_file_is_named():
	with pytest.raises(UnreadableSheet, match=r"saknas\.csv can't be opened"):
		read("/nowhere/saknas.csv", "listings", today=TODAY)


def test_a_column_that_stands_twice_is_named():
	found = read(csv_of((*HEAD, "Sovplatser"), (*GOOD, "9")), "listings", today=TODAY)
	assert found.rows[0]["places"] == 2
	assert [(fault.row, fault.column) for fault in found.faults] == [(1, "Sovplatser")]


@pytest.mark.parametrize("kind", list(SCHEMAS))
def test_a_template_reads_back_without_a_fault(kind, tmp_path):
	path = tmp_path / "mall.xlsx"
	write_template(path, kind)
	found = read(path, kind, today=TODAY)
	assert (len(found.rows), found.faults, found.unknown_columns) == (1, [], [])
	book = load_workbook(path)
	assert len(book.worksheets) == 2
	assert book.worksheets[1].max_row == len(SCHEMAS[kind].columns) + 2


@pytest.mark.parametrize("kind", list(SCHEMAS))
def test_no_header_means_two_things(kind):
	headers = [key(header) for column in SCHEMAS[kind].columns for header in column.headers]
	assert len(headers) == len(set(headers))
	assert all(headers)


def test_the_templates_rows_can_be_matched(tmp_path):
	found = {}
	for kind in ("listings", "households"):
		write_template(tmp_path / "mall.xlsx", kind)
		found[kind] = [{**row, "name": "1"} for row in read(tmp_path / "mall.xlsx", kind, today=TODAY).rows]
	market = build(found["households"], found["listings"], today=TODAY)
	assert market.households.size.tolist() == [3] and market.listings.places.tolist() == [2]
