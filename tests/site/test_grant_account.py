"""The report of a grant: both accounts counted by hand, frozen, printed, exported and compared."""

import io
import json

import frappe
import openpyxl
import pytest
from factories import CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, nowdate
from permission_routes import call
from pypdf import PdfReader
from report_rows import booked, report_on, running, sent_by_desk, write_a_year

from oppna_ditt_hem.agreements.papers import in_swedish
from oppna_ditt_hem.grants.paper import grant_report_paper, workbook
from oppna_ditt_hem.refusals import StageRuleError

LINES = {"Inventering": 80_000, "Förmedling": 200_000}


@pytest.fixture
def grant():
	return running("Öppna ditt hem 2016", 300_000, LINES)


def mask(limit: int) -> None:
	frappe.db.set_single_value("Housing Settings", "smallest_number_shown", limit)


def use(report) -> dict:
	return {row.figure: (row.number, row.each_cost) for row in report.figures if row.kind == "Use"}


# --- the figures


def test_what_came_of_the_money_counted_by_hand(grant):
	"""12 000 kronor; 91 days and 91 days are 182 / (365.25 / 12) = 6.0 months."""
	mask(0)
	write_a_year()
	booked(grant, 9_000, "2016-02-01", placement="S1")
	booked(grant, 3_000, "2016-05-01", "Inventering")
	booked(grant, 777, "2016-05-01", docstatus=0)
	assert use(report_on(grant)) == {
		"Homes offered": (4, 3_000),
		"Homes inspected": (3, 4_000),
		"Homes approved": (2, 6_000),
		"Homes lived in": (2, 6_000),
		"Homes lived in that the grant's rows name": (1, 12_000),
		"People housed": (5, 2_400),
		"Months lived": (6.0, 2_000),
	}
	half = report_on(grant, as_on="2016-03-31")
	assert half.booked == 9_000 and use(half)["Homes offered"] == (2, 4_500)
	assert use(half)["People housed"] == (2, 4_500)


def test_small_numbers_are_not_kept(grant):
	mask(4)
	write_a_year()
	booked(grant, 9_000, "2016-02-01")
	report = report_on(grant, as_on="2016-03-31")
	assert {row.figure: row.masked for row in report.figures if row.kind == "Use"} == {
		"Homes offered": 1,
		"Homes inspected": 1,
		"Homes approved": 1,
		"Homes lived in": 1,
		"Homes lived in that the grant's rows name": 0,
		"People housed": 1,
		"Months lived": 1,
	}
	kept = frappe.get_all(
		"Grant Report Figure", {"parent": report.name, "masked": 1}, ["number", "each_cost"], order_by="idx"
	)
	assert {(row.number, row.each_cost) for row in kept} == {(0, 0)}
	with acting_as(make.user(MANAGER)):
		shown = {row.name: row.number for row in grant_report_paper(report).use}
	assert shown["Personer som fått bostad"] == "färre än 4"


def test_each_figure_says_what_gave_it(grant):
	booked(grant, 10, "2016-02-01")
	report = report_on(grant)
	assert all(row.computed_at for row in report.figures)
	line = next(row for row in report.figures if row.figure == "Förmedling")
	told = json.loads(line.filters)
	assert (told["grant"], told["budget_line"], told["to"]) == (grant.name, "Förmedling", "2016-12-31")
	rows = {"grant": told["grant"], "budget_line": told["budget_line"], "docstatus": told["docstatus"]}
	assert (line.booked, line.rows_booked) == (10, frappe.db.count("Grant Entry", rows))


# --- frozen


def test_later_bookings_leave_the_report_and_are_shown_beside_it(grant):
	mask(0)
	first = booked(grant, 1_000, "2016-02-01")
	report = report_on(grant)
	assert report.changed_since() == []
	booked(grant, 250.5, "2016-02-02")
	booked(grant, 40, "2016-02-02", "Inventering")
	with acting_as(make.user(CONTROLLER)):
		first.cancel()
	report.reload()
	assert (report.booked, report.remaining) == (1_000, 299_000)
	with acting_as(make.user("Auditor")):
		changed = frappe.get_doc("Grant Report", report.name).changed_since()
	assert [(row["figure"], row["measure"], row["before"], row["now"]) for row in changed] == [
		("Inventering", "booked", 0, 40),
		("Förmedling", "booked", 1_000, 250.5),
	]


def test_what_the_grant_has_become_since_is_shown_beside_the_report(grant):
	report = report_on(grant)
	with acting_as(make.user(CONTROLLER)):
		doc = frappe.get_doc("Grant", grant.name).update({"amount": 290_000, "period_to": "2017-01-31"})
		doc.budget_lines[1].budget = 190_000
		doc.save()
		changed = frappe.get_doc("Grant Report", report.name).changed_since()
	assert [(row["kind"], row["figure"], row["before"], row["now"]) for row in changed] == [
		("Grant", "Granted amount", 300_000, 290_000),
		("Text", "Last cost date", "2016-12-31", "2017-01-31"),
		("Account", "Förmedling", 200_000, 190_000),
	]


