"""What an officer answers in the story, for the law of an agreement to be told."""

import frappe

FACTS = {"let_for_leisure": "No", "dwellings_let": "1", "first_letting": "Yes"}


def at_signing(listing) -> dict:
	"""The answers on a home: nobody lets for leisure, and only the organisation as a business."""
	private = frappe.db.get_value("Landlord", listing.landlord, "landlord_type") == "Person"
	return {
		**FACTS,
		"let_as_business": "No" if private else "Yes",
		"landlord_is_estate": None if private else "No",
	}
