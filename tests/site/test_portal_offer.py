"""Offering a home at the portal: saved step by step, sent once, and nothing taken from a form but its own fields."""

import frappe
import pytest
from factories import make
from portal_help import RENT, fill_in, landlord_at, listings_of


@pytest.fixture
def rut(committed, http):
	return landlord_at(http, landlord_name="Rut Uvberg")


def send_in(at, name: str, **more) -> str:
	at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	return at.send("/erbjud-bostad", steg="skicka", hem=name, **more)


def test_a_home_is_offered_step_by_step_and_sent_once(rut):
	name = fill_in(rut.at)
	(draft,) = listings_of(rut.record)
	assert (draft.name, draft.stage, draft.rent, draft.floor_area) == (name, "Draft", 5200, 92.5)
	assert (
		draft.includes_heating
		and not draft.includes_water
		and draft.suits_families
		and not draft.suits_couples
	)
	assert "Tick that you have read it" in send_in(rut.at, name)
	assert listings_of(rut.record)[0].stage == "Draft"
	assert "Your offer has come in" in send_in(rut.at, name, data_notice_given="1")
	assert "You get an answer by" in rut.at.page
	(sent,) = listings_of(rut.record)
	assert sent.stage == "Submitted" and sent.owner == rut.user
	rut.at.send("/erbjud-bostad", steg="skicka", hem=name, data_notice_given="1")
	rut.at.send("/erbjud-bostad", steg="hyran", hem=name, rent="9000", do="next")
	(again,) = listings_of(rut.record)
	assert (again.stage, again.rent, again.modified) == ("Submitted", 5200, sent.modified)


def test_what_is_missing_is_said_where_it_is_and_leads_there(rut):
	rut.at.get("/erbjud-bostad?steg=bostaden")
	page = rut.at.send("/erbjud-bostad", steg="bostaden", do="next", kind="House", places="many")
	assert listings_of(rut.record) == []
	assert '<a href="#locality">' in page and '<a href="#places">' in page and 'id="places-wrong"' in page
	assert 'value="many"' in page and "<title>Error:" in page
	rut.at.send(
		"/erbjud-bostad",
		steg="bostaden",
		do="next",
		kind="House",
		locality="Vansbro",
		address_line="Å 1",
		places="2",
	)
	name = listings_of(rut.record)[0].name
	page = send_in(rut.at, name, data_notice_given="1")
	assert (
		listings_of(rut.record)[0].stage == "Draft" and f"/erbjud-bostad?hem={name}&steg=hyran#rent" in page
	)


def test_only_the_fields_of_the_form_are_taken(rut):
	other = make.landlord()
	frappe.db.commit()
	forged = {
		"landlord": other.name,
		"stage": "Approved",
		"workflow_state": "Approved",
		"availability": "Free",
		"inspected_on": "2026-01-01",
		"smoke_alarm": "OK",
		"data_notice_given": "1",
		"owner": "Administrator",
		"name": "LST-forged",
	}
	name = fill_in(rut.at, **forged)
	rut.at.send("/erbjud-bostad", steg="hyran", hem=name, do="next", **RENT, **forged)
	(kept,) = listings_of(rut.record)
	assert (kept.name, kept.stage, kept.availability, kept.owner) == (
		name,
		"Draft",
		"Not Available",
		rut.user,
	)
	assert not (kept.inspected_on or kept.smoke_alarm or kept.data_notice_given)


def test_another_landlords_home_is_not_there_by_any_page(rut):
	home = make.listing(address_line="Uvstigen 19", title="Uvstigen 19")
	frappe.db.commit()
	before = frappe.db.get_value("Listing", home.name, "modified")
	for name in (home.name, "LST-2016-99999"):
		for path in (f"/erbjud-bostad?hem={name}", f"/erbjud-bostad?hem={name}&steg=bilder"):
			assert "Uvstigen" not in rut.at.get(path) and rut.at.status == 404
		rut.at.get("/mina-bostader")
		for form in (
			{"steg": "hyran", "do": "next", **RENT},
			{"steg": "skicka", "data_notice_given": "1"},
			{"steg": "bilder", "remove": "x"},
			{"do": "room"},
		):
			assert "Uvstigen" not in rut.at.send("/erbjud-bostad", hem=name, **form) and rut.at.status == 404
		for do in ("confirm", "pause", "withdraw", "change"):
			rut.at.send("/mina-bostader", hem=name, do=do)
			assert rut.at.status == 404
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", home.name, ["modified", "stage"]) == (before, "Draft")


