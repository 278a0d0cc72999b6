"""Text messages by the platform's SMS Settings, to whoever has a mobile telephone and no e-mail.

What has left can't be called back, so a message leaves in a job of its own, after what asks is saved. It is sent at most
once: a job that dies in the middle leaves a row that says so, and the officer rings. The token is made as the message
is sent and stands in no queue; see `links`.
"""

import html

import frappe
import requests
from frappe import _
from frappe.core.doctype.sms_settings import sms_settings
from frappe.utils import cint, strip_html

from oppna_ditt_hem.answering import facts, letters, links
from oppna_ditt_hem.answering.parties import party_of
from oppna_ditt_hem.matching.words import N_

WAITING, SENDING, SENT, FAILED, DROPPED = "Waiting", "Sending", "Sent", "Failed", "Dropped"
KIND = "{0} to the {1} by text message"
INTERRUPTED = N_("The sending was interrupted; whether the message has arrived is not known.")
UNANSWERED = N_("The gateway for text messages did not answer ({0}).")


def reaches(party, applicant: str) -> bool:
	"""Whether an offer is sent to somebody by text message; never about a protected identity."""
	if (
		not party.mobile
		or not is_set_up()
		or frappe.db.get_value("Applicant", applicant, "protected_identity")
	):
		return False
	return not party.email or bool(
		cint(frappe.db.get_single_value("Housing Settings", "text_messages_as_well"))
	)


def is_set_up() -> bool:
	return bool(frappe.db.get_single_value("SMS Settings", "sms_gateway_url"))


def leave_in_queue(link: str) -> None:
	"""Have a waiting message sent once this transaction is saved; the hourly job takes what the queue has lost."""
	frappe.enqueue(
		"oppna_ditt_hem.answering.text_messages.send", queue="short", enqueue_after_commit=True, link=link
	)


def send(link: str) -> None:
	"""Send a message that waits, unless it has been sent or nobody needs it any more.

	Args:
		link: name of its Answer Link.
	"""
	row = links.locked(link)
	if not row or row.text_status != WAITING:
		return
	placement = frappe.get_doc("Placement", row.placement)
	party = party_of(placement, row.side)
	if links.state(row) != links.OPEN or not reaches(party, row.applicant):
		return note(link, DROPPED)
	text = words(row, placement, party)
	note(link, SENDING)
	keep()
	note(link, *deliver(party.mobile, text))


def words(row, placement, party) -> str:
	"""The administrator's text with a new link in it; links of the same row from before no longer work."""
	template = letters.template_for(
		KIND.format(row.text_occasion, row.side.lower()), party.preferred_language
	)
	known = facts.FOR_SIDE[row.side](placement, letters.language_of(party))
	written = template.get_formatted_email({**known, **letters.sender(), "link": links.renew(row.name).url})
	return html.unescape(strip_html(written["message"])).strip()


def deliver(number: str, text: str) -> tuple[str, str]:
	"""Hand a message to the gateway; returns how it went and why not.

	What the errors say holds the address that was called, and with it the link: only their kind is kept.
	"""
	try:
		status = call(number, text)
	except requests.HTTPError as error:
		return FAILED, f"{error.response.status_code} {error.response.reason}"
	except requests.RequestException as error:
		return FAILED, in_site_language(UNANSWERED).format(type(error).__name__)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return FAILED, strip_html(str(error))
	return (SENT, "") if status < 300 else (FAILED, str(status))


def call(number: str, text: str) -> int:
	"""As the platform's `send_sms`, which would also keep the message with its link where others read it."""
	settings = frappe.get_doc("SMS Settings")
	headers = sms_settings.get_headers(settings)
	(plain_number,) = sms_settings.validate_receiver_nos([number])
	values = {settings.message_parameter: text, settings.receiver_parameter: plain_number}
	values |= {row.parameter: row.value for row in settings.parameters if not row.header}
	as_json = headers.get("Content-Type") == "application/json"
	return sms_settings.send_request(settings.sms_gateway_url, values, headers, settings.use_post, as_json)


def interrupt(link: str) -> None:
	"""A message whose job has died while it was being sent."""
	if links.locked(link).text_status == SENDING:
		note(link, FAILED, in_site_language(INTERRUPTED))


def in_site_language(words: str) -> str:
	"""What is kept on the case is for whichever officer reads it."""
	return _(words, frappe.db.get_default("lang"))


def note(link: str, status: str, why: str = "") -> None:
	frappe.db.set_value("Answer Link", link, {"text_status": status, "text_error": why[:140]})


def keep() -> None:
	# A test on a site runs in a transaction that is rolled back.
	if not frappe.flags.in_test:
		frappe.db.commit()
