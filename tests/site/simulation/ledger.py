"""Invariants of money and of rounds, read from the site by plain SQL like the others."""

from collections.abc import Iterator

import frappe
from people import MANAGER


def sql(query: str, **values) -> list:
	return frappe.db.sql(query, values, as_dict=True)


def money_adds_up(world) -> Iterator[str]:
	"""What a grant and its lines say is booked is the sum of the rows."""
	for grant in sql("select name, amount, booked, remaining from tabGrant order by name"):
		rows = sql(
			"select budget_line as line, sum(amount) as total from `tabGrant Entry` where `grant` = %(of)s and docstatus = 1 group by 1",
			of=grant.name,
		)
		totals = {row.line: round(row.total, 2) for row in rows}
		total = round(sum(totals.values()), 2)
		if (grant.booked, grant.remaining) != (total, round(grant.amount - total, 2)):
			yield f"{grant.name} says {grant.booked} booked, {grant.remaining} left; its rows say {total} of {grant.amount}"
		for line in sql("select * from `tabGrant Budget Line` where parent = %(of)s", of=grant.name):
			if line.booked != totals.get(line.budget_line, 0):
				yield f"{grant.name} says {line.booked} on {line.budget_line}; its rows say {totals}"
		if total > grant.amount and not let_through(grant.name):
			yield f"{grant.name} holds {grant.amount}, and {total} is booked though no manager has approved it"


def let_through(grant: str) -> bool:
	rows = sql(
		"select owner, overspend_approved_by as manager from `tabGrant Entry` where `grant` = %(of)s and docstatus = 1",
		of=grant,
	)
	return any(
		row.manager not in (None, row.owner) and MANAGER in frappe.get_roles(row.manager) for row in rows
	)


def a_krona_is_booked_once(world) -> Iterator[str]:
	query = """select voucher_number, group_concat(name order by name) as names from `tabGrant Entry`
		where docstatus = 1 and amount > 0 and voucher_number is not null
		group by voucher_number, year(posting_date) having count(distinct coalesce(allocation, name)) > 1"""
	for row in sql(query):
		yield f"{row.voucher_number} is booked as {row.names}"
	query = """select row.name, row.amount, sum(correction.amount) as back from `tabGrant Entry` row
		join `tabGrant Entry` correction on correction.corrects = row.name and correction.docstatus = 1
		group by row.name having round(row.amount + sum(correction.amount), 2) < 0"""
	for row in sql(query):
		yield f"of {row.name}, {row.amount}, {row.back} is taken back"


def nothing_booked_is_deleted(world) -> Iterator[str]:
	there = {row.name for row in sql("select name from `tabGrant Entry` where docstatus > 0")}
	yield from (f"{name} was booked, and is gone" for name in sorted(world.booked - there))
	world.booked |= there


def nothing_is_booked_outside_its_period(world) -> Iterator[str]:
	query = """select entry.name, posting_date, period_from, period_to from `tabGrant Entry` entry
		join tabGrant on tabGrant.name = entry.`grant` where entry.docstatus = 1
		and posting_date not between period_from and period_to"""
	for row in sql(query):
		yield f"{row.name} of {row.posting_date} is booked on {row.period_from}–{row.period_to}"


def shared_costs_stay_whole(world) -> Iterator[str]:
	query = """select cost.name, cost.amount, cost.docstatus, sum(entry.amount) as total, count(part.name) as parts,
		sum(entry.docstatus = cost.docstatus) as alike from `tabCost Allocation` cost
		join `tabCost Allocation Part` part on part.parent = cost.name
		left join `tabGrant Entry` entry on entry.name = part.entry group by cost.name"""
	for row in sql(query):
		if row.docstatus and (round(row.total or 0, 2) != row.amount or row.alike != row.parts):
			yield f"{row.name} of {row.amount} ({row.docstatus}) has rows of {row.total}, {row.alike} of {row.parts} alike"
		if not row.docstatus and row.total is not None:
			yield f"{row.name} is a draft with rows in the ledger"


def a_round_is_whole_or_nothing(world) -> Iterator[str]:
	query = """select run.name, run.status, count(proposal.name) as proposals from `tabMatching Run` run
		join `tabMatch Proposal` proposal on proposal.matching_run = run.name
		where run.kind = 'Round' and run.status != 'Done' group by run.name"""
	for row in sql(query):
		yield f"{row.name} is {row.status} and has {row.proposals} proposals"
	query = """select proposal.matching_run, proposal.applicant from `tabMatch Proposal` proposal
		join `tabMatching Run` run on run.name = proposal.matching_run and run.kind = 'Round'
		group by proposal.matching_run, proposal.applicant having count(*) > 1"""
	for row in sql(query):
		yield f"{row.matching_run} proposes two homes for {row.applicant}"


RULES = (
	money_adds_up,
	a_krona_is_booked_once,
	nothing_booked_is_deleted,
	nothing_is_booked_outside_its_period,
	shared_costs_stay_whole,
	a_round_is_whole_or_nothing,
)
