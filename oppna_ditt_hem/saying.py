"""The engine's sentences in the user's language and way of writing."""

import frappe
from frappe import _
from frappe.utils import formatdate

from oppna_ditt_hem.matching.words import render, show_plain


def say(reason) -> str:
	"""A reason of the engine as a sentence in the user's language."""
	return render(reason.template, reason.params, _, show)


def show(value, kind: str, translate) -> str:
	"""A parameter of a sentence, in the user's way of writing."""
	if kind in ("date", "from_date", "to_date") and value:
		return formatdate(value)
	if kind == "money":
		amount = frappe.format(value, {"fieldtype": "Currency", "precision": "0"})
		# A line must not break within it.
		return amount.replace(" ", "\u00a0")
	return show_plain(value, kind, translate)


def for_all_readers(text: str) -> str:
	"""A text in the site's language: for what is stored once and read by everybody.

	`_` alone would store the language of whoever happens to save.
	"""
	return _(text, frappe.db.get_default("lang") or "sv")
