"""The fixtures that every other test on a site leans on."""

import textwrap

import frappe
import pytest

from tools.processes import wait_until

NOTE = {"doctype": "Note", "title": "Left behind", "public": 1}


def make_user(email: str, *roles: str) -> str:
	user = frappe.get_doc({"doctype": "User", "email": email, "first_name": "Test", "send_welcome_email": 0})
	user.insert().add_roles(*roles)
	return email


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_writes_is_gone_for_the_next(time):
	assert not frappe.db.exists("Note", {"title": NOTE["title"]})
	frappe.get_doc(NOTE).insert()


@pytest.mark.parametrize("role", ["Housing Officer", "Auditor"])
def test_roles_of_one_test_are_not_remembered_in_the_next(role):
	user = make_user("same@example.com", role)
	frappe.set_user(user)
	assert {"Housing Officer", "Auditor"} & set(frappe.get_roles()) == {role}


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_was_committed_is_restored(committed, time):
	assert not frappe.db.exists("Note", {"title": NOTE["title"]})
	frappe.get_doc(NOTE).insert()
	frappe.db.commit()


def test_a_new_table_is_dropped_and_the_site_restored(committed, reset_site):
	frappe.db.sql_ddl("CREATE TABLE left_behind (name INT)")
	reset_site()
	assert not frappe.db.sql("SHOW TABLES LIKE 'left_behind'")
	assert frappe.db.exists("User", "Administrator")


def test_a_commit_in_a_test_that_must_not_is_a_failure(pytester_lines):
	result = pytester_lines(
		"""
		import frappe

		def test_commits():
			frappe.db.commit()

		def test_next_one_runs_on_a_clean_site():
			assert frappe.db.count("Note") == 0
		"""
	)
	assert "ERROR" in result and "the code under test committed" in result
	assert "2 passed" in result and "1 error" in result


def test_a_logged_in_client_may_write(committed, http):
	user = make_user("officer@example.com", "System Manager")
	assert http(user).post("/api/resource/Note", json=NOTE).status_code == 200
	assert http().post("/api/resource/Note", json=NOTE).status_code == 403


def test_a_client_with_an_open_desk_sends_its_token(committed, http):
	client = http(make_user("officer@example.com", "System Manager")).open_desk()
	assert client.post("/api/resource/Note", json=NOTE).status_code == 200
	del client.headers["X-Frappe-CSRF-Token"]
	assert client.post("/api/resource/Note", json=NOTE).status_code == 400


def test_a_worker_runs_background_jobs(committed, http):
	frappe.enqueue("frappe.client.insert", doc=NOTE)

	def is_done() -> bool:
		frappe.db.rollback()
		return bool(frappe.db.exists("Note", {"title": NOTE["title"]}))

	wait_until(is_done, "The job did not run", 30)


@pytest.fixture
def pytester_lines(request, site, tmp_path):
	"""Run a test module in a pytest of its own, under this directory's conftest; gives what it prints."""
	import subprocess
	import sys

	from tools.steps import ROOT

	def run(module: str) -> str:
		path = ROOT / "tests/site/test_generated_by_harness.py"
		path.write_text(textwrap.dedent(module))
		try:
			words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(path)]
			return subprocess.run(words, cwd=ROOT, capture_output=True, text=True).stdout
		finally:
			path.unlink()

	return run
