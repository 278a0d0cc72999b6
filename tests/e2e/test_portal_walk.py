"""A landlord on a phone, from the front page until the household has moved out; axe looks at every page and state."""

import re

import frappe
import pytest
from answering_help import letters_to
from axe_playwright_python.sync_playwright import Axe
from factories import MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, nowdate
from playwright.sync_api import Page, expect
from portal_help import picture, sending_server
from sign_in_help import identity_service, make_key
from walking import walk

from oppna_ditt_hem import messages
from oppna_ditt_hem.answering import offers

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
EMAIL = "rut.uvberg@landlords.example"
axe = Axe()


@pytest.fixture(scope="module")
def office(site):
	"""A municipality that can send letters, with its officer's name on every page."""
	settings = {"contact_name": "Kerstin Åslund", "contact_phone": "0281-750 00", "municipality": "Vansbro"}
	frappe.db.set_single_value("Housing Settings", settings)
	make.locality()
	make.locality("Nås")
	for role in (OFFICER, MANAGER):
		make_user(role)
	frappe.db.commit()
	with sending_server():
		yield


@pytest.fixture
def look(screenshot):
	"""Take a picture of a page and have axe look at it."""

	def at(page: Page, name: str = "", whole: bool = False) -> None:
		found = axe.run(page).response["violations"]
		told = [f"{one['id']}: {[node['html'][:150] for node in one['nodes']]}" for one in found]
		assert not told, "\n".join([page.url, *told])
		assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
		if name:
			screenshot(page, name, full_page=whole)

	return at


def goes_on(page: Page, heading: str, button: str = "Spara och fortsätt") -> None:
	page.get_by_role("button", name=button, exact=True).click()
	expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def link_in_letter() -> str:
	frappe.db.rollback()
	return re.search(r"/kom-in#[\w-]+", letters_to(EMAIL)[-1])[0]


def test_from_the_front_page_to_the_end_of_a_stay(office, browser_page, look):
	page = browser_page
	page.set_viewport_size(PHONE)
	gets_in(page, look)
	name = offers_a_home(page, look)
	is_returned_and_sent_again(page, look, name)
	stay = answers_a_proposal(page, look, name)
	lives_through_a_stay(page, look, stay)


def gets_in(page: Page, look) -> None:
	page.goto("/hyr-ut")
	look(page, "landlord-01-front")
	page.get_by_label("Månadshyra").fill("5 200")
	page.get_by_label("Uppvärmning").check()
	page.get_by_role("button", name="Räkna").click()
	expect(page.get_by_text("Kvar till dig per månad")).to_be_visible()
	page.locator("#result").scroll_into_view_if_needed()
	look(page, "landlord-02-calculator")
	page.get_by_role("heading", name="Vad hushållet har kvar").evaluate("heading => heading.scrollIntoView()")
	look(page, "landlord-02-household")
	page.get_by_role("link", name="Erbjud en bostad").first.click()
	page.get_by_label("E-postadress").fill("rut")
	page.get_by_role("button", name="Skicka en länk till mig").click()
	look(page)
	page.get_by_label("E-postadress").fill(EMAIL)
	page.get_by_role("button", name="Skicka en länk till mig").click()
	expect(page.get_by_role("heading", name="Titta i din e-post")).to_be_visible()
	look(page, "landlord-03-letter")
	page.goto("about:blank")
	page.goto(link_in_letter())
	expect(page.get_by_role("heading", name="Du", exact=True)).to_be_visible()
	assert "#" not in page.url


