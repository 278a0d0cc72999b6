"""The front page, its calculator, and the frame of every page."""

import re

import frappe
import pytest
from portal_help import Visitor

from oppna_ditt_hem.portal import numbers
from oppna_ditt_hem.portal.look import contrast
from oppna_ditt_hem.texts import for_field

PUBLIC = ("/hyr-ut", "/kom-in", "/svar")


def test_the_public_pages_ask_nobody_else_and_are_light(committed, http):
	guest = Visitor(http())
	for path in PUBLIC:
		raw = guest.session.get(path).text
		assert not re.findall(
			r'(?:src|href|action)="(?:https?:)?//(?!127\.0\.0\.1)[^"]+',
			raw.replace('rel="canonical" href', ""),
		), path
		assets = re.findall(r'(?:href|src)="(/assets/[^"]+)"', raw)
		assert [asset for asset in assets if asset.endswith((".css", ".js"))] == assets[
			:1
		] and "portal.bundle" in assets[0]
		weight = len(raw.encode()) + sum(len(guest.session.get(asset).content) for asset in assets)
		assert weight < 80_000, f"{path}: {weight} bytes"
		assert all(guest.session.get(asset).ok for asset in assets), path


def test_the_calculator_says_what_the_law_allows_and_what_is_left(committed, http):
	guest = Visitor(http())
	page = guest.get("/hyr-ut?tenure=Owned+house&rent=5+200+kr&includes_heating=1")
	# 62 400 a year less 40 000 and 20 % of it is 9 920, of which 30 % is 2 976.
	for text in (
		"62 400 kr",
		"2 976 kr",
		"59 424 kr",
		"4 952 kr",
		"generally charged",
		"heating. The household pays nothing more",
	):
		assert text in page.replace("\u00a0", " "), text
	assert "2026:772" in page and ("checked against the source" in page or "not verified" in page)
	page = guest.get("/hyr-ut?tenure=Rental+flat&rent=6000&own_cost=5000")
	assert "above" in page.lower() or "may charge" in page
	# Of 72 000 a year 40 000 and the own 60 000 are deducted, so nothing is taxed.
	for text in ("6 000 kr", "Left when you have paid your own cost", "1 000 kr"):
		assert text in page.replace("\u00a0", " "), text
	page = guest.get("/hyr-ut?tenure=Owned+house&rent=abc")
	assert '<a href="#rent">' in page and 'aria-invalid="true"' in page


def test_the_calculator_says_what_a_room_and_a_home_of_ones_own_leave_the_household(committed, http):
	"""Facts 7.5: a room at 3 000 kr leaves less than a flat at 5 500 kr."""

	def budget(part: str, rent: int) -> list[str]:
		page = Visitor(http()).get(f"/hyr-ut?tenure=Owned+house&part={part}&rent={rent}")
		card = page.replace("\u00a0", " ").split("What it leaves the household")[1].split("Questions and")[0]
		assert "SFS 2017:819, 3 kap. 13-16 §§" in card
		return re.findall(r"<dd[^>]*>([^<]+)</dd>", card)

	assert budget("room", 3000) == ["6 776 kr", "3 000 kr", "0 kr", "3 000 kr", "3 776 kr"]
	assert budget("whole", 5500) == ["6 776 kr", "5 500 kr", "3 700 kr", "1 800 kr", "4 976 kr"]
	assert budget("whole", 6200) == ["6 776 kr", "6 200 kr", "3 900 kr", "2 300 kr", "4 476 kr"]


def test_the_calculator_asks_for_what_it_lacks_and_concludes_nothing_without(committed, http):
	guest = Visitor(http())
	assert "This has to be filled in." in guest.get("/hyr-ut?tenure=Owned+house&rent=&own_cost=")
	assert 'id="result"' not in guest.page and "This has to be" not in guest.get("/hyr-ut")
	page = guest.get("/hyr-ut?tenure=Rental+flat&rent=6000")
	assert "Write what you pay yourself per month" in page and "Tax for the year" not in page
	above = guest.get("/hyr-ut?tenure=Rental+flat&rent=3300&own_cost=3000")
	assert "above what the landlord may charge" in above
	more = guest.get("/hyr-ut?tenure=Rental+flat&rent=3300&own_cost=3000&includes_electricity=1")
	assert "above what the landlord may charge" not in more, "what the electricity costs isn't known"


def test_the_language_is_the_visitors_choice_then_the_browsers(committed, http):
	session = http()

	def read(wanted: str) -> str:
		return session.get("/hyr-ut", headers={"Accept": "text/html", "Accept-Language": wanted}).text

	for wanted, shown in (("sv-SE,en", "sv"), ("en-GB,sv", "en"), ("ar,fi", "en"), ("fi,sv;q=0.5", "sv")):
		assert f'<html lang="{shown}">' in read(wanted), wanted
	session.post("/sprak", data={"lang": "en", "till": "/hyr-ut"})
	assert '<html lang="en">' in read("sv-SE")
	answer = session.post(
		"/sprak", data={"lang": "en", "till": "https://evil.example"}, allow_redirects=False
	)
	assert answer.headers["Location"] == "/hyr-ut"


def test_name_and_colour_come_from_the_settings_and_stay_readable(committed, http):
	values = {"municipality": "Älvdalen", "portal_colour": "#ffe08a", "contact_phone": "0281-750 00"}
	frappe.db.set_single_value("Housing Settings", values)
	frappe.db.commit()
	page = Visitor(http()).get("/hyr-ut")
	assert "Älvdalen municipality" in page and "0281-750 00" in page
	assert "--colour: #ffe08a; --on-colour: #1a1f24; --link: #1a1f24" in page
	frappe.db.set_single_value("Housing Settings", "portal_colour", "red;} body{display:none}")
	frappe.db.commit()
	assert "display:none" not in Visitor(http()).get("/hyr-ut")
	assert contrast("#ffffff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize(
	("typed", "read"),
	[
		("5 200", 5200),
		("5200 kr", 5200),
		("5.200", 5200),
		("5,200", 5200),
		("92,5", 92.5),
		("1 234,50", 1234.5),
		("", None),
		("många", None),
		("1e9", None),
		("٣", 3),
	],
)
def test_numbers_are_read_as_people_write_them(typed, read):
	assert numbers.read(typed) == read


@pytest.mark.parametrize(
	("text", "kept"),
	[
		("=1+1", "1+1"),
		(" @SUM(A1)", "SUM(A1)"),
		("\t=x", "x"),
		("-2+3", "–2+3"),
		("Lugnt = bra", "Lugnt = bra"),
		("+46 bra", "46 bra"),
		("a\x00b", "ab"),
		("2 < 3, <3 och <b>stort</b> <!--", "2 < 3, <3 och ‹b>stort‹/b> ‹!--"),
	],
)
def test_text_is_no_formula_and_no_tag(text, kept):
	assert for_field(text) == kept
