"""The search in a browser, in Swedish: cards, map, side by side, why not and bring back, at the desk and on a phone."""

import re

import frappe
import pytest
from desk import Desk
from playwright.sync_api import expect
from vansbro import first_day

from oppna_ditt_hem.demo import PASSWORD, acting
from oppna_ditt_hem.demo.registry import Registry

OFFICER = "handlaggare@vansbro.example"
HOMES = ("01", "03", "06", "08", "10", "11", "13", "15", "16", "18", "19", "20", "21")
HOUSEHOLDS = ("01", "08", "12", "19")
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def vansbro(site) -> Registry:
	"""Some of Vansbro's homes, and households that seek one."""
	with first_day() as loader:
		loader.each("landlords", loader.landlord)
		for kind, make, numbers in (
			("listings", loader.listing, HOMES),
			("households", loader.household, HOUSEHOLDS),
		):
			for row in loader.in_order(kind):
				if row["key"].rpartition("-")[2] in numbers:
					make(row)
		acting.act_as("Administrator")
		household = frappe.get_doc("Applicant", loader.registry.name("household-12"))
		household.update({"must_reach": "Vansbro", "max_distance_km": 40, "max_rent": 0}).save()
		frappe.db.set_single_value("Matching Settings", "proposals_shown", 4)
	return loader.registry


@pytest.fixture
def picture(screenshot):
	return lambda desk, name: screenshot(desk.page, name, style="#alert-container { display: none }")


@pytest.fixture
def officer(vansbro, login_page) -> Desk:
	desk = Desk(login_page(OFFICER, PASSWORD))
	desk.page.set_viewport_size(LAPTOP)
	return desk


def find(officer: Desk, route: str, button: str):
	"""Open a case and its search; gives the cards."""
	officer.go(route)
	officer.next_step.wait_for()
	officer.settled()
	officer.press(button)
	cards = officer.page.locator(".odh-search .odh-list > .odh-card")
	cards.first.wait_for()
	officer.at_rest()
	return cards


def homes_for(officer: Desk, vansbro: Registry):
	return find(officer, f"applicant/{vansbro.name('household-12')}", "Hitta bostäder")


def scores(cards) -> list[int]:
	return [int(text) for text in cards.locator(".odh-score-number").all_inner_texts()]


def test_cards_tell_why_and_where(officer, vansbro, picture):
	cards = homes_for(officer, vansbro)
	expect(cards).to_have_count(4)
	assert scores(cards) == sorted(scores(cards), reverse=True)
	picture(officer, "find-homes-cards")

	best = cards.first
	chip = best.get_by_role("button", name="Tillräckligt många platser")
	tip = best.get_by_role("tooltip").filter(has_text="lediga platser")
	expect(tip).to_be_hidden()
	chip.click()
	expect(tip).to_be_visible()
	officer.page.keyboard.press("Escape")
	expect(tip).to_be_hidden()
	expect(officer.dialog).to_be_visible()

	unknown = best.locator(".odh-chip-group.odh-unknown")
	expect(unknown).to_contain_text("Fråga")
	best.get_by_text("Så räknas poängen").click()
	table = best.get_by_role("table", name="Poäng per kriterium")
	total = table.locator("tfoot td").first
	expect(total).to_have_text(str(scores(cards)[0]))
	parts = [int(text) for text in officer.texts(table.locator("tbody tr:first-child td:nth-child(2)"))]
	assert abs(sum(parts) - scores(cards)[0]) <= 1
	best.scroll_into_view_if_needed()
	picture(officer, "find-homes-score")


def test_more_are_shown_and_the_search_is_narrowed_by_place_and_kind(officer, vansbro):
	cards = homes_for(officer, vansbro)
	officer.dialog.get_by_role("button", name="Visa fler").click()
	expect(cards).to_have_count(8)
	assert scores(cards) == sorted(scores(cards), reverse=True)
	expect(officer.dialog.locator(".odh-summary")).to_contain_text("8")

	officer.dialog.get_by_label("Slag av bostad").select_option(label="Rum")
	expect(cards.filter(has_text="Lägenhet")).to_have_count(0)
	officer.dialog.get_by_label("Slag av bostad").select_option(label="Alla slag")
	expect(cards.filter(has_text="Lägenhet").first).to_be_visible()
	place = officer.dialog.locator(".odh-map-point[data-place='Dala-Järna']")
	place.focus()
	officer.page.keyboard.press("Enter")
	expect(officer.dialog.get_by_label("Ort", exact=True)).to_have_value("Dala-Järna")
	officer.at_rest()
	assert set(cards.evaluate_all("cards => cards.map(card => card.dataset.locality)")) == {"Dala-Järna"}


