"""Every row tried on the real rules and everything taken back: what a row would be told on its way in."""

import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import frappe
from frappe import _
from frappe.utils import cint, cstr, flt, getdate

from oppna_ditt_hem.imports import blame, duplicates, landlords, records
from oppna_ditt_hem.imports.reading import ReadList

SAVEPOINT = "list_row"
CASTS = {"Check": cint, "Int": cint, "Float": flt, "Currency": flt, "Percent": flt, "Date": getdate}


class Plan:
	"""What a list's rows mean against the register of this moment; rows that repeat it become faults."""

	def __init__(self, sheet: ReadList):
		self.sheet, self.doctype = sheet, sheet.doctype
		self.people: dict[int, dict[str, Any]] = {}
		if self.doctype == "Listing":
			self.name_landlords()
		else:
			self.refuse_protected()
		self.refuse_repeated()

	@property
	def new_landlords(self) -> list[dict[str, Any]]:
		"""Those of the good rows who are not in the register, once each."""
		people = {id(person): person for number, person in self.people.items() if number in self.sheet.rows}
		return [person for person in people.values() if person.get("new")]

	def name_landlords(self) -> None:
		self.register = landlords.Landlords()
		for number, row in list(self.sheet.rows.items()):
			try:
				self.people[number] = self.register.person(row)
			except landlords.Ambiguous as error:
				self.sheet.fault(number, error.fieldname, row.get(error.fieldname), error.reason)

	def refuse_protected(self) -> None:
		for number, row in list(self.sheet.rows.items()):
			if row.get("protected_identity"):
				reason = _(
					"A household with protected identity is never imported. Somebody who is cleared registers it by hand."
				)
				self.sheet.fault(number, "protected_identity", _("Yes"), reason)

	def refuse_repeated(self) -> None:
		rows = dict(self.sheet.rows)
		known = duplicates.Homes(self.people, rows) if self.doctype == "Listing" else duplicates.Households()
		for number, row in rows.items():
			if repeated := known.found(number, row):
				fieldname, name = repeated
				self.sheet.fault(number, fieldname, row.get(fieldname), duplicates.reason(self.doctype, name))

	def record(self, number: int) -> dict[str, Any]:
		"""The values of the document that a row becomes; its landlord must be in the register by now."""
		values = records.record(self.doctype, self.sheet.rows[number])
		return {**values, "landlord": self.people[number]["name"]} if number in self.people else values


def check(sheet: ReadList, on_row: Callable[[int], None] = lambda done: None) -> Plan:
	"""Find every fault of a list, the register's own refusals included. The caller rolls back."""
	plan = Plan(sheet)
	on_step = spread(on_row, len(plan.new_landlords), len(sheet.rows))
	with unheard():
		refused = insert_landlords(plan, on_step)
		for number in list(sheet.rows):
			person = plan.people.get(number)
			if person and id(person) in refused:
				sheet.fault(number, *refused[id(person)])
			else:
				try_row(plan, number)
			on_step()
	return plan


def spread(on_row: Callable[[int], None], landlords: int, rows: int) -> Callable[[], None]:
	"""Tell of landlords and rows together as if all were rows, so that the bar moves from the start.

	What is returned is called after each of them; the last call says `rows`.
	"""
	done = count(1)
	return lambda: on_row(next(done) * rows // (landlords + rows))


def insert_landlords(plan: Plan, on_step: Callable[[], None]) -> dict[int, tuple[str, Any, str]]:
	"""Insert those who are new; gives field, value and reason for each that the register refuses."""
	refused = {}
	for person in plan.new_landlords:
		doc = landlords.document(person)
		trouble = attempt(doc)
		if trouble:
			fieldname, reason = trouble
			column = fieldname if fieldname.startswith("landlord_") else f"landlord_{fieldname or 'name'}"
			refused[id(person)] = (column, person.get(fieldname), reason)
		person["name"] = doc.name
		on_step()
	return refused


def try_row(plan: Plan, number: int) -> None:
	values = plan.record(number)
	doc = records.build(plan.doctype, values)
	trouble = attempt(doc) or altered(doc, values)
	if trouble:
		fieldname, reason = trouble
		column = records.COLUMN_OF.get(fieldname, fieldname)
		plan.sheet.fault(number, column, plan.sheet.rows[number].get(column), reason)


def attempt(doc) -> tuple[str, str] | None:
	"""Insert under a passing name, so that no number of the series is used up and nobody waits for its lock.

	Returns the field and the reason where it is refused, and leaves no trace of it.
	"""
	frappe.db.savepoint(SAVEPOINT)
	try:
		doc.insert(set_name=frappe.generate_hash(length=16))
	except (frappe.ValidationError, frappe.PermissionError, frappe.db.DataError) as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		return blame.explain(error, doc)
	finally:
		frappe.clear_messages()
	return None


def altered(doc, values: dict[str, Any]) -> tuple[str, str] | None:
	"""The first value that the register silently made another of, or may not have from this user."""
	for fieldname, wanted in values.items():
		df = doc.meta.get_field(fieldname)
		if isinstance(wanted, list):
			if len(doc.get(fieldname)) == len(wanted):
				continue
		elif (cast := CASTS.get(df.fieldtype, cstr))(doc.get(fieldname)) == cast(wanted):
			continue
		return fieldname, why_altered(doc, df)
	return None


def why_altered(doc, df) -> str:
	if df.fieldname in records.COUNTED:
		return _(
			"The register counts the members itself. Write the birth year of each, such as 1984, 1986, 2012."
		)
	if df.permlevel and not doc.has_permlevel_access_to(df.fieldname, df, "write"):
		return _("You may not fill in {0}. Empty the column, or ask a colleague who may.").format(_(df.label))
	return _("The register would make this {0}. Correct the row, or enter it by hand.").format(
		cstr(doc.get(df.fieldname))
	)


@contextlib.contextmanager
def unheard() -> Iterator[None]:
	"""Nobody is notified, assigned or found by search because of a row that is only being tried."""
	flags, conf = frappe.flags, frappe.local.conf
	before = flags.in_import, flags.mute_emails, conf.get("disable_global_search")
	flags.in_import, flags.mute_emails, conf["disable_global_search"] = True, True, 1
	try:
		yield
	finally:
		flags.in_import, flags.mute_emails, conf["disable_global_search"] = before
