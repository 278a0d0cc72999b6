"""What the platform's login page sends letters for, with one and the same answer whoever is asked for.

The platform says of an address whether it has a login, and whether that is switched off. Each method stands in for one of the
platform's and leaves the work to a worker, or the time it takes would tell.
"""

import frappe
from frappe import _
from frappe.core.doctype.user import user as platforms_users
from frappe.core.doctype.user.user import get_password_reset_limit
from frappe.rate_limiter import rate_limit
from frappe.website.utils import is_signup_disabled
from frappe.www import login as platforms_login

from oppna_ditt_hem.texts import single_address

LINKS_AN_HOUR, NEW_LOGINS_AN_HOUR = 5, 20


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=get_password_reset_limit, seconds=60 * 60)
def reset_password(user: str) -> None:
	by_worker(send_instructions, login=str(user)[:140])
	frappe.msgprint(
		_(
			"If there is a login of that name, a letter that tells how to choose a new password is on its way."
		),
		title=_("Look in your e-mail"),
	)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=LINKS_AN_HOUR, seconds=60 * 60)
def send_login_link(email: str) -> None:
	"""Answers nothing, to which the platform's page says that a link was sent."""
	if frappe.get_system_settings("login_with_email_link"):
		by_worker(send_link, login=str(email)[:140])


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=NEW_LOGINS_AN_HOUR, seconds=60 * 60)
def sign_up(email: str, full_name: str, redirect_to: str | None = None) -> tuple[int, str]:
	"""Answers whether the page shall say it as good news (1) or bad (0), and the words."""
	if is_signup_disabled():
		frappe.throw(_("Sign Up is disabled"), title=_("Not Allowed"))
	if len(email) > 140 or not single_address(email):
		return 0, _("Write an e-mail address, such as name@example.com.")
	by_worker(make_login, email=email, full_name=full_name, redirect_to=redirect_to or "")
	return 1, _("Please check your email for verification")


def by_worker(work, **values) -> None:
	frappe.enqueue(work, queue="short", language=frappe.local.lang, **values)


def send_instructions(login: str, language: str) -> None:
	"""The platform's letter to a login that may have one."""
	if not (user := login_in_use(login)):
		return
	frappe.local.lang = language
	doc = frappe.get_doc("User", user)
	doc.validate_reset_password()
	doc.reset_password(send_email=True)


def send_link(login: str, language: str) -> None:
	if user := login_in_use(login):
		frappe.local.lang = language
		platforms_login.send_login_link(user)


def make_login(email: str, full_name: str, redirect_to: str, language: str) -> None:
	"""A new login with the platform's letter; the platform leaves one that is there as it is."""
	frappe.local.lang = language
	platforms_users.sign_up(email, full_name, redirect_to)


def login_in_use(login: str) -> str | None:
	user = frappe.db.get_value("User", {"name": login, "enabled": 1})
	return user if user not in frappe.STANDARD_USERS else None
