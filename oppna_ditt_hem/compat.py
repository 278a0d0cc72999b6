"""Every difference between Frappe 15 and 16 that this app meets; nowhere else."""

import frappe

MAJOR = int(frappe.__version__.split(".")[0])


def add_index(doctype: str, fields: list[str], name: str) -> None:
	"""Create a database index unless it is there.

	Frappe 15 and 16 both have `add_index`; only the names of its results differ, so the existence
	check is ours.
	"""
	frappe.db.add_index(doctype, fields, name)
