"""What a grant report says on paper and in a workbook, in Swedish: it goes to a Swedish authority, whoever prints it."""

from io import BytesIO

import frappe
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from frappe import _
from frappe.desk.utils import provide_binary_file
from frappe.utils import flt, get_datetime, getdate
from frappe.utils.xlsxutils import make_xlsx
from openpyxl import Workbook

from oppna_ditt_hem.agreements.papers import in_swedish, safe
from oppna_ditt_hem.grants.account import ACCOUNT, USE, origin_in_words
from oppna_ditt_hem.grants.sign_off import SIGNATURES

UNSIGNED = "______________________________"


def grant_report_paper(report) -> dict:
	"""Everything the printed report says, as text that is safe to put in a page.

	Raises:
		frappe.PermissionError: the reader may not read the report.
	"""
	doc = frappe.get_doc("Grant Report", report.name)
	doc.check_permission("read")
	with in_swedish():
		return safe(contents(doc))


def contents(doc) -> dict:
	lines = lines_of(doc)
	return {
		"number": doc.name,
		"kind": "Slutredovisning" if doc.report_kind == "Final" else "Delredovisning",
		"municipality": f"{frappe.get_cached_doc('Housing Settings').municipality} kommun",
		"title": doc.grant_title,
		"funder": doc.grant_funder,
		"decision": doc.grant_decision_number,
		"purpose": (doc.grant_purpose or "").splitlines(),
		"period": f"{day(doc.grant_period_from)} – {day(doc.grant_period_to)}",
		"as_on": day(doc.as_on),
		"made_on": moment(doc.creation),
		"comment": (doc.comment or "").splitlines(),
		"lines": [line_of(row) for row in lines],
		"total": {
			"budget": kronor(sum(flt(row.budget, 2) for row in lines)),
			"booked": kronor(doc.booked),
			"left": kronor(sum(flt(row.budget, 2) for row in lines) - flt(doc.booked)),
			"rows": sum(row.rows_booked for row in lines),
		},
		"amount": kronor(doc.grant_amount),
		"remaining": kronor(doc.remaining),
		"overspent": flt(doc.remaining) < 0,
		"use": [use_of(row, doc.mask_below) for row in doc.figures_of(USE)],
		"masked": any(row.masked for row in doc.figures_of(USE)),
		"mask_below": doc.mask_below,
		"signatures": [signature(doc, *line) for line in SIGNATURES],
	}


def lines_of(doc) -> list:
	"""The lines of the account, and last what of the grant is on none: so they add up to the grant."""
	lines = doc.figures_of(ACCOUNT)
	rest = flt(flt(doc.grant_amount, 2) - sum(flt(row.budget, 2) for row in lines), 2)
	unplaced = {
		"figure": _("Not on a line"),
		"purpose_code": None,
		"budget": rest,
		"booked": 0,
		"rows_booked": 0,
	}
	return [*lines, frappe._dict(unplaced)] if rest else lines


def line_of(row) -> dict:
	return {
		"name": row.figure,
		"purpose": _(row.purpose_code) if row.purpose_code else "",
		"budget": kronor(row.budget),
		"booked": kronor(row.booked),
		"left": kronor(flt(row.budget) - flt(row.booked)),
		"rows": row.rows_booked,
	}


def use_of(row, limit: int) -> dict:
	return {
		"name": _(row.figure),
		"number": number_in_words(row, limit),
		"each": kronor(row.each_cost) if row.each_cost else "–",
	}


def number_in_words(row, limit: int) -> str:
	"""A small number is told as less than the limit; what isn't whole has one decimal."""
	if row.masked:
		return _("fewer than {0}").format(limit)
	return format_decimal(flt(row.number, 1), "#,##0.#", locale="sv")


def signature(doc, role: str, by: str, on: str) -> dict:
	name = frappe.db.get_value("User", doc.get(by), "full_name") if doc.get(by) else None
	return {"role": _(role), "name": name or UNSIGNED, "on": moment(doc.get(on)) if name else None}


def kronor(amount: float) -> str:
	return f"{format_decimal(flt(amount, 2), '#,##0.00', locale='sv')} kr"


def day(value) -> str:
	return format_date(getdate(value), "d MMMM y", locale="sv")


def moment(value) -> str:
	return format_datetime(get_datetime(value), "d MMMM y 'kl.' HH.mm", locale="sv")


@frappe.whitelist()
def download_workbook(report: str) -> None:
	"""Answer with a report as an Excel workbook: a sheet for each account, amounts and numbers as numbers.

	Raises:
		frappe.PermissionError: the user may not read or export the report.
	"""
	doc = frappe.get_doc("Grant Report", report)
	doc.check_permission("read")
	doc.check_permission("export")
	with in_swedish():
		provide_binary_file(doc.name, "xlsx", workbook(doc))


def workbook(doc) -> bytes:
	book = Workbook()
	book.remove(book.active)
	# The platform puts each new sheet before the others.
	make_xlsx(origin_rows(doc), "Underlag", book, [40, 60, 22])
	make_xlsx(use_rows(doc), "Användning", book, [46, 16, 20])
	make_xlsx(account_rows(doc), "Ekonomi", book, [36, 20, 16, 16, 16, 10])
	file: BytesIO = make_xlsx(head_rows(doc), "Redovisning", book, [24, 80])
	return file.getvalue()


def head_rows(doc) -> list[list]:
	"""What is reported, of which grant, and who has signed: as on paper."""
	said = contents(doc)
	rows = [
		[said["kind"], said["number"]],
		["Kommun", said["municipality"]],
		["Statsbidrag", said["title"]],
		["Bidragsgivare", said["funder"]],
		["Beslutsnummer", said["decision"]],
		["Ändamål", doc.grant_purpose or ""],
		["Bidragets period", said["period"]],
		["Redovisat till och med", said["as_on"]],
		["Upprättad", said["made_on"]],
		["Kommentar", doc.comment or ""],
	]
	signed = [[f"Undertecknat av {one['role']}", sentence_of(one)] for one in said["signatures"]]
	return [*rows, *signed]


def sentence_of(signature: dict) -> str:
	return f"{signature['name']}, {signature['on']}" if signature["on"] else "inte undertecknat"


def account_rows(doc) -> list[list]:
	lines = lines_of(doc)
	head = ["Budgetpost", "Ändamål", "Budget", "Bokfört", "Kvar", "Poster"]
	rows = [
		[
			row.figure,
			_(row.purpose_code or ""),
			row.budget,
			row.booked,
			flt(row.budget - row.booked, 2),
			row.rows_booked,
		]
		for row in lines
	]
	budget = flt(sum(row.budget for row in lines), 2)
	total = [
		"Summa",
		"",
		budget,
		doc.booked,
		flt(budget - doc.booked, 2),
		sum(row.rows_booked for row in lines),
	]
	granted = ["Beviljat belopp", "", doc.grant_amount, doc.booked, doc.remaining, None]
	return [head, *rows, total, granted]


def use_rows(doc) -> list[list]:
	rows = [
		[
			_(row.figure),
			number_in_words(row, doc.mask_below) if row.masked else row.number,
			row.each_cost or None,
		]
		for row in doc.figures_of(USE)
	]
	return [["Uppgift", "Antal", "Kostnad per styck, kr"], *rows]


def origin_rows(doc) -> list[list]:
	rows = [[_(row.figure), origin_in_words(row.filters), str(row.computed_at)] for row in doc.figures]
	return [["Uppgift", "Urval", "Beräknad"], *rows]
