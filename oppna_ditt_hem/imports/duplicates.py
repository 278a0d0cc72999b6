"""What is in the register already: a list that is sent twice must not double anything."""

from collections import Counter
from typing import Any

import frappe
from frappe import _

from oppna_ditt_hem.imports.landlords import folded

PLACE = ("kind", "locality", "address_line", "places", "rooms", "floor_area")


class Homes:
	"""A home is the same when landlord, kind, place, beds, rooms and area are the same.

	Where the list itself has several such, as three rooms at one address, the rent tells them apart.
	"""

	def __init__(self, people: dict[int, dict[str, Any]], rows: dict[int, dict[str, Any]]):
		self.people = people
		self.twins = Counter(self.key(number, row) for number, row in rows.items())
		self.known: dict[tuple, list[tuple[str, float]]] = {}
		for home in frappe.get_all(
			"Listing",
			filters={"stage": ["not in", ("Rejected", "Closed")]},
			fields=["name", "landlord", "rent", *PLACE],
			order_by="creation",
		):
			self.known.setdefault((home.landlord, *map(same, place(home))), []).append(
				(home.name, home.rent or 0)
			)

	def key(self, number: int, row: dict[str, Any]) -> tuple:
		person = self.people.get(number) or {}
		return (person.get("name") or id(person), *map(same, place(row)))

	def found(self, number: int, row: dict[str, Any]) -> tuple[str, str] | None:
		"""The field to point at and the name of the Listing that the row repeats."""
		key = self.key(number, row)
		for name, rent in self.known.get(key, ()):
			if self.twins[key] == 1 or rent == (row.get("rent") or 0):
				return "address_line" if row.get("address_line") else "landlord_name", name
		return None


class Households:
	"""A household is the same when its name and its first member's birth year are the same.

	The lists never hold identity numbers. Protected households are compared too, unnamed.
	"""

	def __init__(self):
		applicant, member = frappe.qb.DocType("Applicant"), frappe.qb.DocType("Household Member")
		rows = (
			frappe.qb.from_(applicant)
			.left_join(member)
			.on((member.parent == applicant.name) & (member.idx == 1))
			.select(applicant.name, applicant.household_name, member.birth_year)
			.where(applicant.stage != "Closed")
			.orderby(applicant.creation)
		).run()
		self.known: dict[tuple, str] = {}
		for name, household_name, birth_year in rows:
			self.known.setdefault((folded(household_name), birth_year or 0), name)

	def found(self, number: int, row: dict[str, Any]) -> tuple[str, str] | None:
		"""The field to point at and the name of the Applicant that the row repeats."""
		members = row.get("members") or [{}]
		name = self.known.get((folded(row.get("household_name")), members[0].get("birth_year") or 0))
		return ("household_name", name) if name else None


def place(values: dict[str, Any]) -> list[Any]:
	return [values.get(name) for name in PLACE]


def same(value: Any) -> Any:
	"""Texts without case and stray spaces; nothing given and zero are the same."""
	return folded(value) if isinstance(value, str) else value or ""


def reason(doctype: str, name: str) -> str:
	"""Why a repeated row is refused. Names the document only to those who may see it."""
	if not frappe.has_permission(doctype, "read", doc=name):
		return _("This seems to be registered already. Ask a colleague who is cleared, or remove the row.")
	return _("This is registered already as {0}. Remove the row, or change {0} in the register.").format(name)
