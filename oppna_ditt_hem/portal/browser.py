"""One browser told from others: a cookie for as long as somebody may log in in it by a service."""

import frappe

from oppna_ditt_hem.answering.links import hash_of

COOKIE = "odh_sign_in"


def remember(value: str, seconds: int) -> None:
	frappe.local.cookie_manager.set_cookie(COOKIE, value, httponly=True, max_age=seconds)


def this() -> str:
	return frappe.request.cookies.get(COOKIE) or ""


def mark() -> str:
	"""What is kept of this browser; empty where nobody has begun to log in by a service."""
	return hash_of(this()) if this() else ""
