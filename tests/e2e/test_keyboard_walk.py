"""The whole form for offering a home by keyboard alone at a zoom of 200 %, and axe at the pages that everybody sees."""

import frappe
import pytest
from factories import make, make_user
from keys import Keys
from playwright.sync_api import Page, expect
from test_portal_walk import PHONE, look, office  # noqa: F401

from oppna_ditt_hem.answering import links, offers

# A screen of 1280 by 900 points, zoomed to 200 %.
ZOOMED = {"width": 640, "height": 450}


@pytest.fixture
def zoomed(browser, base_url, http, office):  # noqa: F811
	"""A landlord's browser in which everything is twice as large."""
	user = make_user("Landlord")
	make.landlord(user=user, landlord_name="Rut Uvberg", mobile="")
	frappe.db.commit()
	context = browser.new_context(base_url=base_url, locale="sv-SE", viewport=ZOOMED, device_scale_factor=2)
	cookies = http(user).cookies.get_dict()
	context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies.items()])
	frappe.db.set_value("User", user, "language", "sv")
	frappe.db.commit()
	yield context.new_page()
	context.close()


def has_heading(page: Page, text: str) -> None:
	expect(page.get_by_role("heading", name=text, level=1, exact=True)).to_be_visible()


def test_a_home_is_offered_by_keyboard_alone_at_200_percent(zoomed, look):  # noqa: F811
	page, keys = zoomed, Keys(zoomed)
	page.goto("/erbjud-bostad?steg=du")
	is_told_what_is_wrong(page, keys, look)
	describes_the_home(page, keys, look)
	says_its_languages(page, keys, look)
	names_rent_and_time(page, keys, look)
	sends_it(page, keys, look)
	assert keys.stops > 60


def is_told_what_is_wrong(page: Page, keys: Keys, look) -> None:  # noqa: F811
	has_heading(page, "Du")
	keys.skip()
	keys.do("Spara och fortsätt")
	# Where a step has faults, the list of them is what a screen reader reads first.
	summary = page.get_by_role("alert")
	expect(summary).to_be_focused()
	expect(summary).to_contain_text("Ditt telefonnummer")
	look(page)
	keys.to("Ditt telefonnummer")
	keys.press("Enter")
	field = page.get_by_label("Ditt telefonnummer")
	expect(field).to_be_focused()
	expect(field).to_have_attribute("aria-invalid", "true")
	said = page.locator(f"#{field.get_attribute('aria-describedby').split()[-1]}")
	expect(said).to_contain_text("Fel: ")
	page.keyboard.type("070-174 06 34")
	keys.choose("preferred_contact", "Phone")
	keys.do("Spara och fortsätt")


def describes_the_home(page: Page, keys: Keys, look) -> None:  # noqa: F811
	has_heading(page, "Bostaden")
	keys.skip()
	keys.choose("kind", "Cottage")
	keys.choose("locality", "Nås")
	keys.write("address_line", "Uvstigen 19")
	keys.write("postal_code", "786 90")
	keys.write("places", "3")
	keys.write("rooms", "2")
	keys.write("floor_area", "55")
	keys.choose("furnished", "Fully")
	keys.tick("shared_with_the_landlord")
	look(page, "landlord-14-zoomed")
	keys.do("Spara och fortsätt")


def says_its_languages(page: Page, keys: Keys, look) -> None:  # noqa: F811
	has_heading(page, "Språk i hemmet")
	keys.skip()
	keys.tick("languages-sv")
	look(page)
	keys.do("Spara och fortsätt")


def names_rent_and_time(page: Page, keys: Keys, look) -> None:  # noqa: F811
	has_heading(page, "Hyran och din rätt att hyra ut")
	keys.skip()
	keys.choose("tenure", "Owned house")
	keys.write("rent", "4 500")
	# What the law says to it is said without moving the focus.
	expect(page.get_by_role("status")).to_contain_text("30 %")
	keys.tick("includes_heating")
	keys.choose("consent_to_let", "Not needed")
	keys.write("consent_reason", "Jag äger stugan")
	look(page)
	is_asked_what_holds(page, keys, look)
	has_heading(page, "När och hur länge")
	keys.skip()
	keys.day("available_from", "2026-12-07")
	look(page)
	keys.do("Spara och fortsätt")
	has_heading(page, "Vem det passar")
	keys.skip()
	keys.tick("suits_families")
	keys.write("house_rules", "Inga skor inne.")
	keys.do("Spara och fortsätt")
	has_heading(page, "Vinter")
	keys.skip()
	keys.choose("heating", "Firewood")
	keys.choose("water", "Own well")
	keys.choose("road_ploughed", "Yes")
	keys.choose("winter_fit", "Yes")
	look(page)
	keys.do("Spara och fortsätt")


def is_asked_what_holds(page: Page, keys: Keys, look) -> None:  # noqa: F811
	"""Another device has saved the same step meanwhile."""
	frappe.db.rollback()
	frappe.db.set_value("Listing", frappe.get_last_doc("Listing").name, "rent", 5000)
	frappe.db.commit()
	keys.do("Spara och fortsätt")
	expect(page.get_by_role("alert")).to_contain_text("Ändrat på två ställen")
	look(page)
	keys.skip()
	keys.do("Behåll det jag skrev nu")


def sends_it(page: Page, keys: Keys, look) -> None:  # noqa: F811
	has_heading(page, "Foton")
	keys.skip()
	keys.to("photos")
	keys.do("Spara och fortsätt")
	has_heading(page, "Titta igenom och skicka")
	keys.skip()
	keys.tick("data_notice_given")
	look(page)
	keys.do("Skicka in")
	expect(page.get_by_role("status")).to_contain_text("Ditt erbjudande har kommit in")
	has_heading(page, "Mina bostäder")
	look(page)
	frappe.db.rollback()
	home = frappe.get_last_doc("Listing")
	assert (home.kind, home.locality, home.rent, str(home.available_from)) == (
		"Cottage",
		"Nås",
		4500,
		"2026-12-07",
	)
	assert home.stage == "Submitted" and home.heating == "Firewood" and home.house_rules == "Inga skor inne."


def test_the_statement_and_its_form(office, browser_page, look):  # noqa: F811
	page = browser_page
	page.set_viewport_size(PHONE)
	page.goto("/hyr-ut")
	page.get_by_role("link", name="Webbplatsens tillgänglighet").click()
	has_heading(page, "Tillgänglighets\u00adredogörelse")
	look(page, "accessibility-01-statement")
	page.get_by_role("button", name="Skicka", exact=True).click()
	expect(page.locator("#summary")).to_be_focused()
	look(page)
	page.get_by_label("Vad är det som inte fungerar?").fill("Texten är för liten.")
	page.get_by_role("button", name="Skicka", exact=True).click()
	expect(page.get_by_role("status")).to_contain_text("Tack.")
	look(page)


def test_a_link_to_answer_by_is_looked_at_in_each_state(office, browser_page, look):  # noqa: F811
	stay = make.placement("Offered")
	link = offers.new_link(stay, "Household")
	frappe.db.commit()
	page = browser_page
	page.set_viewport_size(PHONE)
	page.goto(links.PAGE)
	look(page)
	page.goto("about:blank")
	page.goto(f"{links.PAGE}#{link.token}")
	expect(page.get_by_role("heading", level=1)).to_have_text("Would you like to live here?")
	look(page)
	page.get_by_text("No, thank you").click()
	look(page)
	page.get_by_role("button", name="Yes", exact=True).click()
	look(page)
	page.goto("/mina-bostader?nr=LST-0")
	look(page)
