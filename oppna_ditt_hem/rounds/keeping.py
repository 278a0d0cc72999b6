"""What a round leaves in the database: one Match Proposal per pair, and the rest as data on the run.

The data names documents and never people. Sentences lie as templates and parameters, so that each reader gets
them in their own language.
"""

import json

import frappe
from frappe.utils import add_days, cint, now, nowdate

ROWS_AT_ONCE = 500
PROPOSAL_FIELDS = (
	"name", "owner", "modified_by", "creation", "modified", "idx", "matching_run", "applicant", "listing",
	"status", "score", "expires_on", "reasons",
)  # fmt: skip
# What is kept as the engine gives it.
WHOLE = (
	"policy", "totals", "greedy", "greedy_totals", "differences", "certificate", "obstacles", "prices", "wanted",
)  # fmt: skip


def keep_proposals(run: str, proposals: list[dict]) -> None:
	"""Write the proposed pairs in a few statements, in their order, as rows that nobody has decided yet.

	Args:
		run: the Matching Run.
		proposals: `Match.as_dict()` of each.
	"""
	days = cint(frappe.db.get_single_value("Matching Settings", "proposal_days")) or 14
	user, moment, expires_on = frappe.session.user, now(), add_days(nowdate(), days)
	shared = {
		"owner": user,
		"modified_by": user,
		"creation": moment,
		"modified": moment,
		"matching_run": run,
		"status": "Open",
		"expires_on": expires_on,
	}
	rows = (
		{
			**shared,
			"name": frappe.generate_hash(length=12),
			"idx": number,
			"applicant": match["household"],
			"listing": match["listing"],
			"score": match["score"],
			"reasons": as_text(match["reasons"]),
		}
		for number, match in enumerate(proposals, 1)
	)
	values = (tuple(row[field] for field in PROPOSAL_FIELDS) for row in rows)
	frappe.db.bulk_insert("Match Proposal", list(PROPOSAL_FIELDS), values, chunk_size=ROWS_AT_ONCE)


def to_keep(found: dict) -> dict:
	"""The engine's round as it is kept: without the reasons, which lie with each proposal.

	Args:
		found: `Round.as_dict()`.

	Returns its keys, but `pairs` ([household, listing, score]) for the proposals, and of each nearest miss
	only what is missed.
	"""
	return {
		**{name: found[name] for name in WHOLE},
		"pairs": [[one["household"], one["listing"], one["score"]] for one in found["proposals"]],
		"households_left": [without_reasons(why) for why in found["households_left"]],
		"listings_left": [without_reasons(why) for why in found["listings_left"]],
	}


def without_reasons(why: dict) -> dict:
	near = why["nearest"]
	if near:
		blocking = [reason for reason in near["reasons"] if reason["blocks"]]
		near = {
			"household": near["household"],
			"listing": near["listing"],
			"broken": [{"template": one["template"], "params": one["params"]} for one in blocking],
		}
	return {**why, "nearest": near}


def as_text(value) -> str:
	"""The same data as the same text, wherever it is written."""
	return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
