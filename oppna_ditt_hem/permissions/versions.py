"""The log of changes tells everybody who can open a document what changed, whatever their level.

So the values of hidden fields stay out of it: it says who changed which field and when, not from what
to what.
"""

import json

import frappe

from oppna_ditt_hem import module

MASK = "•••"


def mask(doc, method: str | None = None) -> None:
	"""Blank the values of fields above permlevel 0 in a Version of one of the app's documents."""
	if not module.has(doc.ref_doctype) or not doc.data:
		return
	meta = frappe.get_meta(doc.ref_doctype)
	data = json.loads(doc.data)
	tables = {df.fieldname: frappe.get_meta(df.options) for df in meta.get_table_fields()}
	data["changed"] = mask_changes(data.get("changed"), meta)
	for row in data.get("row_changed") or []:
		row[3] = mask_changes(row[3], tables[row[0]])
	for fieldname, row in (data.get("added") or []) + (data.get("removed") or []):
		mask_row(row, tables[fieldname])
	doc.data = frappe.as_json(data, indent=None, separators=(",", ":"))


def mask_changes(changes: list | None, meta) -> list:
	hidden = hidden_in(meta)
	return [[name, MASK, MASK] if name in hidden else [name, old, new] for name, old, new in changes or []]


def mask_row(row: dict, meta) -> None:
	for name in hidden_in(meta) & set(row):
		row[name] = MASK


def hidden_in(meta) -> set[str]:
	return {df.fieldname for df in meta.get_high_permlevel_fields()}
