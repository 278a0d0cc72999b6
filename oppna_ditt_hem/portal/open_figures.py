"""The public page of figures, for study visits: counts alone, none of a protected identity, and none that is small.

Off until Housing Settings switch it on. What is counted is kept for some minutes, so that a crowd asks the database once;
masking is done for each visitor, by the smallest number that is set just then.
"""

import frappe
from frappe import _
from frappe.query_builder import CustomFunction
from frappe.query_builder.functions import Coalesce, Count, Min, Sum
from frappe.utils import add_months, cint, format_date, get_first_day, nowdate

from oppna_ditt_hem import holding, waiting
from oppna_ditt_hem.economy.masking import masked, masked_parts
from oppna_ditt_hem.matching import places_map
from oppna_ditt_hem.oppna_ditt_hem.report.households_waiting.households_waiting import wait_label
from oppna_ditt_hem.oppna_ditt_hem.report.inventory_and_vacancy.inventory_and_vacancy import homes
from oppna_ditt_hem.permissions.registry import ROWS
from oppna_ditt_hem.portal import page
from oppna_ditt_hem.reporting import doctype_of, smallest_shown
from oppna_ditt_hem.vacant import home_of

KEPT, KEPT_SECONDS = "odh-open-figures", 600
MONTHS = 12
# For a wide screen, and for a narrow one, on which the words of the wide map would be too small.
CANVASES = {
	"wide": places_map.Canvas(width=680, height=420, margin=70, largest=34.0, label=120),
	"tall": places_map.TALL,
}
Month = CustomFunction("DATE_FORMAT", ["day", "form"])


def build() -> dict:
	"""What the page shows; a number that is masked is None.

	Raises:
		page.Missing: the page is switched off.
	"""
	if not cint(frappe.db.get_single_value("Housing Settings", "public_figures")):
		raise page.Missing
	found, least = counted(), smallest_shown()
	places, waits, months = (part(found, least) for part in (by_locality, by_wait, by_month))
	return {
		"figures": figures(found, least, places, waits, months),
		"parts": [places, waits, months],
		"maps": drawings(places["rows"]),
		"least": least,
		"today": format_date(found["day"]),
	}


def counted() -> dict:
	kept = frappe.cache.get_value(KEPT)
	if kept is None:
		kept = count()
		frappe.cache.set_value(KEPT, kept, expires_in_sec=KEPT_SECONDS)
	return kept


def count() -> dict:
	"""Everything that is told, before it is masked."""
	return {
		"day": nowdate(),
		"places": places(),
		"wishes": wishes(),
		"waits": waits(),
		"moved_in": moved_in(),
		"lived_in": lived_in(),
	}


def in_the_open(table):
	"""The condition that a document has nothing to do with a protected identity."""
	return ROWS[doctype_of(table)].staff.where(table, "Guest")


def places() -> dict[str, list[int]]:
	"""Homes, places and free places by locality."""
	each = homes(in_the_open)
	place = Coalesce(each.locality, "")
	query = frappe.qb.from_(each).select(place, Count("*"), Sum(each.places), Sum(each.free_places))
	return {name: [cint(number) for number in numbers] for name, *numbers in query.groupby(place).run()}


def wishes() -> dict[str, int]:
	"""Households that wait, by each locality that they wish for."""
	applicant, query = waiting.households(in_the_open)
	wish = frappe.qb.DocType("Wished Locality")
	query = query.join(wish).on((wish.parent == applicant.name) & (wish.parenttype == "Applicant"))
	query = query.select(wish.locality, Count(applicant.name).distinct())
	return dict(query.groupby(wish.locality).run())


def waits() -> dict[str, list[int]]:
	"""Households and people who wait, by the length of the wait."""
	applicant, query = waiting.households(in_the_open)
	wait = waiting.wait_of(applicant).as_("wait")
	query = query.select(wait, Count("*"), Sum(Coalesce(applicant.household_size, 0))).groupby(wait)
	return {key: [number, cint(people)] for key, number, people in query.run()}


def moved_in() -> dict[str, int]:
	"""Households that have moved in, by month (2026-11); a notice that is taken back is no second time."""
	log, placement = frappe.qb.DocType("Stage Log"), frappe.qb.DocType("Placement")
	since = get_first_day(add_months(nowdate(), 1 - MONTHS))
	first = frappe.qb.from_(log).select(log.reference_name, Min(log.changed_on).as_("moment"))
	first = first.where(log.reference_doctype == "Placement").where(log.to_stage == "Moved In")
	first = first.groupby(log.reference_name).as_("first")
	month = Month(first.moment, "%Y-%m").as_("month")
	query = frappe.qb.from_(first).join(placement).on(placement.name == first.reference_name)
	query = query.select(month, Count("*")).where(first.moment >= str(since)).where(in_the_open(placement))
	return dict(query.groupby(month).run())


