"""What the printed summaries of a grant, a home and a placement say: Swedish, and never more than the reader may see.

The card of a home and the summary of a placement can be shown to either side at any stage: they name neither people nor
addresses (invariants 4 and 6). Templates escape nothing, so every text comes from here safe to put in a page.
"""

import base64
import mimetypes

import frappe
from babel.numbers import format_decimal
from frappe import _
from frappe.utils import cint, flt

from oppna_ditt_hem.agreements.papers import INCLUDED, home_of, in_swedish, in_words, kronor, safe
from oppna_ditt_hem.permissions.child_rows import table_is_open

SUITS = ("suits_singles", "suits_couples", "suits_families", "women_only", "shared_with_the_landlord")
ACCESS = ("step_free", "wheelchair_accessible", "has_lift", "accessible_bathroom")
MOST_PHOTO_BYTES = 4_000_000


def grant_summary(grant) -> dict:
	"""The decision on a grant, its budget and what is booked until now.

	Raises:
		frappe.PermissionError: the reader may not read the grant.
	"""
	doc = read("Grant", grant.name)
	with in_swedish():
		return safe({**decision(doc), **money_of(doc), **head(doc)})


def read(doctype: str, name: str):
	"""A document as it is stored, for who may read it; fields above the reader's level are empty."""
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	return doc


def head(doc) -> dict:
	municipality = frappe.db.get_single_value("Housing Settings", "municipality")
	return {
		"number": doc.name,
		"title": doc.title,
		"stage": _(doc.stage),
		"today": in_words(frappe.utils.nowdate()),
		"municipality": f"{municipality or 'Vansbro'} kommun",
	}


def decision(doc) -> dict:
	return {
		"funder": doc.funder,
		"legal_basis": doc.legal_basis,
		"unverified": bool(doc.legal_basis) and not cint(doc.legal_basis_verified),
		"decision": doc.decision_number,
		"decided_on": day(doc.decided_on),
		"period": " – ".join(filter(None, (day(doc.period_from), day(doc.period_to)))),
		"purpose": (doc.purpose or "").splitlines(),
		"reports": [
			{"kind": _(row.report_kind), "due": day(row.due_on), "delivered": day(row.delivered_on)}
			for row in doc.report_dates
		],
	}


def money_of(doc) -> dict:
	return {
		"applied": with_ore(doc.amount_applied) if flt(doc.amount_applied) else None,
		"amount": with_ore(doc.amount) if flt(doc.amount) else None,
		"lines": [
			{"line": row.budget_line, "budget": with_ore(row.budget), "booked": with_ore(row.booked)}
			for row in doc.budget_lines
		],
		"booked": with_ore(doc.booked),
		"remaining": with_ore(doc.remaining),
		"reclaimed": with_ore(doc.reclaimed_amount) if flt(doc.reclaimed_amount) else None,
		"reclaim_ground": doc.reclaim_ground,
		"reclaim_due": day(doc.reclaim_due_on),
	}


def with_ore(amount) -> str:
	"""An amount of the ledger, to the öre."""
	return f"{format_decimal(flt(amount, 2), '#,##0.00', locale='sv')} kr"


def day(value) -> str | None:
	return in_words(value) if value else None


def listing_card(listing) -> dict:
	"""A home on one page, to lay before a household: what it is like, without whose it is or where exactly it lies.

	Raises:
		frappe.PermissionError: the reader may not read the listing.
	"""
	doc = read("Listing", listing.name)
	with in_swedish():
		facts = home_of(doc)
		for where in ("address", "place"):
			facts.pop(where)
		own = {
			"title": f"{_(doc.kind)}, {doc.locality or ''}".rstrip(", "),
			"availability": _(doc.availability or ""),
		}
		return safe({**head(doc), **facts, **terms_of(doc), **fitness_of(doc), **own}) | {
			"photo": photo_of(doc)
		}


