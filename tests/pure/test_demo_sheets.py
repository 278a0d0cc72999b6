"""The inventory sheets: committed as the script writes them, real lists with declared faults, nobody real."""

import csv
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from oppna_ditt_hem.demo import make_sheets, sheet_rows, story
from oppna_ditt_hem.matching.sheets import read

KINDS = {"listings": 25, "households": 21}
EXTENSIONS = ("xlsx", "csv")
PLACES = [row["locality_name"] for row in story.records("localities", sheet_rows.SHEET_DAY)]


def path(kind, extension):
	return make_sheets.SHEETS / f"{make_sheets.FILES[kind]}.{extension}"


def sheet(kind, extension="xlsx"):
	return read(path(kind, extension), kind, today=sheet_rows.SHEET_DAY, localities=PLACES)


def contents(archive):
	with zipfile.ZipFile(io.BytesIO(archive)) as members:
		return {name: members.read(name) for name in members.namelist()}


def test_the_committed_files_are_what_the_script_writes(tmp_path):
	make_sheets.main(tmp_path)
	assert {file.name for file in tmp_path.iterdir()} == {file.name for file in make_sheets.SHEETS.iterdir()}
	for file in tmp_path.glob("*.csv"):
		assert file.read_bytes() == (make_sheets.SHEETS / file.name).read_bytes(), file.name
	for file in tmp_path.glob("*.xlsx"):
		# By cells: another version of the library may order its styles otherwise.
		assert cells(file) == cells(make_sheets.SHEETS / file.name), file.name


def cells(file):
	return [list(row) for row in load_workbook(file).active.iter_rows(values_only=True)]


def test_writing_twice_gives_the_same_bytes_and_no_clock():
	first = make_sheets.as_xlsx(sheet_rows.inventory("listings"), "bostader")
	second = make_sheets.as_xlsx(sheet_rows.inventory("listings"), "bostader")
	assert first == second
	stamps = re.findall(rb"\d{4}-\d\d-\d\dT[^<]*", contents(first)["docProps/core.xml"])
	assert set(stamps) == {b"2026-11-16T08:00:00Z"}
	with zipfile.ZipFile(io.BytesIO(first)) as archive:
		assert {member.date_time for member in archive.infolist()} == {(2026, 11, 16, 8, 0, 0)}


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_refuses_the_declared_faults_and_nothing_else(kind, extension):
	found = sheet(kind, extension)
	declared = sheet_rows.inventory(kind).faults
	assert {(fault.row, fault.column) for fault in found.faults} == set(declared)
	assert len(found.rows) == KINDS[kind]
	bad = {row for row, _column in declared}
	assert not bad & set(found.row_numbers)
	assert len(found.rows) + len(bad) == len(sheet_rows.inventory(kind).rows)


@pytest.mark.parametrize("kind", KINDS)
def test_both_files_of_a_sheet_say_the_same(kind):
	assert sheet(kind, "xlsx").rows == sheet(kind, "csv").rows


def test_unknown_columns_are_the_ones_an_office_keeps_for_itself():
	assert tuple(sheet("listings").unknown_columns) == sheet_rows.UNKNOWN_HEADERS
	assert sheet("households").unknown_columns == []


