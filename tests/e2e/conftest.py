"""A real browser on a served test site.

Every module starts on the site as it was when it was new, and shares it among its tests. A test that fails
leaves a trace and a picture in `.artifacts`; open the trace with `playwright show-trace FILE`.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tools.steps import ROOT

ARTIFACTS = Path(__file__).parent / ".artifacts"
PICTURES = ROOT / "docs/pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: continuous integration runs as root. The others keep the browser from calling home.
FLAGS = (
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
)
# A first visit loads the whole Desk, on a machine that may be busy with other tests; what is there at once costs nothing.
PATIENCE = 60_000
VIEWPORT = {"width": 1400, "height": 900}
# On a machine without a network Chromium calls itself offline, and the Desk then asks its own server nothing.
ONLINE = "Object.defineProperty(Navigator.prototype, 'onLine', {get: () => true})"
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="module", autouse=True)
def fresh_site(reset_site):
	"""After the module, the site is as before it, whatever its tests committed."""
	yield
	reset_site()


@pytest.fixture(scope="session")
def browser():
	executable = next(filter(None, map(shutil.which, BROWSERS)), None)
	assert executable, f"none of {', '.join(BROWSERS)} is installed"
	expect.set_options(timeout=PATIENCE)
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
		yield browser
		browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
	report = yield
	if report.failed:
		item.stash[FAILED] = True
	return report


@pytest.fixture
def new_context(request, browser: Browser, base_url):
	"""Makes browser contexts in Swedish; keeps what they did if the test fails."""
	contexts: list[BrowserContext] = []

	def make() -> BrowserContext:
		context = browser.new_context(base_url=base_url, locale="sv-SE", viewport=VIEWPORT)
		context.set_default_timeout(PATIENCE)
		context.add_init_script(ONLINE)
		context.tracing.start(screenshots=True, snapshots=True)
		contexts.append(context)
		return context

	yield make
	for number, context in enumerate(contexts):
		keep_evidence(request, context, number) if FAILED in request.node.stash else context.tracing.stop()
		context.close()


def keep_evidence(request, context: BrowserContext, number: int) -> None:
	ARTIFACTS.mkdir(exist_ok=True)
	name = re.sub(r"[^\w-]+", "-", request.node.name)
	stem = ARTIFACTS / f"{name}-{number}"
	context.tracing.stop(path=f"{stem}.zip")
	for page in context.pages[-1:]:
		page.screenshot(path=f"{stem}.png")


@pytest.fixture
def browser_page(new_context) -> Page:
	"""A page of somebody who has not logged in."""
	return new_context().new_page()


@pytest.fixture
def login_page(new_context, http, base_url):
	"""`login_page("user@example.com")` gives a page in a browser of its own, already logged in as that user."""

	def page(user: str, password: str = "") -> Page:
		context = new_context()
		cookies = http(user, password).cookies.get_dict()
		context.add_cookies(
			[{"name": name, "value": value, "url": base_url} for name, value in cookies.items()]
		)
		return context.new_page()

	return page


@pytest.fixture
def screenshot():
	"""`screenshot(page, "name")` takes a picture: for the documentation with PICTURES=1, else an artifact."""
	directory = PICTURES if os.environ.get("PICTURES") == "1" else ARTIFACTS
	directory.mkdir(parents=True, exist_ok=True)

	def take(page: Page, name: str, **options: object) -> Path:
		path = directory / f"{name}.png"
		page.screenshot(path=path, animations="disabled", **options)
		return path

	return take
