"""The proposals of a round, as an officer goes through them: filtered, a page at a time."""

import json
from collections import Counter

import frappe
from frappe import _
from frappe.utils import cint, format_datetime, formatdate, get_fullname

from oppna_ditt_hem.match_cards import ACTIVE_STAGES
from oppna_ditt_hem.match_reasons import told
from oppna_ditt_hem.rounds.result import Result

PAGE = 25
LARGEST = 5
"""Households of this size and above are one choice among the sizes."""
LIGHT_FIELDS = ["name", "applicant", "listing", "status", "score", "expires_on"]
DECISION_FIELDS = [
	"name", "placement", "drop_code", "drop_reason", "expired_because", "decided_by", "decided_on",
]  # fmt: skip
CHOICES = ("locality", "kind", "size", "status")


def proposals(result: Result, chosen: dict, start: int = 0) -> dict:
	"""A page of a round's proposals, in the order of the queue.

	Args:
		chosen: a value for some of CHOICES; empty ones choose nothing.
		start: how many to pass over.

	Returns {"rows", "total", "found", "next", "choices"}: `total` in the round, `found` with the chosen values,
	`next` the start of the next page or None, `choices` the values there are with their number.
	"""
	rows = light_rows(result)
	found = [row for row in rows if all(not chosen.get(key) or row[key] == chosen[key] for key in CHOICES)]
	page = found[start : start + PAGE]
	return {
		"rows": with_reasons(result, page),
		"total": len(rows),
		"found": len(found),
		"next": start + PAGE if start + PAGE < len(found) else None,
		"choices": {key: tally(rows, key) for key in CHOICES},
	}


def light_rows(result: Result) -> list[dict]:
	found = frappe.get_list(
		"Match Proposal", {"matching_run": result.run.name}, LIGHT_FIELDS, order_by="idx", limit=0
	)
	return [
		{**row, **facts(result, row)}
		for row in found
		if row.applicant in result.households and row.listing in result.homes
	]


def facts(result: Result, row: dict) -> dict:
	home, household = result.homes[row["listing"]], result.households[row["applicant"]]
	people = cint(household["household_size"]) or 1
	return {
		"locality": home["locality"],
		"kind": home["kind"],
		"size": f"{LARGEST}+" if people >= LARGEST else str(people),
		"people": people,
		"children": cint(household["children"]),
		"household_title": household["title"],
		"alias": household["alias"],
		"home_title": home["title"],
		"rent": home["rent"],
		"places": home["places"],
	}


def tally(rows: list[dict], key: str) -> list[dict]:
	"""The values of a column with how many rows have each, as the choices of a filter."""
	counts = Counter(row[key] for row in rows if row[key])
	shown = _ if key in ("kind", "status") else str
	return [{"value": value, "label": shown(value), "count": counts[value]} for value in sorted(counts)]


def with_reasons(result: Result, page: list[dict]) -> list[dict]:
	names = [row["name"] for row in page]
	fields = DECISION_FIELDS + (["reasons"] if result.sees_needs else [])
	found = frappe.get_list("Match Proposal", {"name": ["in", names]}, fields, order_by="idx", limit=0)
	decisions, history = {row.name: row for row in found}, history_of(page)
	return [
		{
			**row,
			"reasons": in_words(decisions[row["name"]]),
			"placement": decisions[row["name"]].placement,
			"outcome": outcome(row, decisions[row["name"]]),
			**history.get((row["applicant"], row["listing"]), {}),
		}
		for row in page
	]


def in_words(row: dict) -> list[dict]:
	return [told(frappe._dict(reason)) for reason in json.loads(row.get("reasons") or "[]")]


def outcome(row: dict, decision: dict) -> str:
	"""What became of a proposal, in one line; of an open one, until when it is."""
	if row["status"] == "Open":
		return _("To be decided by {0}").format(formatdate(row["expires_on"])) if row["expires_on"] else ""
	if row["status"] == "Expired":
		return _(decision["expired_because"] or "")
	why = [_(decision["drop_code"] or ""), decision["drop_reason"] or ""]
	by = f"{get_fullname(decision['decided_by'])}, {format_datetime(decision['decided_on'])}"
	return ". ".join(part for part in (*why, by) if part)


def history_of(page: list[dict]) -> dict[tuple[str, str], dict]:
	"""Per pair: its live placement, or else the latest that came to nothing."""
	filters = {
		"applicant": ["in", [row["applicant"] for row in page]],
		"listing": ["in", [row["listing"] for row in page]],
	}
	fields = ["name", "stage", "decline_reason", "applicant", "listing"]
	found: dict[tuple[str, str], dict] = {}
	for row in frappe.get_list("Placement", filters, fields, order_by="creation", limit=0):
		seen = found.setdefault((row.applicant, row.listing), {"live": None, "earlier": None})
		side = "live" if row.stage in ACTIVE_STAGES else "earlier"
		seen[side] = {"name": row.name, "stage": row.stage, "reason": row.decline_reason}
	return found
