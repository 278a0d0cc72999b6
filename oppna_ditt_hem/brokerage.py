"""The officer's search: which homes for a household, which households for a home, and a proposal.

Whoever may create a Placement may search. Rows come through `frappe.get_list`, so what a person may not
see, such as a protected household, is neither a candidate nor counted.
"""

import json
from collections.abc import Callable
from time import perf_counter

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime

from oppna_ditt_hem import holding, market_cache, match_cards, matchmaking, passed_over, proposals
from oppna_ditt_hem.candidates import homes_to_choose, housed, households_to_choose
from oppna_ditt_hem.criteria import reading
from oppna_ditt_hem.match_cards import ACTIVE_STAGES, first_day
from oppna_ditt_hem.match_reasons import told
from oppna_ditt_hem.matching import search, why_not
from oppna_ditt_hem.refusals import refuse

MOST_SHOWN = 50


class AlreadyProposedError(frappe.ValidationError):
	"""The pair already has a placement that is proposed or holds the home."""


@frappe.whitelist(methods=["POST"])
def find_homes(
	applicant: str,
	limit: int | None = None,
	start: int = 0,
	locality: str | None = None,
	kind: str | None = None,
) -> dict:
	"""The best homes for a household, best first.

	Args:
		applicant: an Applicant in the stage Seeking.
		limit: how many cards, 1 to 50; the setting "Proposals shown" where none is given.
		start: how many of the best to leave out, as those that are shown already.
		locality, kind: only homes there, and of that kind.

	Returns what `answer` returns, with a card per home.

	Raises:
		StageRuleError: the household is not seeking, or a row can't be computed with.
		CriterionError: a criterion can't be used.
		frappe.PermissionError: the user may not read the household or create placements.
	"""
	may_search()
	readable("Applicant", applicant, "Seeking")
	filters = homes_to_choose(locality, kind)
	return sought(
		"Applicant", applicant, lambda: (market_cache.homes_for(applicant, filters), 0), limit, start
	)


@frappe.whitelist(methods=["POST"])
def find_households(
	listing: str,
	limit: int | None = None,
	start: int = 0,
	locality: str | None = None,
	kind: str | None = None,
) -> dict:
	"""The best households for a home, best first; those who hold an offer or a home are left out.

	Args:
		listing: a Listing in the stage Approved.
		limit, start: as in `find_homes`.
		locality, kind: only households that wish to live there, and of that kind.

	Returns what `answer` returns with `left_out`, how many hold an offer or a home already.

	Raises: as `find_homes`.
	"""
	may_search()
	readable("Listing", listing, "Approved")
	filters = households_to_choose(locality, kind)
	return sought(
		"Listing", listing, lambda: market_cache.seekers_for(listing, filters, housed()), limit, start
	)


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
		passed_over.PassedOverError: the pair has been passed over; says when, by whom and why.
		StageRuleError: one of the two is not open.
	"""
	may_search()
	readable("Listing", listing, "Approved")
	readable("Applicant", applicant, "Seeking")
	holding.lock(listing, applicant)
	refuse_proposed_twice(applicant, listing)
	passed_over.refuse_passed_over(applicant, listing)
	market, match = pair_today(applicant, listing)
	proposal = proposals.keep(match, matching_run=matching_run, status="Proposed")
	return {"placement": place(market, match, proposal, from_date)}


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


def pair_today(applicant: str, listing: str) -> tuple:
	"""The market of just one pair, and its match by today's rules."""
	with reading.refusing():
		market = matchmaking.build(
			matchmaking.households_named([applicant]), matchmaking.listings_named([listing])
		)
		return market, search.pair(market, matchmaking.rules(), applicant, listing)


def place(market, match, proposal, from_date: str | None = None) -> str:
	"""The Placement of a proposed pair, in its first stage; the caller holds the pair's locks.

	Args:
		proposal: the Match Proposal it comes from, which is noted as decided by the current user.
		from_date: ISO date; the first day on which both can where none is given.

	Returns the Placement's name.
	"""
	placement = frappe.get_doc(
		doctype="Placement",
		listing=match.listing,
		applicant=match.household,
		from_date=getdate(from_date) if from_date else first_day(market, match),
		match_proposal=proposal.name,
	).insert()
	decided = {"decided_by": frappe.session.user, "decided_on": now_datetime()}
	proposal.db_set({"status": "Proposed", "placement": placement.name, **decided})
	return placement.name


def sought(subject: str, name: str, market_now: Callable, limit: int | None, start: int) -> dict:
	"""Search, keep the run, and put the answer in words.

	Args:
		market_now: gives the market and how many were left out of it.

	Raises:
		StageRuleError, CriterionError: what a row or a criterion is refused for.
	"""
	started, clock = now_datetime(), perf_counter()
	for_household = subject == "Applicant"
	look, explain = (
		(search.homes_for, why_not.for_household)
		if for_household
		else (search.households_for, why_not.for_listing)
	)
	passed = passed_over.of(subject, name)
	first, wanted = max(cint(start), 0), shown(limit)
	with reading.refusing():
		rules, (market, left_out) = matchmaking.rules(), market_now()
		found = look(market, rules, name, first + wanted + len(passed) + 1)
		matches = [match for match in found if other_of(match, for_household) not in passed]
		nothing = None if matches else explain(market, rules, name)
	page = matches[first : first + wanted]
	asked = match_cards.Search(for_household, name, market, rules, passed)
	reply = match_cards.answer(asked, page, matches[: first + wanted], nothing)
	# What is shown further down belongs to the search it goes on from.
	run = (
		None if first else keep_run(subject, name, market, rules, len(page), started, perf_counter() - clock)
	)
	return {**reply, "more": len(matches) > first + wanted, "left_out": left_out, "run": run}


def other_of(match, for_household: bool) -> str:
	return match.listing if for_household else match.household


def shown(limit: int | None) -> int:
	wanted = cint(limit) or cint(frappe.db.get_single_value("Matching Settings", "proposals_shown")) or 10
	return max(1, min(wanted, MOST_SHOWN))


def keep_run(subject: str, name: str, market, rules, proposals: int, started, seconds: float) -> str:
	"""One row per search: what was asked, of how many, under which rules, and how long it took."""
	title = _("Homes for {0}") if subject == "Applicant" else _("Households for {0}")
	run = frappe.get_doc(
		doctype="Matching Run",
		title=title.format(name),
		kind="Search",
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
	run.flags.written_by_code = True
	return run.insert().name


def refuse_proposed_twice(applicant: str, listing: str) -> None:
	"""The caller holds the pair's locks, so what is read is as last committed.

	Raises:
		AlreadyProposedError: the pair has a live placement.
	"""
	table = frappe.qb.DocType("Placement")
	query = frappe.qb.from_(table).select(table.name).force_index("applicant_holds").for_update()
	query = query.where(table.applicant == applicant).where(table.listing == listing)
	found = query.where(table.stage.isin(ACTIVE_STAGES)).orderby(table.name).run()
	if found:
		refuse(
			_(
				"{0} already proposes this home for this household. Open it instead of proposing again."
			).format(frappe.bold(found[-1][0])),
			AlreadyProposedError,
			_("Already proposed"),
		)
