"""Which homes to look for: what one more of each kind, in each locality, would do for those who still wait.

The figures are a matching round's own. *Homes to look for* were tried one by one on the solved round, everybody moving up who
can; *what a home is worth* are the prices of the homes that the round had, means of what one more like each would add.
"""

import frappe
from frappe import _
from frappe.utils import cint, date_diff, format_date, get_link_to_form, nowdate

from oppna_ditt_hem.reporting import bars, card, column, read_filters
from oppna_ditt_hem.rounds.result import Result
from oppna_ditt_hem.rounds.scarcity import scarcity

OLD_AFTER_DAYS = 14
CHARTED = 12


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, the round they come from as message, chart and the figures of the round.

	Args:
		filters: `run`, a Matching Run (the newest finished round where missing); `locality` and `kind` of the home.
	"""
	asked = read_filters(filters)
	name = asked.run or newest_round()
	if not name:
		return columns(), [], no_round(), None, None
	result = Result(name)
	if not result.data:
		return columns(), [], no_round(), None, None
	found = rows(result, asked)
	return columns(), found, message(result), chart(found), summary(result, found)


def newest_round() -> str | None:
	"""The last finished round that the reader may see."""
	done = {"kind": "Round", "status": "Done"}
	found = frappe.get_list(
		"Matching Run", done, pluck="name", order_by="finished_on desc, name desc", limit=1
	)
	return found[0] if found else None


def columns() -> list[dict]:
	return [
		column("part_text", _("Part"), "Data", 190),
		column("kind_text", _("Kind"), "Data", 110),
		column("locality", _("Locality"), "Link", 150, "Locality"),
		column("places", _("Places"), "Int", 90),
		{**column("people", _("More people with a home"), "Float", 210), "precision": 2},
		column("households", _("Households left whom it suits"), "Int", 240),
		column("homes", _("Homes in the round"), "Int", 160),
		{**column("points", _("More points"), "Float", 120), "precision": 2},
	]


def rows(result: Result, filters) -> list[dict]:
	"""The homes to look for, those that would house most people first; then what the homes of the round are worth."""
	found = scarcity(result, shown=None)
	parts = {_("Homes to look for"): found["wanted"], _("What a home is worth"): found["prices"]}
	return [
		told(part, row)
		for part, own in parts.items()
		for row in own
		if all(not filters.get(name) or row[name] == filters[name] for name in ("kind", "locality"))
	]


def told(part: str, row: dict) -> dict:
	figures = ("places", "people", "households", "homes", "points")
	return {
		"part_text": part,
		"kind_text": _(row["kind"]),
		"locality": row["locality"] or None,
		**{name: row.get(name) for name in figures},
		"label": row["label"],
		"kind": row["kind"],
		"wanted": "households" in row,
	}


def message(result: Result) -> str:
	day = result.run.finished_on
	link = get_link_to_form("Matching Run", result.run.name)
	said = _("From the round {0} of {1}.").format(link, format_date(day))
	if date_diff(nowdate(), day) > OLD_AFTER_DAYS:
		said += " " + _("It is more than {0} days old: run a new one before you go by it.").format(
			OLD_AFTER_DAYS
		)
	return said


def no_round() -> str:
	return _(
		"No round has been finished. Start one under Rounds: it tells which homes would house most of those waiting."
	)


def chart(found: list[dict]) -> dict | None:
	wanted = [row for row in found if row["wanted"]][:CHARTED]
	sets = {_("More people with a home"): [row["people"] for row in wanted]}
	return bars([row["label"] for row in wanted], sets)


def summary(result: Result, found: list[dict]) -> list[dict]:
	wanted = [row for row in found if row["wanted"]]
	left = cint(result.run.households) - cint(result.data["totals"]["households"])
	cards = [card(_("Households in the round"), result.run.households)]
	cards.append(card(_("Left without a home"), left, indicator="Orange" if left else "Green"))
	if wanted:
		cards.append(card(wanted[0]["label"], wanted[0]["people"], indicator="Green"))
	return cards
