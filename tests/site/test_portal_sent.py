"""A home that has been offered: its landlord reads what they told, and offers a further room in it."""

import frappe
from portal_help import fill_in, listings_of, send_in


def test_what_was_sent_can_be_read(rut):
	name = fill_in(rut.at)
	send_in(rut.at, name, data_notice_given="1")
	told = rut.at.get("/mina-bostader").split("What you have told us")[1].split("</details>")[0]
	for words in ("5 200 kr", "Owned house", "Heating"):
		assert words in told.replace("\u00a0", " "), told


def test_another_room_takes_two_clicks(rut):
	name = fill_in(rut.at, kind="Room")
	send_in(rut.at, name, data_notice_given="1")
	rut.at.send("/erbjud-bostad", hem=name, do="room", once=rut.at.hidden("once"))
	assert "steg=skicka" in rut.at.url and "checked" in rut.at.page.split('name="data_notice_given"')[1][:60]
	rut.at.send("/erbjud-bostad", steg="skicka", hem=rut.at.hidden("hem"), data_notice_given="1")
	first, second = listings_of(rut.record)
	assert (second.stage, second.kind, second.rent) == ("Submitted", "Room", first.rent)
	assert second.address_line == first.address_line


def test_a_room_of_a_whole_home_has_neither_its_rent_nor_days_that_have_passed(rut):
	name = fill_in(rut.at, kind="House")
	values = {"rent": 7000, "deposit": 7000, "available_from": "2020-01-01", "house_rules": "No shoes"}
	frappe.db.set_value("Listing", name, values)
	frappe.db.commit()
	rut.at.get(f"/erbjud-bostad?hem={name}&steg=skicka")
	page = rut.at.send("/erbjud-bostad", hem=name, do="room", once="w1")
	frappe.db.rollback()
	house, room = listings_of(rut.record)
	assert (room.kind, room.part_of, room.address_line) == ("Room", name, house.address_line)
	assert (room.rent, room.deposit, room.available_from, room.house_rules) == (0, 0, None, "No shoes")
	assert "#rent" in page.split('id="lacking"')[1].split("</div>")[0]


def test_no_room_is_offered_of_a_home_that_is_let_whole(rut):
	name = fill_in(rut.at, kind="House")
	send_in(rut.at, name, data_notice_given="1")
	offers = 'value="room"'
	assert offers in rut.at.get("/mina-bostader")
	frappe.db.set_value("Listing", name, {"stage": "Approved", "availability": "Let"})
	frappe.db.commit()
	assert offers not in rut.at.get("/mina-bostader")
