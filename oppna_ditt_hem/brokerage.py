"""The officer's search: which homes for a household, which households for a home, and a proposal.

Whoever may create a Placement may search. Rows come through `frappe.get_list`, so what a person may not
see, such as a protected household, is neither a candidate nor counted.
"""

import json
from time import perf_counter

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from oppna_ditt_hem import holding, matchmaking
from oppna_ditt_hem.match_cards import (
	ACTIVE_STAGES,
	HELD_STAGES,
	active_placements,
	answer,
	first_day,
	told,
)
from oppna_ditt_hem.matching import search, why_not
from oppna_ditt_hem.matching.catalogue import BadRules
from oppna_ditt_hem.matching.faults import BadInput
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.saying import show

MOST_SHOWN = 50


class AlreadyProposedError(frappe.ValidationError):
	"""The pair already has a placement that is proposed or holds the home."""


@frappe.whitelist(methods=["POST"])
def find_homes(applicant: str, limit: int | None = None) -> dict:
	"""The best homes for a household, best first.

	Args:
		applicant: an Applicant in the stage Seeking.
		limit: how many cards, 1 to 50; the setting "Proposals shown" where none is given.

	Returns what `answer` returns, with a card per home.

	Raises:
		StageRuleError: the household is not seeking, or a criterion or a row can't be computed with.
		frappe.PermissionError: the user may not read the household or create placements.
	"""
	may_search()
	readable("Applicant", applicant, "Seeking")
	return sought("Applicant", applicant, [applicant], homes_to_choose(), limit)


@frappe.whitelist(methods=["POST"])
def find_households(listing: str, limit: int | None = None) -> dict:
	"""The best households for a home, best first; those who hold an offer or a home are left out.

	Args:
		listing: a Listing in the stage Approved.
		limit: as in `find_homes`.

	Raises: as `find_homes`.
	"""
	may_search()
	readable("Listing", listing, "Approved")
	seekers = frappe.get_list("Applicant", {"stage": "Seeking"}, pluck="name", order_by="name", limit=0)
	housed = set(active_placements("applicant", seekers, HELD_STAGES))
	waiting = [name for name in seekers if name not in housed]
	found = sought("Listing", listing, waiting, [listing], limit)
	return {**found, "left_out": len(seekers) - len(waiting)}


@frappe.whitelist(methods=["POST"])
def propose(
	applicant: str, listing: str, from_date: str | None = None, matching_run: str | None = None
) -> dict:
	"""Propose a home for a household: a Placement in its first stage, which holds nothing yet.

	Args:
		applicant, listing: both open, as for the search.
		from_date: ISO date; the first day on which both can where none is given.
		matching_run: the search it came from.

	Returns {"placement": name}.

	Raises:
		AlreadyProposedError: the pair already has a live placement; names it.
		StageRuleError: one of the two is not open.
	"""
	may_search()
	readable("Listing", listing, "Approved")
	readable("Applicant", applicant, "Seeking")
	holding.lock(listing, applicant)
	refuse_proposed_twice(applicant, listing)
	market = matchmaking.build(
		matchmaking.households_named([applicant]), matchmaking.listings_named([listing])
	)
	match = search.pair(market, matchmaking.rules(), applicant, listing)
	proposal = keep_proposal(match, matching_run)
	placement = frappe.get_doc(
		doctype="Placement",
		listing=listing,
		applicant=applicant,
		from_date=getdate(from_date) if from_date else first_day(market, match),
		match_proposal=proposal.name,
	).insert()
	proposal.db_set("placement", placement.name)
	return {"placement": placement.name}


