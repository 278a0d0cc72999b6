"""What a check finds: every kind of fault by row, column and reason, and nothing left behind."""

import io
import zipfile

import frappe
import pytest
from factories import make
from import_lists import csv, home, homes, household, register_localities, xlsx
from openpyxl import Workbook

from oppna_ditt_hem.imports import reading, trial
from oppna_ditt_hem.imports.errors import UnreadableListError


@pytest.fixture(autouse=True)
def officer():
	register_localities()
	frappe.set_user(make.user("Housing Officer"))


def check(content: bytes, doctype: str = "Listing") -> reading.ReadList:
	sheet = reading.ReadList(doctype, content, "lista")
	trial.check(sheet)
	return sheet


def only_fault(sheet: reading.ReadList) -> dict:
	assert len(sheet.faults) == 1, sheet.faults
	return sheet.faults[0]


@pytest.mark.parametrize(
	("changed", "column", "reason"),
	[
		({"Sovplatser": "två"}, "Sovplatser", "Write one number"),
		({"Sovplatser": ""}, "Sovplatser", "can't be empty"),
		({"Hyra": "4,500"}, "Hyra", "thousands or as decimals"),
		({"Hyra": "-200"}, "Hyra", "isn't negative"),
		({"Ledig från": "31/2 2026"}, "Ledig från", "no such day"),
		({"Ledig från": "15/11"}, "Ledig från", "year is missing"),
		({"Ort": "Atlantis"}, "Ort", "no such locality"),
		({"Typ": "slott"}, "Typ", "Write one of"),
		({"Språk": "klingonska"}, "Språk", "no language called klingonska"),
		({"Upplåtare": ""}, "Upplåtare", "can't be empty"),
		({"Telefon": "070-1234567 / 070-7654321"}, "Telefon", "one phone number"),
		({"Ledig_till": "1/11 2026"}, "Ledig till", "ends before it begins"),
		# Refused by the controllers, not by the reader.
		({"Antal_hushåll": "5"}, "Antal hushåll", "can't be more than"),
		({"Kortast_tid": "12", "Längst_tid": "3"}, "Längst tid", "lies before"),
	],
)
def test_a_bad_home_is_refused_by_row_column_and_reason(changed, column, reason):
	sheet = check(
		csv(home(), home(Adress="Granvägen 2", **{k.replace(" ", "_"): v for k, v in changed.items()}))
	)

	fault = only_fault(sheet)
	assert (fault["row"], fault["column"]) == (3, column)
	assert reason in fault["reason"]
	assert list(sheet.rows) == [2]


@pytest.mark.parametrize(
	("changed", "column", "reason"),
	[
		({"Födelseår": "19840101-1234"}, "Födelseår", "birth years only"),
		({"Antal": "5"}, "Antal", "gives 3 birth years"),
		({"Max_hyra": "sex tusen"}, "Max hyra", "Write one number"),
		({"Önskad_ort": "Vansbro, Atlantis"}, "Önskad ort", "no such locality"),
		({"Skyddade_uppgifter": "ja"}, "Skyddade uppgifter", "never imported"),
		({"E-post": "ingen"}, "E-post", "one e-mail address"),
		# The register has nowhere to keep people without birth years.
		({"Födelseår": "", "Antal": "4", "Barn": "2"}, "Antal", "birth year of each"),
	],
)
def test_a_bad_household_is_refused_by_row_column_and_reason(changed, column, reason):
	sheet = check(csv(household(), household(Hushåll="Familjen Okello", **changed)), "Applicant")

	fault = only_fault(sheet)
	assert (fault["row"], fault["column"]) == (3, column)
	assert reason in fault["reason"]


def test_every_fault_of_a_row_is_told_at_once():
	sheet = check(csv(home(Sovplatser="två", Hyra="mycket", Ort="Atlantis")))

	assert [fault["column"] for fault in sheet.faults] == ["Ort", "Sovplatser", "Hyra"]


def test_a_row_that_the_list_repeats_is_refused_once():
	sheet = check(csv(home(), home(Adress="GRANVÄGEN 1")))

	assert "same as row 2" in only_fault(sheet)["reason"]
	assert list(sheet.rows) == [2]


