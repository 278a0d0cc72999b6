"""What a home costs, in a browser: the card beside other homes, its paper, the rent test, and next year's legal value."""

from pathlib import Path

import frappe
import pytest
from desk import Desk
from playwright.sync_api import expect
from vansbro import first_day

from oppna_ditt_hem.demo import PASSWORD

OFFICER, ADMINISTRATOR = "handlaggare@vansbro.example", "administrator@vansbro.example"
ARTIFACTS = Path(__file__).parent / ".artifacts"
HOMES = ("listing-01", "listing-10", "listing-19")


@pytest.fixture(scope="module")
def vansbro(site):
	with first_day() as loader:
		loader.each("landlords", loader.landlord)
		for kind, make, keys in (
			("listings", loader.listing, HOMES),
			("households", loader.household, ("household-01",)),
		):
			for row in loader.in_order(kind):
				if row["key"] in keys:
					make(row)
		rule = frappe.get_doc("Matching Criterion", {"rule": "net_cost_ceiling"})
		costs = {"heating": 900, "electricity": 400, "water": 200, "internet": 300}
		rule.db_set("parameters", frappe.as_json({**frappe.parse_json(rule.parameters), **costs}))
	return loader.registry


@pytest.fixture(scope="module")
def proposals(vansbro) -> list[str]:
	applicant = vansbro.name("household-01")
	rows = [
		frappe.get_doc(
			{
				"doctype": "Match Proposal",
				"applicant": applicant,
				"listing": vansbro.name(key),
				"score": 90 - i,
			}
		).insert()
		for i, key in enumerate(HOMES)
	]
	frappe.db.commit()
	return [row.name for row in rows]


def at_desk(login_page, user: str) -> Desk:
	desk = Desk(login_page(user, PASSWORD))
	desk.page.set_viewport_size({"width": 1366, "height": 1000})
	return desk


def test_three_homes_side_by_side_and_on_paper(vansbro, proposals, login_page, screenshot):
	officer = at_desk(login_page, OFFICER)
	officer.go(f"match-proposal/{proposals[0]}")
	card = officer.here.locator(".odh-costs")
	expect(card.locator("thead th")).to_have_count(3)
	expect(card).to_contain_text("Bostadsersättning betalas inte för ett inhyrt rum")
	officer.settled()
	card.scroll_into_view_if_needed()
	row = card.locator(".odh-explained").nth(2)
	row.focus()
	expect(row.get_by_role("tooltip")).to_be_visible()
	screenshot(officer.page, "net-cost-card")
	officer.press("Skriv ut till hushållet")
	officer.fill({"Språk": "العربية"}, officer.dialog)
	with officer.page.context.expect_event("request", lambda one: "download_pdf" in one.url) as asked:
		officer.confirm("Skriv ut")
	paper = officer.page.request.get(asked.value.url)
	assert paper.ok and paper.body().startswith(b"%PDF") and "_lang=ar" in asked.value.url
	ARTIFACTS.mkdir(exist_ok=True)
	for language in ("sv", "ar", "ti"):
		paper = officer.page.request.get(asked.value.url.replace("_lang=ar", f"_lang={language}"))
		(ARTIFACTS / f"costs-{language}.pdf").write_bytes(paper.body())


def test_a_home_says_what_rent_the_law_allows(vansbro, login_page, screenshot):
	officer = at_desk(login_page, OFFICER)
	officer.go(f"listing/{vansbro.name('listing-19')}")
	officer.next_step.wait_for()
	officer.tab("Hyra")
	card = officer.here.locator(".odh-law")
	expect(card).to_contain_text("2026:772")
	expect(card).to_contain_text("ej verifierat")
	card.scroll_into_view_if_needed()
	screenshot(officer.page, "rent-card")


def test_an_administrator_enters_next_years_amount(vansbro, login_page, screenshot):
	admin = at_desk(login_page, ADMINISTRATOR)
	admin.go("List/Legal Parameter?key=housing_allowance_ceiling")
	expect(admin.here.locator(".result .list-row")).to_have_count(3)
	expect(
		admin.here.locator(".result .indicator-pill").filter(has_text="Ej verifierat").first
	).to_be_visible()
	name = frappe.db.get_value(
		"Legal Parameter", {"key": "housing_allowance_ceiling", "valid_to": ["is", "not set"]}
	)
	admin.go(f"legal-parameter/{name}")
	admin.press("Nytt värde från en dag")
	admin.fill({"Värde": "6000", "Märkning": "S"})
	admin.press("Spara")
	expect(admin.here.locator(".form-message")).to_contain_text("Ej verifierat")
	admin.at_rest()
	screenshot(admin.page, "legal-value")
	frappe.db.rollback()
	assert str(frappe.db.get_value("Legal Parameter", name, "valid_to")).endswith("-12-31")
