"""A list brought in over HTTP as an officer does it: good rows or none, whole or not at all."""

import json
from concurrent.futures import ThreadPoolExecutor

import frappe
import psutil
import pytest
from factories import make
from frappe.custom.doctype.property_setter.property_setter import make_property_setter
from frappe.utils.background_jobs import get_workers
from import_lists import Desk, csv, desks, error_of, home, homes, household, register_localities, traces, xlsx

from oppna_ditt_hem.imports import batch, reading, records, trial, work
from oppna_ditt_hem.imports.errors import NoWorkerError
from oppna_ditt_hem.matching.sheets import SCHEMAS
from tools.processes import wait_until

LONG = work.ROWS_IN_REQUEST + 20


@pytest.fixture
def desk(committed, http):
	return desks(http)


def only(doctype: str, **filters):
	names = frappe.get_all(doctype, filters=filters, pluck="name", order_by="name")
	assert len(names) == 1, names
	return frappe.get_doc(doctype, names[0])


def settled(desk: Desk, token: str) -> dict:
	state = {}

	def is_settled() -> bool:
		state.update(desk.progress(token))
		return state["phase"] not in batch.AT_WORK

	wait_until(is_settled, "The list was not worked off", 120)
	return state


def test_the_good_homes_come_in_and_the_bad_ones_are_told(desk):
	officer = desk()
	state = officer.check(
		csv(home(), home(Adress="Granvägen 2", Sovplatser="två"), home(Adress="Granvägen 3"))
	)
	assert (state["report"]["good"], state["report"]["bad"]) == (2, 1)
	assert state["report"]["faults"][0].items() >= {"row": 3, "column": "Sovplatser", "value": "två"}.items()

	result = officer.start(state["token"], "good")["result"]

	assert (result["imported"], result["landlords"]) == (2, 1)
	listing = only("Listing", address_line="Granvägen 1")
	assert (listing.rent, listing.places, str(listing.available_from)) == (3500.5, 2, "2026-11-15")
	assert (listing.stage, listing.owner) == ("Draft", make.user("Housing Officer"))
	assert [row.language for row in listing.languages] == ["sv", "en"]
	assert only("Landlord").mobile == "070-174 06 35" and listing.landlord == only("Landlord").name
	assert frappe.db.count("Listing") == 2


def test_the_import_is_the_platforms_with_its_file_and_log(desk):
	officer = desk()
	result = officer.start(officer.check(csv(*homes(2)))["token"], "all")["result"]

	data_import = frappe.get_doc("Data Import", result["data_import"])
	assert (data_import.status, data_import.payload_count) == ("Success", 2)
	assert frappe.db.get_value("File", {"file_url": data_import.import_file}, "is_private")
	logs = frappe.get_all(
		"Data Import Log",
		filters={"data_import": data_import.name},
		fields=["success", "docname", "row_indexes"],
		order_by="log_index",
	)
	assert [log.docname for log in logs] == frappe.get_all("Listing", pluck="name", order_by="name")
	assert [json.loads(log.row_indexes) for log in logs] == [[2, 3], [4, 5]]
	status = officer.client.get(
		"/api/method/frappe.core.doctype.data_import.data_import.get_import_status",
		params={"data_import_name": data_import.name},
	).json()["message"]
	assert (status["success"], status["total_records"]) == (2, 2)
	version = only("Version", docname=logs[0].docname)
	assert json.loads(version.data)["updater_reference"]["docname"] == data_import.name


@pytest.mark.parametrize(("doctype", "kind"), [("Listing", "listings"), ("Applicant", "households")])
def test_every_value_of_a_full_row_arrives(desk, doctype, kind):
	row = {column.header: column.example for column in SCHEMAS[kind].columns if column.example is not None}
	content = xlsx(row)
	sheet = reading.ReadList(doctype, content, "mall.xlsx")
	wanted = records.record(doctype, sheet.rows[2])
	officer = desk()

	state = officer.check(content, doctype, "mall.xlsx")
	assert not state["report"]["faults"]
	officer.start(state["token"], "all")

	assert len(wanted) > 12
	assert trial.altered(only(doctype), wanted) is None


def test_a_household_comes_with_its_members_and_wishes(desk):
	officer = desk()
	officer.start(officer.check(csv(household()), "Applicant")["token"])

	applicant = only("Applicant")
	members = [(row.birth_year, row.relation) for row in applicant.members]
	assert members == [(1984, "Head"), (1986, "Partner"), (2012, "Child")]
	assert (applicant.household_size, applicant.children, applicant.household_kind) == (3, 1, "Family")
	assert [row.locality for row in applicant.wished_localities] == ["Vansbro", "Nås"]
	assert (applicant.max_rent, str(applicant.registered_on)) == (6500.5, "2026-10-03")
	assert applicant.preferred_language == "ar" and "English" in applicant.other_needs
	assert applicant.stage == "New"


