"""The reports of money: figures that were worked out by hand, and for whom."""

import frappe
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from frappe.utils import add_days, getdate, nowdate
from report_rows import approve, behind, booked, cards, report, running, submit, write_placements

from oppna_ditt_hem.oppna_ditt_hem.report.cost_per_home import cost_per_home
from oppna_ditt_hem.oppna_ditt_hem.report.grant_utilisation import grant_utilisation
from oppna_ditt_hem.oppna_ditt_hem.report.reclaim_exposure import reclaim_exposure

REPORTS = {
	"Reclaim exposure": reclaim_exposure,
	"Grant utilisation": grant_utilisation,
	"Cost per home": cost_per_home,
}
YEAR = {"from_date": "2016-01-01", "to_date": "2016-12-31"}


def open_home():
	return running("Öppna ditt hem 2016", 300_000, {"Inventering": 80_000, "Förmedling": 200_000})


def assert_rows_add_up(found: tuple, role: str = CONTROLLER) -> None:
	"""The list that a sum leads to shows the reader rows that add up to it."""
	leading = [row for row in found[1] if row.get("behind")]
	assert leading
	with acting_as(make.user(role)):
		assert [behind(row, "booked")[1] for row in leading] == [row["booked"] for row in leading]


def test_what_would_be_paid_back_at_the_rate_until_the_day():
	"""Until 30 June 182 of 366 days have passed: 91 000 are 500 a day, 92 000 more in the 184 days that are left."""
	grant = open_home()
	booked(grant, 90_000.5, "2016-01-15")
	booked(grant, 999.5, "2016-06-30", "Inventering")
	booked(grant, 40_000, "2016-07-01")
	booked(grant, 5_000, "2016-03-01", docstatus=0)
	booked(grant, 6_000, "2016-03-01", docstatus=2)
	make.grant("Granted")
	found = report(reclaim_exposure, day="2016-06-30")
	(row,) = found[1]
	names = ("grant", "amount", "booked", "unspent", "days_left", "rate", "paid_back")
	assert [row[name] for name in names] == [grant.name, 300_000, 91_000, 209_000, 184, 500, 117_000]
	assert [line["values"] for line in found[3]["data"]["datasets"]] == [[91_000], [117_000]]
	assert cards(found)["Would be paid back"] == 117_000
	assert_rows_add_up(found)
	at_the_end = report(reclaim_exposure, day="2017-02-01")[1][0]
	assert (at_the_end["days_left"], at_the_end["paid_back"]) == (0, 169_000)


def test_of_a_day_that_is_over_a_grant_that_is_reported_since_is_told_as_it_was():
	grant, other = open_home(), running("Nästa år", 100_000, {"Förmedling": 100_000}, year=2017)
	latest = running("I år", 100_000, {"Förmedling": 100_000}, year=getdate().year)
	booked(grant, 91_000, "2016-06-30")
	for doc in (grant, other, latest):
		frappe.db.set_value("Grant", doc.name, "stage", "Reported")
	told = {day: report(reclaim_exposure, day=day)[1] for day in ("2016-06-30", "2016-12-31", "2017-01-01")}
	assert [[row["grant"] for row in rows] for rows in told.values()] == [
		[grant.name],
		[grant.name],
		[other.name],
	]
	assert told["2016-06-30"][0]["paid_back"] == 117_000
	assert not report(reclaim_exposure)[1]


def test_a_grant_runs_from_its_first_cost_date():
	"""On a day that is over its period tells; today a grant that nobody has set to run yet is one where it has begun."""
	grant = open_home()
	assert not report(reclaim_exposure, day="2015-12-31")[1]
	frappe.db.set_value("Grant", grant.name, {"stage": "Granted", "period_to": add_days(nowdate(), 30)})
	assert [row["grant"] for row in report(reclaim_exposure)[1]] == [grant.name]
	later = {"period_from": add_days(nowdate(), 1), "period_to": add_days(nowdate(), 10)}
	frappe.db.set_value("Grant", grant.name, later)
	assert not report(reclaim_exposure)[1]
	frappe.db.set_value("Grant", grant.name, "stage", "Running")
	early = report(reclaim_exposure)[1][0]
	assert (early["days_left"], early["rate"], early["paid_back"]) == (10, 0, 300_000)


def test_an_overspent_grant_pays_nothing_back():
	grant = open_home()
	submit(approve(booked(grant, 300_100, "2016-01-01", docstatus=0)))
	over = report(reclaim_exposure, day="2016-12-31")[1][0]
	assert (over["unspent"], over["paid_back"]) == (-100, 0)


