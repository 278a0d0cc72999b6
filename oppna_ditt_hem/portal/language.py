"""Swedish or English: as the person has chosen, as the browser asks, otherwise the site's."""

import frappe

SPOKEN = {"sv": "Svenska", "en": "English"}
COOKIE = "preferred_language"


def choose() -> str:
	"""Set and return the language of this request.

	The platform takes any language that it knows a little of; the portal speaks two, and no page is half in one.
	"""
	frappe.local.lang = next((code for code in wanted() if code in SPOKEN), "sv")
	return frappe.local.lang


def wanted() -> list[str]:
	"""Language codes, the most wanted first."""
	asked = [frappe.form_dict.get("_lang") or ""]
	if frappe.session.user == "Guest":
		asked += [frappe.request.cookies.get(COOKIE) or "", *frappe.request.accept_languages.values()]
	else:
		asked += [frappe.db.get_value("User", frappe.session.user, "language") or ""]
	codes = [code.replace("_", "-").split("-")[0].lower() for code in asked if code]
	# Who reads neither of the two reads English rather than Swedish.
	return codes + (["en"] if codes else [])


def keep(code: str) -> None:
	"""Remember the choice: in a cookie for a guest, with the login of everybody else."""
	if code not in SPOKEN:
		return
	if frappe.session.user == "Guest":
		frappe.local.cookie_manager.set_cookie(COOKIE, code)
	else:
		frappe.db.set_value("User", frappe.session.user, "language", code)
		frappe.clear_cache(user=frappe.session.user)
