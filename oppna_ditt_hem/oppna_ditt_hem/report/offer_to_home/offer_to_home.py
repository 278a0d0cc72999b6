"""How many placements that were offered became homes, step by step, and how many homes offered were lived in.

The measure is what came of it where the same was tried in 2015-16, 6-10 % of the homes that people offered:
- Refugees Welcome, Sweden, December 2016: more than 700 offers, 51 placements, about 7 % (Aftonbladet/TT);
- Flüchtlinge Willkommen, Germany, 2015: about 1 500 homes, 86 persons placed, about 6 % (deutschlandfunk.de); another
  account has more than 1 000 homes and about 95 placed, about 10 % (der-albrecht.net).
They count homes, not the office's offers to households, so what compares is the share of homes lived in.
"""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Count, Max
from frappe.utils import add_days

from oppna_ditt_hem.grants.stays import moved_in
from oppna_ditt_hem.reporting import (
	bars,
	behind,
	card,
	column,
	period_of,
	read_filters,
	readable,
	seen,
	share,
	within,
)
from oppna_ditt_hem.vacant import at_home, homes_entering

STEPS = ("Offered", "Accepted", "Meeting", "Contract", "Moved In")
# A workflow may leave a step out; who has come further has come past it.
BEYOND = ("Notice Given", "Ended")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, the measure as message, chart and the shares of homes and placements.

	Args:
		filters: `from_date` and `to_date` of the offer (ISO dates, both included), `locality`.
	"""
	asked = read_filters(filters)
	found = rows(asked)
	return columns(), found, message(), chart(found), summary(found, *homes(asked))


def columns() -> list[dict]:
	return [
		column("step_text", _("Step"), "Data", 200),
		column("number", _("Placements"), "Int", 120),
		column("of_previous", _("Of the step before"), "Percent", 160),
		column("of_all", _("Of all offered"), "Percent", 150),
		column("lost", _("Came no further"), "Int", 150),
	]


def rows(filters) -> list[dict]:
	"""One row for each step: how many of the placements offered in the period have come so far or further."""
	at = furthest(filters)
	reached = [sum(at.get(later, 0) for later in range(step, len(STEPS))) for step in range(len(STEPS))]
	since, until = period_of(filters)
	return [
		{
			"step_text": _(stage),
			"number": reached[step],
			"of_previous": share(reached[step], reached[step - 1]) if step else None,
			"of_all": share(reached[step], reached[0]),
			"lost": at.get(step, 0) if step < len(STEPS) - 1 else None,
			"behind": entered(stage, since, until),
		}
		for step, stage in enumerate(STEPS)
	]


def entered(stage: str, since, until) -> dict:
	"""The log of the placements that entered the step since the period began; who left a step out isn't in it."""
	moments = within(since, until) if stage == STEPS[0] else [">=", str(since)]
	return behind("number", "Stage Log", reference_doctype="Placement", to_stage=stage, changed_on=moments)


def furthest(filters) -> dict[int, int]:
	"""Number of placements by the furthest step that each has come to, as its place in `STEPS`."""
	log, (since, until) = frappe.qb.DocType("Stage Log"), period_of(filters)
	place = Case()
	for number, stage in enumerate(STEPS):
		place = place.when(log.to_stage == stage, number)
	place = place.when(log.to_stage.isin(BEYOND), len(STEPS) - 1).else_(0)
	in_period = (log.changed_on >= str(since)) & (log.changed_on < str(add_days(until, 1)))
	offered = Max(Case().when((log.to_stage == STEPS[0]) & in_period, 1).else_(0))
	query = (
		frappe.qb.from_(log)
		.select(log.reference_name, Max(place).as_("step"))
		.where(log.reference_doctype == "Placement")
		.groupby(log.reference_name)
		.having(offered == 1)
	)
	# Whose they are is asked of what is left: asked first, each of the log's rows would be looked up by itself.
	each = query.as_("each_placement")
	counted = frappe.qb.from_(each).select(each.step, Count("*")).groupby(each.step)
	theirs = each.reference_name.isin(readable("Placement", in_locality(filters)))
	return {int(step): number for step, number in counted.where(theirs).run()}


def in_locality(filters) -> list:
	return [["locality", "=", filters.locality]] if filters.locality else []


def homes(filters) -> tuple[int, int]:
	"""Homes that landlords first offered in the period, and those of them in which somebody has lived since.

	A home in which only a protected household lives counts as lived in for those alone who may know of it.
	"""
	offered = homes_entering("Submitted", *period_of(filters), lambda listing: asked_for(listing, filters))
	offered = offered.as_("offered")
	placement, moved = frappe.qb.DocType("Placement"), moved_in()
	joined = frappe.qb.from_(placement).join(moved).on(moved.reference_name == placement.name)
	joined, home = at_home(joined, placement)
	lived_in = joined.join(offered).on(offered.home == home).where(seen(placement))
	return (
		frappe.qb.from_(offered).select(Count("*")).run()[0][0],
		lived_in.select(Count(offered.home).distinct()).run()[0][0],
	)


def asked_for(listing, filters):
	return seen(listing) & (listing.locality == filters.locality) if filters.locality else seen(listing)


def message() -> str:
	return _(
		"Where the same was tried in 2015–16, 6–10 % of the homes that people offered were lived in: Refugees Welcome in "
		"Sweden 51 of more than 700 (Aftonbladet/TT), Flüchtlinge Willkommen in Germany 86 of about 1 500 "
		"(deutschlandfunk.de). Compare it with the share of homes lived in."
	)


def chart(found: list[dict]) -> dict | None:
	return bars([row["step_text"] for row in found], {_("Placements"): [row["number"] for row in found]})


def summary(found: list[dict], offered: int, lived_in: int) -> list[dict]:
	return [
		card(_("Placements offered"), found[0]["number"]),
		card(_("Moved in, of those offered"), found[-1]["of_all"] or 0, "Percent", "Green"),
		card(_("Homes offered by landlords"), offered),
		card(_("Homes lived in"), lived_in, indicator="Green"),
		card(_("Homes lived in, of those offered"), share(lived_in, offered) or 0, "Percent", "Green"),
	]
