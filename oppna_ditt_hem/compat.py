"""Every difference between Frappe 15 and 16 that this app meets, and nowhere else.

Each has a function here that is named after what it does, and says what it can be dropped with. They were
found by running all tests on 15.56.1 and on 16.0.0-dev (May 2025).
"""

from collections.abc import Iterable

import frappe


def keeps(table: str, *columns: str) -> bool:
	"""Whether this version of the platform has one of its tables, with the columns.

	16 has no Energy Point Log any more, and a Permission Log that 15 lacks. Without 15 the lists of the platform's
	tables name only what is there, and this can go.
	"""
	return frappe.db.table_exists(table) and all(frappe.db.has_column(table, column) for column in columns)


def forget_permission_log(doctype: str, names: Iterable[str]) -> None:
	"""Delete what 16 has logged about who might do what with documents that are being removed.

	Removing a report is itself such an entry, so this comes after. With 15 gone the question whether there is a log is
	not needed.
	"""
	names = list(names)
	if names and keeps("Permission Log"):
		frappe.db.delete("Permission Log", {"for_doctype": doctype, "for_document": ["in", names]})


def list_query(doctype: str, filters: list, fields: list[str]) -> str:
	"""The SQL of `frappe.get_list`, with the user's permissions in it.

	15 returns it as text, 16 as a query of the Query Builder (drop with 15).
	"""
	query = frappe.get_list(
		doctype, filters=filters, fields=fields, order_by="name", distinct=True, limit=0, run=False
	)
	return query if isinstance(query, str) else query.get_sql()
