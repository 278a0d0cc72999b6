"""The reports of homes and of those who wait for one: right figures, the documents behind them, and for whom."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from frappe.utils import add_days, nowdate
from report_rows import behind, cards, report, write
from round_help import done

from oppna_ditt_hem.oppna_ditt_hem.report.households_waiting import households_waiting
from oppna_ditt_hem.oppna_ditt_hem.report.inventory_and_vacancy import inventory_and_vacancy
from oppna_ditt_hem.oppna_ditt_hem.report.landlord_recruitment import landlord_recruitment

SKYDDAD = "Sekretessmarkering"


def in_days(days: int) -> str:
	return str(add_days(nowdate(), days))


# --- households waiting


def waiting(name: str, waited: int, receive_in: int | None = None, size: int = 1, **values) -> dict:
	by = None if receive_in is None else in_days(receive_in)
	defaults = {"stage": "Seeking", "registered_on": in_days(-waited), "must_receive_by": by}
	defaults |= {
		"household_size": size,
		"protected_identity": 0,
		"title": name,
		"creation": f"{in_days(-waited)} 08:00:00",
	}
	return {"name": name, **defaults, **values}


@pytest.fixture
def queue():
	"""Six who wait, on the edges of every length and day; one is housed, one paused, one protected."""
	frappe.db.set_single_value("Housing Settings", "receive_soon_days", 30)
	rows = [
		waiting("W1", 0, -1, size=2),
		waiting("W2", 29, 0),
		waiting("W3", 30, 30, size=4),
		waiting("W4", 179, 31),
		waiting("W5", 364),
		waiting("W6", 365, None, size=7, registered_on=None),
		waiting("Housed", 400, -1),
		waiting("Paused", 400, -1, stage="Dormant"),
		waiting("Ready", 400, -1, stage="Ready"),
		waiting("Hidden", 400, -1, protected_identity=1),
	]
	write("Applicant", rows)
	write(
		"Placement",
		[
			{"name": "P1", "stage": "Moved In", "applicant": "Housed"},
			{"name": "P2", "stage": "Offered", "applicant": "W5"},
		],
	)


def test_households_by_their_wait_and_by_when_they_must_be_received(queue):
	found = report(households_waiting, OFFICER)
	*rows, last = found[1]
	names = ("wait", "households", "people", "overdue", "soon", "later", "no_date")
	assert [tuple(row[name] for name in names) for row in rows] == [
		("0-29", 2, 3, 1, 1, 0, 0),
		("30-89", 1, 4, 0, 1, 0, 0),
		("90-179", 1, 1, 0, 0, 1, 0),
		("180-364", 1, 1, 0, 0, 0, 1),
		("365-", 1, 7, 0, 0, 0, 1),
	]
	for name in names[1:]:
		assert sum(row[name] for row in rows) == last[name], name
	assert (cards(found)["Households waiting"], cards(found)["Overdue"]) == (6, 1)
	assert found[3]["data"]["datasets"][0] == {"name": "Overdue", "values": [1, 0, 0, 0, 0]}


def test_each_number_leads_to_the_households_behind_it(queue):
	*rows, _last = report(households_waiting, OFFICER)[1]
	for row in rows:
		for name, way in row["behind"].items():
			assert way["report"] == "Households waiting"
			assert len(report(households_waiting, OFFICER, **way["filters"])[1]) == row[name], (
				row["wait"],
				name,
			)
	told = report(households_waiting, OFFICER, view="Households")[1]
	assert [(row["applicant"], row["waited"], row["days_left"], row["offer"]) for row in told] == [
		("W6", 365, None, None),
		("W5", 364, None, "P2"),
		("W4", 179, 31, None),
		("W3", 30, 30, None),
		("W2", 29, 0, None),
		("W1", 0, -1, None),
	]


def test_who_else_waits_is_asked_for_and_a_protected_household_counts_for_the_cleared(queue):
	assert report(households_waiting, OFFICER, stage="Ready")[1][-1]["households"] == 1
	assert report(households_waiting, OFFICER, stage="All")[1][-1]["households"] == 7
	assert report(households_waiting, "Auditor")[1][-1]["households"] == 6
	assert report(households_waiting, CLEARED)[1][-1]["households"] == 7
	place = {"parenttype": "Applicant", "parentfield": "wished_localities"}
	write("Wished Locality", [{"name": "L1", "parent": "W3", "locality": make.locality("Nås"), **place}])
	assert report(households_waiting, OFFICER, locality="Nås")[1][-1]["people"] == 4


# --- inventory and vacancy


def home(
	name: str,
	availability: str | None = None,
	stage: str = "Approved",
	places: int = 2,
	free: int = 0,
	**values,
):
	defaults = {"locality": "Nås", "kind": "Flat", "part_of": None}
	return {
		"name": name,
		"stage": stage,
		"availability": availability,
		"places": places,
		"free_places": free,
		**defaults,
		**values,
	}


def test_every_home_is_in_one_state_and_a_house_is_the_same_places_as_its_rooms():
	make.locality("Nås")
	write(
		"Listing",
		[
			home("H1", "Free", places=4, free=4),
			home("H2", "Let", kind="House", places=6),
			home("H3", "Needs Confirmation", free=2),
			home("H4", None),
			home("H5", "Not Available", "Paused"),
			home("H6", "Not Available", "Inspection"),
			home("H7", "Let", "Closed", places=50),
			home("H8", None, "Draft", places=50),
			# A house of eight, of which three rooms of two are offered one by one; one of them is let.
			home("V", "Partly Free", kind="House", places=8, free=5, locality="Vansbro"),
			home("R1", "Free", kind="Room", free=2, part_of="V", locality="Vansbro"),
			home("R2", "Free", kind="Room", free=2, part_of="V", locality="Vansbro"),
			home("R3", "Let", kind="Room", part_of="V", locality="Vansbro"),
		],
	)
	found = report(inventory_and_vacancy, CONTROLLER)
	*rows, last = found[1]
	names = (
		"locality",
		"kind",
		"listings",
		"free",
		"partly_free",
		"let",
		"to_confirm",
		"not_available",
		"places",
		"free_places",
	)
	assert [tuple(row[name] for name in names) for row in rows] == [
		("Nås", "Flat", 5, 1, 0, 0, 1, 1, 12, 4),
		("Nås", "House", 1, 0, 0, 1, 0, 0, 6, 0),
		("Vansbro", "House", 1, 0, 1, 0, 0, 0, 8, 5),
		("Vansbro", "Room", 3, 2, 0, 1, 0, 0, 0, 0),
	]
	assert (rows[0]["paused"], rows[0]["reviewed"]) == (1, 1)
	for name in inventory_and_vacancy.NUMBERS:
		assert sum(row[name] for row in rows) == last[name], name
	assert sum(last[name] for name in inventory_and_vacancy.STATES) == last["listings"] == 10
	assert (last["places"], last["free_places"], last["vacancy"]) == (26, 9, 34.6)
	with acting_as(make.user(OFFICER)):
		for row in rows:
			ways = {name: behind(row, name)[0] for name in row["behind"] if name != "not_available"}
			assert ways == {name: row[name] for name in ways}
	rooms = report(inventory_and_vacancy, OFFICER, kind="Room", locality="Vansbro")[1]
	assert [row["listings"] for row in rooms] == [3, 3]


# --- landlord recruitment


def test_the_homes_to_look_for_are_those_of_the_newest_round():
	assert "No round" in report(landlord_recruitment, OFFICER)[2]
	make.locality("Nås")
	make.listing("Approved", places=4)
	for _number in range(4):
		make.applicant("Seeking")
	name = done()
	found = report(landlord_recruitment, OFFICER)
	wanted = [row for row in found[1] if row["wanted"]]
	assert wanted and wanted[0]["people"] >= 1 and wanted[0]["households"] >= 1
	assert name in found[2] and "days old" not in found[2]
	assert (cards(found)["Households in the round"], cards(found)["Left without a home"]) == (4, 3)
	assert found[3]["data"]["datasets"][0]["values"][0] == wanted[0]["people"]
	only = report(landlord_recruitment, OFFICER, locality=wanted[0]["locality"], kind=wanted[0]["kind"])
	assert {(row["label"]) for row in only[1]} == {wanted[0]["label"]}
	frappe.db.set_value("Matching Run", name, "finished_on", f"{in_days(-15)} 12:00:00")
	assert "days old" in report(landlord_recruitment, OFFICER)[2]
	frappe.db.set_value("Matching Run", name, "protected_identity", 1)
	assert "No round" in report(landlord_recruitment, OFFICER)[2]
	with acting_as(make.user(OFFICER)), pytest.raises(frappe.PermissionError):
		landlord_recruitment.execute({"run": name})


READERS = {
	"Households waiting": {OFFICER, MANAGER, "Housing Administrator", "Auditor", CLEARED},
	"Inventory and vacancy": {OFFICER, MANAGER, "Housing Administrator", "Auditor", CLEARED, CONTROLLER},
	"Landlord recruitment": {OFFICER, MANAGER, "Housing Administrator", "Auditor", CLEARED},
}


@pytest.mark.parametrize("name", READERS)
def test_who_may_open_them(name):
	everybody = {OFFICER, MANAGER, CONTROLLER, "Housing Administrator", "Auditor", CLEARED}
	for role in READERS[name]:
		with acting_as(make.user(role)):
			assert run(name, {})["columns"], role
	for role in (everybody - READERS[name]) | {"Landlord", "Applicant", "Concern Handler"}:
		with acting_as(make.user(role)), pytest.raises(frappe.PermissionError):
			run(name, {})
