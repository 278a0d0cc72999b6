"""The page on which a landlord or a household answers by a one-click link; see `answering.page`."""

import frappe
from frappe import _

from oppna_ditt_hem.answering import page
from oppna_ditt_hem.portal import language
from oppna_ditt_hem.portal import page as frames

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	language.choose()
	shown = page.build(frappe.form_dict if frames.is_post() else {})
	# The page speaks the language of whom the link is for: in the other one, the link's token would be lost.
	context.update({**frames.frame(_("Your answer")), **shown, "languages": {}, "referrer": "no-referrer"})
