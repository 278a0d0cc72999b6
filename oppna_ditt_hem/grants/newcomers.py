"""Households that were placed, as the state's flat sum sees them: who, received when, and registered here until when.

Received is the first day the household lived in a home of ours. It is registered here from then on, until a stay ends with a
move to another municipality; a later stay brings it back. Those with temporary protection are left out, since whether the
flat sum is paid for them was not read.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from oppna_ditt_hem.economy.compensation import Payment, Stay, Terms, divided
from oppna_ditt_hem.grants.stays import moved_in
from oppna_ditt_hem.legal.values import LegalValueError, Values
from oppna_ditt_hem.reporting import seen

MOVED_AWAY = "Moved to another municipality"
LEFT_OUT = "Temporary protection"


@dataclass(frozen=True)
class Newcomers:
	"""A household: its latest placement, day of reception, years of birth (None where unknown) and days registered here."""

	placement: str
	received: date
	birth_years: tuple[int | None, ...]
	stays: tuple[Stay, ...]

	def payments(self, law: Values) -> tuple[list[Payment], list[Payment]]:
		"""The payments for all its members that come here, and those that were lost.

		Raises:
			LegalValueError: a legal value is missing on the day of reception.
		"""
		terms = Terms.of(law.on(self.received))
		each = [payment for year in self.birth_years for payment in terms.payments(year, self.received)]
		return divided(each, self.stays)


def placed() -> list[Newcomers]:
	"""Households that the reader may know of, in the order they were received."""
	found: dict[str, list] = {}
	for row in stays_of_all():
		found.setdefault(row.applicant, []).append(row)
	years = birth_years(list(found))
	households = [household(rows, years.get(name, [])) for name, rows in found.items()]
	return sorted(households, key=lambda one: (one.received, one.placement))


def stays_of_all() -> list:
	"""Stays by household and day of moving in."""
	placement, applicant, moved = frappe.qb.DocType("Placement"), frappe.qb.DocType("Applicant"), moved_in()
	return (
		frappe.qb.from_(placement)
		.join(moved)
		.on(moved.reference_name == placement.name)
		.join(applicant)
		.on(applicant.name == placement.applicant)
		.select(
			placement.name,
			placement.applicant,
			placement.from_date,
			placement.ended_on,
			placement.next_housing,
			placement.places_taken,
		)
		.where(seen(placement))
		.where((applicant.assignment_type != LEFT_OUT) | applicant.assignment_type.isnull())
		.orderby(placement.applicant)
		.orderby(placement.from_date)
		.orderby(placement.name)
	).run(as_dict=True)


def birth_years(applicants: list[str]) -> dict[str, list[int | None]]:
	rows = frappe.get_all(
		"Household Member",
		{"parenttype": "Applicant", "parent": ["in", applicants or [""]]},
		["parent", "birth_year"],
		order_by="parent, idx",
	)
	found: dict[str, list[int | None]] = {}
	for row in rows:
		found.setdefault(row.parent, []).append(row.birth_year or None)
	return found


def household(rows: list, years: list[int | None]) -> Newcomers:
	"""A household whose members aren't entered has as many as the places it took."""
	known = tuple(years) or (None,) * max(row.places_taken or 1 for row in rows)
	return Newcomers(rows[-1].name, getdate(rows[0].from_date), known, tuple(registered(rows)))


def registered(rows: list) -> list[Stay]:
	found: list[Stay] = []
	since = None
	for row in rows:
		since = since or getdate(row.from_date)
		if row.ended_on and row.next_housing == MOVED_AWAY:
			# Whoever moves on the last day of a period is registered elsewhere when it ends.
			found.append(Stay(since, getdate(row.ended_on) - timedelta(days=1)))
			since = None
	return [*found, Stay(since)] if since else found


def with_payments(law: Values) -> tuple[list[tuple[Newcomers, list[Payment], list[Payment]]], int]:
	"""Each household with what comes for it and what was lost; and how many were received on a day whose law isn't entered."""
	found, unknown = [], 0
	for one in placed():
		try:
			found.append((one, *one.payments(law)))
		except LegalValueError:
			unknown += 1
	return found, unknown
