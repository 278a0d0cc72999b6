"""What the start page's cards and reports count, and for whom."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.query_report import run
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate

from oppna_ditt_hem import start_page
from oppna_ditt_hem.oppna_ditt_hem.report.checks_due import checks_due
from oppna_ditt_hem.oppna_ditt_hem.report.households_to_receive import households_to_receive
from oppna_ditt_hem.oppna_ditt_hem.report.vacancy_by_locality import vacancy_by_locality

SKYDDAD = "Sekretessmarkering"


@pytest.fixture
def home():
	"""A listing with room for everybody that a test places in it."""
	return make.listing("Approved", places=40, households_at_once=20, last_confirmed_on=nowdate())


def household(stage: str, **values):
	"""A household at a stage that is only set: what counts here is the stage, not the way there."""
	return at_stage(make.applicant(**values), stage)


def placed(stage: str, home, applicant=None, **values):
	return at_stage(make.placement(listing=home, applicant=applicant or make.applicant(), **values), stage)


def at_stage(doc, stage: str):
	frappe.db.set_value(doc.doctype, doc.name, "stage", stage)
	return frappe.get_doc(doc.doctype, doc.name)


def stay(
	due_in: int | None, home, stage: str = "Moved In", done_on: str | None = None, applicant=None
) -> str:
	"""The name of a stay with one check that is due in some days (None: no day), and one far away."""
	doc = placed(stage, home, applicant)
	due = {14: None if due_in is None else add_days(nowdate(), due_in), 180: add_days(nowdate(), 500)}
	for day, due_on in due.items():
		row = {"day": day, "due_on": due_on, "done_on": done_on}
		place = {"parent": doc.name, "parenttype": "Placement", "parentfield": "checks"}
		frappe.get_doc({"doctype": "Placement Check", **place, **row}).db_insert()
	return doc.name


def offer(deadline_in_hours: int, home) -> str:
	doc = placed("Offered", home)
	deadline = add_to_date(now_datetime(), hours=deadline_in_hours)
	frappe.db.set_value("Placement", doc.name, "offer_deadline", deadline)
	return doc.name


def card_of(report: str) -> int:
	"""What the number card of a report shows: the platform runs the report and adds up the card's field."""
	card = frappe.get_doc("Number Card", report)
	assert (card.type, card.report_name, card.report_function) == ("Report", report, "Sum")
	return sum(row[card.report_field] for row in run(report)["result"])


def test_offers_count_up_to_the_hours_of_the_settings_and_lead_to_just_those(home):
	frappe.db.set_single_value("Housing Settings", "expiring_hours", 48)
	soon, overdue, _later = offer(47, home), offer(-1, home), offer(49, home)
	with acting_as(make.user(OFFICER)):
		card = start_page.offers_expiring()
		assert card["value"] == 2
		assert card["route"] == ["List", "Placement", "List"]
		listed = frappe.get_list("Placement", filters=card["route_options"], pluck="name", order_by="name")
		assert listed == sorted([soon, overdue])


def test_grants_to_report_on_are_those_whose_report_is_late_or_due_soon_and_not_delivered():
	frappe.db.set_single_value("Housing Settings", "report_reminder_days", "60, 30, 7")
	late, soon, _later, _delivered = (
		reporting_on(make.grant("Running"), *days) for days in ((-3, 400), (60, 59), (61,), (5,))
	)
	delivered = {"parent": _delivered, "parenttype": "Grant"}
	frappe.db.set_value("Grant Report Date", delivered, "delivered_on", nowdate())
	reporting_on(make.grant("Applied"), 1)
	with acting_as(make.user(CONTROLLER)):
		card = start_page.grants_to_report()
		assert card["value"] == 2
		listed = frappe.get_list("Grant", filters=card["route_options"], pluck="name", order_by="name")
		assert listed == sorted([late, soon])
		frappe.db.set_single_value("Housing Settings", "report_reminder_days", "")
		assert start_page.grants_to_report()["value"] == 1


def reporting_on(grant, *days: int) -> str:
	"""The name of a grant with reports that are due in some days."""
	rows = [{"report_kind": "Interim", "due_on": add_days(nowdate(), each)} for each in days]
	grant = frappe.get_doc("Grant", grant.name)
	grant.set("report_dates", rows)
	grant.flags.ignore_validate = grant.flags.ignore_permissions = True
	return grant.save().name


def test_checks_due_are_those_not_done_of_current_stays(home):
	today, late = stay(0, home), stay(-3, home)
	stay(1, home)
	stay(None, home)
	stay(-5, home, done_on=nowdate())
	stay(-5, home, stage="Ended")
	with acting_as(make.user(OFFICER)):
		_columns, rows = checks_due.execute()
		assert [(row["placement"], row["days_late"]) for row in rows] == [(late, 3), (today, 0)]
		assert card_of("Checks due") == 2


def test_checks_due_follow_their_filters(home):
	elsewhere = make.listing(locality=make.locality("Nås"))
	there = stay(-1, elsewhere)
	stay(-1, home)
	later = stay(6, home)
	with acting_as(make.user(OFFICER)):
		assert [row["placement"] for row in checks_due.rows({"locality": "Nås"})] == [there]
		due_by = add_days(nowdate(), 7)
		assert later in [row["placement"] for row in checks_due.rows({"due_by": due_by})]


