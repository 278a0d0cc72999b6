"""A login that ends in the middle of a step: nothing that was typed is lost, and nothing is saved unseen."""

import re

import frappe
import pytest
from answering_help import letters_to
from factories import make
from portal_help import HOME, RENT, Visitor, fill_in, landlord_at, listings_of, sending_server, spend

from oppna_ditt_hem.portal import kept

LATE = "stands here again"


@pytest.fixture
def rut(committed, http, base_url):
	found = landlord_at(http, landlord_name="Rut Uvberg", email="landlord-1@people.example")
	found.at.session.headers["Origin"] = base_url
	return found


def is_logged_out(rut) -> None:
	"""The login ends on the server, as it does after some days or when somebody changes a password."""
	frappe.db.delete("Sessions", {"user": rut.user})
	frappe.db.commit()
	frappe.cache.hdel("session", rut.at.session.cookies.get("sid"))


def logs_in_again(rut) -> None:
	rut.at.send("/kom-in", email=rut.user, till=rut.at.hidden("till"))
	frappe.db.rollback()
	token = re.search(r"/kom-in#([\w-]+)", letters_to(rut.user)[-1])[1]
	rut.at.send("/kom-in", token=token)


def test_a_step_that_is_sent_after_the_login_has_ended_stands_there_again(rut):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	base = rut.at.hidden("base")
	is_logged_out(rut)
	with sending_server():
		form = {**RENT, "rent": "6 150", "consent_reason": "Huset är <b>mitt</b>"}
		page = rut.at.send("/erbjud-bostad", steg="hyran", hem=name, base=base, do="next", **form)
		assert "/kom-in?till=" in rut.at.url and "what you had typed is kept" in page
		logs_in_again(rut)
	assert f"hem={name}&steg=hyran&kvar=" in rut.at.url and LATE in rut.at.page
	assert 'value="6 150"' in rut.at.page and listings_of(rut.record)[0].rent == 5200
	raw = rut.at.session.get(rut.at.url).text
	assert "Huset är &lt;b&gt;mitt" in raw
	rut.at.send("/erbjud-bostad", steg="hyran", hem=name, base=rut.at.hidden("base"), do="next", **form)
	assert listings_of(rut.record)[0].rent == 6150 and LATE not in rut.at.page


def test_another_devices_change_meanwhile_is_still_asked_about(rut, http):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	base = rut.at.hidden("base")
	is_logged_out(rut)
	with sending_server():
		late = {**RENT, "rent": "6150"}
		rut.at.send("/erbjud-bostad", steg="hyran", hem=name, base=base, do="next", **late)
		frappe.db.set_value("Listing", name, "rent", 4800)
		frappe.db.commit()
		logs_in_again(rut)
	page = rut.at.send(
		"/erbjud-bostad", steg="hyran", hem=name, base=rut.at.hidden("base"), do="next", **late
	)
	assert "Changed in two places" in page and "4800" in page and "6150" in page


def test_a_message_house_rules_and_details_are_kept_as_well(rut):
	home = make.listing("Approved", landlord=rut.record)
	stay = make.placement("Offered", listing=home)
	frappe.db.commit()
	is_logged_out(rut)
	sent = (
		(
			"/forslag",
			{"nr": stay.name, "do": "write", "message": "Får de ha katt?"},
			"Får de ha katt?</textarea>",
		),
		(
			"/mina-bostader",
			{"hem": home.name, "do": "change", "house_rules": "Inga skor"},
			"Inga skor</textarea>",
		),
		("/mina-uppgifter", {"landlord_name": "Rut Ek", "mobile": "070-174 06 34"}, 'value="Rut Ek"'),
	)
	addresses = []
	for path, form, _shown in sent:
		rut.at.page = ""
		rut.at.send(path, **form)
		addresses.append(rut.at.hidden("till"))
	with sending_server():
		logs_in_again(rut)
	for address, (_path, _form, shown) in zip(addresses, sent, strict=True):
		assert shown in rut.at.get(address) and LATE in rut.at.page, address
	frappe.db.rollback()
	assert not frappe.db.count("Communication", {"reference_name": stay.name})
	assert frappe.db.get_value("Landlord", rut.record, "landlord_name") == "Rut Uvberg"


def test_a_token_of_an_earlier_login_loses_nothing(rut):
	name = fill_in(rut.at)
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=passar")
	old = rut.at.page
	again = type(rut.at.session)(rut.at.session.address).log_in(rut.user, "Test-2016-hem")
	rut.at.session.cookies.clear()
	rut.at.session.cookies.update(again.cookies)
	rut.at.get("/mina-bostader")
	rut.at.page = old
	page = rut.at.send("/erbjud-bostad", steg="passar", hem=name, do="next", house_rules="Inga skor inne")
	assert LATE in page and "Inga skor inne</textarea>" in page
	assert not listings_of(rut.record)[0].house_rules


def test_another_site_puts_no_words_into_a_form(rut):
	name = fill_in(rut.at)
	form = {"steg": "passar", "hem": name, "house_rules": "Betala till mig", "csrf_token": "x"}
	elsewhere = {"Origin": "https://evil.example"}
	answer = rut.at.session.post("/erbjud-bostad", data=form, headers=elsewhere)
	assert answer.status_code == 400
	is_logged_out(rut)
	answer = rut.at.session.post("/erbjud-bostad", data=form, headers=elsewhere)
	assert "/kom-in" in answer.url and "kvar" not in answer.url


def test_who_is_not_logged_in_gets_no_more_room_than_a_form_needs(committed, http, base_url):
	guest = Visitor(http())
	guest.session.headers["Origin"] = base_url
	guest.send("/erbjud-bostad", steg="bostaden", **{f"f{n}": "x" * 2500 for n in range(9)})
	assert "/kom-in" in guest.url and "kvar" not in guest.url
	guest.send("/erbjud-bostad", steg="bostaden", **HOME)
	assert "kvar" in guest.url
	spend("kept-form", kept.AN_HOUR)
	guest.send("/erbjud-bostad", steg="bostaden", **HOME)
	assert "/kom-in" in guest.url and "kvar" not in guest.url


def test_photos_that_the_web_server_refuses_lead_to_a_kind_page_and_back(rut, base_url):
	rut.at.session.headers["Referer"] = f"{base_url}/erbjud-bostad?hem=LST-1&steg=bilder"
	page = rut.at.get("/for-stort")
	assert "none of them has been added" in page and 'href="/erbjud-bostad?hem=LST-1&steg=bilder"' in page
	for elsewhere in ("https://evil.example/erbjud-bostad?x", f"{base_url}/hyr-ut", ""):
		rut.at.session.headers["Referer"] = elsewhere
		assert 'class="button" href="/mina-bostader"' in rut.at.get("/for-stort")
