"""The economist and the manager in a browser, in Swedish: a booking and each of its refusals, and the report they both sign."""

import re
from pathlib import Path

import frappe
import pytest
from desk import Desk
from factories import CONTROLLER, MANAGER, make_user
from playwright.sync_api import expect
from report_rows import booked, running, write_a_year

ARTIFACTS = Path(__file__).parent / ".artifacts"
YEAR = 2016
DAY = f"{YEAR}-05-02"


@pytest.fixture(scope="module")
def grant(site):
	"""A grant of last year with 1 000 kronor left; the economist reads Swedish, and so does the manager."""
	for role, name in ((CONTROLLER, "Eva Ek"), (MANAGER, "Maj Alm")):
		frappe.db.set_value("User", make_user(role), {"language": "sv", "full_name": name})
	write_a_year()
	frappe.db.set_single_value("Housing Settings", "mask_below", 5)
	grant = running("Öppna ditt hem", 300_000, {"Förmedling": 200_000, "Tolk": 100_000}, year=YEAR)
	for line, purpose in zip(grant.budget_lines, ("Brokering", "Interpreter"), strict=True):
		line.db_set("purpose_code", purpose)
	booked(grant, 199_000, f"{YEAR}-02-01", voucher_number="V1")
	booked(grant, 100_000, f"{YEAR}-03-01", "Tolk", voucher_number="V2")
	frappe.db.commit()
	frappe.clear_cache()
	return grant


def refused(desk: Desk, button: str, words: str) -> None:
	"""Press a button and read why not."""
	desk.press(button)
	if button == "Skicka in":
		desk.confirm("Ja")
	expect(desk.dialog).to_contain_text(re.compile(words))
	desk.close()


def new_row(desk: Desk, grant, filled: dict | None = None, **values) -> None:
	"""Begin a row from its address, and fill in what an address can't carry."""
	asked = {"grant": grant.name, "posting_date": DAY, "description": "Visning", **values}
	desk.go("grant-entry/new?" + "&".join(f"{field}={value}" for field, value in asked.items()))
	desk.at_rest()
	desk.fill({"Budgetpost": "Förmedling", **(filled or {})})


def test_a_booking_its_refusals_and_the_managers_approval(grant, login_page, screenshot):
	economist = Desk(login_page(make_user(CONTROLLER)))
	new_row(economist, grant, posting_date=f"{YEAR + 1}-01-01", amount=1200)
	refused(economist, "Spara", "utanför bidragets period")
	new_row(economist, grant, {"Verifikationsnummer": "V1"}, amount=1200)
	refused(economist, "Spara", "redan bokförd")
	new_row(economist, grant, {"Ändamålskod": "Tolk"}, amount=1200)
	refused(economist, "Spara", "Välj en av dess poster för det: Tolk")
	new_row(economist, grant, amount=-5)
	refused(economist, "Spara", "Rättar")
	new_row(economist, grant, amount=10, currency="EUR")
	refused(economist, "Spara", "Växelkurs")
	new_row(economist, grant, entry_type="Hours", hours=2)
	refused(economist, "Spara", "ingen sats för")
	name = overspend(economist, grant, screenshot)
	manager = Desk(login_page(make_user(MANAGER)))
	manager.go(f"grant-entry/{name}")
	manager.press("Godkänn överskridande")
	manager.fill({"Orsak": "Beslutat i nämnden den 3 maj"}, manager.dialog)
	screenshot(manager.page, "grant-approval")
	manager.confirm("Godkänn")
	expect(manager.here.locator(".form-message.green")).to_contain_text(re.compile(r"200\skr"))
	economist.go(f"grant-entry/{name}")
	economist.press("Skicka in")
	economist.confirm("Ja")
	economist.expect_status("Inskickad")
	frappe.db.rollback()
	assert frappe.db.get_value("Grant", grant.name, "remaining") == -200


def test_a_grant_that_the_funder_lowers_below_what_is_booked(grant, login_page, screenshot):
	lines = {"Förmedling": 500}
	lowered = running("Sänkt bidrag", 1_000, lines, year=YEAR)
	booked(lowered, 800, DAY, voucher_number="V20")
	frappe.db.commit()
	economist = Desk(login_page(make_user(CONTROLLER)))
	economist.go(f"grant/{lowered.name}")
	economist.fill({"Beviljat belopp": 700})
	economist.press("Spara")
	expect(economist.dialog).to_contain_text(re.compile(r"800,00\skr är bokfört.*be en Enhetschef"))
	screenshot(economist.page, "grant-lowered")
	economist.close()
	manager = Desk(login_page(make_user(MANAGER)))
	manager.go(f"grant/{lowered.name}")
	manager.press("Godkänn ett lägre belopp")
	manager.fill({"Godkänt lägre belopp": 700, "Varför det sänks": "Nytt beslut den 1 juni"}, manager.dialog)
	manager.confirm("Godkänn")
	expect(manager.field("Varför det sänks")).to_contain_text("Nytt beslut")
	economist.go(f"grant/{lowered.name}")
	economist.fill({"Beviljat belopp": 700})
	economist.save()
	frappe.db.rollback()
	assert frappe.db.get_value("Grant", lowered.name, ["amount", "remaining"]) == (700, -100)