def test_with_a_bad_row_all_means_nothing(desk):
	officer, before = desk(), traces()
	token = officer.check(csv(home(), home(Adress="Granvägen 2", Hyra="dyrt")))["token"]

	refused = officer.post("start", token=token, rows="all")

	assert error_of(refused) == "RowsAtFaultError"
	assert traces() == before


def test_a_check_leaves_nothing(desk):
	officer, before = desk(), traces()
	officer.check(csv(*homes(3)))
	assert traces() == before


def test_the_same_list_sent_again_doubles_nothing(desk):
	officer, content = desk(), csv(*homes(3))
	officer.start(officer.check(content)["token"])
	before = traces()

	state = officer.check(content)
	assert (state["report"]["good"], state["report"]["bad"]) == (0, 3)
	assert all("registered already" in fault["reason"] for fault in state["report"]["faults"])
	assert error_of(officer.post("start", token=state["token"], rows="good")) == "NoGoodRowsError"
	assert traces() == before


def test_a_second_press_on_the_button_doubles_nothing(desk):
	officer = desk()
	token = officer.check(csv(*homes(3)))["token"]
	officer.start(token)
	assert error_of(officer.post("start", token=token, rows="good")) == "ListGoneError"
	assert traces()["Listing"] == 3


def test_two_officers_with_the_same_list_register_it_once(desk):
	officers = [desk(number=1), desk(number=2)]
	tokens = [officer.check(csv(*homes(8)))["token"] for officer in officers]

	with ThreadPoolExecutor(2) as pool:
		answers = list(
			pool.map(
				lambda pair: pair[0].post("start", token=pair[1], rows="good"),
				zip(officers, tokens, strict=True),
			)
		)

	assert sorted(error_of(answer) for answer in answers) == ["", "RowsAtFaultError"]
	after = traces()
	assert (after["Listing"], after["Landlord"], after["Data Import"], after["Data Import Log"]) == (
		8,
		1,
		1,
		8,
	)


def drop_a_locality() -> None:
	frappe.delete_doc("Locality", "Nås")


def drop_a_language() -> None:
	frappe.db.delete("Language", {"name": "en"})


def require_a_floor() -> None:
	make_property_setter("Listing", "floor", "reqd", 1, "Check")


@pytest.mark.parametrize("change", [drop_a_locality, drop_a_language, require_a_floor])
def test_what_has_changed_since_the_check_stops_everything(desk, change):
	"""The reader, the platform's importer and the register each refuse; the last only when it comes to row 4."""
	officer = desk()
	token = officer.check(csv(*(home(Adress=f"Granvägen {n}", Våning=n) for n in (1, 2, "", 4))))["token"]
	change()
	frappe.db.commit()
	before = traces()

	refused = officer.post("start", token=token, rows="good")

	assert error_of(refused) == "RowsAtFaultError"
	assert traces() == before
	assert officer.progress(token)["phase"] == "Failed"


def test_a_long_list_is_checked_and_imported_by_a_worker(desk):
	officer = desk()
	state = officer.check(xlsx(*homes(LONG)), filename="inventering.xlsx")
	assert state["phase"] == "Checking"
	assert settled(officer, state["token"])["report"]["good"] == LONG

	assert officer.start(state["token"])["phase"] == "Importing"
	state = settled(officer, state["token"])

	assert state["result"]["imported"] == LONG
	assert traces()["Listing"] == LONG


def test_a_worker_that_is_killed_leaves_nothing(desk):
	officer = desk()
	token = officer.check(csv(*homes(LONG)))["token"]
	settled(officer, token)
	before = traces()
	officer.start(token)
	wait_until(lambda: officer.progress(token)["done"] > 5, "The import did not begin", 60)

	for worker in get_workers():
		for job in psutil.Process(worker.pid).children():
			job.kill()
	state = settled(officer, token)

	assert state["phase"] == "Failed" and "Nothing was imported" in state["message"]
	assert traces() == before


def test_a_long_list_without_a_worker_is_refused_at_once(committed, monkeypatch):
	register_localities()
	monkeypatch.setattr(work, "QUEUE", "nobody-works-off-this")
	waiting = batch.Batch.receive("lista.csv", csv(*homes(LONG)))
	with pytest.raises(NoWorkerError, match="background worker"):
		work.begin(waiting, "Checking", LONG)
	assert batch.Batch.load(waiting.token).phase == "Received"
