"""Both sides are asked, answer once by their own links, and are told kindly when a link no longer works."""

import re

import frappe
import pytest
from answering_help import ask, letters_to, link_to, offered
from factories import OFFICER, acting_as, make, make_user
from frappe.utils import add_to_date, now_datetime

from oppna_ditt_hem.answering import api, delivery, facts, letters, links, offers
from oppna_ditt_hem.stages import move_to_stage

REASONS = {"Landlord": "Home no longer free", "Household": "Too far away"}


pytestmark = pytest.mark.usefixtures("outgoing_mail")


def again(placement):
	return frappe.get_doc("Placement", placement.name)


# --- asking


def test_an_offer_writes_to_both_sides_in_their_language():
	offered()
	(to_landlord,) = letters_to("greta@landlords.example")
	(to_household,) = letters_to("nadia@households.example")
	assert "Ett hushåll för ditt hem" in to_landlord and "A home for you" in to_household
	tokens = [re.search(r"/svar#([\w-]{32})\"", text)[1] for text in (to_landlord, to_household)]
	assert [links.state(links.find(token)) for token in tokens] == [links.OPEN] * 2
	assert [links.find(token).side for token in tokens] == ["Landlord", "Household"]


def test_4_letters_and_pages_tell_neither_name_nor_address_nor_phone():
	placement = offered(title="Granstigen 4, Gretas lilla hus")
	landlord = frappe.get_doc("Landlord", placement.landlord)
	household = frappe.get_doc("Applicant", placement.applicant)
	(to_landlord,), (to_household,) = letters_to(landlord.email), letters_to(household.email)
	seen_by_household = to_household + str(ask(link_to(placement, "Household").token))
	seen_by_landlord = to_landlord + str(ask(link_to(placement, "Landlord").token))
	for secret in (landlord.landlord_name, landlord.mobile, "Granstigen", "Greta", landlord.email):
		assert secret not in seen_by_household
	for secret in (household.household_name, "Rahimzadeh", household.mobile, household.email):
		assert secret not in seen_by_landlord
	assert "Vansbro" in seen_by_household and facts.alias(household.name, "sv") in seen_by_landlord


@pytest.mark.parametrize(("allowed", "letters_sent"), [(0, 0), (1, 1)])
def test_6_a_protected_household_gets_no_letter_unless_it_is_allowed(allowed, letters_sent):
	hidden = {
		"protection": "Sekretessmarkering",
		"email_cleared": allowed,
		"email": "hidden@households.example",
	}
	applicant = make.applicant("Seeking", **hidden)
	landlord = make.landlord(email="greta@landlords.example")
	make.placement("Offered", listing=make.listing("Approved", landlord=landlord), applicant=applicant)
	assert len(letters_to("hidden@households.example")) == letters_sent
	assert len(letters_to("greta@landlords.example")) == letters_sent


def test_6_links_that_are_out_stop_when_a_household_becomes_protected():
	placement = offered()
	token = link_to(placement, "Landlord").token
	with acting_as(make_user(OFFICER, "Protected Identity Officer")):
		household = frappe.get_doc("Applicant", placement.applicant)
		household.protection = "Fingerade uppgifter"
		household.save()
	assert ask(token)["view"] == "told"
	assert links.state(links.find(token)) == links.REPLACED


def test_without_an_address_or_an_account_the_officer_sees_that_nobody_was_asked():
	placement = make.placement("Offered")
	rows = delivery.of("Placement", placement.name)
	assert [(row["side"], row["outcome"]) for row in rows] == [
		("Landlord", "Not sent"),
		("Household", "Not sent"),
	]
	assert rows[0]["why"] == letters.NO_ADDRESS


def test_an_offer_is_made_all_the_same_where_the_site_has_no_mail_account(monkeypatch):
	monkeypatch.delitem(frappe.conf, "mail_server")
	frappe.local.outgoing_email_account = {}
	placement = offered()
	assert placement.stage == "Offered"
	assert delivery.of("Placement", placement.name)[0]["why"] == letters.NO_ACCOUNT


def test_a_letter_that_failed_is_seen_on_the_case():
	placement = offered()
	failed = {"status": "Error", "error": "Traceback …\nSMTPRecipientsRefused: 550 no such user"}
	for name in frappe.get_all(
		"Email Queue", {"reference_name": placement.name}, pluck="name", order_by="name"
	):
		frappe.db.set_value("Email Queue", name, failed)
	with acting_as(make_user(OFFICER)):
		rows = api.letters_of("Placement", placement.name)
	assert {(row["outcome"], row["why"]) for row in rows} == {
		("Failed", "SMTPRecipientsRefused: 550 no such user")
	}


# --- answering


def test_two_yes_make_the_offer_accepted_and_say_who_when_and_how():
	placement = offered()
	first = ask(link_to(placement, "Landlord").token, answer="Yes")
	assert first["heading"] == frappe._("Your answer is saved", "sv")
	assert again(placement).stage == "Offered"
	ask(link_to(placement, "Household").token, answer="Yes")
	done = again(placement)
	assert done.stage == "Accepted"
	for side in ("landlord", "household"):
		assert (done.get(f"{side}_answer"), done.get(f"{side}_answer_via")) == ("Yes", "Link")
		assert done.get(f"{side}_answered_on")
	row = {"reference_name": placement.name, "to_stage": "Accepted"}
	assert frappe.db.get_value("Stage Log", row, "changed_via") == "Link"


