"""What a changed criterion would do with today's households and homes, by name."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import getdate, nowdate

from oppna_ditt_hem import candidates, match_cards, matchmaking
from oppna_ditt_hem.criteria import reading, scripts
from oppna_ditt_hem.matching import preview as engine
from oppna_ditt_hem.matching.catalogue import rule_set

DOCTYPE = "Matching Criterion"


def preview(values: dict) -> dict:
	"""Today's market under the criteria as they are, and with this form's values in place of what is saved.

	Rows come through `frappe.get_list`, so what a person may not see is neither named nor counted.

	Returns the engine's `Preview.as_dict()` with `titles` ({"households", "listings"}: name to title), `day` on which
	the criteria are compared (ISO; the criterion's first day where that lies ahead), and `used` (whether the criterion
	is active and in force then).

	Raises:
		CriterionError: what saving would be refused for.
		StageRuleError: a household or a home can't be computed with.
		frappe.PermissionError: the user may not save the criterion.
	"""
	criterion = as_given(values)
	# Through the same door as saving, so that what is shown is what would be saved.
	criterion.validate()
	day = day_of(criterion)
	with reading.refusing():
		before, after = rules_with(criterion, day)
		found = engine.preview(market(), before, after)
	return {
		**found.as_dict(),
		"titles": titles(found),
		"day": day.isoformat(),
		"used": reading.is_in_force(criterion, day),
	}


def as_given(values: dict):
	"""The criterion as the form has it; nothing but the form's own fields is taken.

	Raises:
		frappe.PermissionError: the user may not create it, or write the saved one.
	"""
	name = values.get("name")
	given = {field: values.get(field) for field in reading.FIELDS}
	if name and frappe.db.exists(DOCTYPE, name):
		doc = frappe.get_doc(DOCTYPE, name)
		doc.check_permission("write")
		doc.update({**given, "criterion_name": doc.criterion_name})
		return doc
	frappe.has_permission(DOCTYPE, "create", throw=True)
	given["criterion_name"] = given["criterion_name"] or _("New criterion")
	return frappe.get_doc({"doctype": DOCTYPE, **given})


def day_of(criterion) -> date:
	"""Today, or the first day of a criterion that begins later."""
	today = getdate(nowdate())
	return max(today, getdate(criterion.valid_from)) if criterion.valid_from else today


def rules_with(criterion, day: date) -> tuple:
	"""The rules in force on the day, and the same with this criterion as given."""
	rows = reading.in_force(day)
	others = [row for row in rows if row["criterion_name"] != criterion.criterion_name]
	changed = [*others, criterion.as_dict()] if reading.is_in_force(criterion, day) else others
	law = reading.law_of(day)
	return tuple(rule_set(reading.with_scripts(each), scripts.run, law) for each in (rows, changed))


def market():
	"""Households that seek a home and hold none, and homes to choose from: those the user may read."""
	seekers = frappe.get_list("Applicant", {"stage": "Seeking"}, pluck="name", order_by="name", limit=0)
	housed = set(match_cards.active_placements("applicant", seekers, match_cards.HELD_STAGES))
	waiting = [name for name in seekers if name not in housed]
	homes = candidates.names_to_choose()
	return matchmaking.build(matchmaking.households_named(waiting), matchmaking.listings_named(homes))


def titles(found: engine.Preview) -> dict[str, dict[str, str]]:
	"""The titles of every household and home that is named."""
	pairs = (*found.pairs.lost.rows, *found.pairs.gained.rows, *found.moved.rows)
	households = {row[0] for row in (*pairs, *found.best.rows, *both(found.last_homes))}
	listings = {row[1] for row in pairs} | {row[0] for row in both(found.last_households)}
	listings |= {row[i] for row in found.best.rows for i in (1, 3)}
	return {"households": titles_of("Applicant", households), "listings": titles_of("Listing", listings)}


def both(change: engine.Change) -> tuple:
	return (*change.lost.rows, *change.gained.rows)


def titles_of(doctype: str, names: set[str]) -> dict[str, str]:
	filters = {"name": ["in", sorted(names) or [""]]}
	rows = frappe.get_list(doctype, filters, ["name", "title"], order_by="name", limit=0)
	return {row.name: row.title for row in rows}
