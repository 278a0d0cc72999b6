"""The officers' start page: its map, its blocks and its onboarding, for each role, and their removal."""

import json

import frappe
import pytest
from factories import CLEARED, CONTROLLER, OFFICER, acting_as, make
from frappe.desk.desktop import get_desktop_page, get_workspace_sidebar_items
from frappe.utils import nowdate

from oppna_ditt_hem import start_page
from oppna_ditt_hem.module import MODULE
from oppna_ditt_hem.setup import desk
from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES

PAGE = "Öppna ditt hem"


@pytest.fixture
def as_officer():
	with acting_as(make.user(OFFICER)) as user:
		yield user


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


def test_a_household_in_the_portal_gets_no_map():
	with acting_as(make.user("Applicant")):
		with pytest.raises(frappe.PermissionError):
			start_page.map_of_places()


LISTS = {"Listings to review", "Offers about to expire"}
HOUSEHOLDS = {"Households to contact"}
MONEY = {"Entries in draft"}
REPORTS = {"Checks due", "Households to receive", *HOUSEHOLDS}
CARDS = {
	OFFICER: LISTS | REPORTS | MONEY,
	CLEARED: LISTS | REPORTS,
	"Auditor": LISTS | REPORTS | MONEY | {"Grants to report on"},
	CONTROLLER: LISTS | MONEY | {"Grants to report on"},
	"Concern Handler": {*LISTS, *HOUSEHOLDS, "Concerns to handle"},
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


# Nobody opens their rows by themselves: the case shows them, and a report sums them up.
KEPT_BY_THE_PROGRAM = {"Answer Link", "Stage Log"}


def test_every_doctype_of_its_own_can_be_reached_from_the_page():
	workspace = frappe.get_doc("Workspace", PAGE)
	reached = {row.link_to for row in [*workspace.links, *workspace.shortcuts]}
	cards = [row.number_card_name for row in workspace.number_cards]
	reached |= set(
		frappe.get_all("Number Card", {"name": ["in", cards]}, pluck="document_type", order_by="name")
	)
	own = frappe.get_all("DocType", {"module": MODULE, "istable": 0}, pluck="name", order_by="name")
	assert set(own) - KEPT_BY_THE_PROGRAM <= reached


def test_every_shortcut_counts_stages_that_exist(as_officer):
	for row in frappe.get_doc("Workspace", PAGE).shortcuts:
		for doctype, field, _operator, value, _hidden in json.loads(row.stats_filter or "[]"):
			assert doctype == row.link_to
			options = frappe.get_meta(doctype).get_field(field).options.split("\n")
			assert set([value] if isinstance(value, str) else value) <= set(options), row.label
	for card in frappe.get_all("Number Card", {"module": MODULE}, ["filters_json"], order_by="name"):
		assert all(len(entry) == 4 for entry in json.loads(card.filters_json) or [])


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
	assert "start_page.bundle.js" in frappe.db.get_value("Custom HTML Block", "Map of places", "script")


def test_removal_leaves_no_desk_document_behind():
	user = make.user(OFFICER)
	frappe.db.set_value("User", user, "default_workspace", PAGE)
	deleted_before = frappe.db.count("Deleted Document")
	steps = desk.names_in("onboarding_step")
	assert all(frappe.db.exists("Onboarding Step", step) for step in steps)

	desk.remove()

	for doctype in ("Workspace", "Number Card", "Dashboard Chart", "Module Onboarding", "Report"):
		assert not frappe.db.exists(doctype, {"module": MODULE}), doctype
	assert not any(frappe.db.exists("Onboarding Step", step) for step in steps)
	for name in ("Map of places", "Start something new"):
		assert not frappe.db.exists("Custom HTML Block", name)
		assert not frappe.db.exists("Has Role", {"parent": name})
	assert frappe.db.count("Deleted Document") == deleted_before
	assert not frappe.db.get_value("User", user, "default_workspace")
