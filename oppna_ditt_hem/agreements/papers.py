"""What the printed papers of a placement say: the agreement and the inventory list, both in Swedish.

The papers are the municipality's and go to people in Sweden, whatever language the one who prints them reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from babel.dates import format_date
from frappe import _
from frappe.utils import cint, escape_html, flt, getdate, nowdate

from oppna_ditt_hem import contact
from oppna_ditt_hem.agreements import card, law
from oppna_ditt_hem.matching.words import number
from oppna_ditt_hem.permissions.portal_users import is_staff
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy.card import law_card
from oppna_ditt_hem.tenancy.consent import municipality_lets_on
from oppna_ditt_hem.tenancy.facts import Regime

DRAWN_UP = (*contact.ADDRESS_STAGES, "Ended", "Broken Down")
FULL_NAMES = {
	Regime.LAW_2012_978: "Lag (2012:978) om uthyrning av egen bostad",
	Regime.LAW_2026_772: "Privatuthyrningslag (2026:772)",
	Regime.JB_12: "Jordabalken 12 kap. (hyreslagen)",
}
INCLUDED = {
	"includes_heating": "värme",
	"includes_electricity": "hushållsel",
	"includes_water": "vatten",
	"includes_internet": "internet",
}
RULES = ("household_notice", "landlord_notice", "term", "stays_on", "right_to_stay", "rent", "disturbance")


def placement_paper(placement) -> dict:
	"""Everything that the papers of a placement say, as text that is safe to put in a page.

	Args:
		placement: the document that is printed; what it holds is read anew.

	Raises:
		frappe.PermissionError: the agreement isn't drawn up yet, or the reader may not know who the parties are.
	"""
	doc = frappe.get_doc("Placement", placement.name)
	refuse_reader(doc)
	with in_swedish():
		return safe(contents(doc))


def refuse_reader(doc) -> None:
	doc.check_permission("read")
	user = frappe.session.user
	allowed = contact.ADDRESS_STAGES if not is_staff(user) else DRAWN_UP
	if doc.stage not in allowed or not doc.law_regime:
		frappe.throw(
			_(
				"The papers of {0} can be printed from when the agreement is drawn up until the stay has ended."
			).format(doc.name),
			frappe.PermissionError,
		)
	if is_staff(user):
		for doctype, name in (
			("Applicant", doc.applicant),
			("Landlord", doc.landlord),
			("Listing", doc.listing),
		):
			frappe.has_permission(doctype, "read", doc=name, throw=True)


@contextmanager
def in_swedish() -> Iterator[None]:
	before, frappe.local.lang = frappe.local.lang, "sv"
	try:
		yield
	finally:
		frappe.local.lang = before


def safe(value):
	"""The platform puts values into a print as they are, and what a landlord has written comes out on it."""
	if isinstance(value, dict):
		return frappe._dict({key: safe(inner) for key, inner in value.items()})
	if isinstance(value, list):
		return [safe(inner) for inner in value]
	return escape_html(value) if isinstance(value, str) else value


def contents(doc) -> dict:
	home = frappe.get_doc("Listing", doc.listing)
	settings = frappe.get_cached_doc("Housing Settings")
	return {
		"number": doc.name,
		"today": in_words(nowdate()),
		"municipality": f"{settings.municipality} kommun",
		"contact": [
			text for text in (settings.contact_name, settings.contact_phone, settings.contact_email) if text
		],
		"landlord": landlord_of(doc),
		"tenant": tenant_of(doc, settings),
		"home": home_of(home),
		"rent": rent_of(doc, home),
		"from_date": in_words(doc.from_date),
		"to_date": in_words(doc.to_date) if doc.to_date else None,
		"deposit": kronor(doc.deposit) if flt(doc.deposit) else None,
		"house_rules": (home.house_rules or "").splitlines(),
		"law": law_of(doc),
	}


def in_words(day) -> str:
	return format_date(getdate(day), "d MMMM y", locale="sv")


def kronor(amount) -> str:
	return f"{number(flt(amount))} kr"


def landlord_of(doc) -> dict:
	row = frappe.get_doc("Landlord", doc.landlord)
	place = " ".join(text for text in (row.postal_code, row.locality) if text)
	return {
		"name": row.landlord_name,
		"number": row.organisation_number,
		"lines": [text for text in (row.contact_person, row.address_line, place) if text],
		"phone": row.mobile or row.phone,
		"email": row.email,
	}


def tenant_of(doc, settings) -> dict:
	"""The party that signs: the municipality or the household; a protected one is written in by hand."""
	family = frappe.get_doc("Applicant", doc.applicant)
	people = {"people": cint(family.household_size) or 1, "alias": family.alias}
	hidden = cint(frappe.db.get_value("Applicant", family.name, "protected_identity"))
	if doc.contract_party == "Municipality":
		return {
			**people,
			"name": f"{settings.municipality} kommun",
			"municipality": True,
			"phone": settings.contact_phone,
		}
	if hidden:
		return {**people, "name": None, "phone": None}
	return {**people, "name": family.household_name, "phone": family.mobile, "email": family.email}


def home_of(home) -> dict:
	return {
		"kind": _(home.kind),
		"address": home.address_line,
		"place": " ".join(text for text in (home.postal_code, home.locality) if text),
		"rooms": cint(home.rooms) or None,
		"area": number(home.floor_area) if flt(home.floor_area) else None,
		"places": cint(home.places),
		"furnished": {"No": "nej", "Partly": "delvis", "Fully": "ja"}.get(home.furnished or "No"),
		"is_furnished": home.furnished in ("Partly", "Fully"),
		"shared": bool(home.shared_with_the_landlord),
		"pets": "tillåtna" if home.pets_allowed else "inte tillåtna",
		"smoking": "tillåten" if home.smoking_allowed else "inte tillåten",
	}


def rent_of(doc, home) -> dict:
	return {
		"amount": kronor(doc.agreed_rent),
		"includes": [word for field, word in INCLUDED.items() if home.get(field)],
		"excludes": [word for field, word in INCLUDED.items() if not home.get(field)],
	}


def law_of(doc) -> dict:
	"""The law's name, why it is that one, what follows from it, and what is due when; each with its source."""
	values, found = law.kept_values(doc), Regime(doc.law_regime)
	rows = {row["key"]: row for row in law_card(card.agreement(doc), getdate(nowdate()), values)}
	said = {key: card.in_words(rows[key]) for key in rows}
	lets_on = municipality_lets_on(found, values)
	return {
		"name": FULL_NAMES[found],
		"basis": doc.law_basis.splitlines(),
		"rules": [said[key] for key in RULES if key in said],
		"late_days": rows["late_rent"]["text"]["params"]["days"],
		"late": said["late_rent"],
		"due": said["rent_due"],
		"unverified": not all(row["verified"] for row in said.values()) or "ej verifierat" in doc.law_basis,
		"lets_on": {"text": say(lets_on.text), "reference": lets_on.reference, "verified": lets_on.verified},
	}
