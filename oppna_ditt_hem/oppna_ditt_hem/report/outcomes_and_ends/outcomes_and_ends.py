"""How placements ended, by coded reason, and what both sides said at the follow-up checks, by the day of the check."""

import frappe
from frappe import _
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count
from frappe.utils import add_days

from oppna_ditt_hem.follow_up import SIDES
from oppna_ditt_hem.permissions.child_rows import table_is_open
from oppna_ditt_hem.reporting import bars, behind, card, column, period_of, read_filters, seen, share, within

# In the order of the report: those who have lived there first.
ENDS = ("Ended", "Broken Down", "No Show", "Declined", "Withdrawn", "Expired")
# The code says why a stay ended in one field, and why it never began in another.
STAYED = ("Ended", "Broken Down")
ANSWERS = ("Good", "Fair", "Bad", "No answer")


def execute(filters: dict | None = None) -> tuple:
	"""The platform's entry: columns, rows, no message, chart and the figures of the whole period.

	Args:
		filters: `from_date` and `to_date` of the end or of the answer (ISO dates, both included), `locality`, and `part`,
			Ends or Follow-up.
	"""
	asked = read_filters(filters)
	ended = ends(asked) if asked.part != "Follow-up" else []
	answered = answers(asked) if asked.part != "Ends" else []
	found = [*ended, *answered]
	return columns(), found, None, chart(ended, answered), summary(ended, answered)


def columns() -> list[dict]:
	return [
		column("part_text", _("Part"), "Data", 120),
		column("group_text", _("Outcome or check"), "Data", 220),
		column("answer_text", _("Reason or answer"), "Data", 300),
		column("number", _("Number"), "Int", 100),
		column("share", _("Share"), "Percent", 100),
	]


def ends(filters) -> list[dict]:
	"""One row for each end and reason, the most frequent first; the share is of all ends."""
	counted = count_ends(filters)
	everything = sum(number for _stage, _reason, number in counted)
	ranked = sorted(counted, key=lambda row: (ENDS.index(row[0]), -row[2], row[1]))
	return [
		{
			"part_text": _("Ends"),
			"group_text": _(stage),
			"answer_text": _(reason) if reason else _("No reason given"),
			"number": number,
			"share": share(number, everything),
			"stage": stage,
			"reason": reason,
			"behind": those_who_ended(stage, reason, filters),
		}
		for stage, reason, number in ranked
	]


def those_who_ended(stage: str, reason: str, filters) -> dict:
	field = "end_reason" if stage in STAYED else "decline_reason"
	asked = {"stage": stage, "stage_since": within(*period_of(filters)), **in_locality(filters)}
	return behind("number", "Placement", **asked, **{field: reason or ["is", "not set"]})


def in_locality(filters) -> dict:
	return {"locality": filters.locality} if filters.locality else {}


def count_ends(filters) -> list[tuple[str, str, int]]:
	since, until = period_of(filters)
	placement = frappe.qb.DocType("Placement")
	reason = Coalesce(
		Case().when(placement.stage.isin(STAYED), placement.end_reason).else_(placement.decline_reason), ""
	).as_("reason")
	query = (
		frappe.qb.from_(placement)
		.select(placement.stage, reason, Count("*"))
		.where(placement.stage.isin(ENDS))
		.where(placement.stage_since >= str(since))
		.where(placement.stage_since < str(add_days(until, 1)))
		.where(seen(placement))
	)
	if filters.locality:
		query = query.where(placement.locality == filters.locality)
	return list(query.groupby(placement.stage, reason).run())


def answers(filters) -> list[dict]:
	"""One row for each day of check, side and answer; the share is of that side's answers on that day.

	Nothing for who may not read the checks of a placement.
	"""
	if not table_is_open("Placement", "Placement Check", frappe.session.user):
		return []
	counted = {
		(day, side, said): number for side in SIDES for day, said, number in count_answers(side, filters)
	}
	asked = {}
	for (day, side, _said), number in counted.items():
		asked[day, side] = asked.get((day, side), 0) + number
	order = sorted(counted, key=lambda key: (key[0], SIDES.index(key[1]), ANSWERS.index(key[2])))
	return [told(key, counted[key], asked[key[:2]], filters) for key in order]


def told(key: tuple[int, str, str], number: int, asked: int, filters) -> dict:
	day, side, said = key
	return {
		"part_text": _("Follow-up"),
		"group_text": _("Day {0}, {1}").format(day, _(side.title())),
		"answer_text": _(said),
		"number": number,
		"share": share(number, asked),
		"day": day,
		"side": side,
		"answer": said,
		"behind": those_who_answered(day, side, said, filters),
	}


def those_who_answered(day: int, side: str, said: str, filters) -> dict:
	asked = {"day": day, f"{side}_answer": said, f"{side}_asked_on": within(*period_of(filters))}
	of_check = {f"Placement Check.{field}": value for field, value in asked.items()}
	return behind("number", "Placement", **of_check, **in_locality(filters))


def count_answers(side: str, filters) -> list[tuple[int, str, int]]:
	"""Answers of a side that were noted in the period."""
	since, until = period_of(filters)
	check, placement = frappe.qb.DocType("Placement Check"), frappe.qb.DocType("Placement")
	answer, asked_on = check[f"{side}_answer"], check[f"{side}_asked_on"]
	query = (
		frappe.qb.from_(check)
		.join(placement)
		.on((placement.name == check.parent) & (check.parenttype == "Placement"))
		.select(check.day, answer, Count("*"))
		.where(answer.isin(ANSWERS))
		.where(asked_on[str(since) : str(until)])
		.where(seen(placement))
	)
	if filters.locality:
		query = query.where(placement.locality == filters.locality)
	return list(query.groupby(check.day, answer).run())


def chart(ended: list[dict], answered: list[dict]) -> dict | None:
	"""The ends by outcome; where the ends are left out, the answers of each check, stacked."""
	if ended:
		groups = list(dict.fromkeys(row["group_text"] for row in ended))
		sets = {_("Placements"): [number_of(ended, group_text=group) for group in groups]}
		return bars(groups, sets)
	groups = list(dict.fromkeys(row["group_text"] for row in answered))
	sets = {
		_(said): [number_of(answered, group_text=group, answer=said) for group in groups] for said in ANSWERS
	}
	return bars(groups, sets, stacked=True)


def number_of(found: list[dict], **values) -> int:
	return sum(row["number"] for row in found if all(row[name] == value for name, value in values.items()))


def summary(ended: list[dict], answered: list[dict]) -> list[dict]:
	cards = [card(_("Placements that ended"), number_of(ended))]
	cards += [card(_(stage), number_of(ended, stage=stage)) for stage in STAYED]
	said = sum(number_of(answered, answer=answer) for answer in ANSWERS[:3])
	if said:
		good = share(number_of(answered, answer="Good"), said)
		cards.append(card(_("Good, of those who answered"), good, "Percent", "Green"))
	return cards
