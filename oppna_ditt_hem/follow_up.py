"""After the agreement: what the office has to do and when, and how both sides are asked how it goes."""

from datetime import timedelta

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, nowdate

from oppna_ditt_hem import tasks
from oppna_ditt_hem.agreements import law, stay_alert
from oppna_ditt_hem.holding import CURRENT_HOME_STAGES
from oppna_ditt_hem.matching.words import render
from oppna_ditt_hem.refusals import require
from oppna_ditt_hem.saying import show
from oppna_ditt_hem.tenancy.consent import municipality_lets_on
from oppna_ditt_hem.tenancy.facts import Regime

ENDS = ("Ended", "Declined", "Expired", "Withdrawn", "No Show", "Broken Down")
SIDES = ("landlord", "household")
TELL_LANDLORD, REGISTRATION, ALLOWANCE = "tell-landlord", "registration", "allowance"


def plan_checks(placement) -> None:
	"""Set the checks when the household has moved in, on the days of Housing Settings, for the officer to do."""
	if placement.entering != "Moved In" or placement.checks:
		return
	days = frappe.db.get_single_value("Housing Settings", "check_days") or "3, 14, 60, 180"
	for day in days.split(","):
		due = add_days(placement.from_date, cint(day))
		placement.append("checks", {"day": cint(day), "due_on": due, "assigned_to": placement.officer})


def note_answers(placement) -> None:
	"""When each side was asked; a check is done once both have been, and not before."""
	before = placement.get_doc_before_save()
	said = {row.name: row for row in before.checks} if before else {}
	for row in placement.checks:
		for side in SIDES:
			if row.get(f"{side}_answer") != getattr(said.get(row.name), f"{side}_answer", None):
				row.set(f"{side}_asked_on", nowdate() if row.get(f"{side}_answer") else None)
		if all(row.get(f"{side}_answer") for side in SIDES):
			row.done_on = row.done_on or nowdate()
		elif row.done_on:
			require(
				row,
				[f"{side}_answer" for side in SIDES],
				_("before the check of day {0} is done; both sides are asked").format(row.day),
			)


def keep_tasks(placement) -> None:
	"""Open and close the office's tasks as the placement goes on; all are dropped when it ends."""
	if placement.entering in ENDS:
		return tasks.cancel_all(placement)
	if placement.stage == "Contract" and placement.law_regime:
		keep_duty_to_tell(placement)
	if placement.entering == "Moved In":
		remind_of_authorities(placement)
	if placement.stage in CURRENT_HOME_STAGES:
		keep_check_tasks(placement)
		stay_alert.keep(placement)


def keep_duty_to_tell(placement) -> None:
	"""A municipality that lets a rented home on tells its landlord at once (Jordabalken 12 kap. 39 §, third paragraph)."""
	if placement.contract_party != "Municipality":
		return tasks.close(placement, TELL_LANDLORD, status="Cancelled")
	found = municipality_lets_on(Regime(placement.law_regime), law.kept_values(placement))
	language = tasks.language_of(placement)
	text = render(found.text.template, found.text.params, lambda text: _(text, language), show)
	unsure = "" if found.verified else f", {_('not verified', language)}"
	tasks.open_once(placement, TELL_LANDLORD, f"{text} ({found.reference}{unsure})", nowdate())


def remind_of_authorities(placement) -> None:
	"""Registration within a week (folkbokföringslagen), the allowance on the day: it isn't paid for earlier months."""
	language, moved = tasks.language_of(placement), getdate(placement.from_date)
	days = law.kept_values(placement).count("registration_days")
	texts = {
		REGISTRATION: _("Make sure that the household has told Skatteverket that it has moved.", language),
		ALLOWANCE: _("Make sure that the household applies for its housing allowance today.", language),
	}
	tasks.open_once(placement, REGISTRATION, texts[REGISTRATION], moved + timedelta(days=days))
	tasks.open_once(placement, ALLOWANCE, texts[ALLOWANCE], moved)


def keep_check_tasks(placement) -> None:
	text = _("Ask both sides, each by itself, how it goes: check of day {0}.", tasks.language_of(placement))
	for row in placement.checks:
		key = f"check-{row.day}"
		if row.done_on:
			tasks.close(placement, key)
		else:
			tasks.open_once(placement, key, text.format(row.day), row.due_on, row.assigned_to)
