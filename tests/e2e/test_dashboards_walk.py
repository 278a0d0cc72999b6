"""The manager and the economist open their dashboards from the start page; a guest the public page, if it is on."""

import json
import zipfile

import frappe
import pytest
from axe_playwright_python.sync_playwright import Axe
from desk import Desk
from factories import CONTROLLER, MANAGER, OFFICER, make, make_user
from playwright.sync_api import Page, expect
from report_rows import booked, running
from worker import wait_for_latest

PHONE = {"width": 360, "height": 740}
# So many charts are drawn, and the bars of each have grown.
GROWN = """(charts) => {
	const drawn = [...document.querySelectorAll(".dashboard-graph .chart-container")]
		.map((chart) => [...chart.querySelectorAll("rect.bar")].map((bar) => bar.getBoundingClientRect().height));
	return drawn.filter((heights) => heights.some((height) => height > 40)).length >= charts;
}"""
axe = Axe()


@pytest.fixture(scope="module")
def year(site):
	frappe.db.set_single_value("Housing Settings", {"inhabitants": 6_800, "municipality": "Vansbro"})
	for role in (CONTROLLER, MANAGER, OFFICER):
		frappe.db.set_value("User", make_user(role), "language", "sv")
	for place, latitude, longitude in (("Nås", 60.454, 14.485), ("Äppelbo", 60.494, 13.999)):
		frappe.db.set_value("Locality", make.locality(place), {"latitude": latitude, "longitude": longitude})
	this = int(frappe.utils.nowdate()[:4])
	grant = running("Öppna ditt hem", 300_000, {"Inventering": 80_000, "Förmedling": 200_000}, year=this)
	stay = make.placement("Moved In")
	make.placement("Declined")
	for place, places in (("Nås", 6), ("Äppelbo", 9), ("Vansbro", 5)):
		make.listing("Approved", kind="House", locality=place, places=places)
	for _number in range(6):
		make.applicant("Seeking", wished_localities=[{"locality": "Nås"}])
	booked(grant, 123_456.78, frappe.utils.nowdate(), placement=stay.name)
	frappe.db.commit()


def test_each_opens_the_overview_that_is_theirs(year, login_page, screenshot):
	for role, label, charts in (
		(MANAGER, "Enhetschefens översikt", 6),
		(CONTROLLER, "Ekonomens översikt", 4),
	):
		desk = Desk(login_page(make_user(role)))
		desk.go("öppna-ditt-hem")
		desk.here.locator(".shortcut-widget-box", has_text=label).click()
		desk.here.locator(".dashboard-graph .number-widget-box").first.wait_for()
		desk.page.wait_for_function(GROWN, arg=charts)
		screenshot(desk.page, f"dashboard-{role.split()[-1].lower()}", full_page=True)
		expect(desk.here.locator(".dashboard-graph")).to_contain_text("Bor i ett hem nu")


def test_the_economist_has_the_years_pack_made(year, login_page, screenshot):
	desk = Desk(login_page(make_user(CONTROLLER)))
	desk.go("year-pack/new")
	this = frappe.utils.nowdate()[:4]
	desk.fill({"Från": f"{this}-01-01", "Till": f"{this}-12-31"})
	desk.press("Spara")
	desk.here.get_by_role("button", name="Gör årspaketet").click()
	wait_for_latest("Year Pack", "Done", "Failed")
	desk.page.reload()
	desk.here.get_by_text("Det är klart under Fil.").wait_for()
	screenshot(desk.page, "year-pack")
	with desk.page.expect_download() as started:
		desk.here.locator("[data-fieldname=file] a").first.click()
	with zipfile.ZipFile(started.value.path()) as archive:
		manifest = json.loads(archive.read("manifest.json"))
		assert archive.testzip() is None
	assert manifest["language"] == "sv"
	assert "pdf/Statsbidragens användning.pdf" in {
		one["path"] for part in manifest["reports"] for one in part["files"]
	}, manifest


def seen(page: Page) -> None:
	found = axe.run(page).response["violations"]
	told = [f"{one['id']}: {[node['html'][:150] for node in one['nodes']]}" for one in found]
	assert not told, "\n".join([page.url, *told])
	assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_guest_reads_the_public_figures_when_they_are_switched_on(year, browser_page, screenshot):
	page = browser_page
	assert page.goto("/oppet").status == 404
	frappe.db.set_single_value("Housing Settings", "public_figures", 1)
	frappe.db.commit()
	asked: list[str] = []
	page.on("request", lambda request: asked.append(request.url))
	assert page.goto("/oppet").status == 200
	page.locator("svg.frappe-chart rect.bar").first.wait_for()
	expect(page.get_by_role("heading", level=1)).to_have_text("Bostäder och hushåll i siffror")
	expect(page.locator(".sums")).to_contain_text("Väntande hushåll")
	expect(page.get_by_role("row", name="Nås").first).to_contain_text("6")
	host = page.url.split("/")[2]
	assert all(host in url or url.startswith("data:") for url in asked), asked
	seen(page)
	screenshot(page, "open-figures", full_page=True)
	page.set_viewport_size(PHONE)
	page.reload()
	seen(page)
	screenshot(page, "open-figures-phone", full_page=True)
