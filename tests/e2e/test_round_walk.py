"""A round in a browser, in Swedish: an officer starts it, reads it and decides; a manager overrides a requirement.

Vansbro as the demo has it. While the officer reads, a colleague lets one of the homes to somebody else.
"""

import re

import frappe
import pytest
from desk import Desk
from frappe.model.workflow import apply_workflow
from playwright.sync_api import Locator, expect

from oppna_ditt_hem import demo
from oppna_ditt_hem.demo import acting

OFFICER, MANAGER = "handlaggare@vansbro.example", "enhetschef@vansbro.example"
PLANS, REASON = "Upplåtaren har andra planer", "Församlingen betalar mellanskillnaden."


@pytest.fixture(scope="module")
def vansbro(site):
	demo.load()
	frappe.db.commit()


@pytest.fixture
def picture(screenshot):
	return lambda desk, name: screenshot(desk.page, name, style="#alert-container { display: none }")


def test_a_round_from_its_start_to_its_decisions(vansbro, login_page, picture):
	officer = Desk(login_page(OFFICER, demo.PASSWORD))
	run = start_round(officer, picture)
	cards = read_proposals(officer, run, picture)
	approve(officer, cards)
	be_refused_what_was_taken_meanwhile(officer, cards, picture)
	drop(officer, cards, picture)
	see_who_is_left(officer, run, picture)
	read_beside_the_plain_list(officer, picture)
	see_what_to_look_for(officer, picture)
	manager = Desk(login_page(MANAGER, demo.PASSWORD))
	override(manager, run, picture)


# --- the officer


def start_round(officer: Desk, picture) -> str:
	"""Start it from the list, and wait until the page shows what it found."""
	officer.go("matching-run")
	officer.press("Starta en omgång")
	usual = officer.dialog.get_by_role("radio", name="Bostad åt flest personer")
	expect(usual).to_be_checked()
	picture(officer, "round-01-start")
	officer.confirm("Starta omgången")
	expect(officer.here.locator(".odh-lead")).to_be_visible()
	officer.at_rest()
	return officer.page.url.rpartition("/")[2]


def read_proposals(officer: Desk, run: str, picture) -> Locator:
	"""The cards of the proposals, which are those that are kept; narrowed by place and widened again."""
	cards = officer.here.locator(".odh-pair")
	kept = open_proposals(run)
	expect(cards).to_have_count(len(kept))
	assert len(kept) >= 3
	expect(officer.next_step).to_contain_text(f"öppna: {len(kept)}")
	picture(officer, "round-02-proposals")
	place = officer.here.get_by_role("search").get_by_role("combobox", name="Ort")
	place.select_option(index=1)
	officer.at_rest()
	assert 0 < cards.count() < len(kept)
	place.select_option(index=0)
	expect(cards).to_have_count(len(kept))
	officer.at_rest()
	return cards


def approve(officer: Desk, cards: Locator) -> None:
	card = open_card(cards)
	card.get_by_role("button", name=re.compile("Godkänn")).click()
	expect(the_card(officer, card)).to_contain_text("Föreslagen")
	officer.at_rest()
	placement = frappe.get_doc("Placement", decided("Proposed").placement)
	assert (placement.stage, placement.owner) == ("Proposed", OFFICER)


def be_refused_what_was_taken_meanwhile(officer: Desk, cards: Locator, picture) -> None:
	card = open_card(cards)
	proposal = frappe.get_doc("Match Proposal", card.get_attribute("data-name"))
	let_to_somebody_else(proposal)
	shown = the_card(officer, card)
	shown.get_by_role("button", name=re.compile("Godkänn")).click()
	refusal = officer.dialog.filter(has_text="Allt kunde inte göras")
	expect(refusal).to_contain_text("Bostaden togs")
	officer.at_rest()
	picture(officer, "round-03-taken-meanwhile")
	officer.close()
	expect(shown).to_contain_text("Utgången")
	frappe.db.rollback()
	assert frappe.db.get_value("Match Proposal", proposal.name, "status") == "Expired"
	assert not frappe.db.exists("Placement", {"match_proposal": proposal.name})


def drop(officer: Desk, cards: Locator, picture) -> None:
	card = open_card(cards)
	shown = the_card(officer, card)
	shown.get_by_role("button", name=re.compile("Stryk")).click()
	expect(officer.dialog.locator(".odh-effect")).to_contain_text("bästa omgången")
	officer.fill({"Varför": PLANS, "Mer om det": "Dottern tar över."}, officer.dialog)
	picture(officer, "round-04-drop")
	officer.confirm("Stryk")
	expect(shown).to_contain_text("Struket")
	officer.at_rest()
	dropped = decided("Dropped")
	assert (dropped.drop_reason, dropped.decided_by) == ("Dottern tar över.", OFFICER)