def test_the_vansbro_year():
	"""300 000 for Öppna ditt hem, 600 000 for Snabbspåret and 500 000 of other grants are 1 400 000 kronor.

	By hand, at 6 800 inhabitants: 1 400 000 / 6 800 = 205.88 kronor, the "about 200 kronor per inhabitant" of 2016.
	Booked: 123 456.78 + 450 000.22 + 500 000 = 1 073 457.00; left 326 543.00; 1 073 457 / 6 800 = 157.86.
	"""
	frappe.db.set_single_value("Housing Settings", "inhabitants", 6_800)
	home = open_home()
	booked(home, 123_456.78, "2016-05-02")
	booked(running("Snabbspåret 2016", 600_000, {"Förmedling": 600_000}), 450_000.22, "2016-09-01")
	booked(running("Ökad mottagning 2016", 500_000, {"Förmedling": 500_000}), 500_000, "2016-12-31")
	running("Nästa år", 100_000, {"Förmedling": 100_000}, year=2017)
	found = report(grant_utilisation, year=2016)
	lines = {row["budget_line"]: row for row in found[1] if row.get("grant") == home.name}
	told = {line: (row["budget"], row["booked"], row["left"], row["used"]) for line, row in lines.items()}
	assert told == {
		"Inventering": (80_000, 0, 80_000, 0),
		"Förmedling": (200_000, 123_456.78, 76_543.22, 61.7),
		"Not on a line": (20_000, 0, 20_000, 0),
	}
	last = found[1][-1]
	names = ("budget", "booked", "left", "used", "per_inhabitant")
	assert [last[name] for name in names] == [1_400_000, 1_073_457, 326_543, 76.7, 205.88]
	assert cards(found)["Booked per inhabitant"] == 157.86
	assert_rows_add_up(found)


def test_without_the_number_of_inhabitants_the_report_asks_for_it():
	frappe.db.set_single_value("Housing Settings", "inhabitants", 0)
	open_home()
	found = report(grant_utilisation, year=2016)
	assert "Housing Settings" in found[2]
	assert {row["per_inhabitant"] for row in found[1]} == {None}


def test_what_is_booked_on_a_line_that_was_taken_out_is_still_told():
	grant = open_home()
	booked(grant, 700, "2016-02-01", "Inventering")
	frappe.db.delete("Grant Budget Line", {"parent": grant.name, "budget_line": "Inventering"})
	found = report(grant_utilisation, grant=grant.name)[1]
	assert [(row["budget_line"], row["budget"], row["booked"]) for row in found[:-1]] == [
		("Förmedling", 200_000, 0),
		("Inventering", 0, 700),
		("Not on a line", 100_000, 0),
	]


def test_cost_per_home_counts_what_the_ledger_names():
	"""10 000 kronor; 2 homes; 3 persons who moved from one to the other; 91 + 275 days, 12.0 months."""
	grant = open_home()
	homes = [make.listing().name for _number in range(3)]
	moved_in = [("Moved In", "2016-01-01 12:00:00")]
	stays = [
		{
			"name": "S1",
			"listing": homes[0],
			"applicant": "A",
			"from_date": "2016-01-01",
			"ended_on": "2016-03-31",
		},
		{"name": "S2", "listing": homes[1], "applicant": "A", "from_date": "2016-04-01", "ended_on": None},
		{"name": "S3", "listing": homes[2], "applicant": "B", "from_date": "2016-12-01", "ended_on": None},
	]
	write_placements([{**stay, "places_taken": 3, "steps": moved_in} for stay in stays])
	write_placements([{**stays[2], "name": "S4", "applicant": "C", "places_taken": 5}])
	booked(grant, 9_000, "2016-02-01", placement="S1")
	booked(grant, 1_000, "2016-05-01", listing=homes[1])
	booked(grant, 500, "2016-05-01", placement="S3", docstatus=0)
	found = report(cost_per_home, **YEAR)
	names = ("booked", "homes", "people", "months", "per_home", "per_person", "per_month")
	assert [found[1][0][name] for name in names] == [10_000, 2, 3, 12.0, 5_000, 3_333.33, 833.33]
	assert_rows_add_up(found)
	above = cards(found)
	assert (above["All homes lived in"], above["All people housed"]) == (3, 6)
	assert above["Cost per home lived in"] == 3_333.33


