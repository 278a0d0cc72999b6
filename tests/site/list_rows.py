"""Prints the names of all rows of a site by table, as JSON: python list_rows.py SITE, in a bench's `sites`."""

import json
import sys

import frappe


def main(site: str) -> None:
	frappe.init(site)
	frappe.connect()
	print(json.dumps({table: names(table) for table in frappe.db.get_tables(cached=False)}))


def names(table: str) -> list[str]:
	columns = [row[0] for row in frappe.db.sql(f"show columns from `{table}`")]
	key = next((name for name in ("name", "doctype", "defkey") if name in columns), columns[0])
	# Versions have random names; whose they are is what counts.
	key = "concat(ref_doctype, ' ', docname)" if table == "tabVersion" else f"`{key}`"
	return sorted(str(row[0]) for row in frappe.db.sql(f"select {key} from `{table}`"))


if __name__ == "__main__":
	main(sys.argv[1])
