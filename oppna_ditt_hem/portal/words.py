"""Days and amounts as people write them in the language of the page."""

import frappe
from babel.dates import format_date, format_datetime
from frappe import _
from frappe.utils import flt, get_datetime, getdate

from oppna_ditt_hem.matching.words import number


def day(value, language: str | None = None) -> str:
	"""3 december 2026; empty for none."""
	return format_date(getdate(value), "d MMMM y", locale=language or frappe.local.lang) if value else ""


def kronor(amount) -> str:
	"""Whole kronor: on these pages stand rents and what follows from them, which nobody counts in öre."""
	return f"{number(flt(amount, 0))}\u00a0kr"


def moment(value, language: str | None = None) -> str:
	"""torsdag 3 december kl. 10:00; empty for none."""
	if not value:
		return ""
	language = language or frappe.local.lang
	pattern = "EEEE d MMMM 'kl.' HH:mm" if language == "sv" else "EEEE d MMMM, HH:mm"
	return format_datetime(get_datetime(value), pattern, locale=language)


def of_notice(stay) -> str:
	"""That notice has been given, and the day on which the tenancy then ends, where it has been computed."""
	if not stay.earliest_end:
		return _("The agreement is under notice.")
	return _("The agreement is under notice and ends on {0}.").format(day(stay.earliest_end))
