"""The login of a landlord: a Website User with the role, and the Landlord that it stands for."""

import frappe
from frappe import _

from oppna_ditt_hem.acting import as_system
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.texts import for_field

ROLE = "Landlord"


def open_for(email: str, language: str) -> str:
	"""Make what is missing of a landlord's login, all of it or nothing; the address has been proven to be theirs.

	Returns the name of the Landlord.

	Raises:
		StageRuleError: the address is that of somebody on the staff, of a login that has been switched off, or of a
			household with a protected identity, whom a landlord's record would show to all who work with homes.
	"""
	with as_system("Portal"):
		if is_protected(email):
			refuse(_("This address can't be used here. Call us."))
		user = the_user(email, language)
		return the_landlord(user, email, language)


def is_protected(email: str) -> bool:
	hidden = {"protected_identity": 1}
	return bool(
		frappe.db.exists("Applicant", {**hidden, "email": email})
		or frappe.db.exists("Applicant", {**hidden, "user": email})
	)


def the_user(email: str, language: str) -> str:
	if not frappe.db.exists("User", email):
		return new_user(email, language)
	# Two links opened at once make one record: the second waits here.
	user = frappe.get_doc("User", email, for_update=True)
	if not user.enabled or is_staff(email):
		refuse(_("This address can't be used here. Call us."))
	if ROLE not in frappe.get_roles(email):
		user.add_roles(ROLE)
	return user.name


def new_user(email: str, language: str) -> str:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email,
			"first_name": email.split("@")[0][:100],
			"user_type": "Website User",
			"send_welcome_email": 0,
			"language": language,
			"roles": [{"role": ROLE}],
		}
	)
	user.flags.no_welcome_mail = True
	return user.insert(ignore_permissions=True).name


def the_landlord(user: str, email: str, language: str) -> str:
	"""The person's record; one that staff have entered with this address, and without a login, becomes theirs."""
	known = frappe.db.get_value("Landlord", {"user": user}, order_by="creation", for_update=True)
	if known:
		return known
	entered = frappe.get_all(
		"Landlord", {"email": email, "user": ["is", "not set"]}, pluck="name", limit=2, order_by="creation"
	)
	if len(entered) == 1:
		record = frappe.get_doc("Landlord", entered[0])
		record.user = user
		return record.save(ignore_permissions=True).name
	row = {"landlord_name": email, "email": email, "user": user, "preferred_language": language}
	return (
		frappe.get_doc({"doctype": "Landlord", **row, "preferred_contact": "E-mail"})
		.insert(ignore_permissions=True)
		.name
	)


def link(user: str, who: dict) -> bool:
	"""Note that an identity service knows a login; False if it knows it as somebody else.

	Args:
		who: `provider`, and `userid`, which the service's own name for the person can't be read from.
	"""
	with as_system("Portal"):
		doc = frappe.get_doc("User", user, for_update=True)
		known = doc.get_social_login_userid(who["provider"])
		if not known:
			doc.set_social_login_userid(who["provider"], userid=who["userid"])
			doc.save(ignore_permissions=True)
	return known in (None, who["userid"])


def give_name(landlord: str, name: str) -> None:
	"""What an identity service says that a person is called, where nobody has said it yet."""
	if not name or is_named(landlord):
		return
	with as_system("Portal"):
		doc = frappe.get_doc("Landlord", landlord, for_update=True)
		doc.landlord_name = for_field(name)
		doc.save(ignore_permissions=True)


def is_named(landlord: str) -> bool:
	"""Whether somebody has said what the person is called; until then the address stands for it."""
	name, email = frappe.db.get_value("Landlord", landlord, ["landlord_name", "email"])
	return bool(name) and name != email
