"""Lists the administrator owns from the start: coded reasons, legal parameters, matching criteria.

Created if missing by their key, never overwritten.
"""

import json
from pathlib import Path

import frappe

DATA = Path(__file__).parent / "masters.json"
LEGAL_PARAMETERS = Path(__file__).parent / "legal_parameters.json"
"""The law's own values; the plain packages read the same file."""


def create() -> None:
	"""Create each coded reason, dated legal value and matching criterion that is missing."""
	seeds = json.loads(DATA.read_text())
	for applies_to, rows in seeds["reasons"].items():
		for reason, actor in rows:
			create_if_missing("Reason Code", {"reason": reason}, {"applies_to": applies_to, "actor": actor})
	for row in json.loads(LEGAL_PARAMETERS.read_text(encoding="utf-8")):
		create_if_missing("Legal Parameter", {"key": row["key"], "valid_from": row["valid_from"]}, row)
	for row in criteria():
		create_if_missing("Matching Criterion", {"criterion_name": row["criterion_name"]}, row)


def criteria() -> list[dict]:
	"""The engine's own default rules as Matching Criterion rows.

	What a rule does is told beside it in the reader's language; the explanation is the administrator's own.
	"""
	from oppna_ditt_hem.matching.catalogue import default_criteria

	rows = default_criteria()
	for row in rows:
		row["parameters"] = json.dumps(row.get("parameters") or {})
		del row["explanation"]
	return rows


def create_if_missing(doctype: str, found_by: dict, values: dict) -> None:
	if not frappe.db.exists(doctype, found_by):
		frappe.get_doc({"doctype": doctype, **found_by, **values}).insert(ignore_permissions=True)
