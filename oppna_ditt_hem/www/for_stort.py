"""Where the web server sends somebody whose photos were more than it takes in one go; docs/operator.md says how."""

from urllib.parse import urlsplit

import frappe

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering.form import PATH

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	page.show(context, N_("The photos are too large"), build, guests=True)


def build() -> dict:
	"""The step that they were sent from, where the browser says which that was."""
	before = urlsplit(frappe.request.headers.get("Referer") or "")
	is_ours = before.netloc == frappe.request.host and before.path == PATH
	return {"back": page.local_path(f"{before.path}?{before.query}") if is_ours else page.HOMES}
