"""The landlords that a list of homes names: found by mobile, e-mail or name, or else new."""

import re
from typing import Any

import frappe
from frappe import _

from oppna_ditt_hem.imports.records import build

FIELDS = ("landlord_name", "landlord_type", "mobile", "email")


class Ambiguous(Exception):
	"""It can't be told which landlord is meant; `fieldname` is the sheet's column that would tell."""

	def __init__(self, fieldname: str, reason: str):
		self.fieldname, self.reason = fieldname, reason
		super().__init__(reason)


class Landlords:
	"""Everybody in the register and everybody new in the list, told apart in one way.

	A mobile decides, then an e-mail address, then a name. A home given to the wrong landlord would show
	them somebody else's affairs, so whatever speaks against it is asked about and never guessed.
	"""

	def __init__(self):
		rows = frappe.get_list("Landlord", fields=["name", *FIELDS], order_by="creation", limit_page_length=0)
		self.by: dict[tuple[str, str], list[dict[str, Any]]] = {}
		for row in rows:
			self.enter(dict(row))

	def enter(self, person: dict[str, Any]) -> None:
		for clue in clues(person):
			self.by.setdefault(clue, []).append(person)

	def person(self, row: dict[str, Any]) -> dict[str, Any]:
		"""Who a sheet's row means: those in the register have a `name`, the others are `new`.

		Raises:
			Ambiguous: the register has somebody who may or may not be the same.
		"""
		wanted = {
			"landlord_name": row["landlord_name"],
			"landlord_type": row.get("landlord_type") or "Person",
			"mobile": row.get("landlord_mobile"),
			"email": row.get("landlord_email"),
		}
		return self.found(wanted) or self.added(wanted)

	def added(self, wanted: dict[str, Any]) -> dict[str, Any]:
		person = {**wanted, "name": None, "new": True}
		self.enter(person)
		return person

	def found(self, wanted: dict[str, Any]) -> dict[str, Any] | None:
		for kind, value in clues(wanted):
			same = self.by.get((kind, value), [])
			if kind == "landlord_name":
				return one_of_the_name(wanted, same)
			if same:
				return of_same_name(wanted, same, kind)
		return None


def of_same_name(wanted: dict[str, Any], same: list[dict[str, Any]], kind: str) -> dict[str, Any]:
	"""The one with the name among those who share a phone or address."""
	for person in same:
		if folded(person["landlord_name"]) == folded(wanted["landlord_name"]):
			return person
	raise Ambiguous(
		"landlord_name",
		_(
			"{0} is registered for {1}. Correct the name or the number, or register this landlord first."
		).format(wanted[kind], same[0]["landlord_name"]),
	)


def one_of_the_name(wanted: dict[str, Any], same: list[dict[str, Any]]) -> dict[str, Any] | None:
	if len(same) > 1:
		raise Ambiguous(
			"landlord_mobile" if not wanted["mobile"] else "landlord_name",
			_(
				"There are several landlords called {0}. Write the mobile number that the register has."
			).format(wanted["landlord_name"]),
		)
	if same and contradicts(wanted, same[0]):
		raise Ambiguous(
			"landlord_mobile" if wanted["mobile"] else "landlord_email",
			_(
				"A landlord called {0} has another number or address. Correct it here or in the register, or register this landlord first."
			).format(wanted["landlord_name"]),
		)
	return same[0] if same else None


def contradicts(wanted: dict[str, Any], person: dict[str, Any]) -> bool:
	"""True when both give a mobile or an address, and no such pair is the same."""
	pairs = [
		(digits(wanted["mobile"]), digits(person["mobile"])),
		(folded(wanted["email"]), folded(person["email"])),
	]
	given = [pair for pair in pairs if all(pair)]
	return bool(given) and all(first != second for first, second in given)


def clues(person: dict[str, Any]) -> list[tuple[str, str]]:
	"""What tells a landlord, the surest first."""
	found = (
		("mobile", digits(person.get("mobile"))),
		("email", folded(person.get("email"))),
		("landlord_name", folded(person.get("landlord_name"))),
	)
	return [clue for clue in found if clue[1]]


def digits(number: str | None) -> str:
	"""A phone number as dialled in Sweden: "+46 70-123 45 67" and "070 1234567" are the same."""
	return re.sub(r"^(?:0046|46)(?:0)?", "0", re.sub(r"\D", "", number or ""))


def folded(text: str | None) -> str:
	return " ".join((text or "").casefold().split())


def document(person: dict[str, Any]):
	"""A new Landlord, not inserted."""
	return build("Landlord", {name: person[name] for name in FIELDS if person[name]})
