"""What the two sides of a placement may know of each other, by stage (invariant 4).

Before both have said yes, only locality and alias. Name and phone once the meeting is set, the exact address from the
agreement on, nothing more once it has come to an end. Of a protected identity nothing is ever told to the other side.
"""

import re

import frappe
from frappe import _

from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.refusals import ContactNotReleasedError, refuse

ADDRESS_STAGES = ("Contract", "Moved In", "Notice Given")
PHONE_STAGES = ("Meeting", *ADDRESS_STAGES)
# What somebody has signed or been given stays theirs when the stay is over.
PAPER_STAGES = (*ADDRESS_STAGES, "Ended", "Broken Down")
UNTIL_ADDRESS = ("Proposed", "Offered", "Accepted", "Meeting")
LANDLORD, HOUSEHOLD = "Landlord", "Household"


@frappe.whitelist()
def of_other_side(placement: str) -> dict:
	"""What the portal user who asks may know of the other side today; the page shows just this.

	Args:
		placement: the name of one of the user's own placements.

	Raises:
		frappe.PermissionError: it isn't theirs, or the user is staff, who read the case itself.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	side = side_of(doc, frappe.session.user)
	if not side:
		raise frappe.PermissionError
	return released(doc, side)


def side_of(placement, user: str) -> str | None:
	"""Which side of a placement a portal user is: Landlord or Household; None for everybody else."""
	if is_staff(user):
		return None
	if user == frappe.db.get_value("Landlord", placement.landlord, "user"):
		return LANDLORD
	return HOUSEHOLD if user == frappe.db.get_value("Applicant", placement.applicant, "user") else None


def released(placement, to: str) -> dict[str, str]:
	"""What may be told to one side about the other, with nothing left out and nothing more.

	Args:
		placement: the document.
		to: who is told, Landlord or Household.

	Returns for the landlord {"alias", "locality"} of the household and from the meeting on {"name", "phone"}; for the
	household {"locality"} of the home, from the meeting on the landlord's {"name", "phone"} and from the agreement on
	{"address", "postal_code"}.
	"""
	known = {"locality": placement.locality}
	if to == LANDLORD:
		known["alias"] = placement.household_alias
		return known | household_contact(placement)
	return known | landlord_contact(placement) | address(placement)


def household_contact(placement) -> dict[str, str]:
	fields = ("household_name", "mobile", "protected_identity")
	row = frappe.db.get_value("Applicant", placement.applicant, fields, as_dict=True)
	if placement.stage not in PHONE_STAGES or row.protected_identity:
		return {}
	return {"name": row.household_name, "phone": row.mobile or ""}


def landlord_contact(placement) -> dict[str, str]:
	if placement.stage not in PHONE_STAGES:
		return {}
	fields = ("landlord_name", "mobile", "phone")
	row = frappe.db.get_value("Landlord", placement.landlord, fields, as_dict=True)
	return {"name": row.landlord_name, "phone": row.mobile or row.phone or ""}


def address(placement) -> dict[str, str]:
	if placement.stage not in ADDRESS_STAGES:
		return {}
	fields = ("address_line", "postal_code")
	row = frappe.db.get_value("Listing", placement.listing, fields, as_dict=True)
	return {"address": row.address_line or "", "postal_code": row.postal_code or ""}


def refuse_early_address(placement) -> None:
	"""Both sides read where they meet, so that place must not give the address away before the agreement.

	Raises:
		ContactNotReleasedError: names the field, and what to write instead.
	"""
	if placement.stage not in UNTIL_ADDRESS or not placement.meeting_place:
		return
	street = plain(frappe.db.get_value("Listing", placement.listing, "address_line"))
	if street and street in plain(placement.meeting_place):
		refuse(
			_(
				"{0} gives the home's address away, which the household gets with the agreement. Write where you meet"
				" first, such as the office or the bus stop, and go there together."
			).format(frappe.bold(_("Meeting place"))),
			ContactNotReleasedError,
		)


def plain(text: str | None) -> str:
	"""An address up to its number, without case and extra spaces."""
	folded = " ".join((text or "").casefold().split())
	return re.sub(r"(\d)\s*[a-z]?$", r"\1", folded)
