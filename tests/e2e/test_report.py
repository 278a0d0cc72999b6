"""The command's report in a real browser: on a phone, on a screen, on paper, by keyboard and without scripts."""

import pytest

from oppna_ditt_hem.matching.cli import main
from tools.steps import ROOT

SHEETS = ROOT / "oppna_ditt_hem/demo/sheets"
WIDTHS = (360, 768, 1024, 1366)


@pytest.fixture(scope="module", autouse=True)
def fresh_site():
	"""A file needs no site."""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
	"""The address of the demo's report."""
	out = tmp_path_factory.mktemp("report") / "rapport.html"
	arguments = [str(SHEETS / name) for name in ("bostader.xlsx", "hushall.xlsx")]
	assert main([*arguments, "--today", "2026-11-16", "--out", str(out)]) == 0
	return out.as_uri()


@pytest.fixture
def shown(browser, report):
	"""`shown(width, **options)` gives the report's page, and fails on any error or request but the file itself."""
	contexts, wrong = [], []

	def show(width=1366, **options):
		context = browser.new_context(viewport={"width": width, "height": 900}, **options)
		contexts.append(context)
		page = context.new_page()
		page.on("pageerror", lambda error: wrong.append(str(error)))
		page.on("request", lambda request: request.url == report or wrong.append(request.url))
		page.goto(report)
		return page

	yield show
	for context in contexts:
		context.close()
	assert wrong == []


def column(page, number):
	cells = page.locator(f"#proposal-list tbody:visible > tr:first-child > td:nth-child({number})")
	return cells.all_inner_texts()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_at_any_width(width, shown):
	page = shown(width)
	assert page.evaluate("document.documentElement.scrollWidth") <= width
	page.get_by_role("button", name="Visa alla skäl").click()
	assert page.evaluate("document.documentElement.scrollWidth") <= width
	cut = page.evaluate(
		"""() => [...document.querySelectorAll("main *")].filter((part) => {
			const box = part.getBoundingClientRect();
			return box.width && (box.right > innerWidth + 1 || box.left < -1) && !part.closest("svg, .out");
		}).map((part) => part.outerHTML.slice(0, 80))"""
	)
	assert cut == []


def test_a_column_is_sorted_by_keyboard_and_says_so(shown):
	page = shown()
	rent = page.get_by_role("columnheader", name="Hyra")
	rent.get_by_role("button").focus()
	page.keyboard.press("Enter")
	assert rent.get_attribute("aria-sort") == "ascending"
	rents = [int("".join(filter(str.isdigit, text))) for text in column(page, 7)]
	assert len(rents) == 17 and rents == sorted(rents)
	page.keyboard.press("Space")
	assert rent.get_attribute("aria-sort") == "descending"
	assert column(page, 7)[0] == "7\u00a0000\u00a0kr"
	assert page.locator("#proposal-list th[aria-sort]").count() == 1


def test_the_search_leaves_what_has_every_word(shown):
	page = shown()
	page.get_by_label("Sök hushåll, bostad, ort eller skäl").fill("RUM nås")
	assert column(page, 2) == ["Qabbani (rad 12)"]
	assert page.locator("#proposal-list-found").inner_text() == "1 av 17 visas"
	page.get_by_label("Sök hushåll, bostad, ort eller skäl").fill("")
	assert len(column(page, 2)) == 17


def test_reasons_open_and_close(shown):
	page = shown()
	button = page.get_by_role("button", name="Skäl Rostami (rad 6)")
	why = page.locator("#why-1")
	assert not why.is_visible()
	button.press("Enter")
	assert why.is_visible() and button.get_attribute("aria-expanded") == "true"
	assert "Bostaden är ledig." in why.inner_text()
	button.press("Enter")
	assert not why.is_visible() and button.get_attribute("aria-expanded") == "false"


def test_without_scripts_everything_is_there(shown):
	page = shown(java_script_enabled=False)
	assert page.locator(".why:visible").count() == 17
	assert page.get_by_role("button").count() == 0 and page.get_by_role("searchbox").count() == 0


def test_on_paper_the_reasons_follow_unless_left_out(shown):
	page = shown()
	page.emulate_media(media="print")
	assert page.locator(".why:visible").count() == 17
	assert not page.get_by_role("navigation").is_visible() and not page.locator(".tools").first.is_visible()
	heads = page.evaluate(
		"""() => [...document.querySelectorAll("#proposal-list th")].map(
			(head) => getComputedStyle(head, "::before").content.replaceAll('"', "") + head.innerText.trim())"""
	)
	assert "Hushåll" in " ".join(heads) and "Poäng" in " ".join(heads)
	page.emulate_media(media="screen")
	page.get_by_label("med skälen").uncheck()
	page.emulate_media(media="print")
	assert page.locator(".why:visible").count() == 0


def test_the_report_has_its_picture(shown, screenshot):
	page = shown()
	page.get_by_role("button", name="Skäl Jama (rad 4)").click()
	page.mouse.move(0, 0)
	upper_part = {"x": 0, "y": 0, "width": 1366, "height": 2450}
	assert screenshot(page, "report", full_page=True, clip=upper_part).stat().st_size > 50_000
