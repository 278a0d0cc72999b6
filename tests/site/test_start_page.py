"""The officers' start page: what its cards, reports and map count, and for whom."""

import json

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make
from frappe.desk.desktop import get_desktop_page, get_workspace_sidebar_items
from frappe.utils import add_days, add_to_date, getdate, now_datetime, nowdate

from oppna_ditt_hem import start_page
from oppna_ditt_hem.oppna_ditt_hem.report.checks_due import checks_due
from oppna_ditt_hem.oppna_ditt_hem.report.households_to_receive import households_to_receive
from oppna_ditt_hem.oppna_ditt_hem.report.vacancy_by_locality import vacancy_by_locality
from oppna_ditt_hem.setup import desk
from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES

PAGE = "Öppna ditt hem"
SKYDDAD = "Sekretessmarkering"


@pytest.fixture
def as_officer():
	with acting_as(make.user(OFFICER)) as user:
		yield user


def stay(due_in: int, **values):
	"""A current stay whose first check is due in some days, the others far away."""
	placement = make.placement("Moved In", **values)
	for number, check in enumerate(placement.checks):
		due_on = add_days(nowdate(), due_in if number == 0 else 500)
		frappe.db.set_value("Placement Check", check.name, "due_on", due_on)
	return frappe.get_doc("Placement", placement.name)


def offer(deadline_in_hours: int):
	placement = make.placement("Offered")
	deadline = add_to_date(now_datetime(), hours=deadline_in_hours)
	frappe.db.set_value("Placement", placement.name, "offer_deadline", deadline)
	return placement.name


def listed(card: dict, doctype: str) -> list[str]:
	"""What the list shows that a card of type Custom leads to."""
	assert card["route"] == ["List", doctype, "List"]
	return frappe.get_list(doctype, filters=card["route_options"], pluck="name", order_by="name")


def test_offers_count_up_to_the_hours_of_the_settings_and_lead_to_just_those():
	frappe.db.set_single_value("Housing Settings", "expiring_hours", 48)
	soon, overdue, _later = offer(47), offer(-1), offer(49)
	with acting_as(make.user(OFFICER)):
		card = start_page.offers_expiring()
		assert card["value"] == 2
		assert listed(card, "Placement") == sorted([soon, overdue])


def test_checks_due_are_those_not_done_of_current_stays():
	today, late = stay(0), stay(-3)
	stay(1)
	done, ended = stay(-5), stay(-5)
	frappe.db.set_value("Placement Check", done.checks[0].name, "done_on", nowdate())
	frappe.db.set_value("Placement", ended.name, "stage", "Ended")
	undated = stay(-5)
	frappe.db.set_value("Placement Check", undated.checks[0].name, "due_on", None)
	with acting_as(make.user(OFFICER)):
		_columns, rows = checks_due.execute()
		assert [(row["placement"], row["days_late"]) for row in rows] == [(late.name, 3), (today.name, 0)]
		assert start_page.checks_waiting()["value"] == 2
		assert start_page.checks_waiting()["route"] == ["query-report", "Checks due"]


def test_checks_due_follow_their_filters():
	elsewhere = make.listing("Approved", locality=make.locality("Nås"))
	there = stay(-1, listing=elsewhere)
	stay(-1)
	later = stay(6)
	with acting_as(make.user(OFFICER)):
		assert [row["placement"] for row in checks_due.rows({"locality": "Nås"})] == [there.name]
		due_by = add_days(nowdate(), 7)
		assert later.name in [row["placement"] for row in checks_due.rows({"due_by": due_by})]


def test_households_to_receive_are_soon_or_late_and_without_a_home():
	frappe.db.set_single_value("Housing Settings", "receive_soon_days", 14)
	late = make.applicant("Assessment", must_receive_by=add_days(nowdate(), -2))
	soon = make.applicant("Seeking", must_receive_by=add_days(nowdate(), 14))
	make.applicant("Seeking", must_receive_by=add_days(nowdate(), 15))
	make.applicant("Seeking")
	make.applicant("Closed", must_receive_by=nowdate())
	housed = make.applicant("Seeking", must_receive_by=nowdate())
	make.placement("Moved In", applicant=housed)
	live = make.placement("Offered", applicant=soon)
	with acting_as(make.user(OFFICER)):
		_columns, rows = households_to_receive.execute()
		found = [(row["applicant"], row["days_left"], row["offer"]) for row in rows]
		assert found == [(late.name, -2, None), (soon.name, 14, live.name)]
		assert start_page.households_waiting()["value"] == 2
		assert len(households_to_receive.rows({"within_days": 0})) == 1


def test_nobody_counts_a_protected_household_without_being_cleared():
	hidden = make.applicant("Seeking", protection=SKYDDAD, must_receive_by=nowdate())
	make.applicant("Seeking", must_receive_by=nowdate())
	for role in (OFFICER, MANAGER, "Auditor", "Housing Administrator"):
		with acting_as(make.user(role)):
			assert hidden.name not in [row["applicant"] for row in households_to_receive.rows()], role
			assert start_page.households_waiting()["value"] == 1, role
			assert vacancy_by_locality.by_locality()[-1]["households"] == 1, role
	with acting_as(make.user(CLEARED)):
		assert start_page.households_waiting()["value"] == 2
		assert vacancy_by_locality.by_locality()[-1]["households"] == 2


