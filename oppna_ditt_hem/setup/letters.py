"""The texts of e-mail to landlords and households, as the platform's Email Templates, in Swedish and English.

Created if missing, and the administrator's from then on; a further language is a copy whose name ends in its code.
"""

import json
from pathlib import Path

import frappe

from oppna_ditt_hem.setup.desk import delete
from oppna_ditt_hem.setup.missing import create_if_missing

TEXTS = Path(__file__).parent / "letters.json"


def create() -> None:
	"""Create each text that is missing."""
	for text in read():
		create_if_missing("Email Template", text["name"], {"use_html": 1, **text})


def read() -> list[dict]:
	return json.loads(TEXTS.read_text(encoding="utf-8"))


def remove() -> None:
	"""The mirror of `create`; an administrator's further languages go along."""
	kinds = {text["name"].rsplit(" (", 1)[0] for text in read()}
	for kind in sorted(kinds):
		for name in frappe.get_all(
			"Email Template", {"name": ["like", f"{kind} (%)"]}, pluck="name", order_by="name"
		):
			delete("Email Template", name)
			frappe.db.delete("Version", {"ref_doctype": "Email Template", "docname": name})
