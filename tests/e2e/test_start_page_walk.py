"""The officer's start page in a browser: the landing, the map, and that nothing is asked of other servers."""

from urllib.parse import unquote, urlparse

import frappe
import pytest
from playwright.sync_api import Page, expect

OFFICER = "startsida@people.example"


@pytest.fixture
def requests() -> list[str]:
	return []


@pytest.fixture
def start_page(login_page, homes, requests) -> Page:
	"""The page on which an officer lands after logging in, with its map drawn."""
	page = login_page(OFFICER)
	page.on("request", lambda request: requests.append(request.url))
	page.goto("/app")
	page.wait_for_url(lambda url: unquote(url).endswith("/öppna-ditt-hem"))
	page.locator("svg a").first.wait_for()
	return page


@pytest.fixture
def homes(site) -> None:
	"""Free homes in two localities, and a listing that waits for review."""
	if frappe.db.exists("User", OFFICER):
		return
	officer = {"email": OFFICER, "first_name": "Start", "language": "en", "send_welcome_email": 0}
	frappe.get_doc({"doctype": "User", **officer, "roles": [{"role": "Housing Officer"}]}).insert()
	landlord = {"doctype": "Landlord", "landlord_name": "Greta Sandelin", "data_notice_given": 1}
	landlord = frappe.get_doc(landlord).insert().name
	for locality, latitude, longitude, free in (("Vansbro", 60.517, 14.217, 5), ("Nås", 60.456, 14.498, 2)):
		place = {"locality_name": locality, "latitude": latitude, "longitude": longitude}
		frappe.get_doc({"doctype": "Locality", **place}).insert()
		listing(landlord, locality, stage="Approved", availability="Free", free_places=free)
	listing(landlord, "Nås", stage="Submitted")
	frappe.db.commit()


def listing(landlord: str, locality: str, **computed) -> None:
	row = {"doctype": "Listing", "landlord": landlord, "kind": "Flat", "locality": locality}
	frappe.db.set_value("Listing", frappe.get_doc(row).insert().name, computed)


def test_the_page_asks_no_other_server(start_page, requests, base_url):
	start_page.locator(".dashboard-widget-box .bar").first.wait_for(state="attached")
	hosts = {urlparse(url).hostname for url in requests if url.startswith(("http", "ws"))}
	assert hosts == {urlparse(base_url).hostname}


def test_the_map_of_the_list_asks_no_other_server(start_page, requests, base_url):
	start_page.goto("/app/listing/view/map")
	start_page.locator(".map-view-container .leaflet-tile-loaded").first.wait_for(state="attached")
	hosts = {urlparse(url).hostname for url in requests if url.startswith(("http", "ws"))}
	assert hosts == {urlparse(base_url).hostname}


def test_the_map_of_the_list_has_streets_where_the_municipality_allows_it(start_page):
	start_page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
	frappe.db.set_single_value("Housing Settings", "outside_map_tiles", 1)
	frappe.db.commit()
	with start_page.expect_request("https://tile.openstreetmap.org/**"):
		start_page.goto("/app/listing/view/map")
	frappe.db.set_single_value("Housing Settings", "outside_map_tiles", 0)
	frappe.db.commit()


def test_a_card_opens_what_it_counted(start_page):
	card = start_page.locator(".number-widget-box").filter(has_text="Listings to review")
	expect(card.locator(".number")).to_have_text("1")
	card.locator(".number").click()
	expect(start_page.locator(".result .list-row")).to_have_count(1)


def test_a_place_on_the_map_opens_its_free_homes_with_the_mouse(start_page):
	start_page.get_by_role("link", name="Vansbro: 5 free, 0 waiting").locator("circle").click()
	see_free_homes_in(start_page, "Vansbro")


def test_a_place_on_the_map_opens_its_free_homes_with_the_keyboard(start_page):
	start_page.get_by_role("link", name="Nås: 2 free, 0 waiting").focus()
	start_page.keyboard.press("Enter")
	see_free_homes_in(start_page, "Nås")


def see_free_homes_in(page: Page, locality: str) -> None:
	page.wait_for_function("window.cur_list && cur_list.doctype === 'Listing' && cur_list.data.length")
	found = page.evaluate("cur_list.data.map((row) => row.name)")
	expected = {"locality": locality, "availability": "Free"}
	assert found == frappe.get_all("Listing", expected, pluck="name", order_by="name")


def test_the_map_is_there_as_a_table(start_page):
	start_page.get_by_text("The map as a table").click()
	row = start_page.get_by_role("row").filter(has_text="Vansbro")
	expect(row.get_by_role("cell")).to_have_text(["Vansbro", "1", "5", "0"])


def test_a_new_officer_is_led_by_the_onboarding(start_page):
	steps = start_page.locator(".onboarding-step")
	expect(steps).to_have_count(7)
	steps.filter(has_text="Enter a landlord").click()
	start_page.get_by_role("button", name="New landlord").last.click()
	start_page.locator(".modal.show").get_by_role("textbox").first.wait_for()
