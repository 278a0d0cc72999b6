"""Doing something again from the start where somebody else was quicker."""

from collections.abc import Callable

import frappe

ATTEMPTS = 5


def until_undisturbed(act: Callable):
	"""Call until no other transaction has come between reading and locking.

	Each attempt begins a new transaction, so that it reads what the other one has committed; the caller has
	changed nothing yet.

	Raises:
		frappe.TimestampMismatchError, frappe.QueryDeadlockError: disturbed five times.
	"""
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return act()
		except (frappe.TimestampMismatchError, frappe.QueryDeadlockError):
			frappe.db.rollback()
			frappe.clear_messages()
			if attempt == ATTEMPTS:
				raise