@frappe.whitelist()
def reasons_for(placement: str) -> dict:
	"""Why a placement's home fits its household, in the user's language.

	Returns {"frozen", "score", "reasons", "blocked"}: frozen where the offer has been made, otherwise as
	things are today; `blocked` when a requirement stands in the way.

	Raises:
		frappe.PermissionError: the user may not read the placement's match.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	if not doc.has_permlevel_access_to("match_reasons"):
		raise frappe.PermissionError
	if doc.match_reasons:
		reasons = [told(frappe._dict(row)) for row in json.loads(doc.match_reasons)]
		return {"frozen": True, "score": doc.match_score, "reasons": reasons, "blocked": False}
	if doc.stage != "Proposed":
		return {"frozen": True, "score": None, "reasons": [], "blocked": False}
	match = matchmaking.assess(doc)
	reasons = [told(reason) for reason in match.reasons]
	return {"frozen": False, "score": match.score, "reasons": reasons, "blocked": not match.possible}


def may_search() -> None:
	frappe.has_permission("Placement", "create", throw=True)


def readable(doctype: str, name: str, stage: str) -> None:
	"""Refuse a document that the user may not read or that is not open for matching."""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	if doc.stage != stage:
		refuse(
			_("{0} is in the stage {1}. It can be matched once it is {2}.").format(
				frappe.bold(doc.get_title()), _(doc.stage), frappe.bold(_(stage))
			)
		)


def homes_to_choose() -> list[str]:
	"""Approved homes the user may read; the engine tells which of them are free, and from when."""
	filters = {"stage": "Approved", "availability": ["!=", "Not Available"]}
	return frappe.get_list("Listing", filters, pluck="name", order_by="name", limit=0)


def sought(subject: str, name: str, households: list[str], listings: list[str], limit: int | None) -> dict:
	"""Search, keep the run, and put the answer in words.

	Raises:
		StageRuleError: what a criterion or a row is refused for.
	"""
	started, clock = now_datetime(), perf_counter()
	for_household = subject == "Applicant"
	try:
		rules = matchmaking.rules()
		market = matchmaking.build(
			matchmaking.households_named(households), matchmaking.listings_named(listings)
		)
	except BadRules as error:
		refuse(render(error.template, error.params, _, show))
	except BadInput as error:
		refuse("<br>".join(frappe.utils.escape_html(fault.line(_)) for fault in error.faults), StageRuleError)
	look, explain = (
		(search.homes_for, why_not.for_household)
		if for_household
		else (search.households_for, why_not.for_listing)
	)
	matches = look(market, rules, name, shown(limit))
	nothing = None if matches else explain(market, rules, name)
	run = keep_run(subject, name, market, rules, len(matches), started, perf_counter() - clock)
	return answer(for_household, name, market, matches, nothing, run)


def shown(limit: int | None) -> int:
	wanted = cint(limit) or cint(frappe.db.get_single_value("Matching Settings", "proposals_shown")) or 10
	return max(1, min(wanted, MOST_SHOWN))


def keep_run(subject: str, name: str, market, rules, proposals: int, started, seconds: float) -> str:
	"""One row per search: what was asked, of how many, under which rules, and how long it took."""
	title = _("Homes for {0}") if subject == "Applicant" else _("Households for {0}")
	return (
		frappe.get_doc(
			doctype="Matching Run",
			title=title.format(name),
			kind="Search",
			status="Done",
			applicant=name if subject == "Applicant" else None,
			listing=name if subject == "Listing" else None,
			started_on=started,
			finished_on=now_datetime(),
			households=len(market.households.names),
			listings=len(market.listings.names),
			proposals=proposals,
			seconds=round(seconds, 4),
			rule_set=frappe.as_json(rules.as_criteria()),
		)
		.insert()
		.name
	)


def refuse_proposed_twice(applicant: str, listing: str) -> None:
	"""Raises AlreadyProposedError where the pair has a live placement."""
	name = frappe.db.get_value(
		"Placement",
		{"applicant": applicant, "listing": listing, "stage": ["in", ACTIVE_STAGES]},
		order_by="creation desc",
	)
	if name:
		refuse(
			_(
				"{0} already proposes this home for this household. Open it instead of proposing again."
			).format(frappe.bold(name)),
			AlreadyProposedError,
			_("Already proposed"),
		)


def keep_proposal(match, matching_run: str | None):
	"""Keep the proposed pair with the reasons as they were when a person chose it."""
	return frappe.get_doc(
		doctype="Match Proposal",
		matching_run=matching_run,
		applicant=match.household,
		listing=match.listing,
		status="Proposed",
		score=match.score,
		reasons=frappe.as_json([reason.as_dict() for reason in match.reasons]),
	).insert()
