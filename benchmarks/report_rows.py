"""Many placements with their logs, and many booked rows, made by the database itself in a few statements.

MariaDB's sequence tables count; every value follows from the number of its row, so that what a report must say is known
without reading anything back.
"""

from __future__ import annotations

from collections.abc import Sequence

import frappe

OWN = "'Administrator', 'Administrator', '2016-01-01 08:00:00', '2016-01-01 08:00:00'"
OWN_FIELDS = "name, owner, modified_by, creation, modified"
CHAIN = ("Offered", "Accepted", "Meeting", "Contract", "Moved In")
ENDS = ("Ended", "Broken Down", "Declined", "Withdrawn", "Expired", "No Show")
PLACES = ("Nås", "Vansbro", "Äppelbo", "Järna")
ACTORS = ("Landlord", "Household", "Officer")


def ore(number: int) -> int:
	"""The amount of a booked row, in öre."""
	return 1 + 7919 * number % 99_991


def steps(number: int) -> int:
	"""How many steps of `CHAIN` a placement has come."""
	return 1 + number * 31 % 5


def end(number: int) -> str:
	return ENDS[number * 7 % 6]


def book(entries: int, grants: Sequence[str], lines: Sequence[str], placements: int) -> None:
	"""Submitted rows on some grants in turns, each on a budget line and a placement, all of 2016."""
	frappe.db.sql(
		f"""insert into `tabGrant Entry` ({OWN_FIELDS}, docstatus, `grant`, budget_line, posting_date, amount, placement)
		select concat('GEN-', seq), {OWN}, 1, {one_of(grants, "seq")}, {one_of(lines, "seq div 3")},
			date_add('2016-01-01', interval seq % 366 day), (1 + 7919 * seq % 99991) / 100, concat('GEN-', 1 + seq % {int(placements)})
		from seq_1_to_{int(entries)}"""
	)


def place(placements: int) -> None:
	"""Placements that were offered in 2016 and have ended since, with the log of their steps."""
	frappe.db.sql(
		f"""insert into tabPlacement ({OWN_FIELDS}, stage, stage_since, locality, listing, applicant, from_date, ended_on,
			places_taken, declined_by, decline_reason, end_reason)
		select concat('GEN-', seq), {OWN}, {one_of(ENDS, "seq * 7")}, date_add('2016-06-01', interval seq % 200 day),
			{one_of(PLACES, "seq")}, concat('GEN-', seq % 5000), concat('GEN-', seq % 20000), '2016-02-01', '2016-11-30',
			1 + seq % 5, {one_of(ACTORS, "seq")}, concat('Reason ', seq % 4), concat('End ', seq % 5)
		from seq_1_to_{int(placements)}"""
	)
	for number, (stage, before) in enumerate(zip(CHAIN, ("Proposed", *CHAIN), strict=False), 1):
		frappe.db.sql(
			f"""insert into `tabStage Log` ({OWN_FIELDS}, reference_doctype, reference_name, from_stage, to_stage, changed_on,
				days_before)
			select concat('GEN{number}-', seq), {OWN}, 'Placement', concat('GEN-', seq), '{before}', '{stage}',
				date_add('2016-0{number}-02', interval seq % 20 day), (seq * 13 % 300) / 10
			from seq_1_to_{int(placements)} where 1 + seq * 31 % 5 >= {number}"""
		)


def one_of(values: Sequence[str], number: str) -> str:
	"""SQL that takes the values in turns."""
	return f"elt(1 + ({number}) % {len(values)}, {', '.join(frappe.db.escape(value) for value in values)})"
