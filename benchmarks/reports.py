"""Every report on 50 000 placements and 100 000 booked rows, against three plain aggregate queries over the same rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe

from benchmarks import report_rows
from benchmarks.protocol import AT_MOST, Result, milliseconds, ratio, same, turns
from oppna_ditt_hem.oppna_ditt_hem.doctype.grant.grant import Grant

PLACEMENTS, ENTRIES, HOMES, HOUSEHOLDS = 50_000, 100_000, 5_000, 20_000
GRANTS = ("GEN-1", "GEN-2", "GEN-3", "GEN-4", "GEN-5")
ROUNDS, QUERIES, GATE = 5, 3, 3
YEAR = {"from_date": "2016-01-01", "to_date": "2016-12-31"}
READER = "benchmark-reader@people.example"
TABLES = (
	"Placement",
	"Stage Log",
	"Grant Entry",
	"Grant",
	"Grant Budget Line",
	"Listing",
	"Applicant",
	"Wished Locality",
)
# What is summed plainly: as many groups as the reports have, and the same rows.
PLAIN = {
	"Placement": "select stage, locality, count(*), sum(places_taken) from tabPlacement group by stage, locality",
	"Stage Log": "select from_stage, to_stage, count(*), avg(days_before) from `tabStage Log` group by from_stage, to_stage",
	"Grant Entry": "select `grant`, budget_line, sum(amount) from `tabGrant Entry` where docstatus = 1 group by `grant`, budget_line",
	"Listing": "select locality, kind, count(*), sum(free_places) from tabListing group by locality, kind",
	"Applicant": "select stage, household_kind, count(*), sum(household_size) from tabApplicant group by stage, household_kind",
}
# Report: the tables that it reads, and what it is asked.
ASKED = {
	"Offer to home": (("Stage Log", "Placement", "Listing"), YEAR),
	"Time between steps": (("Stage Log", "Placement"), YEAR),
	"Decline reasons": (("Placement",), YEAR),
	"Outcomes and ends": (("Placement",), YEAR),
	"Cost per home": (("Grant Entry", "Placement", "Stage Log"), YEAR),
	"Grant utilisation": (("Grant Entry",), {"year": 2016}),
	"Reclaim exposure": (("Grant Entry",), {"day": "2016-12-31"}),
	"Inventory and vacancy": (("Listing",), {}),
	"Vacancy by locality": (("Listing", "Applicant", "Placement"), {}),
	"Households waiting": (("Applicant", "Placement"), {}),
}


def results() -> Iterator[Result]:
	load()
	frappe.set_user(READER)
	for name, (tables, filters) in ASKED.items():
		yield measured(name, tables, filters)
	frappe.set_user("Administrator")


def measured(name: str, tables: tuple[str, ...], filters: dict) -> Result:
	module = frappe.get_module(
		f"oppna_ditt_hem.oppna_ditt_hem.report.{frappe.scrub(name)}.{frappe.scrub(name)}"
	)
	taken = turns({"report": lambda: module.execute(dict(filters)), "plain": plain(tables)}, ROUNDS)
	what = f"{name} / {QUERIES} plain aggregate queries of {', '.join(tables)}"
	key = f"report.{frappe.scrub(name)}"
	return Result(key, what, ratio(taken, "report", "plain"), AT_MOST, GATE, milliseconds(taken))


def plain(tables: tuple[str, ...]) -> Callable[[], None]:
	"""Three queries: of the report's tables in turns."""
	queries = [PLAIN[tables[number % len(tables)]] for number in range(QUERIES)]

	def run() -> None:
		for query in queries:
			frappe.db.sql(query)

	return run


def load() -> None:
	"""Replace the site's cases by generated ones, and make somebody who may read every report but no protected identity."""
	for doctype in TABLES:
		frappe.db.delete(doctype)
	report_rows.place(PLACEMENTS)
	for name in GRANTS:
		grant(name)
	report_rows.book(ENTRIES, GRANTS, "AB", PLACEMENTS)
	homes()
	households()
	if not frappe.db.exists("User", READER):
		user = frappe.get_doc(doctype="User", email=READER, first_name="Reader", send_welcome_email=0)
		user.append("roles", {"role": "Housing Manager"})
		user.insert()
	frappe.db.commit()
	for doctype in PLAIN:
		frappe.db.sql(f"analyze table `tab{doctype}`")
	same(frappe.db.count("Grant Entry"), ENTRIES, "booked rows")


def grant(name: str) -> None:
	values = {"name": name, "title": name, "stage": "Running", "amount": 90_000_000}
	doc: Grant = frappe.get_doc(doctype="Grant", period_from="2016-01-01", period_to="2016-12-31", **values)
	for line in "AB":
		doc.append("budget_lines", {"budget_line": line, "budget": 45_000_000})
	doc.db_insert()
	for number, row in enumerate(doc.budget_lines):
		row.update({"parent": name, "parenttype": "Grant", "parentfield": "budget_lines", "idx": number})
		row.db_insert()


def homes() -> None:
	place, state = (
		report_rows.one_of(values, "seq")
		for values in (report_rows.PLACES, ("Free", "Let", "Partly Free", "Reserved", "Not Available"))
	)
	kind = report_rows.one_of(("Flat", "House", "Room"), "seq")
	# Of every twelve one is a room of the home before it.
	whole = "if(seq % 12 = 2, concat('GEN-', seq - 2), null)"
	frappe.db.sql(
		f"""insert into tabListing ({report_rows.OWN_FIELDS}, stage, kind, part_of, locality, availability, places, free_places)
		select concat('GEN-', seq - 1), {report_rows.OWN}, 'Approved', {kind}, {whole}, {place}, {state}, 1 + seq % 6, seq % 3
		from seq_1_to_{HOMES}"""
	)


def households() -> None:
	frappe.db.sql(
		f"""insert into tabApplicant ({report_rows.OWN_FIELDS}, stage, household_size, registered_on, must_receive_by)
		select concat('GEN-', seq - 1), {report_rows.OWN}, 'Seeking', 1 + seq % 6, date_sub(curdate(), interval seq % 500 day),
			date_add(curdate(), interval seq % 90 day) from seq_1_to_{HOUSEHOLDS}"""
	)
	frappe.db.sql(
		f"""insert into `tabWished Locality` ({report_rows.OWN_FIELDS}, parent, parenttype, parentfield, locality)
		select concat('GEN-', seq), {report_rows.OWN}, concat('GEN-', seq - 1), 'Applicant', 'wished_localities',
			{report_rows.one_of(report_rows.PLACES, "seq")} from seq_1_to_{HOUSEHOLDS}"""
	)
