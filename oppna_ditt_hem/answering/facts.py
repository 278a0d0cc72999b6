"""What each side may know of an offer before both have said yes (invariant 4): locality and alias, no more."""

import frappe
from frappe import _
from frappe.utils import cint, fmt_money

from oppna_ditt_hem.portal import words

INCLUDED = ("includes_heating", "includes_electricity", "includes_water", "includes_internet")


def for_landlord(placement, language: str) -> dict:
	"""The own home, and the household as an alias."""
	home = frappe.db.get_value("Listing", placement.listing, ["title", "kind", "locality"], as_dict=True)
	household = alias(placement.applicant, language)
	return {"home": home.title or home.locality, "household": household, **when(placement, language)}


def for_household(placement, language: str) -> dict:
	"""The home as kind, place and cost; never its title, which a landlord may have filled with an address."""
	fields = ["kind", "locality", "places", "rooms", "rent", "furnished", *INCLUDED]
	home = frappe.db.get_value("Listing", placement.listing, fields, as_dict=True)
	labels = frappe.get_meta("Listing").get_label
	included = [_(labels(field), language) for field in INCLUDED if home[field]]
	return {
		"home": f"{_(home.kind, language)}, {home.locality}",
		"places": cint(home.places),
		"rooms": cint(home.rooms) or "",
		"rent": fmt_money(home.rent, precision=0, currency="SEK") if home.rent else "",
		"includes": ", ".join(included).lower(),
		**when(placement, language),
	}


def alias(applicant: str, language: str) -> str:
	kind, size = frappe.db.get_value("Applicant", applicant, ["household_kind", "household_size"])
	kind = _(kind or "Household", language)
	return kind if cint(size) == 1 else f"{kind}, {_('{0} people', language).format(size or '?')}"


def when(placement, language: str) -> dict:
	return {
		"from_date": words.day(placement.from_date, language),
		"to_date": words.day(placement.to_date, language),
		"deadline": words.moment(placement.offer_deadline, language),
	}


def for_confirmation(listing, language: str) -> dict:
	return {"home": listing.title or listing.locality, "address": listing.address_line or ""}


FOR_SIDE = {"Landlord": for_landlord, "Household": for_household}
