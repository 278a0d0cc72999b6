"""Messages between a landlord and the office: each reads what is meant for them, and nobody else anything."""

from concurrent.futures import ThreadPoolExecutor

import frappe
import pytest
from answering_help import letters_to
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from frappe.core.doctype.communication.email import make as send_from_desk
from portal_help import TEN_MEGABYTES, Visitor, is_refused, landlord_at, listings_of, stay_of

from oppna_ditt_hem import messages
from oppna_ditt_hem.refusals import ContactNotReleasedError, StageRuleError

NASTY = "<script>alert(1)</script>\n<b>Har de</b> bil?"
SECRET = "Nyckeln ligger under trappan"


def write_on(rut, stay, text: str) -> str:
	rut.at.get(f"/forslag?nr={stay.name}")
	return rut.at.send("/forslag", nr=stay.name, do="write", message=text)


def tasks_on(doc, status: str = "Open") -> list[str]:
	of = {"reference_name": doc.name, "status": status, "sender": ["is", "set"]}
	return frappe.get_all("ToDo", of, pluck="allocated_to", order_by="creation")


def answers(doc, text: str, role: str = OFFICER) -> dict:
	with acting_as(make_user(role)):
		told = messages.write_to_landlord(doc.doctype, doc.name, text)
	frappe.db.commit()
	return told


def test_what_a_landlord_writes_is_kept_on_the_case_and_given_to_the_officer_once(rut):
	stay = stay_of(rut, "Offered")
	# A browser ends its lines so.
	for text in (NASTY.replace("\n", "\r\n"), "Och en sak till"):
		page = write_on(rut, stay, text)
	assert "has come in" in page and "Har de" in page and "You, " in page
	assert "<script>alert" not in rut.at.session.get(f"/forslag?nr={stay.name}").text
	frappe.db.rollback()
	fields = ["content", "sender", "sent_or_received", "owner", "sender_full_name"]
	kept = frappe.get_all("Communication", {"reference_name": stay.name}, fields, order_by="creation")
	assert kept[0].content == "&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;b&gt;Har de&lt;/b&gt; bil?"
	assert {(row.sender, row.sent_or_received) for row in kept} == {(rut.user, "Received")}
	# An owner may delete a Communication of theirs, and a case keeps what was said.
	assert {row.owner for row in kept} == {"Administrator"} and kept[0].sender_full_name == "Rut Uvberg"
	assert tasks_on(stay) == [stay.officer]


def test_a_home_has_messages_of_its_own(rut):
	home = make.listing("Submitted", landlord=rut.record)
	frappe.db.commit()
	rut.at.get("/mina-bostader")
	assert "has come in" in rut.at.send("/mina-bostader", hem=home.name, do="write", message="När kommer ni?")
	assert "När kommer ni?" in rut.at.get("/mina-bostader")
	mine = rut.at.session.get("/api/method/oppna_ditt_hem.portal.own_data.download").json()
	assert [(row["about"], row["text"]) for row in mine["Message"]] == [(home.name, "När kommer ni?")]
	frappe.db.rollback()
	assert tasks_on(home) == [home.owner] and listings_of(rut.record)[0].modified == home.modified


def test_the_officers_answer_is_read_on_the_pages_and_the_letter_says_nothing_of_it(rut, outgoing_mail):
	stay = stay_of(rut, "Offered")
	frappe.db.set_value("Landlord", rut.record, "email", "rut@landlords.example")
	frappe.db.commit()
	write_on(rut, stay, "Var är nyckeln?")
	frappe.db.rollback()
	assert [answers(stay, text) for text in (SECRET, "Ring annars")] == [{"not_told": ""}] * 2
	assert tasks_on(stay) == [] and tasks_on(stay, "Closed") == [stay.officer]
	(letter,) = letters_to("rut@landlords.example")
	assert "/kom-in?till=%2Fforslag%3Fnr%3D" in letter and SECRET not in letter
	assert stay.household_alias not in letter
	page = rut.at.get("/mina-bostader")
	assert "You have 2 new messages" in page and f'href="/forslag?nr={stay.name}#messages"' in page
	assert rut.at.get(f"/forslag?nr={stay.name}").count("<strong>Unread</strong>") == 2
	assert SECRET in rut.at.page and "new messages" not in rut.at.get("/mina-bostader")
	frappe.db.rollback()
	answers(stay, "Ännu en")
	assert len(letters_to("rut@landlords.example")) == 2


def test_only_what_is_meant_for_the_landlord_is_shown(rut):
	stay = stay_of(rut, "Offered")
	party = {"recipients": "nadia@households.example"}
	with acting_as(make_user(OFFICER)):
		stay.add_comment("Comment", "Intern: verkar tveksam")
		send_from_desk("Placement", stay.name, "Till hushållet", "Ärendet", **party)
		quoted = f"<style>x</style><p>Välkommen <b>på</b> fredag</p><blockquote>{SECRET}</blockquote>"
		send_from_desk("Placement", stay.name, quoted, "Möte", recipients=f"Rut <{rut.user.upper()}>")
		send_from_desk("Placement", stay.name, "Dolt för alla", "Kopia", bcc=rut.user, **party)
	frappe.db.commit()
	page = rut.at.get(f"/forslag?nr={stay.name}")
	assert "Välkommen på fredag" in page
	for hidden in ("tveksam", "Till hushållet", "Dolt för alla", SECRET, "<style>x"):
		assert hidden not in page, hidden


