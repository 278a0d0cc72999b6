"""Which reports a pack of a period holds, and what each is asked."""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.module import MODULE

# Working lists of a day, which name households one by one: no report of a period, and nothing for an archive of figures.
LISTS_OF_PEOPLE = ("Checks due", "Households to receive")
BY_YEAR, BY_DAY = ("Grant utilisation",), ("Reclaim exposure",)
# How it is on the day the pack is made. A report that isn't named here is asked for the period.
AS_IT_IS = (
	"Cases standing still",
	"Households waiting",
	"Inventory and vacancy",
	"Landlord recruitment",
	"Vacancy by locality",
)


@dataclass(frozen=True)
class Part:
	"""One report as it goes into the pack."""

	report: str
	title: str
	filters: dict


@dataclass(frozen=True)
class LeftOut:
	"""A report that does not, and why."""

	report: str
	why: str


def parts(since: date, until: date) -> tuple[list[Part], list[LeftOut]]:
	"""What the current user's pack holds, by title, and what it leaves out."""
	found, left_out = [], []
	for name in reports():
		why = reason_against(name)
		if why:
			left_out.append(LeftOut(name, why))
		else:
			found += [Part(name, *asked) for asked in questions(name, since, until)]
	return sorted(found, key=lambda part: part.title), left_out


def reports() -> list[str]:
	own = {"module": MODULE, "is_standard": "Yes", "disabled": 0}
	return frappe.get_all("Report", own, pluck="name", order_by="name")


def reason_against(name: str) -> str | None:
	if name in LISTS_OF_PEOPLE:
		return _("A list of people, not of figures")
	report = frappe.get_doc("Report", name)
	if not report.is_permitted() or not frappe.has_permission(report.ref_doctype, "report"):
		return _("Not open to the one who made the pack")
	return None


def questions(name: str, since: date, until: date) -> list[tuple[str, dict]]:
	"""Title and filters of each time the report is asked."""
	title = _(name)
	if name in AS_IT_IS:
		return [(title, {})]
	if name in BY_YEAR:
		years = range(since.year, until.year + 1)
		asked = [{"year": year, "to_date": str(min(until, date(year, 12, 31)))} for year in years]
		return [(f"{title} {each['year']}" if len(years) > 1 else title, each) for each in asked]
	if name in BY_DAY:
		return [(title, {"day": str(min(until, getdate(nowdate())))})]
	return [(title, {"from_date": str(since), "to_date": str(until)})]
