"""The grants' books: costs, corrections and shared costs are booked and taken back, and a manager lets too much through."""

from datetime import date

import frappe
from frappe.utils import add_days, getdate, nowdate
from people import CONTROLLER, make_user
from report_rows import running

from .steps import pick
from .world import Nothing, acting, manager

# Small, so that they run out.
LINES = {"Förmedling": 60_000, "Resor": 20_000}
PURPOSES = ("Insats A", "Insats B")
VOUCHERS = 60


def economist() -> str:
	return make_user(CONTROLLER)


def open_books(year: int) -> None:
	"""Two grants for a calendar year; what is dated outside it is refused."""
	for purpose in PURPOSES:
		running(f"{purpose} {year}", sum(LINES.values()), LINES, year=year, decision_document=decision())


def decision() -> str:
	"""Where a decision lies that was uploaded: a path alone opens no file, and the platform would log that."""
	with acting(economist()):
		row = {"doctype": "File", "file_name": "decision.pdf", "is_private": 1, "content": b"%PDF-1.4"}
		return frappe.get_doc(row).insert().file_url


def new_year(world, rng) -> str:
	"""The grants of a year that has begun."""
	year = getdate().year
	if frappe.db.exists("Grant", {"period_from": date(year, 1, 1)}):
		raise Nothing
	open_books(year)
	return f"opens the books of {year}"


def cost(world, rng) -> str:
	"""A draft, which is booked at once two times out of three."""
	values = {
		"grant": pick(rng, "Grant"),
		"budget_line": rng.choice((*LINES, "Fel konto")) if rng.random() < 0.1 else rng.choice(list(LINES)),
		"entry_type": "Cost",
		"posting_date": add_days(nowdate(), rng.randint(-40, 3)),
		"amount": rng.randint(1_00, 12_000_00) / 100,
		"description": "Tolk",
		"voucher_number": f"V{rng.randint(1, VOUCHERS)}",
		"placement": pick(rng, "Placement") if rng.random() < 0.3 else None,
	}
	with acting(economist()):
		entry = frappe.get_doc({"doctype": "Grant Entry", **values}).insert()
		if rng.random() < 0.65:
			entry.submit()
	return f"enters {entry.name}: {entry.amount} on {entry.grant} ({entry.docstatus})"


def draft_booked(world, rng) -> str:
	"""A draft is booked as it is, or after a manager has approved that it overspends a grant."""
	doctype = rng.choice(("Grant Entry", "Cost Allocation"))
	name = pick(rng, doctype, {"docstatus": 0})
	if rng.random() < 0.4:
		with acting(manager(rng)):
			frappe.get_doc(doctype, name).approve_overspending("The board has decided")
	with acting(economist()):
		frappe.get_doc(doctype, name).submit()
	return f"books {name}"


def shared_cost(world, rng) -> str:
	grants = rng.sample(frappe.get_all("Grant", pluck="name", order_by="name"), 2)
	parts = [
		{"grant": grant, "budget_line": rng.choice(list(LINES)), "share": rng.randint(1, 3)}
		for grant in grants
	]
	row = {
		"amount": rng.randint(1_00, 9_000_00) / 100,
		"posting_date": add_days(nowdate(), rng.randint(-40, 0)),
	}
	with acting(economist()):
		doc = frappe.get_doc({"doctype": "Cost Allocation", "split": "Shares", **row, "parts": parts})
		doc.update({"description": "Hyra", "voucher_number": f"V{rng.randint(1, VOUCHERS)}"})
		doc.insert().submit()
	return f"shares out {doc.name}: {doc.amount}"


def taken_back(world, rng) -> str:
	doctype = rng.choice(("Grant Entry", "Grant Entry", "Cost Allocation"))
	name = pick(rng, doctype, {"docstatus": 1})
	with acting(economist()):
		frappe.get_doc(doctype, name).cancel()
	return f"takes back {name}"


def corrected(world, rng) -> str:
	"""Less than it was, and now and then more than is left of it."""
	row = frappe.get_doc("Grant Entry", pick(rng, "Grant Entry", {"docstatus": 1, "amount": [">", 0]}))
	back = -round(row.amount * rng.choice((0.25, 0.5, 1, 1.5)), 2)
	values = {field: row.get(field) for field in ("grant", "budget_line", "voucher_number", "posting_date")}
	with acting(economist()):
		entry = frappe.get_doc({"doctype": "Grant Entry", "entry_type": "Cost", **values, "amount": back})
		entry.update({"corrects": row.name, "description": "Rättelse"})
		entry.insert().submit()
	return f"corrects {row.name} by {back}"


def booked_deleted(world, rng) -> str:
	doctype = rng.choice(("Grant Entry", "Cost Allocation"))
	name = pick(rng, doctype)
	with acting(economist()):
		frappe.delete_doc(doctype, name)
	return f"deletes {name}"


BOOKS = {
	new_year: 1,
	cost: 6,
	draft_booked: 2,
	shared_cost: 2,
	taken_back: 1,
	corrected: 1,
	booked_deleted: 1,
}
