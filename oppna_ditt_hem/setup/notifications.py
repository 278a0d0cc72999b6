"""What an officer is told as it happens, as the platform's Notifications: created if missing, then the administrator's.

The texts are in the site's language whenever they are sent: a household that answers in English must not make the
officer's notification English.
"""

import frappe

from oppna_ditt_hem.matching.words import N_
from oppna_ditt_hem.module import MODULE
from oppna_ditt_hem.setup.missing import create_if_missing

ANSWERED_THEMSELVES = "doc.{0}_answer and doc.{0}_answer_via in ('Link', 'Portal')"
# (name, document type, field whose change it is, condition, field that names who is told, text with {0} for the case)
NOTIFICATIONS = (
	(
		"Landlord answered an offer",
		"Placement",
		"landlord_answer",
		ANSWERED_THEMSELVES.format("landlord"),
		"officer",
		N_("The landlord has answered the offer {0}."),
	),
	(
		"Household answered an offer",
		"Placement",
		"household_answer",
		ANSWERED_THEMSELVES.format("household"),
		"officer",
		N_("The household has answered the offer {0}."),
	),
	(
		"Offer expired",
		"Placement",
		"stage",
		"doc.stage == 'Expired'",
		"officer",
		N_("The offer {0} has expired; the place is free again."),
	),
	(
		"Home paused by silence or a no",
		"Listing",
		"stage",
		"doc.stage == 'Paused' and (doc.confirmation_misses or doc.close_reason)",
		"inspected_by",
		N_("The home {0} is paused by the landlord's silence or no."),
	),
)
TEXT = "{{{{ _({text}, frappe.db.get_default('lang')).format(doc.name) }}}}"


def create() -> None:
	"""Create each notification that is missing."""
	for name, doctype, field, condition, receiver, text in NOTIFICATIONS:
		said = TEXT.format(text=frappe.as_json(text))
		values = {
			"name": name,
			"module": MODULE,
			"channel": "System Notification",
			"document_type": doctype,
			"event": "Value Change",
			"value_changed": field,
			"condition": condition,
			"subject": said,
			"message": said,
			"enabled": 1,
			"recipients": [{"receiver_by_document_field": receiver}],
		}
		create_if_missing("Notification", name, values)
