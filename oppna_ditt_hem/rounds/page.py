"""What the page of a round shows above and beside its proposals, in the reader's words."""

import json

import frappe
from frappe import _

from oppna_ditt_hem.matching.catalogue import BUILT_IN, RULES
from oppna_ditt_hem.matching.words import N_, number
from oppna_ditt_hem.rounds import life
from oppna_ditt_hem.rounds.result import Result
from oppna_ditt_hem.rounds.scarcity import scarcity

SHOWN_PAIRS = 100

POLICY_TEXTS = {
	"House the most people": N_(
		"As many people as possible get a home; among such rounds the one whose homes suit best."
	),
	"Best total": N_("The homes suit as well as possible in all, even if fewer people get one."),
	"Strict queue": N_("Each household, longest wait first, takes the best home that is left."),
	"Stable for both sides": N_(
		"No household and landlord would both rather have each other than what they got."
	),
}
"""What each policy does, in a sentence; the policies themselves are the engine's."""


def overview(result: Result) -> dict:
	"""Everything of a finished round but its lists.

	Returns {"totals", "certificate", "replay", "beside", "scarcity", "tally"}, or {} while it isn't finished.
	"""
	if not result.data:
		return {}
	return {
		"totals": result.data["totals"],
		"counts": {"households": result.run.households, "listings": result.run.listings},
		"certificate": result.say(result.data["certificate"]),
		"replay": replay(result),
		"beside": beside(result),
		"scarcity": scarcity(result),
		"tally": tally(result),
	}


def tally(result: Result) -> dict[str, int]:
	"""How many proposals have each status."""
	rows = frappe.get_list(
		"Match Proposal", {"matching_run": result.run.name}, pluck="status", order_by="idx", limit=0
	)
	return {status: rows.count(status) for status in sorted(set(rows))}


def replay(result: Result) -> dict | None:
	"""What today's homes and households give by an earlier round's rules, compared with that round."""
	name = result.run.replay_of
	if not name:
		return None
	pairs = {tuple(pair[:2]) for pair in result.pairs("pairs")}
	try:
		earlier = {tuple(pair[:2]) for pair in Result(name).pairs("pairs")}
	except frappe.PermissionError:
		earlier = set()
	return {
		"run": name,
		"same": len(pairs & earlier),
		"gone": len(earlier - pairs),
		"new": len(pairs - earlier),
	}


# --- beside the plain list


def beside(result: Result) -> dict:
	"""The round and the plain list, each household taking the best pair left, side by side."""
	ours = {pair[0]: pair[1] for pair in result.pairs("pairs")}
	plain = {pair[0]: pair[1] for pair in result.pairs("greedy")}
	differing = [name for name in sorted(ours.keys() | plain.keys()) if ours.get(name) != plain.get(name)]
	return {
		"round": result.data["totals"],
		"plain": result.data["greedy_totals"],
		"sentences": sentences(result),
		"same": len([name for name in ours if ours[name] == plain.get(name)]),
		"differing": len(differing),
		"rows": [
			{
				"name": name,
				"household": result.title_of(name),
				"round": result.title_of(ours[name]) if name in ours else None,
				"plain": result.title_of(plain[name]) if name in plain else None,
			}
			for name in differing[:SHOWN_PAIRS]
		],
	}


def sentences(result: Result) -> list[str]:
	return [result.say(one) for one in result.data["differences"] if result.may_tell(one)]


# --- rules


def rules(run) -> list[dict]:
	"""The rules a run was computed with, readable: {"name", "kind", "weight", "explanation", "parameters"}."""
	return [rule_of(row) for row in json.loads(run.rule_set or "[]")]


def rule_of(row: dict) -> dict:
	known = RULES.get(row.get("rule") or "") if row.get("source", BUILT_IN) == BUILT_IN else None
	labels = {name: one.label for name, one in known.parameters.items()} if known else {}
	labels |= known.law if known else {}
	own = row.get("expression") or row.get("server_script") or ""
	return {
		"name": _(row["criterion_name"]),
		"kind": _(row["kind"]),
		"is_requirement": row["kind"] == "Requirement",
		"weight": row["weight"],
		"explanation": _(known.explanation) if known else own,
		"parameters": [
			f"{_(labels.get(name, name))}: {in_words(value)}" for name, value in row["parameters"].items()
		],
	}


def in_words(value) -> str:
	if isinstance(value, bool):
		return _("Yes") if value else _("No")
	if isinstance(value, list):
		return ", ".join(_(str(one)) for one in value) or _("none")
	return number(value) if isinstance(value, int | float) else str(value)


# --- what the reader may do


def allowed(run) -> dict[str, bool]:
	return {
		"decide": bool(
			frappe.has_permission("Placement", "create") and frappe.has_permission("Match Proposal", "write")
		),
		"cancel": run.status in life.ACTIVE and may_cancel(run),
		"start": bool(frappe.has_permission("Matching Run", "create")),
	}


def may_cancel(run) -> bool:
	"""Whoever started a round may cancel it, and whoever may change rounds."""
	return run.owner == frappe.session.user or bool(frappe.has_permission("Matching Run", "write", doc=run))
