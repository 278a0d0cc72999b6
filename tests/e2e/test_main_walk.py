"""The officer's main job in a browser, in Swedish: from two spreadsheets to a household in its home.

The municipality is Vansbro on its first day: places, staff and the year's grants are there, and no case.
"""

import re

import frappe
import pytest
from desk import Desk
from frappe.utils import nowdate
from playwright.sync_api import expect
from vansbro import first_day

from oppna_ditt_hem.demo import PASSWORD, acting, loading
from oppna_ditt_hem.demo.make_sheets import SHEETS
from oppna_ditt_hem.demo.registry import Registry

OFFICER, MANAGER = "handlaggare@vansbro.example", "enhetschef@vansbro.example"
LANDLORD, HOME = "Monica Hedbrand", "Lägenhet, Vansbro"
HOUSEHOLD = "Al-Tamimi"
# Homes that a colleague has made ready meanwhile, so that there is something to choose between.
OTHER_HOMES = ("Byagårdsvägen 1 A", "Nåsvägen 64", "Hagstigen 22")
PROTOCOL = (
	"Brandvarnare",
	"Utrymningsväg",
	"Värmen fungerar",
	"Vattnet fungerar",
	"Låset fungerar",
	"Vinterbonad kontrollerat",
)


@pytest.fixture
def registry(site) -> Registry:
	"""Vansbro's places, staff and grants."""
	with first_day() as loader:
		loader.each("grants", loader.grant)
	return loader.registry


@pytest.fixture
def picture(screenshot):
	"""A picture for the guides, without the message about what was just saved."""
	return lambda desk, name: screenshot(desk.page, name, style="#alert-container { display: none }")


def test_the_officers_main_job(registry, login_page, picture):
	officer = Desk(login_page(OFFICER, PASSWORD))
	import_list(officer, "listing", "bostader.xlsx", lambda: picture(officer, "walk-01-import"))
	import_list(officer, "applicant", "hushall.xlsx", lambda: None)
	inspect_home(officer, picture)
	approve_by_another(Desk(login_page(MANAGER, PASSWORD)), picture)
	approve_other_homes(registry)
	prepare_household(officer, picture)
	propose_home(officer, picture)
	take_to_moving_in(officer, picture)
	book_cost(officer, frappe.db.get_value("Grant", registry.name("grant-open-home"), "title"), picture)


# --- from the spreadsheets


def import_list(officer: Desk, route: str, sheet: str, look) -> None:
	"""Import the good rows of a sheet; each of the others is shown with its row, column and reason."""
	officer.go(route)
	officer.press("Importera lista")
	officer.dialog.get_by_label("Välj en fil, .xlsx eller .csv").set_input_files(SHEETS / sheet)
	start = officer.dialog.get_by_role("button", name=re.compile(r"Importera de \d+ godkända raderna"))
	start.wait_for()
	good = int(re.search(r"\d+", start.inner_text())[0])
	refused = officer.dialog.locator("tbody tr")
	assert good > 15 and 3 < refused.count() < 10
	assert all(len(row.split("\t")[3]) > 20 for row in refused.all_inner_texts())
	look()
	start.click()
	expect(officer.dialog.get_by_text(f"Importerade rader: {good}")).to_be_visible()
	officer.dialog.locator(".modal-footer").get_by_role("button", name="Stäng", exact=True).click()
	expect(officer.here.locator(".list-count")).to_have_text(re.compile(rf"\b{good}\s*$"))


# --- a home comes in


def open_home(person: Desk, availability: str) -> None:
	"""Open the landlord's home from the list, which says whether it is free."""
	person.go("listing")
	person.filter("Upplåtare", LANDLORD)
	rows = person.here.locator(".result .list-row")
	expect(rows).to_have_count(1)
	expect(rows.get_by_text(availability, exact=True)).to_be_visible()
	person.open_only_row(HOME)


def see_home(officer: Desk, availability: str) -> None:
	"""Look at the placement's home: its availability has followed, and nobody typed it."""
	frappe.db.rollback()
	name = frappe.db.get_value("Placement", {}, "listing")
	officer.page.goto(f"/app/listing/{name}")
	expect(officer.field("Tillgänglighet")).to_contain_text(availability)


def inspect_home(officer: Desk, picture) -> None:
	open_home(officer, "Inte tillgänglig")
	officer.act("Skicka in", {"Informerad om personuppgifter": True})
	officer.expect_status("Inskickad")
	picture(officer, "walk-02-submitted")
	officer.act("Påbörja besiktning", {"Samtycke till uthyrning": "Lämnat"})
	officer.expect_status("Besiktning")
	officer.tab("Besiktning")
	officer.fill({"Besiktigad den": nowdate(), "Besiktigad av": OFFICER, **dict.fromkeys(PROTOCOL, "OK")})
	officer.save()
	# Who entered the home is not offered to approve it, and is told who may.
	assert officer.actions() == ["Återsänd för ändring", "Avvisa", "Stäng", "Hjälp"]
	expect(officer.next_step).to_contain_text("En kollega godkänner det du själv har lagt in.")
	picture(officer, "walk-03-inspection")