def see_who_is_left(officer: Desk, run: str, picture) -> None:
	"""Everybody who took part has a proposal or is told why not."""
	officer.tab("Utan förslag")
	households = officer.here.locator("[data-side=households]")
	left = int(re.search(r"\d+", households.locator(".odh-total").inner_text())[0])
	took_part = frappe.db.get_value("Matching Run", run, "households")
	assert left == took_part - frappe.db.count("Match Proposal", {"matching_run": run})
	expect(households.locator(".odh-card")).to_have_count(left)
	expect(households.locator(".odh-nearest").first).to_contain_text("Närmast")
	picture(officer, "round-05-left")


def read_beside_the_plain_list(officer: Desk, picture) -> None:
	officer.tab("Bredvid den enkla listan")
	table = officer.here.get_by_role("table", name="Omgången bredvid den enkla listan")
	people = table.get_by_role("row").filter(has_text="Personer med ett hem").get_by_role("cell")
	of_round, of_list = (int(text) for text in officer.texts(people)[-3:-1])
	assert of_round >= of_list > 0
	picture(officer, "round-06-beside")


def see_what_to_look_for(officer: Desk, picture) -> None:
	officer.tab("Bostäder att söka efter")
	wanted = officer.here.get_by_role("table", name="Vad en bostad till skulle göra")
	expect(wanted.locator("tbody tr").first).to_be_visible()
	officer.page.evaluate("window.scrollTo(0, 0)")
	picture(officer, "round-07-look-for")


# --- the manager


def override(manager: Desk, run: str, picture) -> None:
	"""A home that misses a requirement is offered all the same, once it is told what that costs the others."""
	manager.go(f"matching-run/{run}")
	manager.tab("Utan förslag")
	left = manager.here.locator("[data-side=households] .odh-card").filter(
		has=manager.page.locator(".odh-nearest")
	)
	left.first.get_by_role("button", name=re.compile("Hitta bostäder")).click()
	manager.dialog.get_by_role("button", name=re.compile("Föreslå ändå")).click()
	manager.dialog.filter(has_text="båda kan").wait_for()
	manager.confirm("Föreslå")
	manager.expect_status("Föreslagen")
	manager.act("Erbjud", {"Skäl till avsteget": REASON}, lambda: see_cost(manager, picture))
	manager.expect_status("Erbjuden")
	frappe.db.rollback()
	placement = frappe.get_last_doc("Placement", {"stage": "Offered", "override_by": MANAGER})
	assert placement.override_reason == REASON
	assert "omgången" in placement.override_cost


def see_cost(manager: Desk, picture) -> None:
	expect(manager.dialog.locator(".odh-cost")).to_contain_text("bästa omgången")
	picture(manager, "round-08-override")


# --- what they need


def open_proposals(run: str) -> list[str]:
	frappe.db.rollback()
	return frappe.get_all(
		"Match Proposal", {"matching_run": run, "status": "Open"}, pluck="name", order_by="idx"
	)


def open_card(cards: Locator) -> Locator:
	"""The first that can still be decided."""
	return cards.filter(has=cards.page.get_by_role("button", name=re.compile("Godkänn"))).first


def the_card(officer: Desk, card: Locator) -> Locator:
	"""The same card, also when others come before it."""
	return officer.here.locator(f".odh-pair[data-name='{card.get_attribute('data-name')}']")


def decided(status: str):
	frappe.db.rollback()
	return frappe.get_last_doc("Match Proposal", {"status": status, "decided_by": OFFICER})


def let_to_somebody_else(proposal) -> None:
	"""A colleague offers the proposal's home to another household, which fills it."""
	seeking = {"stage": "Seeking", "name": ["!=", proposal.applicant], "protected_identity": 0}
	held = frappe.get_all("Placement", {"stage": ["!=", "Declined"]}, pluck="applicant", order_by="name")
	free = [
		name
		for name in frappe.get_all("Applicant", seeking, pluck="name", order_by="household_size, name")
		if name not in held
	]
	with acting.own_session():
		acting.act_as(MANAGER)
		placement = frappe.get_doc(
			doctype="Placement",
			applicant=free[0],
			listing=proposal.listing,
			from_date=frappe.utils.nowdate(),
			override_reason="Akut",
		).insert()
		apply_workflow(placement, "Offer")
	frappe.db.commit()
