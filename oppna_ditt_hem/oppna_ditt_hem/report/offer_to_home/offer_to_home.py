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
from frappe.query_builder.functions import Count, Max, Sum
from frappe.utils import add_days

from oppna_ditt_hem.grants.stays import moved_in
from oppna_ditt_hem.holding import LIVE_OFFER_STAGES
from oppna_ditt_hem.reporting import (
	bars,
	behind,
	card,
	column,
	period_of,
	read_filters,
	seen,
	share,
)
from oppna_ditt_hem.vacant import at_home, homes_entering

STEPS = ("Offered", "Accepted", "Meeting", "Contract", "Moved In")
MOST_NAMED = 120
"""Placements that a list is led to by their names: as many as a web server takes in an address."""
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
		column("under_way", _("Still under way"), "Int", 150),
		column("lost", _("Came no further"), "Int", 150),
	]


def rows(filters) -> list[dict]:
	"""One row for each step: how many of the placements offered in the period have come so far or further."""
	at = furthest(filters)
	reached = [sum(sum(at[later]) for later in range(step, len(STEPS))) for step in range(len(STEPS))]
	names = named(filters) if reached[0] <= MOST_NAMED else []
	return [
		{
			"step_text": _(stage),
			"number": reached[step],
			"of_previous": share(reached[step], reached[step - 1]) if step else None,
			"of_all": share(reached[step], reached[0]),
			**dict(zip(("under_way", "lost"), at[step] if stage != STEPS[-1] else (None, None), strict=True)),
			**list_of([name for name, come in names if come >= step]),
		}
		for step, stage in enumerate(STEPS)
	]


def list_of(names: list[str]) -> dict:
	"""What leads to the list of just those: no filter of the platform's can say how far a placement has ever come."""
	return {"behind": behind("number", "Placement", name=["in", names])} if names else {}


def furthest(filters) -> dict[int, tuple[int, int]]:
	"""Placements by the furthest step that each has come to, as its place in `STEPS`: under way, and come to an end."""
	each, placement, theirs = offered(filters)
	is_open = Case().when(placement.stage.isin(LIVE_OFFER_STAGES), 1).else_(0)
	counted = theirs.select(each.step, Sum(is_open), Sum(1 - is_open)).groupby(each.step).run()
	found = {int(step): (int(under_way), int(ended)) for step, under_way, ended in counted}
	return {step: found.get(step, (0, 0)) for step in range(len(STEPS))}


def named(filters) -> list[tuple[str, int]]:
	"""Each placement's name and furthest step."""
	each, _placement, theirs = offered(filters)
	return [(name, int(step)) for name, step in theirs.select(each.reference_name, each.step).run()]


def offered(filters) -> tuple:
	"""Of the placements that were offered in the period: the table of the furthest `step` of each by `reference_name`, their own
	table, and the query of those that the reader may see.
	"""
	log, (since, until) = frappe.qb.DocType("Stage Log"), period_of(filters)
	place = Case()
	for number, stage in enumerate(STEPS):
		place = place.when(log.to_stage == stage, number)
	place = place.when(log.to_stage.isin(BEYOND), len(STEPS) - 1).else_(0)
	in_period = (log.changed_on >= str(since)) & (log.changed_on < str(add_days(until, 1)))
	was_offered = Max(Case().when((log.to_stage == STEPS[0]) & in_period, 1).else_(0))
	furthest_of = frappe.qb.from_(log).select(log.reference_name, Max(place).as_("step"))
	furthest_of = furthest_of.where(log.reference_doctype == "Placement").groupby(log.reference_name)
	# Whose they are is asked of what is left: asked first, each of the log's rows would be looked up by itself.
	each, placement = (
		furthest_of.having(was_offered == 1).as_("each_placement"),
		frappe.qb.DocType("Placement"),
	)
	theirs = (
		frappe.qb.from_(each).join(placement).on(placement.name == each.reference_name).where(seen(placement))
	)
	if filters.locality:
		theirs = theirs.where(placement.locality == filters.locality)
	return each, placement, theirs


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
