"""Lists the administrator owns from the start: coded reasons, legal parameters, matching criteria.

Created if missing by their key, never overwritten.
"""

import json
from pathlib import Path

import frappe

from oppna_ditt_hem.refusals import StageRuleError
from oppna_ditt_hem.setup.missing import create_if_missing

DATA = Path(__file__).parent / "masters.json"
LEGAL_PARAMETERS = Path(__file__).parent / "legal_parameters.json"
"""The law's own values; the plain packages read the same file."""


def create() -> None:
	"""Create each coded reason, dated legal value and matching criterion that is missing."""
	seeds = json.loads(DATA.read_text())
	for applies_to, rows in seeds["reasons"].items():
		for reason, actor in rows:
			create_if_missing("Reason Code", {"reason": reason}, {"applies_to": applies_to, "actor": actor})
	seed_law(json.loads(LEGAL_PARAMETERS.read_text(encoding="utf-8")))
	for row in criteria():
		create_if_missing("Matching Criterion", {"criterion_name": row["criterion_name"]}, row)


def seed_law(rows: list[dict]) -> None:
	"""Add the dated legal values that are missing.

	A row that doesn't fit beside those the administrator has made is left out: theirs stand as they are.
	"""
	days: dict[str, set[str]] = {}
	for row in rows:
		days.setdefault(row["key"], set()).add(row["valid_from"])
	for row in rows:
		if not frappe.db.exists("Legal Parameter", {"key": row["key"], "valid_from": row["valid_from"]}):
			add_law(row, days[row["key"]])


def add_law(row: dict, shipped_days: set[str]) -> None:
	doc = frappe.get_doc({"doctype": "Legal Parameter", **row})
	doc.flags.shipped_days = shipped_days
	messages = len(frappe.local.message_log)
	try:
		doc.insert(ignore_permissions=True)
	except StageRuleError:
		pass
	del frappe.local.message_log[messages:]


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