def look_at_costs(officer, titles: list[str]) -> None:
	"""The same three homes in a dialog over the search, and back."""
	officer.dialog.get_by_role("button", name="Vad de kostar hushållet").click()
	over = officer.dialog.filter(has_text="Vad bostäderna kostar hushållet")
	heads = over.locator(".odh-costs thead th > a")
	expect(heads).to_have_count(len(titles))
	assert set(officer.texts(heads)) == set(titles)
	expect(over.locator(".odh-costs")).to_contain_text("Kvar att leva på")
	officer.close()
	expect(officer.dialog).to_have_count(1)


def test_three_are_compared_side_by_side_and_one_is_proposed(officer, vansbro, picture):
	cards = homes_for(officer, vansbro)
	titles = officer.texts(cards.locator("h4 a"))[:3]
	for number in range(3):
		cards.nth(number).get_by_role("checkbox", name="Jämför").check()
	expect(cards.nth(3).get_by_role("checkbox", name="Jämför")).to_be_disabled()
	officer.dialog.get_by_role("button", name="Jämför sida vid sida").click()
	table = officer.dialog.get_by_role("table", name="Sida vid sida")
	assert officer.texts(table.locator("thead th > a")) == titles
	rent = table.get_by_role("row").filter(
		has=officer.page.get_by_role("rowheader", name=re.compile("Månadshyra"))
	)
	expect(rent.get_by_role("cell")).to_have_count(3)
	picture(officer, "find-homes-side-by-side")
	look_at_costs(officer, titles)

	rows = table.locator("tbody tr:visible")
	before = rows.count()
	officer.dialog.get_by_label("Bara det som skiljer").check()
	expect(table.locator("tr.odh-alike").first).to_be_hidden()
	assert rows.count() < before

	table.get_by_role("button", name=f"Föreslå: {titles[1]}").first.click()
	officer.dialog.filter(has_text="båda kan").wait_for()
	officer.confirm("Föreslå")
	officer.expect_status("Föreslagen")
	expect(officer.here.locator(".title-text")).to_contain_text(titles[1].split(",")[0])


def test_a_home_is_passed_over_with_a_reason_shown_last_and_brought_back(officer, vansbro, picture):
	cards = find(officer, f"applicant/{vansbro.name('household-19')}", "Hitta bostäder")
	count = cards.count()
	card = cards.first
	title, name = card.locator("h4 a").inner_text().strip(), card.get_attribute("data-name")
	card.get_by_role("button", name="Notera varför inte").click()
	ask = officer.dialog.filter(has_text=f"Varför inte {title}?")
	ask.wait_for()
	officer.fill({"Orsak": "Upplåtaren har andra planer", "Med egna ord": "Dottern tar över."}, ask)
	picture(officer, "find-homes-why-not")
	officer.confirm("Gå förbi")
	expect(cards.locator(f"xpath=self::*[@data-name='{name}']")).to_have_count(0)
	passed = officer.page.locator(".odh-passed")
	expect(passed.locator("summary")).to_have_text(re.compile("Förbigångna tidigare: 1"))

	again = (
		find(officer, f"applicant/{vansbro.name('household-19')}", "Hitta bostäder") if count > 1 else cards
	)
	passed.locator("summary").click()
	row = passed.locator(f"[data-name='{name}']")
	expect(row).to_contain_text("Upplåtaren har andra planer")
	expect(row).to_contain_text("Dottern tar över.")
	row.scroll_into_view_if_needed()
	picture(officer, "find-homes-passed-over")
	row.get_by_role("button", name="Ta tillbaka").click()
	expect(again.locator(f"xpath=self::*[@data-name='{name}']")).to_have_count(1)
	expect(officer.page.locator(".odh-passed")).to_have_count(0)


def test_households_for_a_home(officer, vansbro, picture):
	cards = find(officer, f"listing/{vansbro.name('listing-16')}", "Hitta hushåll")
	expect(officer.dialog.locator(".odh-map-point")).not_to_have_count(0)
	assert scores(cards) == sorted(scores(cards), reverse=True)
	picture(officer, "find-homes-households")


def test_on_a_phone_nothing_is_wider_than_the_screen(officer, vansbro, picture):
	cards = homes_for(officer, vansbro)
	officer.page.set_viewport_size(PHONE)
	officer.at_rest()
	picture(officer, "find-homes-phone")
	cards.first.scroll_into_view_if_needed()
	wide = "() => [...document.querySelectorAll('.odh-search .odh-find *')].filter(e => e.offsetParent && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.odh-tip, svg')).map(e => e.className)"
	assert officer.page.evaluate(wide) == []
	cards.nth(0).get_by_role("checkbox", name="Jämför").check()
	cards.nth(1).get_by_role("checkbox", name="Jämför").check()
	officer.dialog.get_by_role("button", name="Jämför sida vid sida").click()
	picture(officer, "find-homes-phone-side-by-side")
	officer.dialog.get_by_role("button", name="Till listan").click()
	expect(cards.first).to_be_visible()