def test_a_home_in_the_register_is_not_taken_again():
	landlord = make.landlord()
	values = {"kind": "Room", "locality": "Nås", "address_line": "granvägen  1", "places": 2, "rooms": 1}
	known = make.listing(landlord=landlord, **values)

	fault = only_fault(check(csv(home())))
	assert fault["column"] == "Adress" and known.name in fault["reason"]


def test_a_home_whose_offer_was_closed_may_come_again():
	values = {"kind": "Room", "locality": "Nås", "address_line": "Granvägen 1", "places": 2, "rooms": 1}
	make.listing("Closed", **values)

	assert not check(csv(home())).faults


def test_three_rooms_at_one_address_are_told_apart_by_their_rents():
	landlord = make.landlord()
	values = {"kind": "Room", "locality": "Nås", "address_line": "Granvägen 1", "places": 2, "rooms": 1}
	make.listing(landlord=landlord, rent=3000, **values)

	sheet = check(csv(home(Hyra=3000), home(Hyra=3200), home(Hyra=3400)))

	assert only_fault(sheet)["row"] == 2
	assert list(sheet.rows) == [3, 4]


def test_a_household_in_the_register_is_not_taken_again():
	known = make.applicant(
		household_name="familjen tesfay", members=[{"birth_year": 1984, "relation": "Head"}]
	)

	fault = only_fault(check(csv(household()), "Applicant"))
	assert fault["column"] == "Hushåll" and known.name in fault["reason"]


def test_a_protected_household_is_not_taken_again_nor_named():
	members = [{"birth_year": 1984, "relation": "Head"}]
	known = make.applicant(household_name="Familjen Tesfay", members=members, protection="Sekretessmarkering")

	fault = only_fault(check(csv(household()), "Applicant"))
	assert known.name not in fault["reason"] and "registered already" in fault["reason"]


def test_new_landlords_move_the_bar_as_well():
	people = [{"Upplåtare": f"Greta {n}", "Telefon": f"070-174 06 3{n}"} for n in range(3)]
	rows = [{**row, **person} for row, person in zip(homes(3), people, strict=True)]
	told: list[int] = []
	trial.check(reading.ReadList("Listing", csv(*rows), "lista"), told.append)
	assert told == [0, 1, 1, 2, 2, 3]


class TestLandlords:
	def test_one_that_is_new_is_registered_once(self):
		plan = trial.check(reading.ReadList("Listing", csv(*homes(3)), "lista"))
		assert [person["landlord_name"] for person in plan.new_landlords] == ["Greta Sandelin"]

	@pytest.mark.parametrize("mobile", ["0701740635", "+46 70 174 06 35", "0046701740635"])
	def test_one_is_found_by_mobile_however_it_is_written(self, mobile):
		known = make.landlord(mobile="070-174 06 35")
		plan = trial.Plan(reading.ReadList("Listing", csv(home(Telefon=mobile)), "lista"))
		assert plan.people[2]["name"] == known.name

	def test_one_is_found_by_name_where_no_number_contradicts(self):
		known = make.landlord(landlord_name="Åsa Nyström", mobile=None)
		plan = trial.Plan(
			reading.ReadList("Listing", csv(home(Upplåtare=" åsa  nyström ", Telefon="")), "lista")
		)
		assert plan.people[2]["name"] == known.name

	def test_a_number_that_is_another_persons_is_asked_about(self):
		make.landlord(landlord_name="Karin Lindgren", mobile="070-174 06 35")
		fault = only_fault(check(csv(home())))
		assert fault["column"] == "Upplåtare" and "Karin Lindgren" in fault["reason"]

	def test_a_name_with_another_number_is_asked_about(self):
		make.landlord(mobile="070-999 88 77")
		fault = only_fault(check(csv(home())))
		assert fault["column"] == "Telefon" and "another number" in fault["reason"]

	def test_a_name_that_several_have_needs_the_number(self):
		make.landlord(mobile="070-111 11 11")
		make.landlord(mobile="070-222 22 22")
		fault = only_fault(check(csv(home(Telefon=""))))
		assert fault["column"] == "Telefon" and "several landlords" in fault["reason"]

	def test_one_that_the_register_refuses_takes_its_rows_along(self):
		long_name = "A" * 139 + "é" + "B" * 20
		sheet = check(
			csv(home(Upplåtare=long_name), home(Adress="Granvägen 2", Upplåtare="Olle Granström", Telefon=""))
		)
		assert only_fault(sheet)["column"] == "Upplåtare"
		assert list(sheet.rows) == [3]


