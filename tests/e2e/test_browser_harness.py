"""The browser fixtures that every other browser test leans on."""

from pathlib import Path

import frappe


def test_a_guest_sees_the_login_page_in_the_browser(browser_page):
	browser_page.goto("/login")
	browser_page.get_by_role("textbox").first.wait_for()
	assert browser_page.evaluate("navigator.language") == "sv-SE"


def test_a_user_is_logged_in_with_a_picture_to_show(login_page, screenshot):
	user = frappe.get_doc(
		{"doctype": "User", "email": "browser@example.com", "first_name": "Test", "send_welcome_email": 0}
	)
	user.insert().add_roles("System Manager")
	page = login_page(user.name)
	page.goto("/app/user")
	page.locator(".list-row").first.wait_for()
	picture: Path = screenshot(page, "harness-desk")
	assert picture.stat().st_size > 10_000
