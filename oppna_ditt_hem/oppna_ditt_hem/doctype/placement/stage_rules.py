"""What a Placement must hold at each stage; the rules add up along the happy path."""

import frappe
from frappe import _
from frappe.utils import cint, flt, get_datetime, getdate, now_datetime

from oppna_ditt_hem import stopping
from oppna_ditt_hem.agreements import law, notice
from oppna_ditt_hem.oppna_ditt_hem.doctype.placement import offer
from oppna_ditt_hem.refusals import refuse, require
from oppna_ditt_hem.tenancy.notice import BOTH


def check(placement) -> None:
	"""Refuse the stage that is being entered where one of its rules doesn't hold."""
	for rule in RULES.get(placement.entering, ()):
		rule(placement)


def both_said_yes(placement) -> None:
	require(placement, ("landlord_answer", "household_answer"), _("before the offer counts as accepted"))
	for field in ("landlord_answer", "household_answer"):
		if placement.get(field) != "Yes":
			refuse(
				_("{0} is No. Use Decline, with who said it and why.").format(
					frappe.bold(_(placement.meta.get_label(field)))
				)
			)


def booked_meeting(placement) -> None:
	require(
		placement,
		("meeting_at", "meeting_place", "interpreter"),
		_("before the meeting counts as booked"),
	)
	if placement.interpreter == "Booked":
		require(placement, ("interpreter_language",), _("for the interpreter"))


def drawn_up_contract(placement) -> None:
	fields = ("from_date", "contract_party", "agreed_rent", "rent_test")
	require(placement, (*fields, "net_cost_acknowledged"), _("before the agreement is drawn up"))
	tested_rent(placement)
	reasonable_deposit(placement)


def tested_rent(placement) -> None:
	if placement.rent_test == "Cannot tell":
		refuse(
			_("{0} is {1}. Find out what is missing, lower the rent or choose another home.").format(
				frappe.bold(_("Rent tested")), _(placement.rent_test)
			)
		)


def reasonable_deposit(placement) -> None:
	"""No statute caps a deposit (facts: practice is one to two months' rent); ours asks for a reason."""
	months = flt(placement.deposit) / flt(placement.agreed_rent) if flt(placement.agreed_rent) else 0
	settings = frappe.get_cached_doc("Housing Settings")
	if months > cint(settings.deposit_reason_months):
		require(
			placement,
			("deposit_reason",),
			_("because the deposit is more than {0} months' rent").format(settings.deposit_reason_months),
		)
	elif months > cint(settings.deposit_warn_months):
		frappe.msgprint(
			_("The deposit is more than {0} months' rent.").format(settings.deposit_warn_months),
			indicator="orange",
			alert=True,
		)


def signed_and_handed_over(placement) -> None:
	drawn_up_contract(placement)
	require(
		placement,
		(
			"contract_signed_on",
			"keys_on",
			"move_in_protocol_done",
			"registration_reminded",
			"allowance_reminded",
		),
		_("before the household moves in"),
	)
	if not placement.signed_contract:
		require(
			placement,
			("signed_by_landlord", "signed_by_tenant"),
			_("or attach the signed agreement, before the household moves in"),
		)


def received_notice(placement) -> None:
	fields = ["notice_by", "notice_received_on"]
	if placement.notice_by != BOTH:
		fields.append("notice_form")
	require(placement, fields, _("to record the notice"))
	notice.take(placement)


def settled_end(placement) -> None:
	require(
		placement,
		("ended_on", "move_out_protocol_done", "end_reason", "next_housing"),
		_("before the stay is ended"),
	)
	if flt(placement.deposit):
		require(placement, ("deposit_settled",), _("before the stay is ended"))


def coded_breakdown(placement) -> None:
	require(placement, ("ended_on", "end_reason"), _("so that it is known why the stay broke down"))


def coded_no(placement) -> None:
	require(placement, ("declined_by", "decline_reason"), _("so that it is known who said no and why"))
	actor = frappe.db.get_value("Reason Code", placement.decline_reason, "actor")
	if actor and actor != placement.declined_by:
		refuse(
			_("{0} is a reason of {1}, and {2} says {3}. Choose a reason that fits who said no.").format(
				frappe.bold(_(placement.decline_reason)),
				_(actor),
				frappe.bold(_("Said by")),
				_(placement.declined_by),
			)
		)


def overdue(placement) -> None:
	if placement.offer_deadline and get_datetime(placement.offer_deadline) > now_datetime():
		refuse(
			_(
				"The answer is due by {0}; until then the offer can be declined or withdrawn, not expire."
			).format(frappe.bold(frappe.format(placement.offer_deadline, "Datetime")))
		)


def ends_after_beginning(placement) -> None:
	if getdate(placement.ended_on) < getdate(placement.from_date):
		refuse(
			_("{0} lies before {1}. Write the day the household moved out.").format(
				frappe.bold(_("Ended on")), frappe.bold(_("From"))
			)
		)


RULES = {
	"Offered": (
		stopping.refuse_stopped,
		offer.by_named_officer,
		offer.open_on_both_sides,
		offer.requirements_hold,
		offer.freeze,
	),
	"Accepted": (stopping.refuse_stopped, both_said_yes),
	"Meeting": (stopping.refuse_stopped, both_said_yes, booked_meeting),
	"Contract": (stopping.refuse_stopped, both_said_yes, booked_meeting, drawn_up_contract, law.fix),
	"Moved In": (stopping.refuse_stopped, both_said_yes, signed_and_handed_over, law.holds_on_signing),
	"Notice Given": (received_notice,),
	"Ended": (settled_end, ends_after_beginning),
	"Broken Down": (coded_breakdown, ends_after_beginning),
	"Declined": (coded_no,),
	"Withdrawn": (coded_no,),
	"Expired": (overdue,),
}
