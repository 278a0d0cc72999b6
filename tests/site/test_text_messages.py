"""Offers and reminders by text message, through a gateway that really listens."""

import re

import frappe
import pytest
from answering_help import ask, letters_to
from factories import OFFICER, acting_as, make, make_user
from frappe.utils import add_to_date, now_datetime
from text_gateway import listen, set_up

from oppna_ditt_hem.answering import api, links, text_messages
from oppna_ditt_hem.due import offers as due_offers
from oppna_ditt_hem.due import text_messages as due
from tools.processes import wait_until

pytestmark = pytest.mark.usefixtures("outgoing_mail")
TOKEN = re.compile(r"/svar#([\w-]{32})")


@pytest.fixture(scope="module")
def listening():
	with listen() as gateway:
		yield gateway


@pytest.fixture
def gateway(listening):
	set_up(listening)
	listening.sent, listening.status = [], 200
	return listening


def offered(**household):
	"""To a household without e-mail; the landlord has one, and both have a mobile telephone."""
	landlord = make.landlord(email="greta@landlords.example", mobile="070-174 06 35")
	known = {"mobile": "070-174 06 36", "preferred_language": "sv", **household}
	listing = make.listing("Approved", landlord=landlord, title="Granstigen 4")
	return make.placement("Offered", listing=listing, applicant=make.applicant("Seeking", **known))


def waiting(placement) -> list[str]:
	rows = {"placement": placement.name, "text_status": "Waiting"}
	return frappe.get_all("Answer Link", rows, pluck="name", order_by="side")


def work_off(placement) -> None:
	for name in waiting(placement):
		text_messages.send(name)


def seen(placement) -> dict:
	with acting_as(make_user(OFFICER)):
		rows = api.letters_of("Placement", placement.name)
	return {(row["side"], row["way"]): (row["outcome"], row["why"]) for row in rows}


def test_who_has_no_e_mail_gets_the_offer_by_text_message_and_answers_by_its_link(gateway):
	placement = offered()
	assert seen(placement)["Household", "Text message"] == ("Waiting", "")
	work_off(placement)
	(message,) = gateway.sent
	assert message.to == "0701740636" and "vi har ett hem som kan passa er" in message.text
	for secret in ("Granstigen", "Greta", "070-174 06 35", "Rahimzadeh"):
		assert secret not in message.text
	assert set(seen(placement)) == {("Landlord", "E-mail"), ("Household", "Text message")}
	assert seen(placement)["Household", "Text message"] == ("Sent", "")
	(token,) = TOKEN.findall(message.text)
	ask(token, answer="Yes")
	assert frappe.db.get_value("Placement", placement.name, "household_answer") == "Yes"
	assert links.state(links.find(token)) == links.USED


def test_a_message_is_sent_once_and_its_link_is_kept_nowhere(gateway):
	placement = offered()
	(name,) = waiting(placement)
	text_messages.send(name)
	text_messages.send(name)
	assert due.send() == 0
	(message,) = gateway.sent
	(token,) = TOKEN.findall(message.text)
	for doctype in ("Answer Link", "Error Log", "Placement", "Version"):
		rows = frappe.get_all(doctype, fields=["*"], order_by="name")
		assert token not in str(rows), doctype


def test_the_reminder_comes_by_text_message_too(gateway):
	placement = offered()
	placement.db_set("offered_on", add_to_date(now_datetime(), hours=-100))
	placement.db_set("offer_deadline", add_to_date(now_datetime(), hours=47))
	assert due_offers.remind() == 1
	work_off(placement)
	assert sorted("vi har inte fått ert svar" in message.text for message in gateway.sent) == [False, True]


@pytest.mark.parametrize(("as_well", "receivers"), [(0, {"0701740636"}), (1, {"0701740635", "0701740636"})])
def test_who_has_e_mail_gets_a_message_only_where_the_administrator_wants_it(gateway, as_well, receivers):
	frappe.db.set_single_value("Housing Settings", "text_messages_as_well", as_well)
	placement = offered()
	work_off(placement)
	assert {message.to for message in gateway.sent} == receivers
	assert len(letters_to("greta@landlords.example")) == 1
	assert (("Landlord", "Text message") in seen(placement)) == bool(as_well)


@pytest.mark.parametrize("allowed", [0, 1])
def test_6_nobody_gets_a_message_about_a_protected_household(gateway, allowed):
	frappe.db.set_single_value("Housing Settings", "text_messages_as_well", 1)
	placement = offered(protection="Sekretessmarkering", email_cleared=allowed)
	assert waiting(placement) == []


def test_6_a_message_that_waits_is_dropped_when_the_household_becomes_protected(gateway):
	placement = offered()
	names = waiting(placement)
	frappe.db.set_value("Applicant", placement.applicant, "protected_identity", 1)
	for name in names:
		text_messages.send(name)
	assert gateway.sent == []
	assert frappe.db.get_value("Answer Link", names[0], "text_status") == "Dropped"


def test_a_message_that_waits_is_dropped_when_the_offer_is_over(gateway):
	placement = offered()
	(name,) = waiting(placement)
	placement.db_set("stage", "Withdrawn")
	text_messages.send(name)
	assert gateway.sent == []
	assert frappe.db.get_value("Answer Link", name, "text_status") == "Dropped"


@pytest.mark.parametrize("status", [403, 500])
def test_what_the_gateway_refuses_is_seen_on_the_case_and_tells_no_link(gateway, status):
	placement, errors = offered(), frappe.db.count("Error Log")
	gateway.status = status
	work_off(placement)
	outcome, why = seen(placement)["Household", "Text message"]
	assert outcome == "Failed" and why.startswith(str(status))
	assert "svar" not in why and "http" not in why and frappe.db.count("Error Log") == errors


def test_a_gateway_that_is_not_there_is_seen_on_the_case(gateway):
	frappe.db.set_single_value("SMS Settings", "sms_gateway_url", "http://127.0.0.1:9/send")
	placement = offered()
	work_off(placement)
	why = text_messages.in_site_language(text_messages.UNANSWERED).format("ConnectionError")
	assert seen(placement)["Household", "Text message"] == ("Failed", why)


def test_what_the_background_has_lost_is_sent_by_the_hourly_job_and_what_was_broken_off_is_not(gateway):
	lost, broken = offered(), offered()
	assert due.send() == 0
	frappe.db.set_value("Answer Link", waiting(broken)[0], "text_status", "Sending")
	long_ago = {"modified": add_to_date(now_datetime(), minutes=-11)}
	frappe.db.set_value("Answer Link", {"text_status": ["is", "set"]}, long_ago, update_modified=False)
	assert (due.send(), due.send()) == (2, 0)
	assert len(gateway.sent) == 1
	assert seen(lost)["Household", "Text message"][0] == "Sent"
	outcome, why = seen(broken)["Household", "Text message"]
	assert outcome == "Failed" and why


def test_a_worker_sends_it_as_soon_as_the_offer_is_saved(committed, base_url, gateway):
	offered()
	frappe.db.commit()
	wait_until(lambda: gateway.sent, "The message did not come")
	assert TOKEN.search(gateway.sent[0].text)


def test_without_a_gateway_nothing_waits():
	placement = offered()
	assert waiting(placement) == []
	assert seen(placement)["Household", "E-mail"][0] == "Not sent"
