"""Every test here runs in a transaction that is rolled back."""

import copy

import pytest

try:
	import frappe
	import pymysql
except ImportError:
	frappe = None  # Without a bench this file is loaded all the same, and its tests counted as skipped.

SAVEPOINT = "before_test"
# Loaded from some fifty rows each; kept from test to test unless one of them has changed a document type.
META_KEYS = ("doctype_meta", "doctype_form_meta", "module_app", "app_modules", "app_hooks")
# Merged from every catalogue of the platform and the app; no test here changes a text.
TEXTS = "merged_translations"


@pytest.fixture(scope="session", autouse=True)
def people(site):
	"""Users of each role and of those that go together, for all tests."""
	from people import make_everybody

	from tools import testbench

	make_everybody()
	frappe.db.commit()
	testbench.snapshot().take()


@pytest.fixture(autouse=True)
def transaction(request, site):
	"""Roll back what the test did, and fail it if something had been committed.

	A test that must commit uses the fixture `committed`, and is then left alone.
	"""
	if "committed" in request.fixturenames:
		yield
		return
	begin()
	flags, version = copy.copy(frappe.local.flags), metadata_version()
	yield
	intact = undo()
	frappe.local.flags = flags
	forget(kept=META_KEYS if metadata_version() == version else ())
	if not intact:
		request.getfixturevalue("reset_site")()
		pytest.fail("the code under test committed; a test that must commit uses `committed`", pytrace=False)


def begin() -> None:
	frappe.db.rollback()
	frappe.db.savepoint(SAVEPOINT)


def undo() -> bool:
	"""Roll back; False if the savepoint was gone, which a commit or a change of a table does."""
	try:
		frappe.db.rollback(save_point=SAVEPOINT)
		return True
	except pymysql.OperationalError:
		return False
	finally:
		frappe.db.rollback()


def metadata_version() -> str | None:
	"""Changes whenever the platform throws away what it knows of a document type."""
	return frappe.cache.get_value("metadata_version")


def forget(kept: tuple[str, ...] = ()) -> None:
	"""Rolling back does not reach what the platform has cached, here and in Redis."""
	frappe.set_user("Administrator")
	frappe.clear_messages()
	frappe.local.lang = "en"
	frappe.local.form_dict = frappe._dict()
	if not kept:
		return frappe.clear_cache()
	spared = {key for name in (*kept, TEXTS) for key in frappe.cache.get_keys(name)}
	keys = set(frappe.cache.get_keys("")) - spared
	frappe.cache.delete_value(list(keys - {metadata_key()}), make_keys=False)
	texts = frappe.cache.make_key(TEXTS)
	frappe.local.cache = {texts: frappe.local.cache.get(texts, {})}
	frappe.local.role_permissions, frappe.local.document_cache = {}, {}
	getattr(frappe.local, "request_cache", {}).clear()
	frappe.db.value_cache.clear()


def metadata_key() -> bytes:
	return frappe.cache.make_key("metadata_version")


@pytest.fixture
def stopped_worker(base_url):
	"""The test server's worker stands still, so that a round that is started stays queued; it goes on afterwards."""
	import os
	import signal

	from round_help import settle_rounds, workers

	pids = [worker.pid for worker in workers()]
	assert pids, "no worker to stop"
	for pid in pids:
		os.killpg(pid, signal.SIGSTOP)
	yield
	for pid in pids:
		os.killpg(pid, signal.SIGCONT)
	settle_rounds()


@pytest.fixture
def server_scripts_enabled(site):
	"""The bench runs server scripts, which its shared configuration alone decides."""
	from tools import testbench

	bench = testbench.bench()
	shared = bench.sites / "common_site_config.json"
	before = shared.read_text()
	bench.configure(server_script_enabled=1)
	yield
	shared.write_text(before)


@pytest.fixture
def outgoing_mail(site, monkeypatch):
	"""The site has an account for outgoing e-mail; letters stay in its queue."""
	monkeypatch.setitem(frappe.conf, "mail_server", "localhost")
	forget_accounts()
	yield
	forget_accounts()


def forget_accounts() -> None:
	# The platform keeps the account that it has found for as long as the process lives.
	frappe.local.outgoing_email_account = {}


@pytest.fixture
def rut(committed, http):
	"""A landlord at the portal."""
	from portal_help import landlord_at

	return landlord_at(http, landlord_name="Rut Uvberg")
