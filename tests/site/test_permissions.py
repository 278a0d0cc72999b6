"""Every role on every DocType, over HTTP, against the table in permission_matrix.txt."""

import json
from urllib.parse import quote

import frappe
import permission_matrix as matrix
import pytest
from permission_world import World

from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES


def granted(response) -> bool:
	"""Whether a request was let through; anything but a plain yes or a plain refusal is a fault of the test."""
	if response.status_code in (401, 403, 404):
		return False
	assert response.ok, f"{response.status_code} {response.url}: {response.text[-1500:]}"
	return True


class Prober:
	"""Tries each verb on one document and notes the letters of those that were let through."""

	def __init__(self, session, world, doctype: str, role: str):
		self.session, self.world, self.doctype, self.role = session, world, doctype, role

	def call(self, method: str, **params):
		return self.session.get(f"/api/method/{method}", params=params)

	def path(self, name: str) -> str:
		return f"/api/resource/{quote(self.doctype)}/{quote(name)}"

	def cells(self) -> tuple[str, ...]:
		if self.doctype in matrix.SINGLES:
			return (self.letters(SINGLE_VERBS, self.doctype, ""),)
		columns = matrix.columns_of(self.doctype)
		return (self.on_doctype(), *(self.on_document(column) for column in columns))

	def letters(self, verbs, name: str, column: str) -> str:
		return "".join(letter if getattr(self, verb)(name, column) else "." for letter, verb in verbs)

	def on_doctype(self) -> str:
		path = f"/api/resource/{quote(self.doctype)}"
		created = granted(self.session.post(path, json=self.world.payload(self.doctype)))
		report = self.call("frappe.desk.query_report.run", report_name=self.world.report(self.doctype))
		return ("c" if created else ".") + ("R" if granted(report) else ".")

	def on_document(self, column: str) -> str:
		name = self.world.document(self.doctype, column, self.role)
		return self.letters(VERBS, name, column)

	def list(self, name, column) -> bool:
		response = self.session.get(
			f"/api/resource/{quote(self.doctype)}", params={"filters": json.dumps([["name", "=", name]])}
		)
		return granted(response) and response.json()["data"] == [{"name": name}]

	def read(self, name, column) -> bool:
		return granted(self.session.get(self.path(name)))

	def write(self, name, column) -> bool:
		return granted(self.session.put(self.path(name), json=matrix.WRITES[self.doctype]))

	def export(self, name, column) -> bool:
		response = self.call(
			"frappe.desk.reportview.export_query",
			doctype=self.doctype,
			fields=json.dumps([f"`tab{self.doctype}`.`name`"]),
			filters=json.dumps([[self.doctype, "name", "=", name]]),
			file_format_type="CSV",
			title="x",
		)
		return granted(response) and name in response.text

	def print(self, name, column) -> bool:
		response = self.call("frappe.www.printview.get_html_and_style", doc=self.doctype, name=name)
		return granted(response) and name in response.json()["message"]["html"]

	def attachment(self, name, column) -> bool:
		response = self.session.get(self.world.file_url(self.doctype, name))
		return granted(response) and response.content == self.world.content(name)

	def submit(self, name, column) -> bool:
		if self.doctype not in matrix.SUBMITTABLE:
			return False
		spare = self.world.spare(self.doctype, column, self.role)
		done = granted(self.session.put(self.path(spare), json={"docstatus": 1}))
		if done:
			self.world.used_up(self.doctype, column)
		return done

	def delete(self, name, column) -> bool:
		spare = self.world.spare(self.doctype, column, self.role)
		done = granted(self.session.delete(self.path(spare)))
		if done:
			self.world.used_up(self.doctype, column)
		return done


VERBS = (
	("l", "list"),
	("r", "read"),
	("w", "write"),
	("d", "delete"),
	("s", "submit"),
	("x", "export"),
	("p", "print"),
	("a", "attachment"),
)
SINGLE_VERBS = (("r", "read"), ("w", "write"))


@pytest.mark.parametrize("doctype", matrix.DOCTYPES)
def test_each_role_can_do_just_what_the_table_says(doctype, committed, http):
	world = World()
	found = {}
	for role in matrix.ROLES:
		found[role] = Prober(http(world.user(role)), world, doctype, role).cells()
	assert matrix.lines(doctype, found) == matrix.lines(doctype, matrix.EXPECTED[doctype])


def test_the_table_speaks_of_every_doctype_and_role():
	ours = frappe.get_all(
		"DocType", {"module": "Oppna Ditt Hem", "istable": 0}, pluck="name", order_by="name"
	)
	assert sorted(matrix.EXPECTED) == sorted(ours)
	assert all(list(roles) == list(matrix.ROLES) for roles in matrix.EXPECTED.values())
	assert set(matrix.ROLES) == {*STAFF_ROLES, *PORTAL_ROLES, "", "Guest"}
