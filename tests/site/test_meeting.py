"""The meeting: who gets the invitation, what it says, and the officer's calendar."""

from datetime import datetime

import frappe
import pytest
from factories import acting_as, make
from icalendar import Calendar

from oppna_ditt_hem import meeting
from oppna_ditt_hem.refusals import StageRuleError

OFFICER = "Housing Officer"
FAMILY, PHONE, STREET = "Familjen Qvarnberg", "070-174 06 12", "Uvstigen 19"


def booked(meeting_at: str = "2026-12-01 10:00:00", **household):
	users = {"landlord": make.user("Landlord"), "household": make.user("Applicant")}
	landlord = make.landlord(user=users["landlord"], email="rut@landlords.example", preferred_language="sv")
	family = make.applicant(
		"Seeking",
		household_name=FAMILY,
		mobile=PHONE,
		email="qvarnberg@families.example",
		user=users["household"],
		**household,
	)
	home = make.listing("Approved", landlord=landlord, address_line=STREET)
	stay = make.placement("Meeting", listing=home, applicant=family)
	language = make_language()
	given = {"meeting_at": meeting_at, "interpreter": "Booked", "interpreter_language": language}
	frappe.db.set_value("Placement", stay.name, given)
	frappe.clear_document_cache("Placement", stay.name)
	return frappe.get_doc("Placement", stay.name), users


def make_language() -> str:
	return frappe.db.get_value("Language", {"language_name": ["like", "%العربية%"]}, order_by="name") or "ar"


def event_of(stay, language="sv"):
	calendar = Calendar.from_ical(meeting.invitation(stay, language))
	(event,) = calendar.walk("VEVENT")
	return event


HOURS = (
	("2026-12-01 10:00:00", "2026-12-01T09:00:00+00:00"),
	("2026-07-01 10:00:00", "2026-07-01T08:00:00+00:00"),
	("2026-03-29 12:00:00", "2026-03-29T10:00:00+00:00"),
	("2027-01-01 00:30:00", "2026-12-31T23:30:00+00:00"),
)


def test_the_invitation_names_the_right_hour_all_year_round():
	frappe.db.set_single_value("System Settings", "time_zone", "Europe/Stockholm")
	frappe.clear_cache()
	stay, _users = booked()
	for at, in_utc in HOURS:
		stay.meeting_at = at
		event = event_of(stay)
		assert event["dtstart"].dt == datetime.fromisoformat(in_utc)
		assert event["dtend"].dt - event["dtstart"].dt == meeting.LENGTH


def test_the_invitation_tells_no_more_than_the_stage_releases():
	stay, users = booked()
	text = meeting.invitation(stay, "sv").decode().replace("\r\n ", "")
	for secret in (FAMILY, PHONE, STREET, "qvarnberg", "rut@", *users.values(), stay.household_alias):
		assert secret not in text
	assert "Möte om en bostad i Vansbro" in text and stay.meeting_place in text and "Tolk" in text


def test_a_moved_meeting_replaces_the_earlier_one_in_a_calendar():
	stay, _users = booked()
	before = event_of(stay)
	with acting_as(make.user(OFFICER)):
		stay.meeting_at = "2026-12-02 14:00:00"
		stay.save()
	after = event_of(stay)
	assert after["uid"] == before["uid"] and after["sequence"] >= before["sequence"]
	assert after["dtstart"].dt > before["dtstart"].dt


def test_both_sides_and_staff_download_it_and_nobody_else_does(committed, http):
	stay, users = booked()
	frappe.db.commit()
	path = f"/api/method/oppna_ditt_hem.meeting.download_invitation?placement={stay.name}"
	for user in (*users.values(), make.user(OFFICER)):
		answer = http(user).get(path)
		assert answer.ok and answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
		assert "text/calendar" in answer.headers["Content-Type"]
	strangers = make.user("Landlord", number=2), make.user("Applicant", number=2)
	frappe.db.commit()
	for user in strangers:
		assert http(user).get(path).status_code == 403
	assert http("Guest").get(path).status_code == 403


def test_there_is_no_invitation_before_the_meeting_is_set():
	stay = make.placement("Accepted")
	with acting_as(make.user(OFFICER)), pytest.raises(StageRuleError, match="Meeting at"):
		meeting.download_invitation(stay.name)


def letters_about(stay) -> set[str]:
	return set(frappe.get_all("Email Queue", {"reference_name": stay.name}, pluck="name", order_by="name"))


def test_each_side_gets_a_letter_of_its_own(outgoing_mail):
	stay, _users = booked()
	before = letters_about(stay)
	with acting_as(make.user(OFFICER)):
		assert meeting.send_invitations(stay.name) == {"sent": ["Landlord", "Household"], "not_sent": []}
	letters = letters_about(stay) - before
	assert len(letters) == 2
	to = [[row.recipient for row in frappe.get_doc("Email Queue", name).recipients] for name in letters]
	assert sorted(to) == [["qvarnberg@families.example"], ["rut@landlords.example"]]


def test_nothing_is_sent_to_a_protected_household(outgoing_mail):
	stay, _users = booked(protection="Sekretessmarkering")
	with acting_as(make.user(OFFICER, "Protected Identity Officer")):
		assert meeting.send_invitations(stay.name) == {"sent": ["Landlord"], "not_sent": ["Household"]}
	with acting_as(make.user(OFFICER)), pytest.raises(frappe.PermissionError):
		meeting.send_invitations(stay.name)


def test_a_site_without_mail_says_so():
	stay, _users = booked()
	with acting_as(make.user(OFFICER)), pytest.raises(StageRuleError, match="Email Account"):
		meeting.send_invitations(stay.name)


def test_the_calendar_shows_the_meetings_that_the_user_may_list():
	stay, _sides = booked("2026-12-01 10:00:00")
	hidden, _users = booked("2026-12-01 12:00:00", protection="Sekretessmarkering")
	with acting_as(make.user(OFFICER)):
		shown = meeting.get_events("2026-11-30", "2026-12-07", '[["Placement","locality","=","Vansbro"]]')
		assert [row.name for row in shown] == [stay.name]
		assert shown[0].meeting_until - shown[0].meeting_at == meeting.LENGTH
		assert meeting.get_events("2026-12-08", "2026-12-15") == []
	with acting_as(make.user("Landlord", number=2)):
		assert meeting.get_events("2026-11-30", "2026-12-07") == []
	assert hidden.name
