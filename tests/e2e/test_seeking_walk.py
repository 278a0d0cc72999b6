"""A household on a phone, in Arabic from right to left, from the door to its own page and out again; axe looks at all of it."""

import frappe
import pytest
from factories import OFFICER, make_user
from frappe.utils import add_days, nowdate
from playwright.sync_api import Page, expect
from test_portal_walk import PHONE, look, office  # noqa: F401
from walking import walk

DOOR = "/sok-bostad"


def goes_on(page: Page, button: str, heading: str) -> None:
	page.get_by_role("button", name=button, exact=True).click()
	expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


@pytest.mark.usefixtures("office")
def test_a_household_registers_in_arabic_and_follows_its_case(browser_page, login_page, look, screenshot):  # noqa: F811
	page = browser_page
	page.set_viewport_size(PHONE)
	registers(page, look)
	link = page.get_by_label("رابط صفحتكم").input_value()
	follows(page, look, link)
	name = is_found_by_the_office(login_page, screenshot)
	hears_more(page, look, link, name)


def registers(page: Page, look) -> None:  # noqa: F811
	page.goto(DOOR)
	page.get_by_role("button", name="العربية").click()
	assert page.locator("html").evaluate("node => [node.lang, node.dir]") == ["ar", "rtl"]
	assert page.locator("h1").evaluate("node => getComputedStyle(node).direction") == "rtl"
	expect(page.get_by_label("اسمك، أنت من يساعد")).to_be_hidden()
	look(page, "applicant-01-arabic", whole=True)
	page.get_by_role("button", name="متابعة", exact=True).click()
	expect(page.locator("#summary")).to_be_focused()
	look(page, "applicant-02-error")
	page.get_by_role("link", name="من يحتاج إلى سكن؟").click()
	page.get_by_label("شخص أساعده").check()
	page.get_by_label("اسمك، أنت من يساعد").fill("Nås församling")
	page.get_by_label("رقم هاتفك").fill("0281-300 00")
	# As the keyboard of the language writes it.
	page.get_by_label("كم شخصاً يحتاج إلى السكن").fill("٢")
	look(page)
	goes_on(page, "متابعة", "الأشخاص الذين يحتاجون إلى سكن")
	page.get_by_label("الاسم", exact=True).fill("سلمى الخطيب")
	page.get_by_label("رقم الهاتف").fill("070-174 06 35")
	expect(page.get_by_label("بأي لغة تريدون أن نتحدث؟")).to_have_value("ar")
	first, second = page.locator("fieldset.person").all()
	first.get_by_label("سنة الميلاد").fill("1991")
	second.get_by_label("سنة الميلاد").fill(str(int(nowdate()[:4]) - 4))
	second.get_by_label("ما صلته").select_option("Child")
	page.get_by_label("انتقلنا إلى هنا بأنفسنا").check()
	look(page, "applicant-03-household", whole=True)
	goes_on(page, "متابعة", "السكن الذي تحتاجونه")
	page.get_by_label("Vansbro").check()
	page.get_by_role("group", name="هل يمكنكم مشاركة المطبخ").get_by_label("نعم").check()
	page.get_by_label("من أي يوم تحتاجون إليه؟").fill(add_days(nowdate(), 14))
	page.get_by_label("لقد قرأت هذا").check()
	look(page, "applicant-04-home", whole=True)
	goes_on(page, "إرسال", "شكراً! لقد وصلنا طلبكم.")
	look(page, "applicant-05-thanks", whole=True)


def follows(page: Page, look, link: str) -> None:  # noqa: F811
	page.goto("about:blank")
	page.goto(link)
	expect(page.get_by_role("heading", name="لقد وصلنا طلبكم", level=1)).to_be_visible()
	assert "#" not in page.url and "سلمى" not in page.content()
	look(page, "applicant-06-page", whole=True)
	page.get_by_role("button", name="ትግርኛ").click()
	expect(page.get_by_role("heading", name="ምዝገባኹም ተቐቢልናዮ ኣለና", level=1)).to_be_visible()
	assert page.locator("html").evaluate("node => [node.lang, getComputedStyle(node).direction]") == [
		"ti",
		"ltr",
	]
	look(page, "applicant-07-tigrinya", whole=True)


def is_found_by_the_office(login_page, screenshot) -> str:
	frappe.db.rollback()
	name = frappe.get_value("Applicant", {"registered_through": "Portal"})
	officer = login_page(make_user(OFFICER))
	officer.goto(f"/app/applicant/{name}")
	expect(officer.locator("[data-fieldname='registered_through']").first).to_contain_text("Portal")
	expect(officer.locator("[data-fieldname='helped_by'] input")).to_have_value("Nås församling, 0281-300 00")
	officer.get_by_role("button", name="The household's page").click()
	expect(officer.get_by_role("link", name="Close the link", exact=True)).to_be_visible()
	screenshot(officer, "applicant-08-office")
	return name


def hears_more(page: Page, look, link: str, name: str) -> None:  # noqa: F811
	household = frappe.get_doc("Applicant", name)
	household.permit_from = nowdate()
	household.save()
	walk(household, ("Assessment", "Ready", "Seeking"), OFFICER)
	frappe.db.commit()
	page.goto("about:blank")
	page.goto(link)
	expect(page.get_by_role("heading", name="نحن نبحث لكم عن سكن", level=1)).to_be_visible()
	look(page)
	page.get_by_text("لم أعد بحاجة إلى سكن").click()
	look(page)
	goes_on(page, "إغلاق ملفي", "أُغلق الملف")
	look(page)
	page.goto("about:blank")
	page.goto(link[:-4] + "xxxx")
	expect(page.get_by_role("alert")).to_contain_text("هذا الرابط لا يعمل")
	look(page)


@pytest.mark.usefixtures("office")
def test_the_door_in_the_other_languages_and_with_a_protected_identity(browser_page, look):  # noqa: F811
	page = browser_page
	page.set_viewport_size(PHONE)
	for language in ("ti", "so", "uk", "fa", "en", "sv"):
		page.goto(f"{DOOR}?_lang={language}")
		look(page, "applicant-09-tigrinya" if language == "ti" else "", whole=True)
	page.get_by_label("Jag, eller vi").check()
	page.get_by_label("Någon av oss har skyddade personuppgifter").check()
	goes_on(page, "Fortsätt", "Ring oss i stället")
	look(page)
	# Zoomed to 400 %, a screen of 1280 points is 320 wide (WCAG 1.4.10).
	page.set_viewport_size({"width": 320, "height": 640})
	page.goto(f"{DOOR}?_lang=uk")
	look(page)
