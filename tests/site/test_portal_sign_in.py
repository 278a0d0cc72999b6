"""Logging in by an identity service: only a proven address opens an account, and nothing more is kept than is needed."""

import json
import re

import frappe
import pytest
from answering_help import letters_to
from factories import OFFICER, make, make_user
from portal_help import Visitor, sending_server, spend
from sign_in_help import KEY, goes_to_service, identity_service, is_named, logs_in, make_key

from oppna_ditt_hem.portal import sign_in
from oppna_ditt_hem.refusals import StageRuleError


@pytest.fixture(scope="module")
def service(base_url, tmp_path_factory):
	with identity_service(base_url, tmp_path_factory.mktemp("service")) as address:
		yield address


@pytest.fixture
def door(committed, http, service):
	make_key(service)
	return Visitor(http())


def landlords(**filters) -> list:
	frappe.db.rollback()
	return frappe.get_all("Landlord", filters, ["landlord_name", "email", "user"], order_by="creation")


def everything_kept() -> str:
	frappe.db.rollback()
	kept = [frappe.get_all(doctype, fields=["*"]) for doctype in ("User", "User Social Login", "Landlord")]
	return json.dumps([*kept, frappe.get_all("Error Log", fields=["*"])], default=str)


def test_the_buttons_are_there_only_while_a_service_is_switched_on(committed, http, service):
	guest = Visitor(http())
	assert "Log in with" not in guest.get("/kom-in")
	make_key(service)
	assert "Log in with E-legitimation" in guest.get("/kom-in")
	# One that staff use at the platform's own login is none of a landlord's business.
	elsewhere = "/api/method/frappe.integrations.oauth2_logins.custom/tjanste_id"
	make_key(service, provider_name="Tjänste-ID", redirect_url=elsewhere)
	assert "Tjänste-ID" not in guest.get("/kom-in")
	frappe.db.set_value("Social Login Key", KEY, "enable_social_login", 0)
	frappe.db.commit()
	assert "Log in with" not in guest.get("/kom-in")
	assert guest.send("/kom-in", do="with", provider=KEY) and guest.status == 404


def test_a_new_person_becomes_a_landlord_and_is_known_again(door, http):
	logs_in(door, "Rut", till="/erbjud-bostad?steg=du")
	assert door.url.endswith("/erbjud-bostad?steg=du") and 'value="Rut Uvberg"' in door.page
	assert landlords() == [
		{"landlord_name": "Rut Uvberg", "email": "rut@landlords.example", "user": "rut@landlords.example"}
	]
	user = frappe.get_doc("User", "rut@landlords.example")
	assert user.user_type == "Website User" and [row.role for row in user.roles] == ["Landlord"]
	again = Visitor(http())
	logs_in(again, "Rut")
	assert again.url.endswith("/mina-bostader") and len(landlords()) == 1
	# The service calls Rut by her personnummer.
	assert "190001019801" not in everything_kept()


def test_the_record_that_staff_entered_with_the_proven_address_becomes_theirs(door):
	make.landlord(email="greta@landlords.example", landlord_name="Greta Sandelin")
	frappe.db.commit()
	logs_in(door, "Greta")
	greta = "greta@landlords.example"
	assert landlords() == [{"landlord_name": "Greta Sandelin", "email": greta, "user": greta}]


def test_an_unproven_address_opens_nothing_and_the_letter_proves_it_once(door, http):
	make.landlord(email="greta@landlords.example", landlord_name="Greta Sandelin")
	frappe.db.commit()
	with sending_server():
		for who in ("Unproven", "Nameless"):
			page = logs_in(door, who)
			assert "no address of yours that has been confirmed" in page and "Log out" not in page
		assert landlords(user=["is", "set"]) == []
		door.send("/kom-in", email="olle@landlords.example")
		frappe.db.rollback()
		token = re.search(r"/kom-in#([\w-]+)", letters_to("olle@landlords.example")[-1])[1]
		door.send("/kom-in", token=token)
	assert "Log out" in door.page
	back = Visitor(http())
	logs_in(back, "Nameless")
	assert "Log out" in back.page and len(landlords(user="olle@landlords.example")) == 1
	assert "0101-9802" not in everything_kept() and "01019802" not in everything_kept()


