"""Languages that newcomers speak and the platform's list lacks: a household's language is a link to it."""

import json

import frappe

from oppna_ditt_hem.matching.words import LANGUAGES

# Remembered, so that uninstalling takes away just these and none the site had before.
KEY = "oppna_ditt_hem_languages"


def create() -> None:
	"""Create each language of the engine's list that the site lacks."""
	missing = [code for code in LANGUAGES if not frappe.db.exists("Language", code)]
	for code in missing:
		row = {"doctype": "Language", "language_code": code, "language_name": LANGUAGES[code], "enabled": 1}
		frappe.get_doc(row).insert(ignore_permissions=True)
	if missing:
		frappe.db.set_global(KEY, json.dumps(created_here() + missing))


def created_here() -> list[str]:
	return json.loads(frappe.db.get_global(KEY) or "[]")


def remove() -> None:
	"""The mirror of `create`."""
	for code in created_here():
		frappe.delete_doc("Language", code, force=True, ignore_missing=True, delete_permanently=True)
		frappe.db.delete("Version", {"ref_doctype": "Language", "docname": code})
	frappe.defaults.clear_default(key=KEY, parent="__global")