def offers_a_home(page: Page, look) -> str:
	page.get_by_label("Ditt namn").fill("Rut Uvberg")
	page.get_by_role("button", name="Spara och fortsätt").click()
	expect(page.locator("#summary")).to_be_focused()
	look(page, "landlord-04-error")
	page.get_by_role("link", name="Ditt telefonnummer").click()
	expect(page.get_by_label("Ditt telefonnummer")).to_be_focused()
	page.keyboard.type("070-174 06 34")
	page.keyboard.press("Enter")
	expect(page.get_by_role("heading", name="Bostaden")).to_be_visible()
	page.get_by_label("Stuga").check()
	page.get_by_label("I vilken ort?").select_option("Nås")
	page.get_by_label("Gata och nummer").fill("Uvstigen 19")
	page.get_by_label("Hur många kan sova där?").fill("3")
	look(page, "landlord-05-home", whole=True)
	goes_on(page, "Hyran och din rätt att hyra ut")
	page.get_by_label("Eget hus").check()
	page.get_by_label("Vilken hyra vill du ha per månad?").fill("4 500")
	expect(page.locator("#hint")).to_contain_text("resten beskattas med 30 %")
	page.locator("#hint").scroll_into_view_if_needed()
	look(page, "landlord-06-rent")
	page.get_by_label("Det behövs inte").check()
	page.get_by_label("Om inget tillstånd behövs, varför?").fill("Jag äger stugan")
	goes_on(page, "När och hur länge")
	page.get_by_label("Från vilken dag är den ledig?").fill(add_days(nowdate(), 7))
	look(page)
	goes_on(page, "Vem det passar")
	page.get_by_label("En familj med barn").check()
	look(page)
	goes_on(page, "Vinter")
	page.get_by_label("Hur värms den upp?").select_option("Firewood")
	page.get_by_label("Varifrån kommer vattnet?").select_option("Own well")
	for question in ("Plogas vägen på vintern?", "Går det att bo där på vintern?"):
		page.get_by_role("group", name=question).get_by_label("Ja").check()
	look(page)
	goes_on(page, "Foton")
	photo = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture(2400, 1800)}
	page.get_by_label("Lägg till foton").set_input_files([photo])
	expect(page.get_by_role("status")).to_have_text("Fotona är klara att läggas till.")
	page.get_by_role("button", name="Lägg till de valda fotona").click()
	expect(page.get_by_role("img", name="Foto 1")).to_be_visible()
	look(page, "landlord-07-photos")
	goes_on(page, "Titta igenom och skicka")
	look(page, "landlord-08-review", whole=True)
	page.get_by_role("button", name="Skicka in").click()
	look(page)
	page.get_by_label("Jag har läst det här").check()
	page.get_by_role("button", name="Skicka in").click()
	expect(page.get_by_text("Vi granskar ditt erbjudande")).to_be_visible()
	look(page, "landlord-09-my-homes", whole=True)
	return page.locator("section.card").get_attribute("id")


def is_returned_and_sent_again(page: Page, look, name: str) -> None:
	frappe.db.rollback()
	walk(frappe.get_doc("Listing", name), ("Returned",), MANAGER)
	frappe.db.commit()
	page.goto("/mina-bostader")
	expect(page.get_by_text("Please say what the rent includes.")).to_be_visible()
	look(page, "landlord-10-returned")
	page.get_by_role("link", name="Ändra och skicka igen").click()
	page.get_by_role("link", name="Ändra: Hyran").click()
	look(page)
	page.get_by_label("Uppvärmning", exact=True).check()
	look(page)
	goes_on(page, "Titta igenom och skicka", "Spara och tillbaka till översikten")
	page.get_by_role("button", name="Skicka in").click()
	expect(page.get_by_text("Vi granskar ditt erbjudande")).to_be_visible()


def answers_a_proposal(page: Page, look, name: str) -> str:
	frappe.db.rollback()
	home = walk(frappe.get_doc("Listing", name), ("Inspection", "Approved"), MANAGER)
	year = int(nowdate()[:4])
	members = [
		{"birth_year": year - 31, "relation": "Head", "language": "ti"},
		{"birth_year": year - 4, "relation": "Child", "language": "ti"},
	]
	family = make.applicant("Seeking", members=members, preferred_language="ti")
	stay = make.placement("Offered", listing=home, applicant=family, from_date=nowdate())
	frappe.db.commit()
	page.goto("/mina-bostader")
	look(page)
	page.get_by_role("link", name="Se hushållet och svara").click()
	expect(page.get_by_role("heading", name="Får det här hushållet hyra ditt hem?")).to_be_visible()
	expect(page.get_by_text("1 mellan 0 och 5 år")).to_be_visible()
	look(page, "landlord-11-proposal", whole=True)
	page.get_by_text("Nej tack").click()
	look(page)
	page.get_by_role("button", name="Ja, jag vill träffa dem").click()
	expect(page.get_by_text("Ditt svar är sparat")).to_be_visible()
	look(page)
	return stay.name


