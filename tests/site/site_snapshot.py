"""What a site holds, counted: to see that something leaves nothing behind."""

import os

import frappe


def row_counts() -> dict[str, int]:
	"""Rows by table, straight from the database."""
	return {
		table: frappe.db.sql(f"select count(*) from `{table}`")[0][0]
		for table in frappe.db.get_tables(cached=False)
	}


def site_contents() -> dict[str, int]:
	"""Rows by table, and the number of private files on the disk."""
	return {**row_counts(), "private files": len(os.listdir(frappe.get_site_path("private", "files")))}
