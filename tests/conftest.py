"""Which tests can run here, and the test site that they run on.

`tests/pure` needs nothing. `tests/site` and `tests/e2e` need the test bench that `make test` sets up. Where
a bench is present a skipped test is a failure; where none is, their tests are counted as skipped.
"""

import ast
import contextlib
import importlib.util
import os
from pathlib import Path

import hypothesis
import pytest

from tools import testbench
from tools.bench import BENCH_DIR, REPO, Bench
from tools.processes import wait_until

# How long an example takes is not what these tests are about.
hypothesis.settings.register_profile(
	"patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")

NEEDS_SITE = ("site", "e2e")
TESTS = Path(__file__).parent


def lack() -> str:
	"""Why the tests that need a site can't run; empty if they can."""
	if importlib.util.find_spec("frappe"):
		return ""
	if Bench(BENCH_DIR).is_there:
		return f"run with {BENCH_DIR}/env/bin/python, or by make test"
	return f"no bench in {BENCH_DIR}, and {REPO} can't be reached"


class UnrunFile(pytest.File):
	"""Stands for a test file that can't even be imported, so that its tests are counted."""

	def collect(self):
		tree = ast.parse(self.path.read_text())
		for node in tree.body:
			if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
				yield UnrunTest.from_parent(self, name=node.name)


class UnrunTest(pytest.Item):
	def runtest(self):
		pytest.skip(lack())


def pytest_pycollect_makemodule(module_path, parent):
	part = module_path.relative_to(TESTS).parts[0] if module_path.is_relative_to(TESTS) else ""
	if part in NEEDS_SITE and lack():
		return UnrunFile.from_parent(parent, path=module_path)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
	reporter = session.config.pluginmanager.get_plugin("terminalreporter")
	if reporter and reporter.stats.get("skipped") and Bench(BENCH_DIR).is_there:
		session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
	skipped = len(terminalreporter.stats.get("skipped", ()))
	if skipped and Bench(BENCH_DIR).is_there:
		terminalreporter.write_line(
			f"{skipped} skipped where a bench is present: that is a failure.", red=True
		)
	elif skipped:
		terminalreporter.write_line(f"{skipped} tests that need a site were skipped: {lack()}.", yellow=True)


@pytest.fixture(scope="session")
def site_name() -> str:
	return testbench.SITE


@pytest.fixture(scope="session")
def own_bench():
	"""The test bench; where several processes share the tests, this one's copy of it."""
	with testbench.worker_bench():
		yield testbench.bench()


@pytest.fixture(scope="session")
def site(site_name, own_bench):
	"""The test site, connected in this process as Administrator."""
	import frappe

	bench = own_bench
	if not testbench.has_site():
		pytest.fail("there is no test site: run make test-site", pytrace=False)
	with testbench.reserved():
		os.environ["FRAPPE_BENCH_ROOT"] = str(bench.root)
		with changed_to(bench.sites):
			connect(site_name)
			yield site_name
			frappe.destroy()


@contextlib.contextmanager
def changed_to(directory):
	before = os.getcwd()
	os.chdir(directory)
	yield
	os.chdir(before)


def connect(site_name: str) -> None:
	import frappe

	frappe.init(site_name, force=True)
	frappe.connect()
	frappe.flags.in_test = True


def reset(site_name: str) -> None:
	"""Return the site, and this process's connection to it, to their state before any test."""
	import frappe

	frappe.db.rollback()
	settle()
	frappe.destroy()
	testbench.restore()
	connect(site_name)
	frappe.clear_cache()


def settle() -> None:
	"""Forget the jobs that wait for the worker, and let it end the one that it is doing."""
	from frappe.utils.background_jobs import get_queues

	queues = get_queues()
	for queue in queues:
		queue.empty()
	wait_until(lambda: not any(len(queue.started_job_registry) for queue in queues), "A job did not end")


@pytest.fixture(scope="session")
def reset_site(site):
	"""A function that throws away everything that was done to the site."""
	return lambda: reset(site)


@pytest.fixture
def committed(reset_site):
	"""For a test that must commit, or whose data a server or a worker must see.

	Afterwards the whole site is restored from the snapshot that was taken when it was new, in less than a
	second; whatever the test left behind, and in whatever process, is gone.
	"""
	yield
	reset_site()


@pytest.fixture(scope="session")
def base_url(site):
	"""Address of a web server for the test site: several processes, and a background worker beside it."""
	from tools import live

	with live.server(testbench.bench(), site) as address:
		yield address


@pytest.fixture(scope="session")
def start_worker(base_url, site):
	"""A function that starts one more worker, for a test that has killed the server's."""
	from tools import live

	with contextlib.ExitStack() as started:
		yield lambda: started.enter_context(live.worker(testbench.bench(), site))


@pytest.fixture
def http(base_url):
	"""`http("user@example.com")` gives a logged-in `requests.Session` with relative URLs; `http()` is Guest.

	Each call is another connection, usable at the same time as the others, in one login per user. Sees only
	committed data: the test uses `committed` as well.
	"""
	from tools.live import Client

	logins: dict[str, Client] = {}

	def connection(user: str = "Guest", password: str = "") -> Client:
		if user == "Guest":
			return Client(base_url)
		if user not in logins:
			logins[user] = Client(base_url).log_in(user, password or known_password(user))
		return logins[user].again()

	return connection


def known_password(user: str) -> str:
	"""Give a user of the test site a password and return it."""
	import frappe
	from frappe.utils.password import update_password

	update_password(user, "Test-2016-hem")
	frappe.db.commit()
	return "Test-2016-hem"
