"""A round in the Desk: start it, watch it, read it, decide it. Everything here answers as the current user.

`start_round` may also be called by a server script or a scheduled job: `frappe.call(...)` there, or
`frappe.get_doc(doctype="Matching Run", kind="Round").insert()`, which does the same.
"""

from typing import Literal

import frappe
from frappe import _
from frappe.utils import cint

from oppna_ditt_hem.imports.work import has_worker
from oppna_ditt_hem.matching.round import HOUSE_THE_MOST, POLICIES
from oppna_ditt_hem.rounds import cost, deciding, falls, life, page, pairs, progress
from oppna_ditt_hem.rounds import left as left_without
from oppna_ditt_hem.rounds.result import Result

Names = str | list[str]
"""Names as a list, or as the JSON of one, which is how a form sends them."""


@frappe.whitelist(methods=["POST"])
def start_round(policy: str | None = None, replay_of: str | None = None) -> dict:
	"""Start a round for everybody, computed by a background worker.

	Args:
		policy: one of the engine's; the one in Matching Settings where none is given.
		replay_of: a finished round whose rules are used instead of today's. Such a round proposes nothing.

	Returns {"run": name of the Matching Run}.

	Raises:
		RoundRunningError: another round is queued or running; names it.
		StageRuleError: there is no such policy, or the earlier round has kept no rules.
		frappe.PermissionError: the user may not create Matching Runs.
	"""
	run = frappe.get_doc(
		doctype="Matching Run", kind="Round", policy=policy or usual_policy(), replay_of=replay_of
	)
	return {"run": run.insert().name}


def usual_policy() -> str:
	return frappe.db.get_single_value("Matching Settings", "policy") or HOUSE_THE_MOST


@frappe.whitelist()
def round_policies() -> list[dict]:
	"""The policies to choose from: {"policy", "label", "text", "usual"}, as the engine orders them."""
	frappe.has_permission("Matching Run", "create", throw=True)
	usual = usual_policy()
	return [
		{
			"policy": policy,
			"label": _(policy),
			"text": _(page.POLICY_TEXTS.get(policy, "")),
			"usual": policy == usual,
		}
		for policy in POLICIES
	]


@frappe.whitelist(methods=["POST"])
def cancel_round(run: str) -> dict:
	"""Cancel a round that is queued or running. Nothing of it is written.

	Returns {"status"}: Cancelled, or Running where its worker stops before its next step.

	Raises:
		RoundEndedError: it has ended already.
		frappe.PermissionError: the user has neither started it nor may change rounds.
	"""
	doc = round_for_reader(run)
	if not page.may_cancel(doc):
		frappe.throw(_("Only who started the round, or a manager, may cancel it."), frappe.PermissionError)
	return {"status": life.cancel(run, frappe.session.user)}


@frappe.whitelist(methods=["POST"])
def round_status(run: str) -> dict:
	"""How far a round is. Where its worker has died, that is noted on it first.

	Returns {"status", "percent", "doing", "message", "cancelling", "no_worker"}.
	"""
	doc = round_for_reader(run)
	if doc.status in life.ACTIVE and run in life.bury_dead():
		doc.reload()
	told = progress.read(run) if doc.status == "Running" else {}
	return {
		"status": doc.status,
		"percent": cint(told.get("percent")),
		"doing": _(told["doing"]) if told else "",
		"message": doc.message,
		"cancelling": bool(doc.status == "Running" and doc.cancelled_by),
		"no_worker": doc.status == "Queued" and not has_worker(),
	}


def round_for_reader(run: str):
	doc = frappe.get_doc("Matching Run", run)
	doc.check_permission("read")
	return doc


@frappe.whitelist()
def round_overview(run: str) -> dict:
	"""A round but for its lists: see `page.overview`; with the rules it used and what the reader may do."""
	result = Result(run)
	return {
		**page.overview(result),
		"rules": page.rules(result.run),
		"policy": {"label": _(result.run.policy), "text": _(page.POLICY_TEXTS.get(result.run.policy, ""))},
		"may": page.allowed(result.run),
	}


@frappe.whitelist()
def round_proposals(
	run: str,
	locality: str | None = None,
	kind: str | None = None,
	size: str | None = None,
	status: str | None = None,
	start: int = 0,
) -> dict:
	"""A page of a round's proposals: see `pairs.proposals`."""
	chosen = {"locality": locality, "kind": kind, "size": size, "status": status}
	return pairs.proposals(Result(run), chosen, max(0, cint(start)))


@frappe.whitelist()
def round_left(run: str, side: Literal["households", "listings"], start: int = 0) -> dict:
	"""A page of those whom a round left without: see `left.left`."""
	return left_without.left(Result(run), side, max(0, cint(start)))


@frappe.whitelist(methods=["POST"])
def approve(proposals: Names) -> dict:
	"""Approve proposals, each into a Placement that holds nothing yet: see `deciding.approve`."""
	return deciding.approve(frappe.parse_json(proposals)).as_dict()


@frappe.whitelist(methods=["POST"])
def drop(proposals: Names, reason: str, comment: str | None = None) -> dict:
	"""Drop proposals with a coded reason: see `deciding.drop`."""
	return deciding.drop(frappe.parse_json(proposals), reason, comment).as_dict()


@frappe.whitelist(methods=["POST"])
def drop_effect(proposal: str) -> list[str]:
	"""Who would move if a proposal were dropped, in sentences: see `falls.of_drop`.

	Raises:
		frappe.PermissionError: the user may not decide the proposal.
	"""
	(doc,) = deciding.decidable([proposal])
	return falls.of_drop(doc)


@frappe.whitelist(methods=["POST"])
def override_cost(placement: str) -> dict:
	"""What overriding a broken requirement takes from the round: see `cost.of_override`.

	Raises:
		frappe.PermissionError: the user may not read the placement's match, or is no manager.
	"""
	if "Housing Manager" not in frappe.get_roles():
		frappe.throw(_("Only a manager may override a requirement."), frappe.PermissionError)
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("write")
	if not doc.has_permlevel_access_to("match_reasons"):
		raise frappe.PermissionError
	return cost.of_override(doc)
