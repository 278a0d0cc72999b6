"""Users with just the roles a test needs, and acting as one of them."""

from contextlib import contextmanager

import frappe
from frappe.utils.password import update_password

from oppna_ditt_hem.setup.roles import PORTAL_ROLES, STAFF_ROLES

PASSWORD = "granris-och-kottar-7"
OFFICER, MANAGER, CONTROLLER = "Housing Officer", "Housing Manager", "Grant Controller"
CLEARED = "Protected Identity Officer"
# Whom the factories and most tests act as. Made once: whenever a user is made, the platform empties all its caches, and
# reading its document types anew takes longer than most tests.
EVERYBODY = (
	*((role,) for role in STAFF_ROLES + PORTAL_ROLES),
	(MANAGER, OFFICER),
	(MANAGER, CLEARED),
	(OFFICER, CLEARED),
)
IN_TWOS = ((OFFICER,), ("Landlord",), ("Applicant",))


@contextmanager
def acting_as(user: str):
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield user
	finally:
		frappe.set_user(before)


def make_user(*roles: str, number: int = 1) -> str:
	"""The name of a user with just these roles; the same one whenever asked with the same number."""
	slug = "-".join(frappe.scrub(role).replace("_", "-") for role in roles) or "no-role"
	email = f"{slug}-{number}@people.example"
	if frappe.db.exists("User", email):
		return email
	user = frappe.new_doc("User", email=email, first_name=slug.title(), last_name=str(number), language="en")
	user.user_type = "System User" if set(roles) & set(STAFF_ROLES) else "Website User"
	user.send_welcome_email = 0
	for role in roles:
		user.append("roles", {"role": role})
	with acting_as("Administrator"), in_bulk():
		user.insert()
	update_password(email, PASSWORD)
	return email


def make_everybody() -> None:
	for number, people in ((1, EVERYBODY), (2, IN_TWOS)):
		for roles in people:
			make_user(*roles, number=number)


@contextmanager
def in_bulk():
	# The platform lets sixty users be created an hour; an import is exempt.
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = False


def user_with(role) -> str:
	return make_user(*([role] if isinstance(role, str) else role))