def test_figures_that_are_sent_along_or_changed_are_not_kept(grant):
	mask(5)
	booked(grant, 1_000, "2016-02-01")
	made_up = [{"kind": "Account", "figure": "Förmedling", "booked": 5}]
	report = report_on(grant, figures=made_up, booked=5, economist_signed_by=make.user(CONTROLLER))
	assert (report.booked, report.economist_signed_by) == (1_000, None)
	with acting_as(make.user(CONTROLLER)):
		for change in (
			{"booked": 5},
			{"mask_below": 0},
			{"grant_amount": 1},
			{"manager_signed_by": make.user(MANAGER)},
			{"economist_signed_on": "2016-12-31 12:00:00"},
			{"manager_signed_on": "2016-12-31 12:00:00"},
		):
			with pytest.raises((StageRuleError, frappe.CannotChangeConstantError), match=r"frozen|changed"):
				frappe.get_doc("Grant Report", report.name).update(change).save()
		doc = frappe.get_doc("Grant Report", report.name)
		doc.figures[1].booked = 5
		with pytest.raises(StageRuleError, match="frozen"):
			doc.save()
		doc = frappe.get_doc("Grant Report", report.name)
		doc.figures[1].computed_at = "2016-12-31 12:00:00"
		with pytest.raises(StageRuleError, match="frozen"):
			doc.save()


def test_the_comment_is_written_in_the_desk_until_somebody_has_signed(grant):
	booked(grant, 1_000, "2016-02-01")
	report = report_on(grant)
	with acting_as(make.user(CONTROLLER)):
		sent_by_desk(frappe.get_doc("Grant Report", report.name), comment="Vi ringde runt.").save()
	assert frappe.db.get_value("Grant Report", report.name, "comment") == "Vi ringde runt."


def test_a_day_to_come_is_not_reported_on(grant):
	with pytest.raises(StageRuleError, match=r"As on.* hasn't come yet"):
		report_on(grant, as_on=add_days(nowdate(), 1))


def test_a_day_before_the_grant_is_not_reported_on(grant):
	with pytest.raises(StageRuleError, match=r"As on.* lies before the first cost date"):
		report_on(grant, as_on="2015-12-31")
	assert report_on(grant, as_on="2016-01-01").name


def test_nothing_is_reported_on_a_grant_without_amount_and_period():
	with pytest.raises(StageRuleError, match="nothing to report on"):
		report_on(make.grant("Applied"))


# --- on paper and in a workbook


def test_the_paper_is_swedish_and_says_every_sum(grant, committed, http):
	mask(3)
	write_a_year()
	booked(grant, 123_456.78, "2016-02-01")
	report = report_on(grant, comment="Vi ringde runt.<script>alert(1)</script>")
	frappe.db.commit()
	ask = {
		"doctype": "Grant Report",
		"name": report.name,
		"format": "Grant report",
		"no_letterhead": 1,
		"_lang": "sv",
	}
	answer = call(http(make_user(MANAGER)), "frappe.utils.print_format.download_pdf", **ask)
	assert answer.ok and answer.content.startswith(b"%PDF")
	pages = PdfReader(io.BytesIO(answer.content)).pages
	text = " ".join(" ".join(page.extract_text() for page in pages).split())
	for said in (
		"Delredovisning: Öppna ditt hem 2016", "123 456,78 kr", "176 543,22 kr", "Erbjudna bostäder 4 30 864,20 kr",
		"färre än 3", "Ekonom", "Enhetschef", "Vi ringde runt.",
	):  # fmt: skip
		assert said in text, said
	assert not call(http(make_user(OFFICER)), "frappe.utils.print_format.download_pdf", **ask).ok


def test_the_workbook_holds_numbers(grant, committed, http):
	mask(3)
	write_a_year()
	booked(grant, 123_456.78, "2016-02-01")
	report = report_on(grant)
	with in_swedish():
		book = openpyxl.load_workbook(io.BytesIO(workbook(report)))
	assert book.sheetnames == ["Redovisning", "Ekonomi", "Användning", "Underlag"]
	head = {row[0].value: row[1].value for row in book["Redovisning"]}
	assert (head["Delredovisning"], head["Statsbidrag"]) == (report.name, "Öppna ditt hem 2016")
	assert head["Undertecknat av Ekonom"] == "inte undertecknat"
	origins = {row[0].value: row[1].value for row in book["Underlag"]}
	assert origins["Förmedling"].startswith("Bidragspost (Statsbidrag: ") and "{" not in "".join(
		origins.values()
	)
	rows = [[cell.value for cell in row] for row in book["Ekonomi"]]
	assert rows[2][2:5] == [200_000, 123_456.78, 76_543.22] and rows[-1][4] == 176_543.22
	assert (
		rows[3][:5] == ["Inte på någon budgetpost", None, 20_000, 0, 20_000] and rows[4][2:5] == rows[-1][2:5]
	)
	told = {row[0].value: row[1].value for row in book["Användning"]}
	assert set(told.values()) >= {4, 5}
	frappe.db.commit()
	method = "oppna_ditt_hem.grants.paper.download_workbook"
	assert call(http(make_user("Auditor")), method, report=report.name).content[:2] == b"PK"
	for role in (OFFICER, "Housing Administrator", "Landlord"):
		assert not call(http(make_user(role)), method, report=report.name).ok