def lived_in() -> list[int]:
	"""Homes in which somebody lives now, and how many people do."""
	placement, listing = frappe.qb.DocType("Placement"), frappe.qb.DocType("Listing")
	query = frappe.qb.from_(placement).join(listing).on(listing.name == placement.listing)
	query = query.where(placement.stage.isin(holding.CURRENT_HOME_STAGES)).where(in_the_open(placement))
	query = query.select(Count(home_of(listing)).distinct(), Sum(Coalesce(placement.places_taken, 0)))
	return [cint(number) for number in query.run()[0]]


# --- what is shown of it


def by_locality(found: dict, least: int) -> dict:
	names = sorted({*found["places"], *found["wishes"]} - {""}) + [""] * ("" in found["places"])
	free, total = masked_parts([found["places"].get(name, [0, 0, 0])[2] for name in names], least)
	rows = [
		{
			"label": name or _("Anywhere"),
			"locality": name,
			"values": [places, masked(found["wishes"].get(name, 0), least)],
		}
		for name, places in zip(names, free, strict=True)
	]
	return {
		"id": "places",
		"title": _("Free places and households by locality"),
		"note": _("A household counts in every locality in which it wishes to live."),
		"first": _("Locality"),
		"columns": [_("Free places"), _("Households waiting")],
		"rows": rows,
		"total": total,
	}


def by_wait(found: dict, least: int) -> dict:
	numbers = [found["waits"].get(key, [0, 0])[0] for key in waiting.WAITS]
	parts, total = masked_parts(numbers, least)
	rows = [
		{"label": wait_label(key), "values": [number]}
		for key, number in zip(waiting.WAITS, parts, strict=True)
	]
	return {
		"id": "waits",
		"title": _("How long households have waited"),
		"first": _("Waited since registered"),
		"columns": [_("Households waiting")],
		"rows": rows,
		"total": total,
	}


def by_month(found: dict, least: int) -> dict:
	first = get_first_day(add_months(found["day"], 1 - MONTHS))
	months = [str(add_months(first, number))[:7] for number in range(MONTHS)]
	parts, total = masked_parts([found["moved_in"].get(month, 0) for month in months], least)
	return {
		"id": "months",
		"title": _("Households that have moved in, by month"),
		"first": _("Month"),
		"columns": [_("Households")],
		"rows": [{"label": month, "values": [number]} for month, number in zip(months, parts, strict=True)],
		"total": total,
	}


def figures(found: dict, least: int, places: dict, waits: dict, months: dict) -> list[dict]:
	"""The sums, each masked as its parts are; people are told only where their households or homes are."""
	homes, all_places = (sum(numbers[at] for numbers in found["places"].values()) for at in (0, 1))
	people = sum(number for _households, number in found["waits"].values())
	lived, living = found["lived_in"]
	return [
		{"label": _("Homes offered"), "value": masked(homes, least)},
		{"label": _("Places in them"), "value": together(all_places, homes, least)},
		{"label": _("Free places"), "value": places["total"]},
		{"label": _("Households waiting"), "value": waits["total"]},
		{"label": _("People waiting"), "value": None if waits["total"] is None else masked(people, least)},
		{"label": _("Homes lived in now"), "value": masked(lived, least)},
		{"label": _("People who live there"), "value": together(living, lived, least)},
		{"label": _("Moved in within a year"), "value": months["total"]},
	]


def together(number: int, of: int, least: int) -> int | None:
	return None if masked(of, least) is None else masked(number, least)


def drawings(rows: list[dict]) -> dict[str, dict]:
	"""The map, of what the table tells and no more."""
	positions = frappe.get_all("Locality", fields=["name", "latitude", "longitude"], order_by="name")
	told = [
		{
			"locality": row["locality"],
			"free_places": row["values"][0] or 0,
			"households": row["values"][1] or 0,
			"values": row["values"],
		}
		for row in rows
		if row["locality"]
	]
	at = {row.name: (row.latitude, row.longitude) for row in positions}
	return {name: places_map.draw(told, at, canvas) for name, canvas in CANVASES.items()}
