"""Install, migrate twice, uninstall: no trace of the app is left in the database of a site made for this."""

import json
import subprocess
from pathlib import Path

import frappe
import pytest
from factories import make
from frappe.permissions import add_permission

from oppna_ditt_hem import compat
from oppna_ditt_hem.setup import leftovers
from tools import testbench
from tools.bench import APP
from tools.steps import Steps

SITE = "oppna-uninstall.localhost"
# Written anew by the platform itself whenever the installed applications change.
PLATFORMS_OWN = {"tabInstalled Application", "tabDefaultValue", "__UserSettings"}


class BareSite:
	"""A site with nothing but the platform."""

	def __init__(self):
		self.bench, self.steps = testbench.bench(), Steps("uninstall")

	def frappe(self, *words: str) -> None:
		self.bench.frappe(self.steps, *words)

	def create(self) -> None:
		login = self.bench.config.get("root_login") or "root"
		words = ("--db-name", testbench.database_name(SITE), "--admin-password", "admin", "--force")
		self.frappe("new-site", SITE, "--db-root-username", login, *words)

	def run(self, *words: str) -> None:
		self.frappe("--site", SITE, *words)

	def rows(self) -> dict[str, list[str]]:
		script = Path(__file__).with_name("list_rows.py")
		words = [self.bench.python, "-W", "ignore", script, SITE]
		answer = subprocess.run(
			words, cwd=self.bench.sites, env=self.bench.env, capture_output=True, check=True
		)
		return json.loads(answer.stdout)

	def drop(self) -> None:
		login = self.bench.config.get("root_login") or "root"
		self.frappe("drop-site", SITE, "--db-root-username", login, "--no-backup", "--force")


@pytest.fixture
def bare_site(site):
	bare = BareSite()
	bare.create()
	yield bare
	bare.drop()


def test_uninstall_mirrors_install(bare_site):
	before = bare_site.rows()
	bare_site.run("install-app", APP)
	bare_site.run("migrate")
	installed = bare_site.rows()
	bare_site.run("migrate")
	again = bare_site.rows()
	bare_site.run("uninstall-app", APP, "--yes", "--no-backup")
	after = bare_site.rows()

	assert "tabPlacement" in installed
	assert changed(installed, again) == {}, "the second migrate changed something"
	assert changed(before, after) == {}, "the app left something behind"


def test_what_the_platform_has_logged_about_rights_to_our_documents_goes():
	if not compat.keeps("Permission Log"):
		# Frappe 15 keeps no such log; to forget it there must neither fail nor make one.
		assert compat.forget_permission_log("DocType", ["Concern"]) is None
		assert not frappe.db.table_exists("Permission Log")
		return
	before = frappe.db.count("Permission Log")
	add_permission("Concern", "Website Manager")
	listing, user = make.listing().name, make.user("Landlord")
	limit = {"doctype": "User Permission", "user": user, "allow": "Listing", "for_value": listing}
	frappe.get_doc(limit).insert()
	logged = set(frappe.get_all("Permission Log", pluck="for_doctype", order_by="name"))
	assert {"DocType", "User Permission"} <= logged
	leftovers.remove()
	assert frappe.db.count("Permission Log") == before


def changed(first: dict, second: dict) -> dict:
	"""Tables whose rows differ, with what came and what went."""
	differences = {
		table: (
			minus(second.get(table, []), first.get(table, [])),
			minus(first.get(table, []), second.get(table, [])),
		)
		for table in (set(first) | set(second)) - PLATFORMS_OWN
	}
	return {table: rows for table, rows in differences.items() if any(rows)}


def minus(first: list[str], second: list[str]) -> list[str]:
	return sorted(set(first) - set(second))[:10]
