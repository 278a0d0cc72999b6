"""A document that is not the user's own is reached by no route."""

import frappe
from factories import make
from hole_words import ADDRESS, FAMILY, names
from permission_routes import ROUTES, Secret, shown_by


def test_another_landlords_home_is_reached_by_no_route(landlord, elsewhere, cleared):
	secret = Secret("Listing", elsewhere.name, "address_line", ADDRESS)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(landlord.session, secret) == set()


def test_a_protected_household_is_reached_by_no_route(protected, officer, cleared):
	secret = Secret("Applicant", protected.name, "household_name", FAMILY)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(officer, secret) == set()


PLACE = "The mill by the stream"


def test_a_protected_households_stay_is_reached_by_no_route(landlord, protected, officer, cleared):
	home = make.listing("Approved", landlord=landlord.record)
	stay = make.placement("Offered", listing=home, applicant=protected, meeting_place=PLACE)
	frappe.db.commit()
	secret = Secret("Placement", stay.name, "meeting_place", PLACE)
	assert shown_by(cleared, secret) == set(ROUTES)
	assert shown_by(officer, secret) == set()
	assert shown_by(landlord.session, secret) == set()


def test_a_proposal_is_not_yet_the_landlords_to_see(landlord):
	home = make.listing("Approved", landlord=landlord.record)
	proposed = make.placement("Proposed", listing=home)
	withdrawn = make.placement("Withdrawn", listing=home)
	offered = make.placement("Offered", listing=home)
	frappe.db.commit()
	assert names(landlord.session.get("/api/resource/Placement")) == [offered.name]
	for hidden in (proposed, withdrawn):
		assert landlord.session.get(f"/api/resource/Placement/{hidden.name}").status_code == 403


def test_a_household_reaches_its_own_offers_only(http, committed):
	user = make.user("Applicant")
	own = make.applicant("Seeking", user=user)
	mine, _other = make.placement("Offered", applicant=own), make.placement("Offered")
	frappe.db.commit()
	session = http(user)
	assert names(session.get("/api/resource/Applicant")) == [own.name]
	assert names(session.get("/api/resource/Placement")) == [mine.name]


def test_the_portal_role_adds_nothing_to_an_officers_view_and_takes_nothing(http, elsewhere):
	user = make.user("Housing Officer", "Landlord")
	frappe.db.commit()
	assert elsewhere.name in names(http(user).get("/api/resource/Listing", params={"limit": 0}))


def test_the_system_manager_has_no_access_to_cases(http, elsewhere):
	user = make.user("System Manager")
	frappe.db.commit()
	for doctype in ("Listing", "Applicant", "Placement", "Landlord", "Concern", "Grant"):
		assert http(user).get(f"/api/resource/{doctype}").status_code == 403
