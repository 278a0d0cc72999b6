"""Swedish or English, on the pages for households five more: as the person has chosen, as the browser asks."""

from collections.abc import Mapping

import frappe

from oppna_ditt_hem.agreements.household_words import LANGUAGES, READS

SPOKEN = {"sv": "Svenska", "en": "English"}
BY_HOUSEHOLDS = {**LANGUAGES, "fa": "دری / فارسی"}
"""Language code -> its own name, for those that the pages for households are in."""
COOKIE = "preferred_language"


def choose(among: Mapping[str, str] = SPOKEN) -> str:
	"""Set and return the language of this request.

	The platform takes any language that it knows a little of; a page is in those that all of it is in.
	"""
	codes = (READS.get(code, code) for code in wanted())
	frappe.local.lang = next((code for code in codes if code in among), "sv")
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
