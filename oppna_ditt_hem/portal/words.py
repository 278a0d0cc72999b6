"""Days and amounts as people write them in the language of the page."""

import frappe
from babel.dates import format_date, format_datetime
from frappe.utils import flt, get_datetime, getdate

from oppna_ditt_hem.matching.words import number


def day(value) -> str:
	"""3 december 2026; empty for none."""
	return format_date(getdate(value), "d MMMM y", locale=frappe.local.lang) if value else ""


def kronor(amount) -> str:
	return f"{number(flt(amount))}\u00a0kr"


def moment(value) -> str:
	"""torsdag 3 december kl. 10:00; empty for none."""
	if not value:
		return ""
	pattern = "EEEE d MMMM 'kl.' HH:mm" if frappe.local.lang == "sv" else "EEEE d MMMM, HH:mm"
	return format_datetime(get_datetime(value), pattern, locale=frappe.local.lang)
