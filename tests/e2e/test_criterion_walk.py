"""The Housing Administrator at the matching rules, in Swedish: a setting is changed and an own rule is written.

Vansbro as the demo has it. Both changes are previewed before they are saved, and one is refused until it is mended.
"""

import re

import frappe
import pytest
from desk import Desk
from playwright.sync_api import expect

from oppna_ditt_hem import demo

ADMINISTRATOR = "administrator@vansbro.example"
OVERCROWDED, SPACE_EACH = "Not overcrowded", "Minst 15 kvadratmeter var"
TYPO = "listing.floor_area >= 15 * household.sise"
MENDED = TYPO.replace("sise", "size")


@pytest.fixture
def vansbro(site):
	demo.load()
	frappe.db.commit()


@pytest.fixture
def picture(screenshot):
	"""A picture for the guide from the top of the page, without the message about what was just saved."""

	def take(desk: Desk, name: str) -> None:
		desk.page.evaluate("window.scrollTo(0, 0)")
		screenshot(desk.page, name, style="#alert-container { display: none }")

	return take


def test_rules_are_changed_with_their_consequences_seen_first(vansbro, login_page, picture):
	administrator = Desk(login_page(ADMINISTRATOR, demo.PASSWORD))
	change_a_setting(administrator, picture)
	write_an_expression(administrator, picture)
	read_how_scripts_are_enabled(administrator, picture)


# --- a setting


def change_a_setting(administrator: Desk, picture) -> None:
	administrator.go(f"matching-criterion/{OVERCROWDED}")
	setting = administrator.here.get_by_label("Personer per rum")
	expect(setting).to_have_value("2")
	setting.fill("0")
	setting.press("Tab")
	administrator.press("Förhandsgranska ändringen")
	refusal(administrator, "minst 1")

	setting.fill("1")
	setting.press("Tab")
	picture(administrator, "criterion-setting")
	preview(administrator)
	lost = administrator.dialog.get_by_role("region", name="Försvinner")
	loses_last = lost.locator("h5", has_text="Hushåll som förlorar sin sista bostad")
	expect(loses_last.locator(".odh-count")).to_have_text(re.compile(r"[1-9]"))
	names = administrator.texts(loses_last.locator("+ ul a"))
	assert names and all(frappe.db.exists("Applicant", {"title": name}) for name in names)
	expect(
		administrator.dialog.get_by_role("row").filter(has_text="Hushåll utan någon möjlig bostad")
	).to_be_visible()
	picture(administrator, "criterion-preview")
	administrator.confirm("Spara")
	administrator.settled()
	change = administrator.here.locator(".odh-changes > li").first
	expect(change).to_contain_text("Personer per rum: 2")
	expect(change).to_contain_text("Helena Kvarnlid")
	assert saved(OVERCROWDED, "parameters") == '{"people_per_room": 1}'


# --- an own rule


def write_an_expression(administrator: Desk, picture) -> None:
	administrator.go("matching-criterion/new")
	administrator.at_rest()
	administrator.fill({"Kriterium": SPACE_EACH, "Slag": "Krav", "Regel": "Uttryck"})
	write(administrator, TYPO)
	check = administrator.here.locator(".odh-broken")
	expect(check).to_contain_text("Det finns inget namn ”household.sise”")
	picture(administrator, "criterion-expression-refused")
	administrator.press("Spara")
	refusal(administrator, "household.size")
	assert not frappe.db.exists("Matching Criterion", SPACE_EACH)

	write(administrator, MENDED)
	expect(administrator.here.locator(".odh-met")).to_contain_text("ja eller nej")
	administrator.fill({"När det inte är uppfyllt": "Det blir mindre än 15 kvadratmeter var."})
	picture(administrator, "criterion-expression")
	preview(administrator)
	lost = administrator.dialog.get_by_role("region", name="Försvinner")
	expect(lost.locator("h5", has_text="Bostäder som förlorar sitt sista hushåll")).to_be_visible()
	picture(administrator, "criterion-expression-preview")
	administrator.confirm("Spara")
	administrator.settled()
	assert saved(SPACE_EACH, "expression") == MENDED
	assert saved(SPACE_EACH, "kind") == "Requirement"


def write(administrator: Desk, expression: str) -> None:
	editor = administrator.page.get_by_role("textbox", name="Uttryck")
	editor.focus()
	editor.press("Control+a")
	# As typed by hand, the editor would close brackets and offer words.
	administrator.page.keyboard.insert_text(expression)
	editor.press("Escape")


# --- a script, on a bench that runs none


def read_how_scripts_are_enabled(administrator: Desk, picture) -> None:
	administrator.go("matching-criterion/new")
	administrator.at_rest()
	administrator.fill({"Kriterium": "Eget hem", "Slag": "Önskemål", "Regel": "Serverskript"})
	expect(administrator.here.locator(".odh-unknown")).to_contain_text(
		"bench set-config -g server_script_enabled 1"
	)
	administrator.at_rest()
	picture(administrator, "criterion-script")


# --- what they need


def preview(administrator: Desk) -> None:
	administrator.press("Förhandsgranska ändringen")
	expect(administrator.dialog.get_by_role("table").first).to_be_visible()
	administrator.at_rest()


def refusal(administrator: Desk, words: str) -> None:
	"""The message that refuses says what would do, and is closed."""
	message = administrator.page.locator(".msgprint-dialog .msgprint")
	expect(message).to_contain_text(words)
	administrator.close()
	expect(message).to_be_hidden()


def saved(name: str, field: str):
	frappe.db.rollback()
	return frappe.db.get_value("Matching Criterion", name, field)
