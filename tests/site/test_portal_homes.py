"""My homes: where each stands, and what a landlord does there."""

import frappe
from factories import make
from portal_help import listings_of, picture

from oppna_ditt_hem.portal.offering import photos
from oppna_ditt_hem.portal.offering.photos import shrunk


def home(rut, stage: str, **values):
	doc = make.listing(stage, landlord=rut.record, **values)
	frappe.db.commit()
	return doc


def do(rut, doc, what: str, **more) -> str:
	rut.at.get("/mina-bostader")
	return rut.at.send("/mina-bostader", hem=doc.name, do=what, **more)


STANDING = {
	"Draft": ("Not sent in yet", "your turn"),
	"Submitted": ("We are looking through your offer", "our turn"),
	"Returned": ("Please say what the rent includes.", "your turn"),
	"Inspection": ("We want to see the home", "our turn"),
	"Approved": ("Approved and free", "our turn"),
	"Paused": ("Nobody is suggested for it", "your turn"),
	"Rejected": ("We can't broker this home", ""),
	"Closed": ("Withdrawn", ""),
}


def test_each_stage_says_where_it_stands_and_whose_turn_it_is(rut):
	homes = {stage: home(rut, stage).name for stage in STANDING}
	page = rut.at.get("/mina-bostader")
	for stage, (said, turn) in STANDING.items():
		card = page.split(f'id="{homes[stage]}"')[1].split("</section>")[0]
		assert said in card, stage
		assert (f"It is {turn}" in card) if turn else ("It is" not in card), stage


def test_a_home_is_confirmed_paused_taken_up_and_withdrawn(rut):
	doc = home(rut, "Approved")
	frappe.db.set_value(
		"Listing", doc.name, {"last_confirmed_on": "2026-01-01", "availability": "Needs Confirmation"}
	)
	frappe.db.commit()
	assert "Is it still free?" in rut.at.get("/mina-bostader")
	assert "stays among those" in do(rut, doc, "confirm")
	(kept,) = listings_of(rut.record)
	assert str(kept.last_confirmed_on) == frappe.utils.nowdate() and kept.availability == "Free"
	for what, stage in (
		("pause", "Paused"),
		("pause", "Paused"),
		("resume", "Approved"),
		("withdraw", "Closed"),
		("withdraw", "Closed"),
	):
		do(rut, doc, what, reason="Sold")
		assert listings_of(rut.record)[0].stage == stage
	assert listings_of(rut.record)[0].close_reason == "Sold"
	log = frappe.get_all(
		"Stage Log", {"reference_name": doc.name, "to_stage": "Closed"}, ["changed_via", "changed_by"]
	)
	assert [(row.changed_via, row.changed_by) for row in log] == [("Portal", rut.user)]


def test_a_home_that_was_withdrawn_is_offered_anew_with_all_that_was_said_of_it(rut):
	doc = home(rut, "Closed", kind="Cottage", address_line="Uvstigen 19")
	rut.at.get("/mina-bostader")
	once = rut.at.hidden("once")
	for _press in range(2):
		assert "Uvstigen 19" in rut.at.send("/erbjud-bostad", hem=doc.name, do="again", once=once)
	before, anew = listings_of(rut.record)
	kept = (before.kind, before.rent, before.places, before.address_line)
	assert (anew.kind, anew.rent, anew.places, anew.address_line) == kept
	assert (before.stage, anew.stage) == ("Closed", "Draft")
	rut.at.get("/mina-bostader")
	rut.at.send("/erbjud-bostad", hem=anew.name, do="again", once=rut.at.hidden("once"))
	assert rut.at.status == 404 and len(listings_of(rut.record)) == 2


def test_the_photos_of_a_home_come_along_and_stay_when_the_earlier_offer_is_deleted(rut):
	doc = home(rut, "Draft")
	for colour in ("#101080", "#208020"):
		photos.add(doc, shrunk(picture(90, 60, colour=colour)))
	doc.save()
	doc.db_set({"stage": "Closed", "workflow_state": "Closed"})
	frappe.db.commit()
	rut.at.get("/mina-bostader")
	once = rut.at.hidden("once")
	for _press in range(2):
		rut.at.send("/erbjud-bostad", hem=doc.name, do="again", once=once)
	before, anew = listings_of(rut.record)
	addresses = [row.image for row in anew.photos]
	assert addresses == [row.image for row in before.photos] and len(addresses) == 2
	frappe.delete_doc("Listing", before.name, force=True)
	frappe.db.commit()
	for address in addresses:
		assert rut.at.session.get(address).headers["Content-Type"] == "image/jpeg"


