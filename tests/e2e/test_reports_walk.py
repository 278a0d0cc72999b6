"""The economist reads the reports of money and what came of it, and goes from a sum to the rows behind it."""

import frappe
import pytest
from desk import Desk
from factories import CONTROLLER, OFFICER, make, make_user
from playwright.sync_api import expect
from report_rows import booked, running
from worker import wait_for_latest


@pytest.fixture(scope="module")
def year(site):
	frappe.db.set_single_value("Housing Settings", "inhabitants", 6_800)
	for role in (CONTROLLER, OFFICER):
		frappe.db.set_value("User", make_user(role), "language", "sv")
	this = int(frappe.utils.nowdate()[:4])
	lines = {"Inventering": 80_000, "Förmedling": 200_000}
	grant = running("Öppna ditt hem", 300_000, lines, year=this)
	stay = make.placement("Moved In")
	make.placement("Declined")
	frappe.db.set_value(
		"Placement", stay.name, "from_date", frappe.utils.add_days(frappe.utils.nowdate(), -30)
	)
	booked(grant, 123_456.78, f"{this}-01-20", placement=stay.name)
	booked(grant, 1_000, f"{this}-01-21", "Inventering")
	make.listing("Approved", places=6)
	waiting = [make.applicant("Seeking") for _number in range(2)]
	frappe.db.commit()
	# Whose offer was declined waits as well.
	return frappe._dict(grant=grant.name, waiting=len(waiting) + 1)


BARS_HAVE_GROWN = """() => [...document.querySelectorAll(".chart-container rect.bar")]
	.some((bar) => bar.getBoundingClientRect().height > 50)"""


def opened(desk: Desk, report: str, text: str) -> None:
	desk.go(f"query-report/{report}")
	desk.here.locator(".dt-row", has_text=text).first.wait_for()
	desk.page.wait_for_function(BARS_HAVE_GROWN)


def test_a_sum_leads_to_the_booked_rows_behind_it(year, login_page, screenshot):
	desk = Desk(login_page(make_user(CONTROLLER)))
	for report in ("Reclaim exposure", "Cost per home", "Grant utilisation"):
		opened(desk, report, "Öppna ditt hem")
		screenshot(desk.page, f"report-{frappe.scrub(report)}")
	expect(desk.here.locator(".report-summary")).to_contain_text("Beviljat per invånare")
	desk.here.locator(".dt-row", has_text="Inventering").get_by_role("link").last.click()
	rows = desk.here.locator(".result .list-row")
	expect(rows).to_have_count(1)
	assert "grant-entry" in desk.page.url


def test_what_the_state_will_pay_is_shown_as_not_verified(year, login_page, screenshot):
	desk = Desk(login_page(make_user(CONTROLLER)))
	opened(desk, "Compensation forecast", "15 180,00")
	expect(desk.here.get_by_text("Ej verifierat: en prognos.")).to_be_visible()
	screenshot(desk.page, "report-compensation_forecast")


def test_a_slow_report_is_made_by_a_worker_and_says_what_it_rests_on(year, login_page, screenshot):
	"""The platform marks so what has taken more than fifteen seconds."""
	frappe.db.set_value("Report", "Compensation forecast", "prepared_report", 1)
	frappe.db.commit()
	frappe.clear_document_cache("Report", "Compensation forecast")
	desk = Desk(login_page(make_user(CONTROLLER)))
	desk.go("query-report/Compensation forecast")
	desk.here.get_by_role("button", name="Skapa Ny Rapport", exact=True).click()
	wait_for_latest("Prepared Report", "Completed", "Error")
	desk.page.reload()
	opened(desk, "Compensation forecast", "15 180,00")
	expect(desk.here.get_by_text("Denna rapport skapades")).to_be_visible()
	expect(desk.here.get_by_text("Ej verifierat: en prognos.")).to_be_visible()
	screenshot(desk.page, "report-prepared")


def test_the_way_from_offer_to_home_and_how_it_ended(year, login_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	opened(desk, "Offer to home", "Inflyttad")
	screenshot(desk.page, "report-offer_to_home")
	opened(desk, "Outcomes and ends", "Avböjd")
	screenshot(desk.page, "report-outcomes_and_ends")
	desk.here.locator(".dt-row", has_text="Avböjd").get_by_role("link").last.click()
	expect(desk.here.locator(".result .list-row")).to_have_count(1)


def test_from_how_long_they_have_waited_to_who_they_are(year, login_page, screenshot):
	desk = Desk(login_page(make_user(OFFICER)))
	opened(desk, "Inventory and vacancy", "Lägenhet")
	screenshot(desk.page, "report-inventory_and_vacancy")
	opened(desk, "Households waiting", "0–29 dagar")
	screenshot(desk.page, "report-households_waiting")
	desk.here.locator(".dt-row", has_text="0–29 dagar").get_by_role("link").first.click()
	expect(desk.here.locator(".dt-row", has_text="APP-")).to_have_count(year.waiting)


# Of those that an economist reads.
REPORTS = (
	"Reclaim exposure",
	"Grant utilisation",
	"Compensation forecast",
	"Outcomes and ends",
	"Time between steps",
)
CUT = """() => [...document.querySelectorAll(".page-container:not([style*='none']) .dt-cell--header .dt-cell__content")]
	.filter((heading) => heading.clientWidth && heading.scrollWidth > heading.clientWidth + 1)
	.map((heading) => heading.textContent.trim())"""


def test_no_heading_is_cut_and_per_cent_are_swedish(year, login_page):
	desk = Desk(login_page(make_user(CONTROLLER)))
	frappe.db.set_value("Report", "Compensation forecast", "prepared_report", 0)
	frappe.db.commit()
	frappe.clear_document_cache("Report", "Compensation forecast")
	for report in REPORTS:
		desk.go(f"query-report/{report}")
		desk.here.locator(".dt-row[data-row-index='0']").first.wait_for()
		assert desk.page.evaluate(CUT) == [], report
	desk.go("query-report/Grant utilisation")
	expect(desk.here.locator(".dt-row", has_text="Förmedling").first).to_contain_text("61,7\u00a0%")


def axis(desk: Desk) -> list[str]:
	found = desk.here.locator(".chart-container .y.axis text").all_text_contents()
	return [" ".join(text.split()) for text in found if text.strip()]


def test_numbers_beside_an_axis_are_whole_and_written_out(year, login_page):
	desk = Desk(login_page(make_user(CONTROLLER)))
	opened(desk, "Outcomes and ends", "Avböjd")
	assert sorted(axis(desk)) == ["0", "1"]
	opened(desk, "Grant utilisation", "Öppna ditt hem")
	assert "100 000" in axis(desk)