@pytest.mark.parametrize("side", ["Landlord", "Household"])
def test_a_no_ends_the_offer_with_its_reason_and_frees_the_place(side):
	placement = offered()
	other = {"Landlord": "Household", "Household": "Landlord"}[side]
	waiting = link_to(placement, other).token
	ask(link_to(placement, side).token, answer="No", reason=REASONS[side])
	done = again(placement)
	assert (done.stage, done.declined_by, done.decline_reason) == ("Declined", side, REASONS[side])
	assert frappe.db.get_value("Listing", placement.listing, "availability") == "Free"
	assert links.state(links.find(waiting)) == links.DECLINED
	assert make.placement("Offered", applicant=placement.applicant).stage == "Offered"


@pytest.mark.parametrize("reason", [None, "", "Home no longer free", "made up"])
def test_a_no_needs_a_reason_of_that_side_and_is_asked_again(reason):
	placement = offered()
	token = link_to(placement, "Household").token
	shown = ask(token, answer="No", reason=reason)
	assert (shown["view"], bool(shown["error"])) == ("question", True)
	assert not again(placement).household_answer
	assert links.state(links.find(token)) == links.OPEN


def test_opening_the_page_answers_nothing():
	placement = offered()
	token = link_to(placement, "Household").token
	assert ask(token)["view"] == "question"
	assert ask("")["view"] == "start"
	assert not again(placement).household_answer


def test_an_officer_takes_an_answer_down_and_cannot_pass_it_for_a_link():
	placement = offered()
	with acting_as(make_user(OFFICER)):
		doc = again(placement)
		doc.update({"landlord_answer": "Yes", "landlord_answer_via": "Link"})
		doc.save()
	doc = again(placement)
	assert (doc.landlord_answer_via, doc.landlord_answer_by) == ("Phone", make_user(OFFICER))


def test_a_landlord_who_is_logged_in_answers_in_the_portal_and_for_nobody_else():
	user = make_user("Landlord")
	mine = make.listing("Approved", landlord=make.landlord(user=user))
	own, others = make.placement("Offered", listing=mine), make.placement("Offered")
	with acting_as(user):
		assert api.answer_offer(own.name, "Yes") == {"stage": "Offered"}
		with pytest.raises(frappe.PermissionError):
			api.answer_offer(others.name, "Yes")
	doc = again(own)
	assert (doc.landlord_answer, doc.landlord_answer_via, doc.landlord_answer_by) == ("Yes", "Portal", user)
	assert not doc.household_answer


# --- links that no longer work


def used(placement, token):
	ask(token, answer="Yes")


def expired(placement, token):
	placement.db_set("offer_deadline", add_to_date(now_datetime(), hours=-1))


def withdrawn(placement, token):
	with acting_as(make_user(OFFICER)):
		doc = again(placement)
		doc.update({"declined_by": "Officer", "decline_reason": "Proposed by mistake"})
		doc.save()
		move_to_stage(doc, "Withdrawn")


def answered_by_phone(placement, token):
	with acting_as(make_user(OFFICER)):
		doc = again(placement)
		doc.landlord_answer = "Yes"
		doc.save()


def replaced(placement, token):
	with acting_as(make_user(OFFICER)):
		api.new_link(placement.name, "Landlord")


CLOSED = [
	(used, links.USED, "Du har redan svarat"),
	(expired, links.EXPIRED, "Svarstiden är slut"),
	(withdrawn, links.WITHDRAWN, "Erbjudandet har dragits tillbaka"),
	(answered_by_phone, links.ANSWERED, "Vi har redan ditt svar"),
	(replaced, links.REPLACED, "Det finns en nyare länk"),
]


@pytest.mark.parametrize(
	("happens", "state", "heading"), CLOSED, ids=lambda value: getattr(value, "__name__", "")
)
def test_a_link_that_no_longer_works_says_what_has_happened(happens, state, heading):
	placement = offered()
	token = link_to(placement, "Landlord").token
	happens(placement, token)
	before = again(placement).modified
	assert links.state(links.find(token)) == state
	shown = ask(token)
	assert (shown["view"], shown["heading"]) == ("told", heading)
	if state != links.USED:
		assert ask(token, answer="Yes")["heading"] == heading
	assert again(placement).modified == before


def test_a_link_nobody_has_made_says_so():
	assert ask("x" * 32, answer="Yes")["heading"] == "This link can't be read"


def test_only_the_hash_of_a_token_is_kept():
	placement = offered()
	token = link_to(placement, "Landlord").token
	row = frappe.db.get_value("Answer Link", {"token_hash": links.hash_of(token)}, "*", as_dict=True)
	assert row and token not in str(row)
	assert len(token) == 32 and token != link_to(placement, "Landlord").token
	with acting_as(make_user(OFFICER)):
		assert not frappe.client.get("Answer Link", row.name).get("token_hash")


def test_a_traceback_with_all_its_variables_does_not_show_a_token():
	link = link_to(make.placement("Offered"), "Landlord")
	values = {"link": link.url, "deadline": "2026-12-03"}
	try:
		raise ValueError(values["deadline"])
	except ValueError:
		logged = frappe.get_traceback(with_context=True)
	assert "2026-12-03" in logged and link.token not in logged


def test_the_officer_is_told_of_an_answer_in_the_language_of_the_site():
	placement = offered()
	ask(link_to(placement, "Household").token, answer="Yes")
	told = {"document_name": placement.name, "for_user": placement.officer}
	subject = frappe.db.get_value("Notification Log", told, "subject")
	assert subject == f"Hushållet har svarat på erbjudandet {placement.name}."


def test_a_link_is_handed_over_by_who_may_change_the_placement_only():
	placement = offered()
	with acting_as(make_user(OFFICER)):
		assert "/svar#" in api.new_link(placement.name, "Landlord")["url"]
	for role in ("Auditor", "Landlord"):
		with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
			api.new_link(placement.name, "Landlord")
	assert offers.reasons("Household") != offers.reasons("Landlord")