def terms_of(doc) -> dict:
	return {
		"locality": doc.locality,
		"rent": kronor(doc.rent) if flt(doc.rent) else None,
		"deposit": kronor(doc.deposit) if flt(doc.deposit) else None,
		"includes": [word for field, word in INCLUDED.items() if doc.get(field)],
		"from_date": day(doc.available_from),
		"to_date": day(doc.available_to),
		"shortest": cint(doc.shortest_stay_months) or None,
		"longest": cint(doc.longest_stay_months) or None,
	}


def fitness_of(doc) -> dict:
	names = {field.fieldname: _(field.label) for field in doc.meta.fields}
	near = frappe.db.get_value(
		"Locality", doc.locality, ["has_school", "has_sfi", "has_shop", "has_bus"], as_dict=True
	)
	labels = frappe.get_meta("Locality")
	return {
		"suits": [names[field] for field in SUITS if cint(doc.get(field))],
		"access": [names[field] for field in ACCESS if cint(doc.get(field))],
		"winter": {"Yes": "ja", "No": "nej"}.get(doc.winter_fit),
		"heating": _(doc.heating or ""),
		"water": _(doc.water or ""),
		"near": [_(labels.get_label(field)) for field, there in (near or {}).items() if there],
	}


def photo_of(doc) -> str | None:
	"""The first photo as data in the page itself: whoever makes the PDF can't open a private file."""
	url = next((row.image for row in doc.photos if row.image), None)
	file = url and frappe.db.get_value("File", {"file_url": url, "attached_to_name": doc.name})
	if not file or not frappe.has_permission("File", "read", doc=file):
		return None
	content = frappe.get_doc("File", file).get_content()
	kind = mimetypes.guess_type(url)[0] or ""
	if not kind.startswith("image/") or not isinstance(content, bytes) or len(content) > MOST_PHOTO_BYTES:
		return None
	return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def placement_summary(placement) -> dict:
	"""A placement from the proposal until now: which home, for how many, what was agreed, and each step with its day.

	Raises:
		frappe.PermissionError: the reader may not read the placement.
	"""
	doc = read("Placement", placement.name)
	with in_swedish():
		return safe(
			{
				**head(doc),
				"title": doc.household_alias or doc.name,
				**agreed(doc),
				"steps": steps_of(doc),
				"checks": checks_of(doc),
			}
		)


def agreed(doc) -> dict:
	home = frappe.db.get_value("Listing", doc.listing, ["kind", "locality"], as_dict=True)
	return {
		"home": ", ".join(filter(None, (_(home.kind or ""), home.locality))) if home else None,
		"listing": doc.listing,
		"places": cint(doc.places_taken) or None,
		"period": " – ".join(filter(None, (day(doc.from_date), day(doc.to_date) or "tills vidare"))),
		"deadline": day(doc.offer_deadline) if doc.stage == "Offered" else None,
		"rent": kronor(doc.agreed_rent) if flt(doc.agreed_rent) else None,
		"deposit": kronor(doc.deposit) if flt(doc.deposit) else None,
		"party": _(doc.contract_party or ""),
		"law": _(doc.law_regime or ""),
		"ended_on": day(doc.ended_on),
		"reason": _(doc.end_reason or doc.decline_reason or ""),
		"next_housing": _(doc.next_housing or ""),
	}


def steps_of(doc) -> list[dict]:
	"""The log of its stages, as far as the reader may see it."""
	of_this = {"reference_doctype": "Placement", "reference_name": doc.name}
	fields = ["from_stage", "to_stage", "changed_on", "days_before"]
	found = frappe.get_list("Stage Log", of_this, fields, order_by="changed_on, creation", limit=0)
	return [
		{
			"stage": _(row.to_stage),
			"day": day(row.changed_on),
			# Nothing came before the first one.
			"waited": row.days_before if row.from_stage else None,
		}
		for row in found
	]


def checks_of(doc) -> list[dict]:
	"""What both sides answered after moving in; nothing for who may not read the checks."""
	if not table_is_open("Placement", "Placement Check", frappe.session.user):
		return []
	return [
		{
			"day": row.day,
			"due": day(row.due_on),
			"landlord": _(row.landlord_answer or ""),
			"household": _(row.household_answer or ""),
		}
		for row in doc.checks
	]
