"""The law of one agreement on one card, in the reader's words."""

import frappe
from frappe.utils import getdate, nowdate

from oppna_ditt_hem.agreements import law
from oppna_ditt_hem.legal.values import LegalValueError
from oppna_ditt_hem.refusals import refuse
from oppna_ditt_hem.saying import say
from oppna_ditt_hem.tenancy.card import Agreement, law_card
from oppna_ditt_hem.tenancy.exclusions import RENTED
from oppna_ditt_hem.tenancy.facts import Regime
from oppna_ditt_hem.tenancy.stay import StayFacts


@frappe.whitelist()
def shown(placement: str) -> list[dict]:
	"""The card's rows for the form: none before the law is fixed.

	Returns rows with `key`, `label`, `text`, `reference`, `verified` and `ask`, sentences in the user's language.

	Raises:
		frappe.PermissionError: the user may not read the placement.
		StageRuleError: a legal value is missing.
	"""
	doc = frappe.get_doc("Placement", placement)
	doc.check_permission("read")
	return rows(doc) if doc.law_regime else []


def rows(placement) -> list[dict]:
	"""The card of an agreement whose law is fixed, by the values kept with it."""
	try:
		found = law_card(agreement(placement), getdate(nowdate()), law.kept_values(placement))
	except LegalValueError as error:
		refuse(say(error.text))
	return [in_words(row) for row in found]


def in_words(row: dict) -> dict:
	return {
		"key": row["key"],
		"label": frappe._(row["label"]),
		"text": say(law.text_of(row["text"])),
		"reference": row["reference"],
		"verified": row["verified"],
		"ask": [say(law.text_of(text)) for text in row["ask"]],
	}


def agreement(placement) -> Agreement:
	return Agreement(
		law=Regime(placement.law_regime),
		since=getdate(placement.from_date),
		to=getdate(placement.to_date) if placement.to_date else None,
		second_hand=RENTED.get(law.held_as(placement) or ""),
		stay=stay_facts(placement),
	)


def stay_facts(placement) -> StayFacts:
	"""What the right to stay hangs on, as far as the listing tells; the card asks the rest."""
	fields = ("kind", "furnished", "shared_with_the_landlord")
	home = frappe.db.get_value("Listing", placement.listing, fields, as_dict=True)
	# A room or an annexe that isn't marked as shared may lie in the landlord's own home or elsewhere: that is asked.
	own_home = True if home.shared_with_the_landlord else None if home.kind in ("Room", "Annexe") else False
	second_hand = RENTED.get(law.held_as(placement) or "")
	return StayFacts(
		since=getdate(placement.from_date),
		part_of_own_home=own_home,
		second_hand=second_hand,
		in_block=False if second_hand is False else None,
		furnished_room=home.kind == "Room" and home.furnished in ("Partly", "Fully"),
	)
