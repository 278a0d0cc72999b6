"""Rows of cases and of the ledger written straight to the database, and what a report says of them to a role."""

import json

import frappe
from factories import CONTROLLER, MANAGER, acting_as, filling, make, make_user
from frappe.utils import flt

from oppna_ditt_hem.stages import move_to_stage

# The household of `write_a_year` whose identity is protected.
PROTECTED = "P-hidden"


def report(module, role: str = CONTROLLER, **filters) -> tuple:
	with acting_as(make_user(role)):
		return module.execute(filters)


def behind(row: dict, column: str = "number") -> tuple[int, float]:
	"""How many documents the list behind a figure shows to the current user, and what their `amount` adds up to."""
	doctype, filters = row["behind"][column]["doctype"], row["behind"][column]["filters"]
	asked = []
	for field, value in filters.items():
		*table, name = field.split(".")
		operator, wanted = value if isinstance(value, list) else ("=", value)
		asked.append([table[0] if table else doctype, name, operator, wanted])
	fields = ["name", "amount"] if doctype == "Grant Entry" else ["name"]
	found = frappe.get_list(doctype, filters=asked, fields=fields, order_by="name", distinct=True, limit=0)
	return len(found), flt(sum(row.get("amount") or 0 for row in found), 2)


def cards(found: tuple) -> dict:
	"""The figures above a report by their label."""
	return {card["label"]: card["value"] for card in found[4]}


def running(title: str, amount: float, lines: dict[str, float], year: int = 2016, **decided):
	"""A grant that runs for a year, by its real workflow; `decided` stands on its decision."""
	grant = make.grant("Applied", title=title, amount_applied=amount)
	with acting_as(make.user(CONTROLLER)):
		period = {"period_from": f"{year}-01-01", "period_to": f"{year}-12-31"}
		budget = [{"budget_line": line, "budget": budgeted} for line, budgeted in lines.items()]
		grant.update(
			{**filling("Grant", "Granted"), **period, "amount": amount, "budget_lines": budget, **decided}
		)
		grant.save()
		for stage in ("Granted", "Running"):
			move_to_stage(frappe.get_doc("Grant", grant.name), stage)
	return frappe.get_doc("Grant", grant.name)


def booked(grant, amount: float, day: str, line: str = "Förmedling", docstatus: int = 1, **values):
	"""A row of the ledger, booked by the economist unless it stays a draft (0) or is taken back (2)."""
	entry = make.grant_entry(grant, amount=amount, posting_date=day, budget_line=line, **values)
	with acting_as(make.user(CONTROLLER)):
		if docstatus:
			entry.submit()
		if docstatus == 2:
			entry.cancel()
	return entry


def approve(entry, reason: str = "Decided by the board", user: str | None = None):
	"""A manager approves that a draft takes its grants over their amount."""
	with acting_as(user or make.user(MANAGER)):
		frappe.get_doc(entry.doctype, entry.name).approve_overspending(reason)
	return frappe.get_doc(entry.doctype, entry.name)


def submit(entry):
	"""The economist books a draft."""
	with acting_as(make.user(CONTROLLER)):
		return frappe.get_doc(entry.doctype, entry.name).submit()


def sent_by_desk(doc, **changed):
	"""A document as the browser sends it back: days as text, whole kronor without decimals."""

	def number(text: str) -> float:
		return int(float(text)) if float(text).is_integer() else float(text)

	return frappe.get_doc({**json.loads(frappe.as_json(doc.as_dict()), parse_float=number), **changed})


def report_on(grant, kind: str = "Interim", as_on: str = "2016-12-31", **values):
	"""A Grant Report that the economist makes."""
	row = {"doctype": "Grant Report", "grant": grant.name, "report_kind": kind, "as_on": as_on, **values}
	with acting_as(make.user(CONTROLLER)):
		return frappe.get_doc(row).insert()


def write(doctype: str, rows: list[dict]) -> None:
	"""Many rows at once, all with the same fields, past every rule."""
	if rows:
		fields = ["name", *(field for field in rows[0] if field != "name")]
		values = [[row.get(field) for field in fields] for row in rows]
		frappe.db.bulk_insert(doctype, fields, values, chunk_size=2_000)


def write_placements(rows: list[dict]) -> None:
	"""Placements, each with the log of its `steps`: pairs of a stage and the moment it was entered."""
	steps = [(row["name"], *step) for row in rows for step in row.pop("steps", ())]
	write("Placement", rows)
	log = [
		{
			"name": frappe.generate_hash(length=12),
			"reference_doctype": "Placement",
			"reference_name": name,
			"to_stage": stage,
			"changed_on": moment,
		}
		for name, stage, moment in steps
	]
	write("Stage Log", log)


def write_a_year() -> None:
	"""Four homes offered, three inspected, two approved, two lived in, by five people, one household protected."""
	steps = [
		("L1", "Submitted", "2016-02-01"), ("L1", "Submitted", "2016-03-01"), ("L2", "Submitted", "2015-12-31 23:59:59"),
		("L2", "Submitted", "2016-02-02"), ("L3", "Submitted", "2016-01-01"), ("L4", "Submitted", "2016-12-31 23:59:59"),
		("L5", "Submitted", "2016-06-01"), ("L6", "Submitted", "2017-01-01"), ("L1", "Approved", "2016-03-05"),
		("L3", "Approved", "2016-04-05"), ("L5", "Approved", "2017-01-02"),
	]  # fmt: skip
	log = [
		{
			"name": f"log-{number}",
			"reference_doctype": "Listing",
			"reference_name": home,
			"to_stage": stage,
			"changed_on": moment,
		}
		for number, (home, stage, moment) in enumerate(steps)
	]
	write("Stage Log", log)
	days = ("2016-01-01", "2016-05-01", "2016-12-31", "2015-12-31", "2017-01-01", None)
	write("Listing", [{"name": f"L{number}", "inspected_on": day} for number, day in enumerate(days, 1)])
	write("Applicant", [{"name": PROTECTED, "protected_identity": 1}])
	moved_in = [("Moved In", "2016-03-10 12:00:00")]
	write_placements(
		[
			{"name": "S1", "listing": "L1", "applicant": "A", "from_date": "2016-01-01", "ended_on": "2016-03-31", "places_taken": 2, "steps": moved_in},
			{"name": "S2", "listing": "L3", "applicant": PROTECTED, "from_date": "2016-10-02", "ended_on": None, "places_taken": 3, "steps": moved_in},
			{"name": "S3", "listing": "L5", "applicant": "C", "from_date": "2016-10-02", "ended_on": None, "places_taken": 9},
		]
	)  # fmt: skip
