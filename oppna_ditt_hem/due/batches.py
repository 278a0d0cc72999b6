"""Working off due rows, however many: each in a transaction of its own, so that no lock is held for long."""

from collections.abc import Callable, Iterator
from time import monotonic

import frappe

from oppna_ditt_hem.retrying import until_undisturbed

BATCH = 100
# The platform kills a job of the long queue after 25 minutes; what is left is taken by the next run.
SECONDS = 20 * 60


def work_off(doctype: str, filters: list, do: Callable[[str], None], failed: str) -> int:
	"""Call `do` for each row that is due, in the order of their names.

	Args:
		filters: which rows are due, as for `get_all`.
		do: takes a name; it locks the row and tests again whether it is due, since others work at the same time.
		failed: title for the Error Log, with {0} for the name. A row that fails leaves the others alone.

	Returns how many went through.
	"""
	done, stop = 0, monotonic() + SECONDS
	for name in names_of(doctype, filters):
		if monotonic() > stop:
			break
		done += one(name, do, failed)
	return done


def names_of(doctype: str, filters: list) -> Iterator[str]:
	after = ""
	while True:
		names = frappe.get_all(
			doctype, [*filters, ["name", ">", after]], pluck="name", order_by="name", limit=BATCH
		)
		yield from names
		if len(names) < BATCH:
			return
		after = names[-1]


def one(name: str, do: Callable[[str], None], failed: str) -> bool:
	frappe.db.savepoint("due")
	try:
		until_undisturbed(lambda: do(name))
	except Exception:
		undo()
		frappe.clear_messages()
		frappe.log_error(title=failed.format(name))
		keep()
		return False
	keep()
	return True


# A test on a site runs in a transaction that is rolled back.
def keep() -> None:
	if not frappe.flags.in_test:
		frappe.db.commit()


def undo() -> None:
	frappe.db.rollback(save_point="due") if frappe.flags.in_test else frappe.db.rollback()