def approve_by_another(manager: Desk, picture) -> None:
	open_home(manager, "Inte tillgänglig")
	manager.act("Godkänn")
	manager.expect_status("Godkänd")
	expect(manager.next_step).to_contain_text("Bostaden är ledig.")


def approve_other_homes(registry: Registry) -> None:
	"""What a colleague does on other screens."""
	protocol = dict.fromkeys(loading.PROTOCOL_FIELDS, "OK")
	consent = {"consent_to_let": "Not needed", "consent_reason": "Ägaren hyr ut"}
	steps = {
		"Submitted": {"data_notice_given": 1},
		"Inspection": consent,
		"Approved": {**protocol, "inspected_on": nowdate(), "inspected_by": "officer2"},
	}
	frappe.db.rollback()
	with acting.own_session():
		for address in OTHER_HOMES:
			name = frappe.db.get_value("Listing", {"address_line": address})
			for stage, values in steps.items():
				acting.change("Listing", name, values, registry, registry.name("officer2"))
				acting.step("Listing", name, stage, registry.name("officer2"))
	frappe.db.commit()


# --- a household, and the way to its home


def prepare_household(officer: Desk, picture) -> None:
	"""Fill in what the spreadsheet could not tell, and let the household seek."""
	officer.go("applicant")
	officer.filter("Benämning", HOUSEHOLD)
	officer.open_only_row(HOUSEHOLD)
	officer.act("Påbörja kartläggning")
	officer.expect_status("Kartläggning")
	picture(officer, "walk-04-household")
	officer.next_step.get_by_role("button", name="Informerad om personuppgifter").click()
	officer.fill({"Informerad om personuppgifter": True})
	officer.save()
	officer.act("Gör redo")
	officer.expect_status("Redo att söka")
	officer.act("Börja söka")
	officer.expect_status("Söker bostad")


def propose_home(officer: Desk, picture) -> None:
	officer.press("Hitta bostäder")
	cards = officer.dialog.locator(".odh-card")
	expect(cards).to_have_count(1 + len(OTHER_HOMES))
	scores = [int(text) for text in cards.locator(".odh-score-number").all_inner_texts()]
	assert scores == sorted(scores, reverse=True)
	card = cards.filter(has=officer.page.get_by_role("heading", name=HOME))
	expect(card).to_contain_text("Vansbro är en av hushållets önskade orter.")
	picture(officer, "walk-05-homes")
	card.get_by_role("button", name="Föreslå").click()
	officer.dialog.filter(has_text="båda kan").wait_for()
	officer.confirm("Föreslå")
	officer.expect_status("Föreslagen")


ANSWERS = {"Upplåtarens svar": "Ja", "Hushållets svar": "Ja"}
CONTRACT = {
	"Avtalspart": "Hushåll",
	"Hyran prövad": "Inom regeln",
	"Hyrs ut för fritidsändamål": "Nej",
	"Bostäder som hyrs ut": "1",
	"Nettokostnaden visad och förstådd": True,
}
MOVING_IN = (
	"Undertecknat av upplåtaren",
	"Undertecknat av hushållet eller kommunen",
	"Protokoll upprättat",
	"Påmint om folkbokföring",
	"Påmint om ansökan om bidrag",
)


def take_to_moving_in(officer: Desk, picture) -> None:
	officer.act("Erbjud")
	officer.expect_status("Erbjuden")
	picture(officer, "walk-06-offer")
	placement = officer.page.url
	see_home(officer, "Reserverad")
	officer.page.goto(placement)
	officer.act("Notera båda svaren", ANSWERS)
	officer.expect_status("Accepterad")
	meeting = {"Möte den": f"{nowdate()} 16:00:00", "Mötesplats": "Kommunhuset, Vansbro", "Tolk": "Bokat"}
	officer.act("Boka möte", meeting, look=lambda: picture(officer, "walk-07-meeting"))
	officer.expect_status("Möte")
	officer.act("Upprätta avtal", CONTRACT, look=lambda: picture(officer, "walk-08-contract"))
	officer.expect_status("Avtal")
	officer.act("Flytta in", dict.fromkeys(MOVING_IN, True))
	officer.expect_status("Inflyttad")
	picture(officer, "walk-09-moved-in")
	see_home(officer, "Uthyrd")
	officer.page.goto(placement)


# --- money


def book_cost(officer: Desk, grant: str, picture) -> None:
	officer.press("Bokför en kostnad")
	officer.fill({"Statsbidrag": grant, "Budgetpost": "Tolk"})
	officer.fill({"Vad det gäller": "Tolk vid mötet", "Belopp": 850, "Verifikationsnummer": "V4711"})
	picture(officer, "walk-10-cost")
	officer.save()
	officer.press("Skicka in")
	officer.confirm("Ja")
	officer.expect_status("Inskickad")
	officer.go("grant")
	officer.filter("Statsbidrag", grant)
	officer.open_only_row(grant)
	officer.tab("Budget")
	expect(officer.field("Bokfört")).to_contain_text("850,00")
	expect(officer.field("Kvar")).to_contain_text(re.compile(r"299\s150,00"))
	picture(officer, "walk-11-grant")
