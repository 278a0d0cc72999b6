"""Who tries and what they try to reach; one test file beside this for each way past the rules."""

import frappe
import pytest
from factories import make
from hole_words import ADDRESS, FAMILY


@pytest.fixture
def landlord(http, committed):
	"""A portal landlord, logged in, with a home of their own."""
	user = make.user("Landlord")
	record = make.landlord(user=user)
	home = make.listing(landlord=record)
	frappe.db.commit()
	return frappe._dict(session=http(user), user=user, record=record.name, home=home.name)


@pytest.fixture
def elsewhere(committed):
	"""Another landlord's home."""
	home = make.listing(address_line=ADDRESS, title=f"Room, {ADDRESS}")
	frappe.db.commit()
	return home


@pytest.fixture
def protected(committed):
	"""A protected household."""
	household = make.applicant(
		"Seeking",
		protection="Sekretessmarkering",
		household_name=FAMILY,
		members=[{"birth_year": 1985, "relation": "Head", "member_name": "Selma Zetterqvarn"}],
	)
	frappe.db.commit()
	return household


@pytest.fixture
def officer(http, committed):
	user = make.user("Housing Officer")
	frappe.db.commit()
	return http(user)


@pytest.fixture
def auditor(http, committed):
	user = make.user("Auditor")
	frappe.db.commit()
	return http(user)


@pytest.fixture
def cleared(http, committed):
	user = make.user("Housing Manager", "Protected Identity Officer")
	frappe.db.commit()
	return http(user)
