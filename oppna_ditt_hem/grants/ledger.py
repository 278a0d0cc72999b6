"""The ledger of the grants: its lock, and its sums by the database (invariant 9).

Whoever books or takes back a row locks the grants first, by name, before the platform locks the row itself: two bookings
wait for one another and never cross. Under the lock the sums are read with a locking read, because under REPEATABLE READ a
plain one shows the ledger as it was when the request began.
"""

from collections.abc import Iterable

import frappe
from frappe.utils import flt

BOOKING_STAGES = ("Granted", "Running")
TERMS = ("name", "title", "stage", "stage_since", "amount", "period_from", "period_to")


def lock(grants: Iterable[str]) -> None:
	"""Hold the rows of the grants until the transaction ends."""
	table = frappe.qb.DocType("Grant")
	for name in sorted({grant for grant in grants if grant}):
		frappe.qb.from_(table).select(table.name).where(table.name == name).for_update().run()


def terms(grant: str, current: bool = False):
	"""Stage, amount (kronor) and period of a grant; as they are this moment where the grant is locked (`current`)."""
	return frappe.db.get_value("Grant", grant, TERMS, as_dict=True, for_update=current)


def booked_by_line(grant: str, current: bool = False) -> dict[str, float]:
	"""Sum of the submitted rows for each budget line, in kronor."""
	return {
		line: flt(amount, 2)
		for line, amount in read("budget_line, sum(amount)", grant, current, "group by budget_line")
	}


def booked_in_all(grant: str, current: bool = False) -> float:
	"""Sum of the submitted rows of a grant, in kronor."""
	return flt(read("sum(amount)", grant, current)[0][0], 2)


def amount_of(entry: str, grant: str, budget_line: str, current: bool = False) -> float:
	"""Kronor of a submitted row of a grant's line; zero where there is no such row."""
	place = {"entry": entry, "line": budget_line}
	found = read("amount", grant, current, "and budget_line = %(line)s and name = %(entry)s", **place)
	return flt(found[0][0], 2) if found else 0.0


def corrections_of(entry: str, grant: str, current: bool = False) -> float:
	"""Sum of the submitted corrections of a row, in kronor: zero or less."""
	return flt(
		read("sum(amount)", grant, current, "and corrects = %(entry)s and amount < 0", entry=entry)[0][0], 2
	)


def days_booked(grant: str, current: bool = False) -> tuple:
	"""The first and the last cost date of the submitted rows; two None where there are none."""
	return read("min(posting_date), max(posting_date)", grant, current)[0]


def read(columns: str, grant: str, current: bool, more: str = "", **values) -> tuple:
	"""Read the submitted rows of a grant from the index `grant_ledger`, which holds all that is asked for.

	So the locking read locks the index alone: whoever has locked a row itself and waits for the grant isn't waited for in
	turn. The Query Builder knows no shared lock.
	"""
	locking = "lock in share mode" if current else ""
	return frappe.db.sql(
		f"""select {columns} from `tabGrant Entry` force index (grant_ledger)
		where `grant` = %(grant)s and docstatus = 1 {more} {locking}""",
		{"grant": grant, **values},
	)


def lines(grant: str, current: bool = False) -> list:
	"""Budget lines of a grant, with `name`, `budget_line`, `purpose_code` and `budget`, in their order.

	The index is forced, since in a small table the database would read, and lock, the lines of every grant.
	"""
	locking = "lock in share mode" if current else ""
	return frappe.db.sql(
		f"""select name, budget_line, purpose_code, budget from `tabGrant Budget Line` force index (parent)
		where parent = %s and parenttype = 'Grant' order by idx {locking}""",
		grant,
		as_dict=True,
	)


def write_sums(grant: str) -> None:
	"""Write what is booked and left on a locked grant and its lines."""
	sums = booked_by_line(grant, current=True)
	for line in lines(grant, current=True):
		booked = flt(sums.get(line.budget_line), 2)
		frappe.db.set_value("Grant Budget Line", line.name, "booked", booked, update_modified=False)
	balance = balance_of(terms(grant, current=True).amount, sums)
	frappe.db.set_value("Grant", grant, balance, update_modified=False)


def balance_of(amount: float | None, sums: dict[str, float]) -> dict[str, float]:
	"""What a grant shows as booked and left, of its amount and the sums of its lines, in kronor."""
	booked = flt(sum(sums.values()), 2)
	return {"booked": booked, "remaining": flt(flt(amount) - booked, 2)}