def test_a_year_without_days_has_nothing_in_it_and_a_period_turned_round_means_the_days_between():
	"""A report that raised would be made by a worker ever after: the platform takes it for a slow one."""
	grant = open_home()
	booked(grant, 900, "2016-02-01")
	for year in (99999, -1):
		assert report(grant_utilisation, year=year)[1] == []
	turned = {"from_date": YEAR["to_date"], "to_date": YEAR["from_date"]}
	assert report(cost_per_home, **turned)[1] == report(cost_per_home, **YEAR)[1]


def test_who_lives_in_the_rooms_of_a_home_lives_in_one_home():
	grant = open_home()
	house, *rooms = [make.listing().name for _number in range(3)]
	for room in rooms:
		frappe.db.set_value("Listing", room, "part_of", house)
	since = {"from_date": "2016-01-01", "steps": [("Moved In", "2016-01-01 12:00:00")]}
	write_placements(
		[{**since, "name": f"S-{room}", "listing": room, "applicant": room} for room in rooms],
	)
	booked(grant, 900, "2016-02-01", placement=f"S-{rooms[0]}")
	booked(grant, 100, "2016-05-01", listing=rooms[1])
	found = report(cost_per_home, **YEAR)
	assert (found[1][0]["homes"], found[1][0]["per_home"]) == (1, 1_000)
	assert cards(found)["All homes lived in"] == 1


def test_a_row_on_the_whole_names_those_who_live_in_its_rooms_and_one_on_a_room_them_alone():
	grant, other = (running(title, 1_000, {"Förmedling": 1_000}) for title in ("Ett", "Två"))
	house, *rooms = [make.listing().name for _number in range(3)]
	for room in rooms:
		frappe.db.set_value("Listing", room, "part_of", house)
	since = {"from_date": "2016-01-01", "places_taken": 2, "steps": [("Moved In", "2016-01-01 12:00:00")]}
	write_placements([{**since, "name": f"S-{room}", "listing": room, "applicant": room} for room in rooms])
	booked(grant, 900, "2016-02-01", listing=house)
	booked(other, 900, "2016-02-01", listing=rooms[0])
	rows = report(cost_per_home, **YEAR)[1]
	assert {row["grant"]: (row["homes"], row["people"]) for row in rows} == {
		grant.name: (1, 4),
		other.name: (1, 2),
	}


@pytest.mark.parametrize("name", REPORTS)
def test_money_is_for_the_economist_the_manager_and_the_auditor(name):
	grant = open_home()
	for role in (CONTROLLER, MANAGER, "Auditor"):
		with acting_as(make.user(role)):
			found = run(name, {"day": "2016-06-30", "year": 2016, **YEAR})["result"]
			assert found[0]["grant"] == grant.name, role
	for role in (OFFICER, "Landlord", "Applicant", "Concern Handler"):
		with acting_as(make.user(role)), pytest.raises(frappe.PermissionError):
			run(name, {})


def test_who_is_kept_to_one_grant_counts_that_one_alone():
	own, _other = open_home(), running("Snabbspåret 2016", 600_000, {"Förmedling": 600_000})
	economist = make.user(CONTROLLER)
	values = {"user": economist, "allow": "Grant", "for_value": own.name, "apply_to_all_doctypes": 1}
	frappe.get_doc({"doctype": "User Permission", **values}).insert(ignore_permissions=True)
	assert report(grant_utilisation, year=2016)[1][-1]["budget"] == 300_000
	assert [row["grant"] for row in report(reclaim_exposure)[1]] == [own.name]


def test_columns_are_typed():
	open_home()
	for module in REPORTS.values():
		columns = report(module, **YEAR)[0]
		assert columns[0]["options"] == "Grant"
		assert {"Currency", "Link"} <= {column["fieldtype"] for column in columns}


def test_of_a_year_what_is_booked_until_its_end():
	grant = open_home()
	with acting_as(make.user(CONTROLLER)):
		frappe.get_doc("Grant", grant.name).update({"period_to": "2017-06-30"}).save()
	for day, amount in (("2016-06-30", 100), ("2016-12-31", 20), ("2017-01-01", 3)):
		booked(grant, amount, day)
	for filters, said in (
		({"year": 2016}, 120),
		({"year": 2017}, 123),
		({"year": 2016, "to_date": "2016-06-30"}, 100),
		({}, 123),
	):
		found = report(grant_utilisation, **filters)
		assert found[1][-1]["booked"] == cards(found)["Booked amount"] == said
		assert_rows_add_up(found)
	assert "whole amount" in report(grant_utilisation, year=2016)[2]
