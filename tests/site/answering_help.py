"""An offer with both sides' links, and the letters that went out."""

import email
from email.policy import default as readable

import frappe
from factories import make

from oppna_ditt_hem.answering import links, offers, page


def offered(**values):
	"""A home that is offered to a household; both have e-mail, the landlord reads Swedish and the household English."""
	landlord = make.landlord(email="greta@landlords.example", preferred_language="sv")
	listing = make.listing("Approved", landlord=landlord, **values)
	household = {"email": "nadia@households.example", "preferred_language": "ar", "mobile": "070-174 06 36"}
	return make.placement("Offered", listing=listing, applicant=make.applicant("Seeking", **household))


def link_to(placement, side: str) -> links.Link:
	return offers.new_link(placement, side)


def letters_to(address: str) -> list[str]:
	"""Subject and text of each letter in the queue to an address, oldest first."""
	queued = frappe.get_all(
		"Email Queue Recipient", {"recipient": address}, pluck="parent", order_by="creation"
	)
	return [text_of(frappe.db.get_value("Email Queue", name, "message")) for name in queued]


def text_of(message: str) -> str:
	mail = email.message_from_string(message, policy=readable)
	return f"{mail['Subject']}\n{mail.get_body(('html', 'plain')).get_content()}"


def ask(token: str, **form) -> dict:
	"""What the page shows, in this process."""
	return page.build({"token": token, **form})