def test_another_landlord_reaches_no_message_by_any_way(rut, http):
	stay = stay_of(rut, "Offered")
	write_on(rut, stay, SECRET)
	frappe.db.rollback()
	(name,) = frappe.get_all("Communication", {"reference_name": stay.name}, pluck="name")
	other = landlord_at(http, number=2).at
	for address in (stay.name, "PLA-2016-99999"):
		assert SECRET not in other.get(f"/forslag?nr={address}") and other.status == 404
		other.get("/mina-bostader")
		other.send("/forslag", nr=address, do="write", message="Hej")
		assert other.status == 404
	other.get("/mina-bostader")
	other.send("/mina-bostader", hem=stay.listing, do="write", message="Hej")
	assert other.status == 404
	method = "/api/method/oppna_ditt_hem.messages.write_to_landlord"
	for session in (other.session, rut.at.session):
		assert session.get(f"/api/resource/Communication/{name}").status_code == 403
		assert session.delete(f"/api/resource/Communication/{name}").status_code in (400, 403)
		assert SECRET not in session.get('/api/resource/Communication?fields=["*"]').text
		sent = {"doctype": "Placement", "name": stay.name, "message": "x"}
		assert session.post(method, json=sent).status_code in (400, 403)
	frappe.db.rollback()
	assert frappe.db.count("Communication", {"reference_name": stay.name}) == 1


def test_what_cannot_be_kept_stands_there_again_and_ten_megabytes_do_not(rut):
	stay = stay_of(rut, "Offered")
	assert 'role="alert"' in write_on(rut, stay, "Lång " * 450) and "Lång Lång" in rut.at.page
	is_refused(write_on(rut, stay, TEN_MEGABYTES), "at most 2000 characters")
	assert 'role="alert"' in write_on(rut, stay, "  ")
	for number in range(11):
		page = write_on(rut, stay, f"Fråga {number}")
	assert "too many times" in page and "Fråga 10" in page
	frappe.db.rollback()
	assert frappe.db.count("Communication", {"reference_name": stay.name}) == 10


def test_the_same_message_sent_twice_is_one(rut, http):
	stay = stay_of(rut, "Offered")
	rut.at.get(f"/forslag?nr={stay.name}")

	def press(at) -> str:
		return at.send("/forslag", nr=stay.name, do="write", message="Har de <bil>?\r\nOch hund?")

	other = Visitor(http(rut.user))
	other.get(f"/forslag?nr={stay.name}")
	with ThreadPoolExecutor(2) as pool:
		pages = list(pool.map(press, (rut.at, other)))
	assert all("has come in" in page for page in pages)
	press(rut.at)
	frappe.db.rollback()
	of = {"reference_name": stay.name}
	assert frappe.db.count("Communication", of) == 1 and len(tasks_on(stay)) == 1
	write_on(rut, stay, "Nej, ingen hund.")
	press(rut.at)
	frappe.db.rollback()
	assert frappe.db.count("Communication", of) == 3, "said again later it is another message"


def test_what_is_wrong_with_a_message_is_said_at_its_field(rut):
	stay = stay_of(rut, "Offered")
	page = write_on(rut, stay, " ")
	assert f'<a href="#message-{stay.name}">' in page and f'id="message-{stay.name}-wrong"' in page
	page = rut.at.send("/mina-bostader", hem=stay.listing, do="write", message=" ")
	card = page.split(f'id="message-{stay.listing}-wrong"')[0]
	assert f'<a href="#message-{stay.listing}">' in page and "<details open>" in card


@pytest.mark.parametrize(
	("stage", "household", "landlord", "error"),
	[
		("Proposed", {}, {"email": "g@landlords.example"}, ContactNotReleasedError),
		(
			"Offered",
			{"protection": "Sekretessmarkering"},
			{"email": "g@landlords.example"},
			ContactNotReleasedError,
		),
		("Offered", {}, {}, StageRuleError),
	],
)
def test_a_landlord_is_not_written_to_about_what_they_may_not_know(stage, household, landlord, error):
	home = make.listing("Approved", landlord=make.landlord(**landlord))
	stay = make.placement(stage, listing=home, applicant=make.applicant("Seeking", **household))
	with acting_as(make_user(OFFICER, CLEARED)), pytest.raises(error):
		messages.write_to_landlord("Placement", stay.name, "Hej")
	assert not frappe.db.exists("Communication", {"reference_name": stay.name})


def test_no_letter_about_a_protected_household_is_written_at_the_desk():
	stay = make.placement("Offered", applicant=make.applicant("Seeking", protection="Sekretessmarkering"))
	for doctype, name in (("Placement", stay.name), ("Applicant", stay.applicant)):
		with acting_as(make_user(OFFICER, CLEARED)), pytest.raises(ContactNotReleasedError):
			send_from_desk(doctype, name, "Hej", "Hej", recipients="greta@landlords.example")


@pytest.mark.parametrize("role", ["Grant Controller", "Auditor", "Housing Administrator", "Concern Handler"])
def test_only_who_may_write_letters_about_a_home_writes_to_its_landlord(role):
	home = make.listing(landlord=make.landlord(email="g@landlords.example"))
	with acting_as(make_user(role)), pytest.raises(frappe.PermissionError):
		messages.write_to_landlord("Listing", home.name, "Hej")
	with acting_as(make_user(MANAGER)):
		assert "no account" in messages.write_to_landlord("Listing", home.name, "Hej")["not_told"]
		with pytest.raises(frappe.PermissionError):
			messages.write_to_landlord("Applicant", "APP-1", "Hej")


def test_whoever_has_no_login_yet_is_written_to_at_their_address(outgoing_mail):
	home = make.listing(landlord=make.landlord(email="g@landlords.example"))
	with acting_as(make_user(OFFICER)):
		assert messages.write_to_landlord("Listing", home.name, "Hej")["not_told"] == ""
		for text in ("", "x" * 2001):
			with pytest.raises(StageRuleError):
				messages.write_to_landlord("Listing", home.name, text)
	assert len(letters_to("g@landlords.example")) == 1