def test_habits_are_read_as_what_was_meant():
	"""Each habit stands in the sheet as it is declared, and its row is not refused for it."""
	homes = {row["reference"]: row for row in sheet("listings").rows}
	assert homes["1"]["rent"] == 2800 and homes["2"]["rent"] == 2600 and homes["7"]["rent"] == 3500
	assert homes["4"]["locality"] == "Nås" and homes["6"]["locality"] == "Äppelbo"
	assert homes["5"]["landlord_name"] == "Viola Backlid"
	assert homes["8"]["pets_allowed"] is None and homes["9"]["rent"] is None
	assert (
		str(homes["10"]["available_from"]) == "2026-03-01"
		and homes["23"]["available_from"] == sheet_rows.SHEET_DAY
	)
	assert homes["11"]["rooms"] == 2 and homes["18"]["floor_area"] == 117.5 and homes["22"]["places"] == 8
	assert homes["13"]["step_free"] == 1 and homes["25"]["kind"] == "Cottage"
	assert str(homes["28"]["available_to"]) == "2028-08-31"
	households = {row["reference"]: row for row in sheet("households").rows}
	assert households["1"]["max_rent"] == 4700 and households["18"]["max_rent"] is None
	assert households["3"]["wished_localities"] == ["Vansbro"] and households["8"]["wished_localities"] == []
	assert households["20"]["languages"] == ["prs", "en"] and households["24"]["household_size"] == 5
	assert str(households["17"]["must_receive_by"]) == "2026-11-27"


def test_every_fault_that_a_real_list_has_occurs():
	reasons = {why for kind in KINDS for why in sheet_rows.inventory(kind).faults.values()}
	assert reasons >= {
		"letters in a phone number",
		"the period ends before it begins",
		"a locality that isn't one of the municipality's",
		"a negative number",
		"words for a number",
		"another number of people than of birth years",
		"the same row once more",
	}


def test_csv_is_as_swedish_excel_saves_it():
	raw = path("listings", "csv").read_bytes()
	with pytest.raises(UnicodeDecodeError):
		raw.decode("utf-8")
	rows = list(csv.reader(io.StringIO(raw.decode("cp1252"), newline=""), delimiter=";"))
	assert tuple(rows[0]) == sheet_rows.LISTING_HEADERS
	assert all(len(row) == len(rows[0]) for row in rows)


def test_the_sheets_hold_other_people_than_the_loaded_demo():
	"""So an import on the demo site brings new cases, not duplicates."""
	loaded = {row["mobile"] for kind in ("landlords", "households") for row in story.records(kind)}
	names = {row["household_name"] for row in story.records("households")}
	names |= {row["landlord_name"] for row in story.records("landlords")}
	listings, households = sheet("listings").rows, sheet("households").rows
	assert not loaded & {row["landlord_mobile"] for row in listings}
	assert not loaded & {row["mobile"] for row in households}
	assert not names & {row["landlord_name"] for row in listings}
	assert not names & {row["household_name"] for row in households}
	addresses = {(row["address_line"], row["postal_code"]) for row in story.records("listings")}
	assert not addresses & {(row["address_line"], row["postal_code"]) for row in listings}


def test_phone_numbers_and_mail_are_reserved_ones():
	for kind in KINDS:
		table = sheet_rows.inventory(kind)
		phones = [row[table.headers.index("Telefon")] for row in table.rows]
		numbers = {re.sub(r"^\+46 ?|\D", "", number)[-9:] for number in phones if re.match(r"[+\d]", number)}
		assert all(re.fullmatch(r"7017406\d\d", number) for number in numbers)
		assert all(5 <= int(number[-2:]) <= 99 for number in numbers)
	mails = [row["landlord_email"] for row in sheet("listings").rows if row["landlord_email"]]
	assert len(mails) > 5 and all(mail.endswith(".example") for mail in mails)


def test_a_landlord_of_several_homes_is_written_the_same():
	rows = sheet("listings").rows
	by_name = {}
	for row in rows:
		by_name.setdefault(row["landlord_name"], []).append(row)
	assert sum(len(homes) > 1 for homes in by_name.values()) >= 3
	for name, homes in by_name.items():
		assert len({home["landlord_mobile"].replace(" ", "")[-7:] for home in homes}) == 1, name


def test_localities_have_their_positions():
	places = read(make_sheets.SHEETS / "orter.csv", "localities", today=sheet_rows.SHEET_DAY)
	assert not places.faults and not places.unknown_columns
	assert {row["locality_name"]: row["latitude"] for row in places.rows}["Nås"] == 60.4558