def test_nobody_counts_a_protected_households_check_without_being_cleared():
	hidden = stay(-1, applicant=make.applicant("Seeking", protection=SKYDDAD))
	with acting_as(make.user(OFFICER)):
		assert start_page.checks_waiting()["value"] == 0
	with acting_as(make.user(CLEARED)):
		assert [row["placement"] for row in checks_due.rows()] == [hidden.name]


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


def test_vacancy_counts_wishes_and_leaves_out_who_has_a_home(as_officer):
	for name in ("Nås", "Äppelbo"):
		make.locality(name)
	make.applicant("Seeking", wished_localities=[{"locality": "Nås"}, {"locality": "Äppelbo"}])
	make.applicant("Ready", wished_localities=[{"locality": "Nås"}])
	housed = make.applicant("Seeking", wished_localities=[{"locality": "Nås"}])
	make.placement("Moved In", applicant=housed)
	assert (row_for("Nås")["households"], row_for("Nås")["people"]) == (1, 1)
	assert row_for("Äppelbo")["households"] == 1
	assert [row["locality"] for row in vacancy_by_locality.by_locality({"locality": "Nås"})] == ["Nås"]


def row_for(locality: str, **filters) -> dict:
	return next(row for row in vacancy_by_locality.by_locality(filters) if row["locality"] == locality)


def test_the_chart_holds_back_households_from_who_may_not_read_them():
	make.listing("Approved", last_confirmed_on=nowdate())
	make.applicant("Seeking")
	expected = {OFFICER: ["Free places", "Households waiting"], CONTROLLER: ["Free places"]}
	for role, names in expected.items():
		with acting_as(make.user(role)):
			columns, rows, _message, chart = vacancy_by_locality.execute()
			assert [dataset["name"] for dataset in chart["data"]["datasets"]] == names
			assert ("households" in [column["fieldname"] for column in columns]) == (role == OFFICER)
			assert sum(row["households"] for row in rows) == int(role == OFFICER)


def test_the_map_places_what_has_a_position_and_lists_the_rest(as_officer):
	make.listing("Approved", last_confirmed_on=nowdate(), places=3)
	frappe.get_doc({"doctype": "Locality", "locality_name": "Utan läge"}).insert()
	make.listing("Approved", last_confirmed_on=nowdate(), places=2, locality="Utan läge")
	drawn = start_page.map_of_places()
	assert [(point["locality"], point["free_places"]) for point in drawn["points"]] == [("Vansbro", 3)]
	assert [row["locality"] for row in drawn["rows"]] == ["Utan läge", "Vansbro"]
	filters = {"locality": "Vansbro", "availability": ["in", drawn["free_states"]]}
	assert frappe.db.count("Listing", filters) == drawn["points"][0]["listings"] == 1


@pytest.mark.parametrize("on", [0, 1])
def test_the_map_with_streets_is_offered_only_when_the_settings_allow_it(on, as_officer):
	frappe.db.set_single_value("Housing Settings", "outside_map_tiles", on)
	assert start_page.map_of_places()["outside_tiles"] is bool(on)


def test_a_landlord_maps_no_more_than_their_own():
	user = make.user("Landlord")
	own = make.landlord(user)
	make.listing("Approved", landlord=own, places=2, last_confirmed_on=nowdate())
	make.listing("Approved", places=4, last_confirmed_on=nowdate())
	with acting_as(user):
		assert [row["free_places"] for row in start_page.map_of_places()["rows"]] == [2]
		pytest.raises(frappe.PermissionError, start_page.households_waiting)


def test_a_household_in_the_portal_gets_no_map():
	with acting_as(make.user("Applicant")):
		pytest.raises(frappe.PermissionError, start_page.map_of_places)


CARDS = {
	OFFICER: {"Listings to review", "Offers about to expire", "Checks due", "Households to receive"},
	CONTROLLER: {"Listings to review", "Offers about to expire", "Checks due"},
	"Concern Handler": {
		"Listings to review",
		"Offers about to expire",
		"Checks due",
		"Households to receive",
		"Concerns to handle",
	},
}


@pytest.mark.parametrize("role", CARDS)
def test_each_role_gets_the_cards_of_what_it_may_read(role):
	with acting_as(make.user(role)):
		shown = page()["number_cards"]["items"]
		assert {card.number_card_name for card in shown} == CARDS[role]


@pytest.mark.parametrize("role", STAFF_ROLES)
def test_staff_land_on_the_page_and_find_only_what_they_may_open(role):
	with acting_as(make.user(role)):
		assert get_workspace_sidebar_items()["pages"][0]["name"] == PAGE
		links = [link for group in page()["cards"]["items"] for link in group["links"]]
		assert links
		for link in links:
			doctype = link.link_to if link.link_type == "DocType" else link.report_ref_doctype
			assert frappe.has_permission(doctype, "read"), f"{role}: {link.label}"