def test_a_column_the_user_may_not_fill_in_is_refused_and_not_silently_emptied():
	frappe.set_user("Administrator")
	frappe.permissions.setup_custom_perms("Applicant")
	frappe.db.delete("Custom DocPerm", {"parent": "Applicant", "role": "Housing Officer", "permlevel": 1})
	frappe.clear_cache(doctype="Applicant")
	frappe.set_user(make.user("Housing Officer"))

	fault = only_fault(check(csv(household(Språk="arabiska", Rullstol="ja")), "Applicant"))
	assert fault["column"] == "Rullstol" and "may not fill in" in fault["reason"]


def test_a_formula_without_a_result_is_refused_and_not_taken_for_empty():
	sheet = check(xlsx(home(Hyra="=3000+500"), home(Adress="Granvägen 2", Hyra=3500)))

	fault = only_fault(sheet)
	assert (fault["row"], fault["column"]) == (2, "Hyra") and "formula" in fault["reason"]


def test_columns_that_are_not_known_are_named():
	assert check(csv(home(Katt="Misse"))).unknown_columns == ["Katt"]


def test_the_list_may_stand_on_another_sheet_below_a_title():
	book = Workbook()
	book.active.append(["Läs mig först"])
	sheet = book.create_sheet("Bostäder")
	sheet.append(["Inventering hösten 2026"])
	sheet.append(list(home()))
	sheet.append(list(home().values()))
	sheet.append(list(home(Adress="Granvägen 2", Hyra="dyrt").values()))
	out = io.BytesIO()
	book.save(out)

	fault = only_fault(check(out.getvalue()))
	assert (fault["row"], fault["column"]) == (4, "Hyra")


def zipped(name: str, content: bytes) -> bytes:
	out = io.BytesIO()
	with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
		archive.writestr(name, content)
	return out.getvalue()


@pytest.mark.parametrize(
	("content", "says"),
	[
		(b"", "empty"),
		(b" \r\n ", "empty"),
		(b"\x89PNG\r\n\x1a\n\0\0\0", "not a spreadsheet"),
		(b"PK\x03\x04 this was no archive", "not a spreadsheet"),
		(zipped("hej.txt", b"hej"), "not a spreadsheet"),
		(b"\xd0\xcf\x11\xe0 old", "old or password-protected"),
		(b"Just a letter, with a comma.", "no row of column headers"),
		(csv(household()), "lacks the columns|no row of column headers"),
		(csv({key: "" for key in home()}), "no rows"),
		(zipped("xl/worksheets/sheet1.xml", b"0" * 250_000_000), "too large"),
		(b"x" * 5_000_001, "too large"),
	],
	ids=[
		"empty",
		"blank",
		"picture",
		"no-archive",
		"archive",
		"xls",
		"letter",
		"wrong-list",
		"headers-only",
		"bomb",
		"big",
	],
)
def test_a_file_that_is_no_list_is_refused_with_the_reason(content, says):
	with pytest.raises(UnreadableListError, match=says):
		reading.ReadList("Listing", content, "lista")


def test_a_list_may_be_as_long_as_the_limit_and_no_longer(monkeypatch):
	monkeypatch.setattr(reading, "MOST_ROWS", 3)
	assert reading.ReadList("Listing", csv(*homes(3)), "lista").size == 3
	with pytest.raises(UnreadableListError, match="at most 3"):
		reading.ReadList("Listing", csv(*homes(4)), "lista")


def test_a_check_uses_up_no_number_and_is_not_found_by_search():
	make.listing()
	series = frappe.db.sql("select name, current from tabSeries order by name")
	queue = frappe.cache.llen("global_search_queue")

	assert not check(csv(*homes(3))).faults

	assert frappe.db.sql("select name, current from tabSeries order by name") == series
	assert frappe.cache.llen("global_search_queue") == queue