def lives_through_a_stay(page: Page, look, name: str) -> None:
	frappe.db.rollback()
	offers.take(frappe.get_doc("Placement", name), "Household", "Yes", None, "Link", None)
	for stage in ("Meeting", "Contract", "Moved In"):
		stay = walk(frappe.get_doc("Placement", name), (stage,), OFFICER)
		frappe.db.commit()
		page.goto(f"/forslag?nr={name}")
		look(page, f"landlord-12-{frappe.scrub(stage)}", whole=True)
	with acting_as("Administrator"):
		frappe.db.set_value("Placement Check", stay.checks[0].name, "due_on", nowdate())
		frappe.db.commit()
	page.reload()
	look(page)
	page.get_by_role("button", name="Bra", exact=True).click()
	expect(page.get_by_text("Tack för att du berättar hur det går.")).to_be_visible()
	page.get_by_text("Min hyresgäst har flyttat").click()
	page.get_by_role("button", name="Berätta").click()
	expect(page.get_by_text("Tack. Vi tar reda på hur det är")).to_be_visible()
	writes_and_reads_the_answer(page, look, name)
	page.goto("/mina-uppgifter")
	look(page, "landlord-18-details", whole=True)


def writes_and_reads_the_answer(page: Page, look, name: str) -> None:
	page.goto(f"/forslag?nr={name}")
	page.get_by_label("Ditt meddelande till handläggaren").fill("Element i köket är kallt.\nKan ni komma?")
	page.get_by_role("button", name="Skicka", exact=True).click()
	expect(page.locator(".thread .mine")).to_contain_text("Kan ni komma?")
	frappe.db.rollback()
	with acting_as(make_user(OFFICER)):
		messages.write_to_landlord(
			"Placement", name, "Tack för att du säger till. Vi kommer i morgon klockan nio."
		)
	frappe.db.commit()
	page.goto("/mina-bostader")
	expect(page.get_by_role("navigation")).to_contain_text("1 nytt meddelande")
	look(page, "landlord-14-news")
	page.get_by_role("link", name="Du har ett nytt meddelande från oss").click()
	expect(page.get_by_text("Vi kommer i morgon klockan nio.")).to_be_visible()
	page.locator("#messages").scroll_into_view_if_needed()
	look(page, "landlord-14-messages")
	page.goto("/mina-bostader")
	expect(page.get_by_role("navigation")).not_to_contain_text("meddelande")


def test_the_pages_on_a_wide_screen_in_english_and_zoomed(office, browser_page, look):
	page = browser_page
	page.set_viewport_size(DESK)
	page.goto("/hyr-ut")
	look(page, "landlord-13-wide")
	page.get_by_role("button", name="English").click()
	expect(page.get_by_role("heading", level=1)).to_contain_text("Let your home to a family")
	assert page.locator("html").get_attribute("lang") == "en"
	# Zoomed to 400 %, a screen of 1280 points is 320 wide (WCAG 1.4.10).
	page.set_viewport_size({"width": 320, "height": 640})
	look(page)
	page.keyboard.press("Tab")
	expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
	look(page)


def test_a_landlord_gets_in_by_the_municipalitys_identity_service(
	office, browser_page, look, base_url, tmp_path
):
	page = browser_page
	page.set_viewport_size(PHONE)
	with identity_service(base_url, tmp_path) as service:
		make_key(service)
		page.goto("/mina-bostader")
		look(page, "landlord-15-service")
		page.get_by_role("button", name="Logga in med E-legitimation").click()
		page.get_by_role("button", name="Avbryt").click()
		expect(page.get_by_role("alert")).to_contain_text("Du har inte loggat in.")
		look(page)
		page.goto("/mina-bostader")
		page.get_by_role("button", name="Logga in med E-legitimation").click()
		page.get_by_role("button", name="Greta").click()
		expect(page.get_by_role("heading", name="Mina bostäder")).to_be_visible()
		look(page)
