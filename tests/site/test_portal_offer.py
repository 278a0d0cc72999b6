"""Offering a home at the portal: saved step by step, sent once, and nothing taken from a form but its own fields."""

import frappe
from factories import make
from portal_help import (
	HOME,
	RENT,
	TEN_MEGABYTES,
	Visitor,
	fill_in,
	is_refused,
	listings_of,
	send_in,
)


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
		listings_of(rut.record)[0].stage == "Draft"
		and f"/erbjud-bostad?hem={name}&steg=hyran&fran=skicka#rent" in page
	)


def test_nothing_is_chosen_before_the_landlord_has(rut):
	page = rut.at.get("/erbjud-bostad?steg=bostaden")
	assert " checked" not in page and " selected" not in page
	page = rut.at.send("/erbjud-bostad", steg="bostaden", do="next", locality="Vansbro", address_line="Å 1")
	assert '<a href="#kind">' in page and '<a href="#places">' in page
	assert listings_of(rut.record) == []


def test_consent_is_asked_for_in_words_that_answer_the_question(rut):
	name = fill_in(rut.at)
	page = rut.at.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	assert "I have asked for it and wait for the answer" in page and "Applied for" not in page.split("<main")[
		1
	].replace('value="Applied for"', "")
	assert "It is not needed" in rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	page = rut.at.send("/erbjud-bostad", steg="hyran", hem=name, do="next", tenure="Owned house", rent="much")
	assert "such as 5 200" in page.replace("\u00a0", " ")


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


def test_what_could_not_be_read_goes_along_where_two_devices_differ(rut, http):
	name = fill_in(rut.at)
	desk = Visitor(http(rut.user))
	for device in (rut.at, desk):
		device.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	base = rut.at.hidden("base")
	form = {"steg": "hyran", "hem": name}
	desk.send("/erbjud-bostad", **form, do="next", base=base, **{**RENT, "rent": "4800"})
	unread = {**RENT, "rent": "6000", "deposit": "two rents"}
	page = rut.at.send("/erbjud-bostad", **form, do="later", base=base, **unread)
	assert "Changed in two places" in page
	assert (rut.at.hidden("rent"), rut.at.hidden("deposit")) == ("6000", "two rents")


def test_whoever_rents_says_why_no_consent_is_needed(rut):
	name = fill_in(rut.at)
	frappe.db.set_value("Listing", name, {"tenure": "Rental flat", "consent_reason": None})
	frappe.db.commit()
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	page = rut.at.send("/erbjud-bostad", hem=name, steg="skicka", data_notice_given="1")
	assert "If no consent is needed, why?" in page.split('id="lacking"')[1].split("</div>")[0]
	frappe.db.rollback()
	assert frappe.db.get_value("Listing", name, "stage") == "Draft"


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


def test_whoever_goes_back_in_the_browser_changes_their_answer_and_is_asked_nothing(rut, http):
	"""The page that the browser shows then is the one from before, with the mark and the word of that time."""
	rut.at.get("/erbjud-bostad?steg=bostaden")
	begun = {"steg": "bostaden", "do": "next", "once": rut.at.hidden("once"), **HOME}
	for places in ("4", "3"):
		page = rut.at.send("/erbjud-bostad", **{**begun, "places": places})
		assert "Changed in two places" not in page
	(draft,) = listings_of(rut.record)
	assert draft.places == 3
	rut.at.get(f"/erbjud-bostad?hem={draft.name}&steg=hyran")
	sent = {"steg": "hyran", "hem": draft.name, "do": "next", **RENT}
	sent |= {name: rut.at.hidden(name) for name in ("base", "once")}
	for rent in ("4500", "4800"):
		assert "Changed in two places" not in rut.at.send("/erbjud-bostad", **{**sent, "rent": rent})
	assert listings_of(rut.record)[0].rent == 4800
	changes_elsewhere(Visitor(http(rut.user)), draft.name, "5000")
	assert "Changed in two places" in rut.at.send("/erbjud-bostad", **{**sent, "rent": "4700"})
	assert listings_of(rut.record)[0].rent == 5000


def changes_elsewhere(device, name: str, rent: str) -> None:
	device.get(f"/erbjud-bostad?hem={name}&steg=hyran")
	base = device.hidden("base")
	device.send("/erbjud-bostad", steg="hyran", hem=name, do="next", base=base, **{**RENT, "rent": rent})


def test_the_same_holds_by_rest(rut):
	home = {"kind": "Room", "locality": "Vansbro", "house_rules": "=1+1", "address_line": "@SUM(1)"}
	sent = rut.at.session.post("/api/resource/Listing", json=home)
	assert sent.ok, sent.text
	(kept,) = listings_of(rut.record)
	assert (kept.house_rules, kept.address_line) == ("1+1", "SUM(1)")


def test_ten_megabytes_of_text_are_refused_and_not_sent_back(rut):
	name = fill_in(rut.at)
	page = rut.at.send("/erbjud-bostad", steg="passar", hem=name, do="next", house_rules=TEN_MEGABYTES)
	is_refused(page, "Write at most 2000 characters")
	assert not listings_of(rut.record)[0].house_rules
