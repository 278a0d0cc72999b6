"""Every test here runs in a transaction that is rolled back."""

import copy

import frappe
import pymysql
import pytest

SAVEPOINT = "before_test"


@pytest.fixture(autouse=True)
def transaction(request, site):
	"""Roll back what the test did, and fail it if something had been committed.

	A test that must commit uses the fixture `committed`, and is then left alone.
	"""
	if "committed" in request.fixturenames:
		yield
		return
	begin()
	flags = copy.copy(frappe.local.flags)
	yield
	intact = undo()
	frappe.local.flags = flags
	forget()
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


def forget() -> None:
	"""Rolling back does not reach what the platform has cached, here and in Redis."""
	frappe.set_user("Administrator")
	frappe.clear_messages()
	frappe.local.lang = "en"
	frappe.local.form_dict = frappe._dict()
	frappe.clear_cache()