@pytest.mark.parametrize("role", PORTAL_ROLES)
def test_the_page_is_not_for_the_portal(role):
	with acting_as(make.user(role)):
		assert PAGE not in [entry["name"] for entry in get_workspace_sidebar_items()["pages"]]


def page() -> dict:
	return get_desktop_page(json.dumps({"name": PAGE, "title": PAGE, "public": 1}))


def test_every_block_of_the_page_has_its_document():
	workspace = frappe.get_doc("Workspace", PAGE)
	blocks = {}
	for block in json.loads(workspace.content):
		blocks.setdefault(block["type"], []).append(next(iter(block["data"].values())))
	assert blocks["number_card"] == [row.label for row in workspace.number_cards]
	assert blocks["shortcut"] == [row.label for row in workspace.shortcuts]
	assert blocks["card"] == [row.label for row in workspace.links if row.type == "Card Break"]
	for doctype, names in (
		("Number Card", [row.number_card_name for row in workspace.number_cards]),
		("Dashboard Chart", [row.chart_name for row in workspace.charts]),
		("Custom HTML Block", [row.custom_block_name for row in workspace.custom_blocks]),
		("Module Onboarding", blocks["onboarding"]),
	):
		for name in names:
			assert frappe.db.exists(doctype, name), f"{doctype} {name}"


def test_every_doctype_of_its_own_can_be_reached_from_the_page():
	workspace = frappe.get_doc("Workspace", PAGE)
	reached = {row.link_to for row in [*workspace.links, *workspace.shortcuts]}
	reached |= {"Concern"} if "Concerns to handle" in [row.label for row in workspace.number_cards] else set()
	own = frappe.get_all("DocType", {"module": desk.MODULE, "istable": 0}, pluck="name", order_by="name")
	assert set(own) <= reached


def test_every_shortcut_counts_stages_that_exist(as_officer):
	for row in frappe.get_doc("Workspace", PAGE).shortcuts:
		for doctype, field, _operator, value, _hidden in json.loads(row.stats_filter or "[]"):
			assert doctype == row.link_to
			options = frappe.get_meta(doctype).get_field(field).options.split("\n")
			assert set([value] if isinstance(value, str) else value) <= set(options), row.label
	for card in frappe.get_all("Number Card", {"module": desk.MODULE}, ["filters_json"], order_by="name"):
		assert all(len(entry) == 4 for entry in json.loads(card.filters_json))


def test_a_new_officer_is_led_through_steps_that_work(as_officer):
	frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
	(onboarding,) = page()["onboardings"]["items"]
	steps = onboarding["items"]
	assert [step.action for step in steps].count("Create Entry") == 3
	for step in steps:
		if step.action == "Create Entry":
			assert frappe.has_permission(step.reference_document, "create"), step.title
		elif step.action == "View Report":
			assert frappe.db.exists("Report", step.reference_report)
		else:
			doctype = step.path.replace("-", " ").title()
			assert frappe.has_permission(doctype, "read"), step.title


def test_an_edited_block_is_kept_and_a_missing_one_comes_back():
	frappe.db.set_value("Custom HTML Block", "Map of places", "style", ".mine {}")
	desk.create()
	assert frappe.db.get_value("Custom HTML Block", "Map of places", "style") == ".mine {}"
	frappe.delete_doc("Custom HTML Block", "Map of places", force=True)
	desk.create()
	assert "places_map.bundle.js" in frappe.db.get_value("Custom HTML Block", "Map of places", "script")


def test_removal_leaves_no_desk_document_behind():
	user = make.user(OFFICER)
	frappe.db.set_value("User", user, "default_workspace", PAGE)
	deleted_before = frappe.db.count("Deleted Document")
	steps = desk.names_in("onboarding_step")
	assert all(frappe.db.exists("Onboarding Step", step) for step in steps)

	desk.remove()

	for doctype in desk.OF_THE_MODULE:
		assert not frappe.db.exists(doctype, {"module": desk.MODULE}), doctype
	assert not any(frappe.db.exists("Onboarding Step", step) for step in steps)
	assert not frappe.db.exists("Custom HTML Block", "Map of places")
	assert not frappe.db.exists("Has Role", {"parent": "Map of places"})
	assert frappe.db.count("Deleted Document") == deleted_before
	assert not frappe.db.get_value("User", user, "default_workspace")


def test_columns_are_typed(as_officer):
	make.listing("Approved", last_confirmed_on=nowdate())
	for report in (checks_due, households_to_receive, vacancy_by_locality):
		for column in report.execute()[0]:
			assert column["fieldtype"] in ("Link", "Data", "Int", "Date")
			assert bool(column["options"]) == (column["fieldtype"] == "Link")
	assert getdate(households_to_receive.last_day({"within_days": 1})) == getdate(add_days(nowdate(), 1))