def test_a_letter_that_is_opened_in_another_browser_links_nobody(door, http):
	with sending_server():
		logs_in(door, "Nameless")
		door.send("/kom-in", email="victim@landlords.example")
		frappe.db.rollback()
		token = re.search(r"/kom-in#([\w-]+)", letters_to("victim@landlords.example")[-1])[1]
	Visitor(http()).send("/kom-in", token=token)
	assert "Log out" not in logs_in(door, "Nameless")
	frappe.db.rollback()
	assert frappe.db.count("User Social Login", {"provider": KEY}) == 0


def test_a_letter_of_somebody_elses_links_nobody_who_opens_it(door, http):
	"""Or whoever has it opened in another's browser would be opened by their e-identification from then on."""
	with sending_server():
		other = Visitor(http())
		other.send("/kom-in", email="other@landlords.example")
		frappe.db.rollback()
		token = re.search(r"/kom-in#([\w-]+)", letters_to("other@landlords.example")[-1])[1]
		logs_in(door, "Nameless")
		door.send("/kom-in", token=token)
	frappe.db.rollback()
	assert frappe.db.count("User Social Login", {"provider": KEY}) == 0


@pytest.mark.parametrize("who", ["Officer", "Off", "Hidden"])
def test_staff_the_switched_off_and_the_protected_do_not_become_landlords(door, who):
	make_user(OFFICER)
	off = make_user("Landlord", number=7)
	frappe.db.set_value("User", off, "enabled", 0)
	make.applicant(email="nadia@households.example", protection="Sekretessmarkering")
	frappe.db.commit()
	assert "This address can't be used here" in logs_in(door, who) and "Log out" not in door.page
	frappe.db.rollback()
	assert not landlords() and not frappe.db.exists("User", "nadia@households.example")
	assert "Landlord" not in frappe.get_roles(make_user(OFFICER))
	assert not frappe.db.count("User Social Login", {"provider": KEY})


def test_two_people_with_one_address_are_not_taken_for_each_other(door, http):
	logs_in(door, "Rut")
	other = Visitor(http())
	assert "can't be used here" in logs_in(other, "Shares") and "Log out" not in other.page


def test_an_answer_is_of_use_once_and_only_where_it_was_asked_for(door, http):
	back = is_named(goes_to_service(door), "Rut")
	path = back[back.index("/api/") :]
	assert "begun somewhere else" in Visitor(http()).get(path), "another browser"
	assert "begun somewhere else" in door.get(path), "used up by the other's try"
	back = is_named(goes_to_service(door), "Rut")
	assert "Log out" in door.get(back[back.index("/api/") :])
	door.send("/kom-in", do="out")
	assert "begun somewhere else" in door.get(back[back.index("/api/") :])
	for state in ("", "guessed", "e30="):
		assert "begun somewhere else" in door.get(f"{sign_in.CALLBACK}?code=x&state={state}")


def test_the_platforms_own_callback_takes_no_code_of_a_landlords_door(door):
	back = is_named(goes_to_service(door), "Officer")
	code = re.search(r"code=([^&]+)", back)[1]
	state = "eyJ0b2tlbiI6ICJ4In0="
	path = f"/api/method/frappe.integrations.oauth2_logins.custom/{KEY}"
	answer = door.session.get(f"{path}?code={code}&state={state}")
	assert answer.status_code == 403
	assert "Log out" not in door.get("/hyr-ut")


def test_breaking_off_and_a_service_that_fails_are_told_kindly(door):
	back = is_named(goes_to_service(door), "")
	assert "You have not logged in" in door.get(back[back.index("/api/") :])
	back = is_named(goes_to_service(door), "Rut")
	wrong = re.sub(r"code=[^&]+", "code=wrong-code", back[back.index("/api/") :])
	assert "did not answer as it should" in door.get(wrong)
	frappe.db.rollback()
	log = frappe.get_last_doc("Error Log")
	assert KEY in log.method and "wrong-code" not in log.error


def test_a_door_never_leads_off_the_site(door):
	logs_in(door, "Rut", till="https://evil.example/")
	assert door.url.endswith("/mina-bostader")


def test_a_key_that_the_platform_would_open_itself_is_refused(site):
	with pytest.raises(StageRuleError):
		make_key("https://id.example", provider_name="Keycloak")


def test_trying_is_stopped(door):
	spend("sign-in-back", sign_in.TRIES_AN_HOUR)
	assert "too many times" in door.get(f"{sign_in.CALLBACK}?code=x&state=y")
	spend("sign-in", sign_in.TRIES_AN_HOUR)
	assert "too many times" in door.send("/kom-in", do="with", provider=KEY) and "Log out" not in door.page
