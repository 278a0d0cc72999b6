"""A landlord takes back the yes that they have given to a household, until the agreement is signed.

Either side may withdraw before the household moves in; once an agreement is signed it binds, and a person has to look at it.
"""

import frappe
from frappe import _
from frappe.utils import nowdate

from oppna_ditt_hem import contact, holding, tasks, todos
from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.answering import offers
from oppna_ditt_hem.holding import LIVE_OFFER_STAGES
from oppna_ditt_hem.refusals import refuse, refuse_overtaken
from oppna_ditt_hem.retrying import until_undisturbed
from oppna_ditt_hem.stages import move_to_stage

KINDS = ("Placement Declined", "Placement Withdrawn")
SIGNED = ("signed_by_landlord", "signed_by_tenant", "signed_contract", "contract_signed_on")


def is_signed(placement) -> bool:
	"""Whether anybody has signed the agreement: from then on it isn't the portal's to undo."""
	return placement.stage == "Contract" and any(placement.get(field) for field in SIGNED)


def is_open(placement) -> bool:
	"""Whether the landlord may take back their yes."""
	return (
		placement.stage in LIVE_OFFER_STAGES
		and placement.landlord_answer == "Yes"
		and not is_signed(placement)
	)


def reasons() -> list[tuple[str, str]]:
	"""Why a landlord may take it back, as (name, words)."""
	return [row for kind in KINDS for row in offers.in_own_words(contact.LANDLORD, kind)]


def take_back(name: str, reason: str | None) -> None:
	"""Withdraw a placement for its landlord, with a task for the officer; the household is told as of every offer that ends.

	Raises:
		frappe.PermissionError: it is somebody else's.
		offers.ReasonMissingError: none of a landlord's reasons.
		StageRuleError: there is no yes to take back, or the agreement is signed.
	"""
	until_undisturbed(lambda: withdraw(name, reason))


def withdraw(name: str, reason: str | None) -> None:
	holding.lock(*frappe.db.get_value("Placement", name, ("listing", "applicant")))
	doc = frappe.get_doc("Placement", name, for_update=True)
	doc.check_permission("read")
	if contact.side_of(doc, frappe.session.user) != contact.LANDLORD:
		raise frappe.PermissionError
	refuse_late(doc)
	if reason not in dict(reasons()):
		refuse(_("Choose why you take it back."), offers.ReasonMissingError)
	with as_system("Portal"):
		doc.update({"declined_by": contact.LANDLORD, "decline_reason": reason})
		doc.save()
		move_to_stage(frappe.get_doc("Placement", name), "Withdrawn")
		give_task(doc)


def refuse_late(doc) -> None:
	if is_signed(doc):
		refuse(_("The agreement is signed, and holds. Call us if something has happened."))
	if not is_open(doc):
		refuse_overtaken()


def give_task(doc) -> None:
	"""All tasks of a placement that has ended are dropped, so what is left to do is one of its own."""
	text = _(
		"The landlord has taken back their yes. Call the household, and find it another home.",
		tasks.language_of(doc),
	)
	for officer in todos.owner_of(doc):
		todos.give_one(doc, officer, text, nowdate())
