"""Making an offer: a named officer, both sides open, the requirements held or overridden, all frozen.

Invariant 10: the engine proposes, a person decides.
"""

import json
from datetime import datetime, time

import frappe
from frappe import _
from frappe.utils import cint, getdate, now_datetime, nowdate

from oppna_ditt_hem import matchmaking
from oppna_ditt_hem.refusals import OverrideNeededError, refuse, require
from oppna_ditt_hem.rounds import cost
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy.working_days import add_working_days

OFFERING_ROLES = {"Housing Officer", "Housing Manager"}


def by_named_officer(placement) -> None:
	user = frappe.session.user
	if user in ("Administrator", "Guest") or not OFFERING_ROLES & set(frappe.get_roles(user)):
		refuse(
			_("An offer is made by a named person with the role {0}; log in as yourself.").format(
				frappe.bold(_("Housing Officer"))
			),
			OverrideNeededError,
		)


def open_on_both_sides(placement) -> None:
	require(placement, ("from_date",), _("before the home is offered"))
	for doctype, name, stage in (
		("Listing", placement.listing, "Approved"),
		("Applicant", placement.applicant, "Seeking"),
	):
		now = frappe.db.get_value(doctype, name, "stage")
		if now != stage:
			refuse(
				_("{0} {1} is in the stage {2}; it must be {3} before an offer is made.").format(
					_(doctype), frappe.bold(name), _(now), frappe.bold(_(stage))
				)
			)


def requirements_hold(placement) -> None:
	"""Let an offer through where no requirement is broken, or a manager overrides with a reason.

	Raises:
		OverrideNeededError: names what is broken and who may override it.
	"""
	match = matchmaking.assess(placement)
	placement.match_score = match.score
	placement.match_reasons = json.dumps(
		[reason.as_dict() for reason in match.reasons], ensure_ascii=False, default=str
	)
	broken = [
		say(reason) for reason in match.reasons if reason.key in match.broken and reason.kind == "Requirement"
	]
	placement.broken_requirements = "\n".join(broken)
	placement.override_by = placement.override_cost = None
	if broken:
		override(placement, broken)


def override(placement, broken: list[str]) -> None:
	if "Housing Manager" not in frappe.get_roles() or not placement.override_reason:
		refuse(
			_("{0} A manager may offer the home all the same, with a reason in {1}.").format(
				"<br>".join(broken) + "<br>", frappe.bold(_("Reason for the override"))
			),
			OverrideNeededError,
			_("A requirement is broken"),
		)
	placement.override_by = frappe.session.user
	placement.override_cost = cost.as_seen(placement.name)


def freeze(placement) -> None:
	"""Write down who offers, when, and until when the place is reserved."""
	days = cint(frappe.db.get_single_value("Housing Settings", "offer_working_days")) or 5
	placement.officer, placement.offered_on = frappe.session.user, now_datetime()
	placement.offer_deadline = datetime.combine(add_working_days(getdate(nowdate()), days), time(23, 59))
