"""What an Applicant must hold at each stage; the rules add up."""

import frappe
from frappe import _

from oppna_ditt_hem.holding import LIVE_OFFER_STAGES, read_holds
from oppna_ditt_hem.refusals import MissingFieldsError, refuse, require


def check(applicant) -> None:
	"""Refuse the stage that is being entered where one of its rules doesn't hold."""
	for rule in RULES.get(applicant.entering, ()):
		rule(applicant)


def known_household(applicant) -> None:
	fields = ["members", "permit_from", "preferred_language", "data_notice_given"]
	if applicant.assignment_type == "Assigned":
		fields.append("must_receive_by")
	require(applicant, fields, _("before the household is ready"))
	unborn = [str(row.idx) for row in applicant.members if not row.birth_year]
	if unborn:
		refuse(
			_("Fill in {0} for member {1}.").format(frappe.bold(_("Birth year")), ", ".join(unborn)),
			MissingFieldsError,
		)


def no_open_duplicate(applicant) -> None:
	if applicant.duplicate_of and not applicant.duplicate_cleared:
		refuse(
			_(
				"The household may be the same as {0}. Compare them, then close one as registered twice or tick {1}."
			).format(frappe.bold(applicant.duplicate_of), frappe.bold(_("Not a duplicate")))
		)


def until_when(applicant) -> None:
	require(applicant, ("dormant_until", "dormant_reason"), _("before the search is paused"))


def coded_outcome(applicant) -> None:
	require(applicant, ("close_outcome",), _("before the case is closed"))
	live = [
		hold.name for hold in read_holds("applicant", [applicant.name]) if hold.stage in LIVE_OFFER_STAGES
	]
	if live:
		refuse(
			_("{0} is a live offer. Decline or withdraw it before the case is closed.").format(
				frappe.bold(", ".join(live))
			)
		)


RULES = {
	"Ready": (known_household,),
	"Seeking": (known_household, no_open_duplicate),
	"Dormant": (until_when,),
	"Closed": (coded_outcome,),
}