def test_a_home_whose_last_day_has_passed_says_so(rut):
	doc = home(rut, "Approved")
	doc.db_set({"available_to": "2026-01-31", "availability": "Not Available"})
	frappe.db.commit()
	page = rut.at.get("/mina-bostader")
	assert "31 January 2026, has passed" in page and "It is your turn" in page


def test_a_room_says_of_which_home_it_is(rut):
	whole = home(rut, "Approved", kind="House", address_line="Granstigen 4")
	home(rut, "Draft", kind="Room", part_of=whole.name)
	assert f"(a room in your home: {whole.title})" in rut.at.get("/mina-bostader")


def test_a_landlord_says_why_in_their_own_words(rut):
	doc = home(rut, "Approved")
	page = rut.at.get("/mina-bostader")
	assert "I have changed my mind" in page and "Landlord changed their mind</span>" not in page
	do(rut, doc, "withdraw", reason="Landlord changed their mind")
	assert listings_of(rut.record)[0].close_reason == "Landlord changed their mind"


def test_what_has_been_sent_is_changed_only_where_it_may_be(rut):
	doc = home(rut, "Approved")
	do(rut, doc, "change", house_rules="Inga skor inne", rent="1", stage="Closed", address_line="Elsewhere 1")
	(kept,) = listings_of(rut.record)
	assert (kept.house_rules, kept.rent, kept.stage, kept.address_line) == (
		"Inga skor inne",
		5200,
		"Approved",
		"Granstigen 4",
	)
	assert kept.availability == "Free" and kept.modified_by == rut.user
	assert "not possible now" in do(rut, home(rut, "Draft"), "change", house_rules="x")


def test_a_home_that_somebody_holds_is_not_withdrawn(rut):
	doc = home(rut, "Approved")
	make.placement("Offered", listing=doc)
	frappe.db.commit()
	page = do(rut, doc, "withdraw")
	assert 'role="alert"' in page and listings_of(rut.record)[0].stage == "Approved"


def test_a_worry_about_a_home_is_not_told(rut):
	doc = home(rut, "Approved")
	frappe.db.set_value("Listing", doc.name, {"stopped": 1, "availability": "Not Available"})
	frappe.db.commit()
	page = rut.at.get("/mina-bostader")
	assert "Not offered just now" in page and "worry" not in page.lower() and "stopped" not in page.lower()


def test_own_data_is_seen_corrected_and_downloaded(rut):
	home(rut, "Approved")
	other = make.landlord(landlord_name="Kerstin Qvarnberg")
	frappe.db.commit()
	assert 'value="Rut Uvberg"' in rut.at.get("/mina-uppgifter")
	rut.at.send(
		"/mina-uppgifter",
		landlord_name="Rut Uvberg Ek",
		mobile="070-174 06 34",
		vetting_status="Passed",
		user=other.name,
	)
	frappe.db.rollback()
	kept = frappe.db.get_value("Landlord", rut.record, ["landlord_name", "vetting_status", "user"])
	assert kept == ("Rut Uvberg Ek", "Not Started", rut.user)
	mine = rut.at.session.get("/api/method/oppna_ditt_hem.portal.own_data.download").json()
	assert [row["landlord_name"] for row in mine["Landlord"]] == ["Rut Uvberg Ek"] and len(
		mine["Listing"]
	) == 1
	assert not {"vetting_status", "smoke_alarm", "inspected_on"} & {*mine["Landlord"][0], *mine["Listing"][0]}


def test_asking_twice_to_have_it_deleted_is_one_task(rut):
	make.user("Housing Manager")
	rut.at.get("/mina-uppgifter")
	for _press in range(2):
		assert "answer within a month" in rut.at.send("/mina-uppgifter", do="delete")
	frappe.db.rollback()
	given = frappe.get_all("ToDo", {"reference_name": rut.record}, pluck="allocated_to", order_by="name")
	assert given and len(given) == len(set(given))