def test_households_to_receive_are_soon_or_late_and_without_a_home(home):
	frappe.db.set_single_value("Housing Settings", "receive_soon_days", 14)
	late = household("Assessment", must_receive_by=add_days(nowdate(), -2))
	soon = household("Seeking", must_receive_by=add_days(nowdate(), 14))
	household("Seeking", must_receive_by=add_days(nowdate(), 15))
	household("Seeking")
	household("Closed", must_receive_by=nowdate())
	placed("Moved In", home, household("Seeking", must_receive_by=nowdate()))
	live = placed("Offered", home, soon)
	with acting_as(make.user(OFFICER)):
		_columns, rows = households_to_receive.execute()
		found = [(row["applicant"], row["days_left"], row["offer"]) for row in rows]
		assert found == [(late.name, -2, None), (soon.name, 14, live.name)]
		assert card_of("Households to receive") == 2
		assert len(households_to_receive.rows({"within_days": 0})) == 1


def test_nobody_counts_a_protected_household_without_being_cleared():
	hidden = household("Seeking", protection=SKYDDAD, must_receive_by=nowdate())
	household("Seeking", must_receive_by=nowdate())
	for role in (OFFICER, MANAGER, "Auditor", "Housing Administrator"):
		with acting_as(make.user(role)):
			assert hidden.name not in [row["applicant"] for row in households_to_receive.rows()], role
			assert card_of("Households to receive") == 1, role
			assert vacancy_by_locality.by_locality()[-1]["households"] == 1, role
	with acting_as(make.user(CLEARED)):
		assert card_of("Households to receive") == 2
		assert vacancy_by_locality.by_locality()[-1]["households"] == 2


def test_nobody_counts_a_protected_households_check_without_being_cleared(home):
	hidden = stay(-1, home, applicant=make.applicant(protection=SKYDDAD))
	with acting_as(make.user(OFFICER)):
		assert card_of("Checks due") == 0
	with acting_as(make.user(CLEARED)):
		assert [row["placement"] for row in checks_due.rows()] == [hidden]


@pytest.mark.parametrize("role", [CONTROLLER, "Concern Handler"])
def test_reports_of_cases_are_not_for_every_role(role):
	with acting_as(make.user(role)):
		for report in ("Checks due", "Households to receive"):
			with pytest.raises(frappe.PermissionError):
				run(report)


def test_a_home_and_its_rooms_are_the_same_places():
	whole = make.listing("Approved", kind="House", places=6, last_confirmed_on=nowdate())
	for places in (2, 1):
		part = {"part_of": whole, "landlord": whole.landlord}
		make.listing("Approved", kind="Room", places=places, last_confirmed_on=nowdate(), **part)
	with acting_as(make.user(OFFICER)):
		assert homes_and_places("Vansbro") == (3, 6)
		assert homes_and_places("Vansbro", kind="Room") == (2, 3)


def homes_and_places(locality: str, **filters) -> tuple[int, int]:
	row = row_for(locality, **filters)
	return row["listings"], row["free_places"]


def test_vacancy_counts_wishes_and_leaves_out_who_has_a_home(home):
	for name in ("Nås", "Äppelbo"):
		make.locality(name)
	household("Seeking", wished_localities=[{"locality": "Nås"}, {"locality": "Äppelbo"}])
	household("Ready", wished_localities=[{"locality": "Nås"}])
	placed("Moved In", home, household("Seeking", wished_localities=[{"locality": "Nås"}]))
	with acting_as(make.user(OFFICER)):
		assert (row_for("Nås")["households"], row_for("Nås")["people"]) == (1, 1)
		assert row_for("Äppelbo")["households"] == 1
		assert [row["locality"] for row in vacancy_by_locality.by_locality({"locality": "Nås"})] == ["Nås"]


def row_for(locality: str, **filters) -> dict:
	return next(row for row in vacancy_by_locality.by_locality(filters) if row["locality"] == locality)


def test_the_chart_holds_back_households_from_who_may_not_read_them():
	make.listing("Approved", last_confirmed_on=nowdate())
	household("Seeking")
	expected = {OFFICER: ["Free places", "Households waiting"], CONTROLLER: ["Free places"]}
	for role, names in expected.items():
		with acting_as(make.user(role)):
			columns, rows, _message, chart = vacancy_by_locality.execute()
			assert [dataset["name"] for dataset in chart["data"]["datasets"]] == names
			assert ("households" in [column["fieldname"] for column in columns]) == (role == OFFICER)
			assert sum(row["households"] for row in rows) == int(role == OFFICER)


def test_columns_are_typed():
	make.listing("Approved", last_confirmed_on=nowdate())
	for report in (checks_due, households_to_receive, vacancy_by_locality):
		for column in report.execute()[0]:
			assert column["fieldtype"] in ("Link", "Data", "Int", "Date")
			assert bool(column["options"]) == (column["fieldtype"] == "Link")
			assert column["fieldname"] == "number" or not column.get("hidden")
	assert getdate(households_to_receive.last_day({"within_days": 1})) == getdate(add_days(nowdate(), 1))


def test_a_locality_that_is_wished_for_twice_counts_once():
	for name in ("Nås", "Vansbro"):
		make.locality(name)
	wishes = [{"locality": "Nås"}, {"locality": "Vansbro"}, {"locality": "Nås"}]
	applicant = household("Seeking", wished_localities=wishes)
	assert [(row.idx, row.locality) for row in applicant.wished_localities] == [(1, "Nås"), (2, "Vansbro")]
	with acting_as(make.user(OFFICER)):
		assert row_for("Nås")["households"] == 1
