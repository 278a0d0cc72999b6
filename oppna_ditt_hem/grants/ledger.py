"""The ledger of the grants: its lock, and its sums by the database (invariant 9).

Whoever books or takes back a row locks the grants first, by name, before the platform locks the row itself: two bookings
wait for one another and never cross. Under the lock the sums are read with a locking read, because under REPEATABLE READ a
plain one shows the ledger as it was when the request began.
"""

from collections.abc import Iterable

import frappe
from frappe.utils import flt

TERMS = ("name", "title", "stage", "amount", "period_from", "period_to")


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


def corrections_of(entry: str, grant: str, current: bool = False) -> float:
	"""Sum of the submitted corrections of a row, in kronor: zero or less."""
	return flt(read("sum(amount)", grant, current, "and corrects = %(entry)s", entry=entry)[0][0], 2)


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


def write_sums(grant: str) -> None:
	"""Write what is booked and left on a locked grant and its lines."""
	doc = frappe.get_doc("Grant", grant)
	doc.sum_up()
	for row in doc.budget_lines:
		row.db_set("booked", row.booked, update_modified=False)
	doc.db_set({"booked": doc.booked, "remaining": doc.remaining}, update_modified=False)
