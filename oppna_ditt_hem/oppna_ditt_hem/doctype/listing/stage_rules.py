"""What a Listing must hold at each stage. The rules add up: a workflow that skips a stage skips no rule."""

import frappe
from frappe import _

from oppna_ditt_hem.holding import home_of, read_holds
from oppna_ditt_hem.refusals import StageRuleError, refuse, require

PROTOCOL = (
	"smoke_alarm",
	"escape_way",
	"heating_works",
	"water_works",
	"lock_works",
	"winter_checked",
)


def check(listing) -> None:
	"""Refuse the stage that is being entered where one of its rules doesn't hold."""
	for rule in RULES.get(listing.entering, ()):
		rule(listing)


def complete_offer(listing) -> None:
	fields = ("address_line", "kind", "places", "rent", "tenure", "data_notice_given")
	require(listing, fields, _("before the offer is submitted"))


def right_to_let(listing) -> None:
	require(listing, ("tenure", "consent_to_let"), _("before the home is inspected"))
	if listing.consent_to_let == "Not needed":
		require(listing, ("consent_reason",), _("so that it can be seen why no consent is needed"))
	elif listing.consent_to_let != "Given":
		refuse(
			_(
				"{0} is {1}. The home can be inspected once consent is given, or when it is said why none is needed."
			).format(frappe.bold(_("Consent to let")), _(listing.consent_to_let))
		)


def complete_protocol(listing) -> None:
	require(
		listing, ("inspected_on", "inspected_by", *PROTOCOL), _("in the inspection protocol before approval")
	)
	faults = [_(listing.meta.get_label(name)) for name in PROTOCOL if listing.get(name) == "Fault"]
	if faults:
		refuse(
			_(
				"The inspection found a fault: {0}. Return the offer for changes, or inspect again when it is mended."
			).format(frappe.bold(", ".join(faults)))
		)


def vetted_landlord(listing) -> None:
	if frappe.db.get_value("Landlord", listing.landlord, "vetting_status") == "Failed":
		refuse(
			_(
				"The vetting of the landlord {0} has failed. Reject the offer, or vet the landlord again."
			).format(frappe.bold(listing.landlord))
		)


def reason_to_return(listing) -> None:
	require(listing, ("return_reason", "return_message"), _("so that the landlord knows what to change"))


def reason_to_reject(listing) -> None:
	require(listing, ("reject_reason",), _("before the offer is rejected"))


def nobody_there(listing) -> None:
	held = [
		hold.name for hold in read_holds("listing", home_of(listing.name)) if hold.listing == listing.name
	]
	if held:
		refuse(
			_("{0} still holds the home. End or withdraw it before the offer is closed.").format(
				frappe.bold(", ".join(held))
			),
			StageRuleError,
		)


RULES = {
	"Submitted": (complete_offer,),
	"Returned": (reason_to_return,),
	"Inspection": (complete_offer, right_to_let),
	"Approved": (complete_offer, right_to_let, complete_protocol, vetted_landlord),
	"Rejected": (reason_to_reject,),
	"Closed": (nobody_there,),
}
