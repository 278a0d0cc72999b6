"""The administrator changes a workflow in a browser, in Swedish; officers work by it, and an upgrade leaves it alone."""

import frappe
import pytest
from desk import Desk
from playwright.sync_api import Locator, expect
from vansbro import first_day

from oppna_ditt_hem.demo import PASSWORD, story
from tools import testbench
from tools.steps import Steps

ADMINISTRATOR, OFFICER = "administrator@vansbro.example", "handlaggare@vansbro.example"
# Waiting for fire inspection, and the step there: words of the administrator's own, in no catalogue.
WAITING, ASK = "Väntar på brandsyn", "Begär brandsyn"
STATES, TRANSITIONS = "Dokument Tillstånd", "Övergångar"


@pytest.fixture(scope="module")
def listings(site) -> list[str]:
	"""Two homes that wait to be reviewed, and can be inspected."""
	homes = [row for row in story.records("listings") if row["key"] in ("listing-23", "listing-28")]
	owners = {home["landlord"] for home in homes}
	with first_day() as loader:
		for owner in story.records("landlords"):
			if owner["key"] in owners:
				loader.landlord(owner)
		for home in homes:
			loader.listing(home)
	return [loader.registry.name(home["key"]) for home in homes]


@pytest.fixture
def administrator(listings, login_page) -> Desk:
	return Desk(login_page(ADMINISTRATOR, PASSWORD))


@pytest.fixture
def picture(screenshot):
	return lambda desk, name: screenshot(desk.page, name, style="#alert-container { display: none }")


def test_a_state_of_the_administrators_own(administrator, listings, login_page, picture):
	open_workflow(administrator)
	add_state(administrator, picture)
	add_transitions(administrator, picture)
	left = workflow()
	officer = Desk(login_page(OFFICER, PASSWORD))
	take_in(officer, listings[0], picture)
	take_out(officer, listings[0])
	take_in(officer, listings[1], lambda *_: None)
	migrate()
	assert workflow() == left
	see_state(administrator)
	take_out(officer, listings[1])


def test_a_workflow_without_a_way_to_a_needed_stage_is_refused(administrator, picture):
	"""Nobody pauses a home here, thinks the administrator, and gives the state another stage."""
	open_workflow(administrator)
	before = workflow()
	# Read from what is saved, not from the screen: the platform draws the rows' words one by one.
	for number in [row.idx for row in before.states if row.update_value == "Paused"]:
		administrator.fill_row(STATES, number, {"Uppdatera Värde": "Approved"})
	refusal = save_refused(administrator)
	expect(refusal).to_contain_text("Inga övergångar leder till skedet Paused, som programmet behöver")
	expect(refusal).to_contain_text("lägg till ett tillstånd med det och en väg dit")
	assert workflow() == before


# --- the administrator


def open_workflow(person: Desk) -> None:
	"""From the start page to the workflow of the homes."""
	person.go("")
	person.here.locator(".links-widget-box").get_by_role("link", name="Arbetsflöden", exact=True).click()
	person.here.locator(".result .list-row").get_by_role("link", name="Listing", exact=True).first.click()
	expect(person.here.locator(".title-text")).to_have_text("Bostadserbjudande")
	person.table(TRANSITIONS).locator(".grid-body .grid-row").first.wait_for()
	person.at_rest()


def add_state(administrator: Desk, picture) -> None:
	"""Add the state, at first without its stage: the refusal says what is missing and how to give it."""
	number = administrator.add_row(STATES)
	administrator.create_in_row(STATES, number, "Tillstånd", WAITING)
	administrator.fill_row(STATES, number, {"Tillåt Redigering Endast för": "Bostadshandläggare"})
	refusal = save_refused(administrator)
	expect(refusal).to_contain_text(f"Tillståndet {WAITING} har inget skede")
	expect(refusal).to_contain_text("något av Draft, Submitted, Returned, Inspection")
	picture(administrator, "administrator-01-refused")
	administrator.close()
	stage = {"Uppdatera Fält": "stage", "Uppdatera Värde": "Inspection"}
	administrator.fill_row(STATES, number, stage, lambda: picture(administrator, "administrator-02-state"))


def add_transitions(administrator: Desk, picture) -> None:
	"""One step there and one on, both taken by an officer."""
	number = administrator.add_row(TRANSITIONS)
	administrator.create_in_row(TRANSITIONS, number, "Åtgärd", ASK)
	there = {"Tillstånd": "Inskickad", "Nästa Tillstånd": WAITING, "Tillåten": "Bostadshandläggare"}
	administrator.fill_row(
		TRANSITIONS, number, there, lambda: picture(administrator, "administrator-03-transition")
	)
	on = {"Tillstånd": WAITING, "Åtgärd": "Påbörja besiktning", "Nästa Tillstånd": "Besiktning"}
	number = administrator.add_row(TRANSITIONS)
	administrator.fill_row(TRANSITIONS, number, {**on, "Tillåten": "Bostadshandläggare"})
	administrator.save()


def save_refused(administrator: Desk) -> Locator:
	administrator.press("Spara")
	expect(administrator.dialog).to_contain_text("Arbetsflödet kan inte användas")
	administrator.at_rest()
	return administrator.dialog


def see_state(administrator: Desk) -> None:
	"""The state and its transitions, when the administrator opens the workflow again."""
	open_workflow(administrator)
	expect(administrator.table(STATES)).to_contain_text(WAITING)
	expect(administrator.table(TRANSITIONS)).to_contain_text(ASK)


def workflow() -> dict:
	"""The workflow as it is saved."""
	frappe.db.rollback()
	return frappe.get_doc("Workflow", "Listing").as_dict()


# --- the officer


def take_in(officer: Desk, listing: str, picture) -> None:
	open_listing(officer, listing, "Inskickad")
	assert ASK in officer.actions()
	picture(officer, "administrator-04-officer")
	officer.page.keyboard.press("Escape")
	officer.act(ASK)
	officer.expect_status(WAITING)


def take_out(officer: Desk, listing: str) -> None:
	open_listing(officer, listing, WAITING)
	officer.act("Påbörja besiktning")
	officer.expect_status("Besiktning")


def open_listing(officer: Desk, listing: str, status: str) -> None:
	officer.go(f"listing/{listing}")
	officer.expect_status(status)


def migrate() -> None:
	frappe.db.commit()  # a reader that is not done would keep the upgrade from altering its tables
	testbench.bench().frappe(Steps("migrate"), "--site", testbench.SITE, "migrate")
