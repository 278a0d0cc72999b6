"""One report as files: an Excel sheet with its columns as they are typed, and a page to read and print."""

import frappe
from frappe import _
from frappe.desk.query_report import build_xlsx_data, format_duration_fields, run
from frappe.utils import cint, flt, format_date, format_datetime, now_datetime, strip_html
from frappe.utils.pdf import get_pdf
from frappe.utils.xlsxutils import make_xlsx

from oppna_ditt_hem.year_pack.contents import Part

TEMPLATE = "oppna_ditt_hem/templates/papers/report.html"
PAGE = {"orientation": "Landscape", "page-size": "A4", "margin-top": "14mm", "margin-bottom": "14mm"}
NUMBERS = ("Int", "Float", "Currency", "Percent")


def files_of(part: Part) -> tuple[dict[str, bytes], int]:
	"""The files of a report by their name's ending, and its number of rows.

	Raises:
		frappe.PermissionError: the report is not the current user's to read.
	"""
	found = frappe._dict(
		run(part.report, part.filters, ignore_prepared_report=True, are_default_filters=False)
	)
	found.filters = {}
	format_duration_fields(found)
	return {"xlsx": sheet(part, found), "pdf": page(part, found)}, len(found.result)


def sheet(part: Part, found) -> bytes:
	data, widths = build_xlsx_data(found, [], False, ignore_visible_idx=True)
	# Excel takes thirty-one characters, and none of these.
	name = "".join(letter for letter in part.title if letter not in "[]:*?/\\")[:31]
	return make_xlsx(data, name, column_widths=widths).getvalue()


def page(part: Part, found) -> bytes:
	html = frappe.render_template(TEMPLATE, {"paper": paper(part, found)})
	return get_pdf(html, PAGE)


def paper(part: Part, found) -> dict:
	"""What the template shows: everything in the words and the number format of the user."""
	columns = [column for column in found.columns if not column.get("hidden")]
	return {
		"title": part.title,
		"asked": [(label(name), shown_filter(value)) for name, value in part.filters.items()],
		"made": _("Made on {0}").format(format_datetime(now_datetime(), "yyyy-MM-dd HH:mm")),
		"message": strip_html((found.message or "").replace("<br>", " ")),
		"summary": [
			(one["label"], shown(one["value"], {"fieldtype": one.get("datatype")}))
			for one in found.report_summary or ()
		],
		"columns": [
			{"label": column["label"], "number": column["fieldtype"] in NUMBERS} for column in columns
		],
		"rows": [
			{
				"total": row.get("total"),
				"cells": [shown(row.get(column["fieldname"]), column) for column in columns],
			}
			for row in found.result
		],
		"nothing": _("Nothing in this period."),
	}


def label(name: str) -> str:
	return {"from_date": _("From"), "to_date": _("To"), "day": _("Day"), "year": _("Year")}.get(name, _(name))


def shown_filter(value) -> str:
	return format_date(value) if str(value).count("-") == 2 else str(value)


def shown(value, column: dict) -> str:
	"""A value as text. A link shows its name, which the reader may know: they read the report."""
	if value in (None, ""):
		return ""
	kind = column.get("fieldtype")
	if kind == "Int":
		return str(cint(value))
	if kind == "Percent":
		places = 0 if flt(value, 1) == cint(value) else 1
		return f"{shown(flt(value, 1), {'fieldtype': 'Float', 'precision': places})}\u00a0%"
	if kind in NUMBERS or kind in ("Date", "Datetime"):
		return strip_html(frappe.format(value, {"fieldtype": kind, "precision": column.get("precision")}))
	return str(value)
