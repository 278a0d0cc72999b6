"""An officer hands over a link, the household answers on a phone, and the officer sees it; the age board beside."""

import re

import frappe
import pytest
from answering_help import offered
from desk import Desk
from factories import OFFICER, make, make_user
from frappe.utils import add_days, now_datetime
from playwright.sync_api import expect

from oppna_ditt_hem.answering import text_messages

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def placement(site):
	placement = offered()
	frappe.db.set_value("User", make_user(OFFICER), "language", "sv")
	since = add_days(now_datetime(), -4)
	frappe.db.set_value("Placement", placement.name, "stage_since", since, update_modified=False)
	settings = {"contact_name": "Rut Uvberg", "contact_phone": "0281-750 00", "municipality": "Vansbro"}
	frappe.db.set_single_value("Housing Settings", settings)
	frappe.db.commit()
	return placement


def handed_over(desk: Desk, placement, label: str) -> str:
	"""The link that the officer gets to send in a text message."""
	desk.go(f"placement/{placement.name}")
	desk.see_form(frappe.db.get_value("Placement", placement.name, "title"))
	desk.press("Svarslänk")
	desk.here.get_by_role("link", name=label, exact=True).click()
	desk.confirm("Ja")
	link = desk.dialog.locator("textarea")
	expect(link).to_have_value(re.compile("/svar#"))
	return link.input_value()


def test_a_link_is_handed_over_and_answered_on_a_phone(placement, login_page, browser_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	url = handed_over(desk, placement, "Länk till hushållet")
	screenshot(desk.page, "answer-01-handed-over")

	page = browser_page
	page.set_viewport_size(PHONE)
	page.goto(url)
	expect(page.get_by_role("heading", name="Would you like to live here?")).to_be_visible()
	assert "#" not in page.url
	screenshot(page, "answer-02-question", full_page=True)
	page.get_by_text("No, thank you").click()
	page.get_by_role("button", name="Send my no").click()
	assert page.get_by_role("radio").first.evaluate("radio => !radio.validity.valid")
	screenshot(page, "answer-03-reasons", full_page=True)
	page.get_by_role("button", name="Yes", exact=True).click()
	expect(page.get_by_role("heading", name="Your answer is saved")).to_be_visible()
	screenshot(page, "answer-04-saved", full_page=True)

	page.goto("about:blank")
	page.goto(url)
	expect(page.get_by_role("heading", name="You have already answered")).to_be_visible()

	url = handed_over(desk, placement, "Länk till upplåtaren")
	page.goto("about:blank")
	page.goto(url)
	expect(page.get_by_role("heading", name="Får det här hushållet hyra ditt hem?")).to_be_visible()
	screenshot(page, "answer-05-landlord", full_page=True)

	desk.go(f"placement/{placement.name}")
	desk.see_form(frappe.db.get_value("Placement", placement.name, "title"))
	expect(desk.next_step).to_contain_text("sedan 4 dagar")
	expect(desk.here.locator(".odh-letters")).to_contain_text("Upplåtare: länk överlämnad")
	screenshot(desk.page, "answer-06-officer")


def test_the_age_board_shows_days_in_the_stage(placement, login_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	desk.go("placement/view/kanban/Placements by stage")
	card = desk.here.locator(".kanban-card-wrapper").first
	expect(card).to_contain_text("4 dagar (")
	screenshot(desk.page, "age-board")
	card.drag_to(desk.here.locator("[data-column-value=Contract] .kanban-cards"))
	expect(desk.here.locator("[data-column-value=Contract] .kanban-card-wrapper")).to_have_count(0)


def test_time_between_steps_leads_to_the_cases(placement, login_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	desk.go("query-report/Time between steps")
	row = desk.here.locator(".dt-row", has_text="Utkast → ")
	row.first.wait_for()
	screenshot(desk.page, "time-between-steps")
	row.first.get_by_role("link").first.click()
	desk.here.locator(".list-row").first.wait_for()
	assert "stage-log" in desk.page.url


@pytest.fixture
def unreached(placement):
	"""An offer to a household with a telephone and no e-mail, whose text message the gateway did not take."""
	gateway = {
		"sms_gateway_url": "http://127.0.0.1:9/send",
		"message_parameter": "text",
		"receiver_parameter": "to",
	}
	frappe.get_doc("SMS Settings").update(gateway).save()
	household = make.applicant("Seeking", mobile="070-174 06 36", preferred_language="sv")
	landlord = make.landlord(email="greta@landlords.example")
	unreached = make.placement(
		"Offered", listing=make.listing("Approved", landlord=landlord), applicant=household
	)
	(waiting,) = frappe.get_all(
		"Answer Link", {"placement": unreached.name, "text_status": "Waiting"}, pluck="name", order_by="name"
	)
	text_messages.send(waiting)
	frappe.db.commit()
	return unreached


def test_a_text_message_that_did_not_leave_is_seen_on_the_case(unreached, login_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	desk.go(f"placement/{unreached.name}")
	desk.see_form(frappe.db.get_value("Placement", unreached.name, "title"))
	told = desk.here.locator(".odh-letters")
	expect(told).to_contain_text("Hushåll: sms kom inte fram")
	expect(told).to_contain_text("Sms-tjänsten svarade inte")
	expect(told).to_be_in_viewport()
	screenshot(desk.page, "answer-08-text-message")
