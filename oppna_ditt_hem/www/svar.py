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
	shown = answered() if frames.is_post() else page.build({})
	# The page speaks the language of whom the link is for: in the other one, the link's token would be lost.
	context.update(
		{**frames.frame(_("Your answer")), **shown, "languages": {}, "bare": True, "referrer": "no-referrer"}
	)


def answered() -> dict:
	"""What came of the form; what was refused is asked again, with why."""
	sent = frames.attempt(page.build)
	return sent if "view" in sent else {**page.build({"token": frappe.form_dict.get("token")}), **sent}
