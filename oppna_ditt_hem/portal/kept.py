"""A form that came too late: what was typed is kept until the person is back, and stands in the form again.

A login ends in the middle of a step, or somebody has logged in anew in another tab and the form's token is an old one.
What was typed is kept in the cache under a word that nobody can guess, which goes along through the login in the address
of the page. Nothing is saved by it: the person looks it through and sends it once more.
"""

import secrets
import sys
from urllib.parse import urlencode, urlsplit

import frappe
from frappe.website.page_renderers.base_renderer import BaseRenderer

from oppna_ditt_hem.answering.links import hash_of
from oppna_ditt_hem.portal import limits

SECONDS = 2 * 60 * 60
LEADS_BACK = {
	"/erbjud-bostad": ("hem", "steg", "fran"),
	"/forslag": ("nr",),
	"/mina-bostader": (),
	"/mina-uppgifter": (),
}
"""The pages whose forms are kept, and which of a form's fields say what the page shows."""
ALSO_LEADS_BACK = {"/kom-in": ("till",)}
"""The same for a page whose forms are not kept."""
NOT_TYPED = ("csrf_token", "do", "_lang")
AN_HOUR = 30
LONGEST, MOST = 2500, 20_000
"""Characters of one field, and of all: whoever is not logged in gets no more room than a form needs."""


def keep(form: dict) -> str:
	"""Where somebody goes whose form came too late; what they typed waits there.

	Args:
		form: as it was sent, to one of the pages of LEADS_BACK.
	"""
	path = frappe.request.path
	back = leading_back(form)
	typed = typed_in(form) if is_from_here() and path in LEADS_BACK else {}
	if typed and limits.within("kept-form", frappe.local.request_ip or "", AN_HOUR):
		back["kvar"] = secrets.token_urlsafe(24)
		frappe.cache.set_value(key_of(back["kvar"]), {"path": path, **typed}, expires_in_sec=SECONDS)
	return f"{path}?{urlencode(back)}" if back else path


def leading_back(form: dict) -> dict[str, str]:
	"""Those of a form's fields that say what its page shows."""
	names = (LEADS_BACK | ALSO_LEADS_BACK).get(frappe.request.path, ())
	return {name: str(form[name])[:200] for name in names if form.get(name)}


def way_back(form: dict) -> str:
	"""The page that a form stands on, as one opens it."""
	back = leading_back(form)
	return f"{frappe.request.path}?{urlencode(back)}" if back else frappe.request.path


def typed_in(form: dict) -> dict[str, str]:
	typed = {
		str(name)[:60]: str(value)[:LONGEST]
		for name, value in form.items()
		if name not in NOT_TYPED and isinstance(value, str) and value.strip()
	}
	return typed if sum(map(len, typed.values())) <= MOST else {}


def is_from_here() -> bool:
	"""Whether a page of this site sent the form: another one must not put words into a person's form."""
	return urlsplit(frappe.request.headers.get("Origin") or "").netloc == frappe.request.host


def recalled() -> dict[str, str]:
	"""What was typed into the form of the page that is shown; empty where nothing is kept."""
	word = frappe.form_dict.get("kvar")
	if not word or frappe.request.method != "GET":
		return {}
	form = frappe.cache.get_value(key_of(str(word)), expires=True) or {}
	return form if form.get("path") == frappe.request.path else {}


def unsaved() -> dict[str, str]:
	"""What was typed and isn't saved: in the form that has just been refused, or in one that came too late."""
	return frappe.form_dict if frappe.request.method == "POST" else recalled()


def key_of(word: str) -> str:
	return f"odh-kept:{hash_of(word)}"


class OldToken(BaseRenderer):
	"""In place of the platform's bare error where a portal form's token is that of an earlier login."""

	def can_render(self) -> bool:
		# The platform draws its page "message" while it handles the error that led there.
		refused = isinstance(sys.exc_info()[1], frappe.CSRFTokenError)
		return refused and self.path == "message" and frappe.request.path in LEADS_BACK and is_from_here()

	def render(self):
		return self.build_response("", 303, {"Location": keep(frappe.form_dict)})
