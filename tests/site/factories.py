"""Small factories: each walks the real workflows as real users, so a test starts from what can happen.

Nothing is committed; a test that talks HTTP commits first.
"""

from types import SimpleNamespace

import frappe
from frappe.utils import add_days, nowdate
from people import CLEARED, CONTROLLER, MANAGER, OFFICER, PASSWORD, acting_as, make_user, user_with
from walking import APPLICANT_PATHS, GRANT_PATHS, LISTING_PATHS, PLACEMENT_PATHS, filling, walk

# Tests take everything from here.
__all__ = [
	"CLEARED",
	"CONTROLLER",
	"MANAGER",
	"OFFICER",
	"PASSWORD",
	"acting_as",
	"filling",
	"make",
	"make_user",
]


def make_locality(name: str = "Vansbro") -> str:
	if not frappe.db.exists("Locality", name):
		row = {"doctype": "Locality", "locality_name": name, "latitude": 60.51, "longitude": 14.22}
		frappe.get_doc(row).insert(ignore_permissions=True)
	return name


def make_landlord(user: str | None = None, **values):
	defaults = {"landlord_name": "Greta Sandelin", "mobile": "070-174 06 35", "data_notice_given": 1}
	return insert("Landlord", OFFICER, {**defaults, "user": user, **values})


HOME = {
	"kind": "Flat",
	"address_line": "Granstigen 4",
	"places": 4,
	"rent": 5200,
	"tenure": "Owned house",
	"consent_to_let": "Not needed",
	"consent_reason": "The landlord owns the house",
	"data_notice_given": 1,
	"winter_fit": "Yes",
	"heating": "Heat pump",
	"water": "Municipal",
}
HOUSEHOLD = {
	"household_name": "Familjen Rahimzadeh",
	"preferred_language": "ar",
	"permit_from": "2026-01-15",
	"data_notice_given": 1,
}


def make_listing(stage: str = "Draft", **values):
	defaults = {"locality": make_locality(), "available_from": nowdate(), **HOME}
	landlord = values.pop("landlord", None) or make_landlord()
	values = {key: name_of(value) for key, value in values.items()}
	doc = insert("Listing", OFFICER, {**defaults, "landlord": name_of(landlord), **values})
	return walk(doc, LISTING_PATHS[stage], MANAGER)


def make_applicant(stage: str = "New", **values):
	"""A household of one adult unless `members` are given; a protected one needs `protection`."""
	defaults = {
		**HOUSEHOLD,
		"members": [{"birth_year": 1990 + number_of("Applicant") % 15, "relation": "Head"}],
	}
	values.setdefault("household_name", f"{HOUSEHOLD['household_name']} {frappe.generate_hash(length=6)}")
	role = CLEARED if values.get("protection", "None") != "None" else OFFICER
	doc = insert("Applicant", role, {**defaults, **values})
	return walk(doc, APPLICANT_PATHS[stage], both(MANAGER, role))


def make_placement(stage: str = "Proposed", listing=None, applicant=None, **values):
	"""A protected applicant's Placement is worked by somebody who is cleared and an officer."""
	listing = name_of(listing or make_listing("Approved"))
	applicant = name_of(applicant or make_applicant("Seeking"))
	hidden = frappe.db.get_value("Applicant", applicant, "protected_identity")
	role = both(OFFICER, CLEARED if hidden else OFFICER)
	defaults = {"listing": listing, "applicant": applicant, "from_date": add_days(nowdate(), 14)}
	doc = insert("Placement", role, {**defaults, **values})
	return walk(doc, PLACEMENT_PATHS[stage], role)


def make_grant(stage: str = "Draft", **values):
	defaults = {"title": "Öppna ditt hem", "funder": "Länsstyrelsen Dalarna", "amount_applied": 300000}
	doc = insert("Grant", CONTROLLER, {**defaults, "purpose": "Brokering of homes", **values})
	return walk(doc, GRANT_PATHS[stage], CONTROLLER)


def make_grant_entry(grant=None, **values):
	defaults = {
		"grant": name_of(grant or make_grant("Running")),
		"budget_line": "Brokering",
		"entry_type": "Cost",
		"posting_date": nowdate(),
		"description": "Interpreter at a viewing",
		"voucher_number": f"V-{frappe.generate_hash(length=8)}",
		"amount": 400,
	}
	return insert("Grant Entry", CONTROLLER, {**defaults, **values})


def make_concern(**values):
	row = {"subject": "Health", "severity": "Low", "description": "The smoke alarm is silent.", **values}
	return insert("Concern", "Concern Handler", {key: name_of(value) for key, value in row.items()})


def make_proposal(applicant, listing, run=None):
	row = {
		"applicant": name_of(applicant),
		"listing": name_of(listing),
		"matching_run": name_of(run),
		"score": 80,
	}
	hidden = frappe.db.get_value("Applicant", row["applicant"], "protected_identity")
	return insert("Match Proposal", CLEARED if hidden else OFFICER, row)


def make_run(applicant=None, **values):
	row = {"title": "Search", "kind": "Search", "applicant": name_of(applicant), **values}
	hidden = applicant and frappe.db.get_value("Applicant", row["applicant"], "protected_identity")
	return insert("Matching Run", CLEARED if hidden else OFFICER, row)


def both(*roles: str) -> tuple[str, ...]:
	return tuple(
		dict.fromkeys(role for part in roles for role in ([part] if isinstance(part, str) else part))
	)


def name_of(value):
	return getattr(value, "name", value)


def number_of(doctype: str) -> int:
	return frappe.db.count(doctype)


def insert(doctype: str, role, values: dict):
	with acting_as(user_with(role)):
		return frappe.get_doc({"doctype": doctype, **values}).insert()


MAKERS = {
	"Listing": make_listing,
	"Applicant": make_applicant,
	"Placement": make_placement,
	"Grant": make_grant,
}


def at_state(doctype: str, state: str):
	"""A document in a state of the seeded workflows, whose states are named after their stages."""
	return MAKERS[doctype](state)


def own(doc, role: str, user: str):
	"""Let a portal user be the landlord or the household of a document; nothing for other roles."""
	if role not in ("Landlord", "Applicant"):
		return
	party = doc.name if doc.doctype == role else doc.get(frappe.scrub(role))
	if party:
		frappe.db.set_value(role, party, "user", user)


make = SimpleNamespace(
	user=make_user,
	locality=make_locality,
	landlord=make_landlord,
	listing=make_listing,
	applicant=make_applicant,
	placement=make_placement,
	grant=make_grant,
	grant_entry=make_grant_entry,
	concern=make_concern,
	proposal=make_proposal,
	run=make_run,
	at_state=at_state,
	own=own,
)