def overspend(economist: Desk, grant, screenshot) -> str:
	"""A draft that takes the grant 200 kronor over; it is told, and can't be submitted."""
	new_row(economist, grant, {"Verifikationsnummer": "V3"}, amount=1200)
	economist.press("Spara")
	expect(economist.dialog).to_contain_text(re.compile(r"200,00\skr\sför mycket"))
	economist.close()
	expect(economist.here.locator(".form-message.orange")).to_contain_text(re.compile(r"200\skr"))
	refused(economist, "Skicka in", r"1\s000,00\skr kvar")
	screenshot(economist.page, "grant-overspending")
	frappe.db.rollback()
	return frappe.db.get_value("Grant Entry", {"grant": grant.name, "docstatus": 0})


def test_the_final_report_that_both_sign(grant, login_page, screenshot):
	economist = Desk(login_page(make_user(CONTROLLER)))
	economist.go(f"grant/{grant.name}")
	economist.act("Påbörja slutredovisning")
	economist.expect_status("Slutredovisning")
	economist.press("Gör en redovisning")
	economist.fill(
		{"Per den": f"{YEAR}-12-31", "Vad pengarna användes till": "Vi har visat lediga rum och lägenheter."}
	)
	economist.save()
	economist.fill({"Vad pengarna användes till": "Vi har visat lediga rum, lägenheter och stugor."})
	economist.save()
	economist.press("Skriv under")
	economist.confirm("Ja")
	expect(economist.field("Underskrivet av ekonom")).to_contain_text("grant-controller")
	economist.go(f"grant/{grant.name}")
	economist.act("Skicka redovisning")
	expect(economist.dialog).to_contain_text("Bidragsredovisning")
	economist.close()
	frappe.db.rollback()
	report = frappe.db.get_value("Grant Report", {"grant": grant.name})
	manager = Desk(login_page(make_user(MANAGER)))
	manager.go(f"grant-report/{report}")
	manager.press("Skriv under")
	manager.confirm("Ja")
	expect(manager.here.get_by_role("button", name="Skriv under", exact=True)).to_have_count(0)
	expect(manager.here.locator(".frappe-control[data-fieldname=accounts]")).to_contain_text(
		"Erbjudna bostäder"
	)
	screenshot(manager.page, "grant-report", full_page=True)
	# What each figure was counted from is told in words.
	expect(manager.page.locator("[data-fieldname=figures] .grid-body")).to_contain_text(
		"Bidragspost (Statsbidrag:"
	)
	keep_paper(manager, report)
	manager.press("Vad som har ändrats sedan dess")
	expect(manager.dialog).to_contain_text("Ingenting")
	manager.close()
	economist.go(f"grant/{grant.name}")
	economist.act("Skicka redovisning")
	economist.expect_status("Redovisat")


def test_one_cost_that_two_grants_bear(grant, login_page, screenshot):
	others = [running(title, 1_000, {"Möten": 1_000}, year=YEAR) for title in ("Snabbspåret", "Samverkan")]
	frappe.db.commit()
	economist = Desk(login_page(make_user(CONTROLLER)))
	economist.go(f"cost-allocation/new?posting_date={DAY}&description=Lokal&amount=100.01")
	economist.at_rest()
	for number, title in enumerate(("Snabbspåret", "Samverkan"), 1):
		rows = economist.table("Delar").locator(".grid-body .grid-row")
		while rows.count() < number:
			economist.add_row("Delar")
		economist.fill_row("Delar", number, {"Statsbidrag": title, "Andel": 1})
	economist.fill({"Verifikationsnummer": "V9"})
	economist.save()
	screenshot(economist.page, "grant-shared-cost")
	economist.press("Skicka in")
	economist.confirm("Ja")
	economist.expect_status("Inskickad")
	frappe.db.rollback()
	assert [frappe.db.get_value("Grant", other.name, "booked") for other in others] == [50.01, 50]


def keep_paper(desk: Desk, report: str) -> None:
	"""The report as it is sent, beside the pictures of the browser."""
	asked = {
		"doctype": "Grant Report",
		"name": report,
		"format": "Grant report",
		"no_letterhead": 1,
		"_lang": "sv",
	}
	answer = desk.page.request.get("/api/method/frappe.utils.print_format.download_pdf", params=asked)
	assert answer.body().startswith(b"%PDF")
	ARTIFACTS.mkdir(exist_ok=True)
	(ARTIFACTS / "grant-report.pdf").write_bytes(answer.body())
