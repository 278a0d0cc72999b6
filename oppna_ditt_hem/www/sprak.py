"""Changes the language of the portal and goes back to where one was."""

import frappe

from oppna_ditt_hem.portal import language, page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	if page.is_post():
		language.keep(frappe.form_dict.get("lang") or "")
	page.go(page.local_path(frappe.form_dict.get("till"), page.HOME))
