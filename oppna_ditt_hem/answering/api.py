"""What the Desk and the portal call: a link to hand over, how the letters fared, an answer in the portal."""

import frappe
from frappe import _

from oppna_ditt_hem.answering import delivery, offers
from oppna_ditt_hem.refusals import StageRuleError, refuse
from oppna_ditt_hem.retrying import until_undisturbed


@frappe.whitelist(methods=["POST"])
def new_link(placement: str, side: str) -> dict:
	"""A link by which one side answers, for the officer to send in a text message or on paper.

	Args:
		placement: one that is offered.
		side: Landlord or Household.

	Returns {"url": the link}; it is shown this once. Links from before no longer work.

	Raises:
		StageRuleError: nothing to answer.
		frappe.PermissionError: the user may not change the placement.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("write")
	if side not in offers.SIDES:
		refuse(_("Choose the landlord or the household."))
	return {"url": offers.hand_over(doc, side)}


@frappe.whitelist()
def letters_of(doctype: str, name: str) -> list[dict]:
	"""How the questions of a case reached people, latest first: see `delivery.of`."""
	frappe.get_doc(doctype, name).check_permission("read")
	return delivery.of(doctype, name)


@frappe.whitelist(methods=["POST"])
def answer_offer(placement: str, answer: str, reason: str | None = None) -> dict:
	"""The answer of a landlord or a household that is logged in to the portal.

	Args:
		answer: Yes or No.
		reason: a Reason Code of that side, where the answer is No.

	Returns {"stage"} of the placement afterwards.

	Raises:
		StageRuleError: the placement is no longer offered, or that side has answered.
		offers.ReasonMissingError: a no without a reason.
		frappe.PermissionError: the offer is somebody else's.
	"""
	if answer not in ("Yes", "No"):
		refuse(_("Answer yes or no."))
	return until_undisturbed(lambda: take_in_portal(placement, answer, reason))


def take_in_portal(name: str, answer: str, reason: str | None) -> dict:
	doc = frappe.get_doc("Placement", name)
	doc.check_permission("read")
	side = side_of(doc, frappe.session.user)
	if not side:
		raise frappe.PermissionError
	if doc.stage != "Offered" or doc.get(f"{side.lower()}_answer") or offers.is_late(doc):
		refuse(
			_("There is nothing to answer any more. Call us if your answer has to be changed."),
			StageRuleError,
		)
	offers.take(doc, side, answer, reason, "Portal", frappe.session.user)
	return {"stage": frappe.db.get_value("Placement", name, "stage")}


def side_of(placement, user: str) -> str | None:
	return next((side for side in offers.SIDES if offers.party_of(placement, side).user == user), None)