def test_a_form_from_elsewhere_is_refused(rut):
	name = fill_in(rut.at)
	answer = rut.at.session.post(
		"/erbjud-bostad", data={"steg": "hyran", "hem": name, "rent": "1", "csrf_token": "x"}
	)
	assert answer.status_code == 400 and listings_of(rut.record)[0].rent == 5200


def test_two_devices_lose_nothing_and_choose(rut, http):
	from portal_help import Visitor

	name = fill_in(rut.at)
	phone, desk = rut.at, Visitor(http(rut.user))
	bases = []
	for device in (phone, desk):
		device.get(f"/erbjud-bostad?hem={name}&steg=hyran")
		bases.append(device.hidden("base"))
	form = {"steg": "hyran", "hem": name, "do": "next"}
	phone.send("/erbjud-bostad", **form, base=bases[0], **{**RENT, "rent": "4800"})
	page = desk.send("/erbjud-bostad", **form, base=bases[1], **{**RENT, "rent": "6000"})
	assert "Changed in two places" in page and "4800" in page and "6000" in page
	assert listings_of(rut.record)[0].rent == 4800
	desk.send("/erbjud-bostad", **form, base=desk.hidden("base"), **{**RENT, "rent": "6000"})
	assert listings_of(rut.record)[0].rent == 6000
	# A step that nobody else has touched is saved without a question.
	desk.get(f"/erbjud-bostad?hem={name}&steg=tiden")
	base = desk.hidden("base")
	phone.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	phone.send("/erbjud-bostad", **form, base=phone.hidden("base"), **RENT)
	desk.send("/erbjud-bostad", steg="tiden", hem=name, do="next", base=base, available_from="2027-01-01")
	(kept,) = listings_of(rut.record)
	assert (kept.rent, str(kept.available_from)) == (5200, "2027-01-01")


def test_a_form_that_is_sent_twice_makes_one_home(rut):
	rut.at.get("/erbjud-bostad?steg=bostaden")
	once = rut.at.hidden("once")
	for _time in range(2):
		rut.at.send(
			"/erbjud-bostad",
			steg="bostaden",
			do="next",
			once=once,
			kind="Room",
			locality="Vansbro",
			address_line="Å 1",
			places="1",
		)
	assert len(listings_of(rut.record)) == 1


def test_another_room_takes_two_clicks(rut):
	name = fill_in(rut.at)
	send_in(rut.at, name, data_notice_given="1")
	rut.at.send("/erbjud-bostad", hem=name, do="room", once=rut.at.hidden("once"))
	assert "steg=skicka" in rut.at.url and "checked" in rut.at.page.split('name="data_notice_given"')[1][:60]
	rut.at.send("/erbjud-bostad", steg="skicka", hem=rut.at.hidden("hem"), data_notice_given="1")
	house, room = listings_of(rut.record)
	assert (room.stage, room.kind, room.part_of, room.address_line) == (
		"Submitted",
		"Room",
		name,
		house.address_line,
	)


NASTY = '<script>alert(1)</script><b onclick="x">Lugnt</b>'


def test_what_is_written_never_becomes_a_program(rut):
	name = fill_in(rut.at, address_line='=HYPERLINK("http://evil.example")')
	rut.at.send(
		"/erbjud-bostad",
		steg="passar",
		hem=name,
		do="next",
		house_rules=NASTY,
		other_information="-2+3+cmd|x",
	)
	(kept,) = listings_of(rut.record)
	assert kept.address_line.startswith("HYPERLINK") and kept.other_information[0] == "–"
	assert "<script" not in kept.house_rules
	for path in (
		f"/erbjud-bostad?hem={name}&steg=skicka",
		f"/erbjud-bostad?hem={name}&steg=passar",
		"/mina-bostader",
	):
		raw = rut.at.session.get(path).text
		assert "<b>Lugnt" not in raw and "<b on" not in raw and "<script>alert" not in raw


def test_the_same_holds_by_rest(rut):
	home = {"kind": "Room", "locality": "Vansbro", "house_rules": "=1+1", "address_line": "@SUM(1)"}
	sent = rut.at.session.post("/api/resource/Listing", json=home)
	assert sent.ok, sent.text
	(kept,) = listings_of(rut.record)
	assert (kept.house_rules, kept.address_line) == ("1+1", "SUM(1)")


def test_ten_megabytes_of_text_are_refused_and_not_sent_back(rut):
	name = fill_in(rut.at)
	page = rut.at.send("/erbjud-bostad", steg="passar", hem=name, do="next", house_rules="a" * 10_000_000)
	assert "Write at most 2000 characters" in page and len(page) < 50_000
	assert not listings_of(rut.record)[0].house_rules
