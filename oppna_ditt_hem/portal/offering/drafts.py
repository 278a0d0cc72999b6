"""Saving a step of an offer: locked, so that of two devices that save at once neither is lost.

A form carries a mark of what its fields held when it was opened. Where they hold something else by now, somebody (the
same person on another device) has changed them meanwhile, and the person chooses; changes of other steps disturb nobody.
Each form also has a word of its own, by which one that is sent again is known: by somebody who went back in the browser
and changed their answer, or pressed twice.
"""

import hashlib
import json

import frappe
from frappe import _
from frappe.utils import cstr, flt

from oppna_ditt_hem import holding
from oppna_ditt_hem.matching.words import language_name
from oppna_ditt_hem.portal import page
from oppna_ditt_hem.portal.offering.steps import CHECK, LANGUAGES, NUMBER, Field, Step, answer

OPEN_STAGES = ("Draft", "Returned")
A_DAY = 24 * 60 * 60
"""Seconds for which a form that has been sent is known again."""


def shown(field: Field, value) -> str:
	"""A saved value as it stands in the form."""
	if field.kind == CHECK:
		return "1" if value else ""
	if field.kind == NUMBER:
		return f"{flt(value):.2f}".rstrip("0").rstrip(".").replace(".", ",") if value else ""
	if field.kind == LANGUAGES:
		return ",".join(sorted(row.get("language") for row in value or ()))
	return cstr(value or "")


def said(field: Field, text: str) -> str:
	"""What stands in a form, in words."""
	if field.kind == CHECK:
		return _("Yes") if text else "–"
	if field.kind == LANGUAGES:
		return ", ".join(language_name(code, _) for code in text.split(",") if code) or "–"
	return _(answer(field.name, text)) if text else "–"


def copied(value):
	"""A value for another document: rows of a table without their names."""
	return [{"language": row.language} for row in value] if isinstance(value, list) else value


def held(step: Step, doc) -> dict[str, str]:
	return {field.name: shown(field, doc.get(field.name)) for field in step.fields}


def mark(step: Step, doc) -> str:
	"""Of what the fields of a step hold now."""
	return hashlib.sha256(json.dumps(held(step, doc), sort_keys=True).encode()).hexdigest()[:16]


def open_for_changes(name: str | None):
	"""One of the landlord's own listings, locked, if the form may change it.

	Raises:
		page.Missing: there is none, or it is somebody else's.
		frappe.Redirect: it has been sent already.
	"""
	page.own("Listing", name)
	holding.lock(name, None)
	doc = frappe.get_doc("Listing", name, for_update=True)
	if doc.stage not in OPEN_STAGES:
		page.go(f"{page.HOMES}?klart=skickad#{doc.name}")
	return doc


def clash(step: Step, doc, base: str, typed: dict[str, str]) -> list[dict]:
	"""Fields that somebody has changed since the form was opened and that would be written over.

	Args:
		base: the mark that came with the form.
		typed: what the form would save, as it stands in the form.
	"""
	if not base or base == mark(step, doc):
		return []
	now = held(step, doc)
	return [
		{"ask": _(field.ask), "saved": said(field, now[field.name]), "typed": said(field, typed[field.name])}
		for field in step.fields
		if now[field.name] != typed[field.name]
	]


def begin(values: dict, once: str):
	"""A new draft; the same one where the same form comes a second time.

	Args:
		once: the word of the form.
	"""
	name = begun_by(once)
	if name:
		return frappe.get_doc("Listing", name, for_update=True)
	doc = frappe.get_doc({"doctype": "Listing", **values}).insert()
	frappe.cache.set_value(key_of("begun", once), doc.name, expires_in_sec=A_DAY)
	return doc


def begun_by(once: str) -> str | None:
	"""The landlord's draft that a form has begun; two forms that come at once wait for each other here."""
	landlord = page.landlord()
	frappe.db.get_value("Landlord", landlord, "name", for_update=True)
	begun = frappe.cache.get_value(key_of("begun", once), expires=True) if once else None
	if begun and frappe.db.get_value("Listing", begun, "landlord", for_update=True) == landlord:
		return begun
	return None


def key_of(what: str, once: str) -> str:
	return f"odh-{what}:{page.landlord()}:{once[:40]}"


def saved_by(once: str, step: Step, doc) -> None:
	"""Remember what a form has saved: sent again, it changes just that."""
	if once:
		frappe.cache.set_value(key_of("saved", once), mark(step, doc), expires_in_sec=A_DAY)


def base_of(form: dict) -> str:
	"""The mark of what the fields held when a form was opened, or when it was last saved."""
	once = page.word_of(form)
	saved = frappe.cache.get_value(key_of("saved", once), expires=True) if once else None
	return saved or str(form.get("base") or "")
