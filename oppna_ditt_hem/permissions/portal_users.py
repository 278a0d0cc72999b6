"""Whom a login stands for."""

import frappe
from frappe.permissions import SYSTEM_USER_ROLE

from oppna_ditt_hem.setup.roles import STAFF_ROLES

# System Manager has no DocPerm on case documents. Where a municipality adds one, the row rules of staff
# hold, so a protected identity stays hidden.
STAFF = {*STAFF_ROLES, "System Manager"}


def is_staff(user: str) -> bool:
	"""True where one of the user's roles works cases in the Desk."""
	return user == "Administrator" or bool(set(STAFF_ROLES) & set(frappe.get_roles(user)))


def portal_landlord(user: str) -> str | None:
	"""The Landlord a portal user offers homes for; None for staff and everybody else."""
	if user in ("Administrator", "Guest") or "Landlord" not in frappe.get_roles(user) or is_staff(user):
		return None
	return frappe.db.get_value("Landlord", {"user": user}, order_by="creation")


def is_portal_only(user: str) -> bool:
	"""True for a login that has no business in the Desk: it is neither of the staff nor of those who run the platform."""
	outside = user not in ("Administrator", "Guest") and not is_staff(user)
	return outside and SYSTEM_USER_ROLE not in frappe.get_roles(user)
