"""The page on which a landlord or a household answers by a one-click link; see `answering.page`."""

import frappe
from frappe import _

from oppna_ditt_hem.answering import page

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	form = frappe.form_dict if frappe.request.method == "POST" else {}
	context.update(page.build(form))
	context.update({"title": _("Your answer"), "show_sidebar": 0, "no_breadcrumbs": 1})
	context.sent_with = frappe.session.data.csrf_token or ""
	# The page speaks the language of whom the link is for, not that of the browser.
	context.boot = {**(context.boot or {}), "lang": frappe.local.lang}
