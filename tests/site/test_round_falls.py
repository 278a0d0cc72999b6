"""Dropping a proposal: who would move is told before anything is written."""

import frappe
import pytest
from factories import CLEARED, CONTROLLER, OFFICER, acting_as, make, make_user
from round_help import done, proposals

from oppna_ditt_hem import matching_runs

FAMILY = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]


def effect(proposal, *roles: str) -> list[str]:
	with acting_as(make_user(*(roles or (OFFICER,)))):
		return matching_runs.drop_effect(proposal.name)


@pytest.fixture
def market():
	"""One home for two households: the family gets it, and a person alone is left."""
	home = make.listing("Approved", places=2)
	family, alone = make.applicant("Seeking", members=FAMILY), make.applicant("Seeking")
	(proposal,) = proposals(done())
	return frappe._dict(home=home, family=family, alone=alone, proposal=proposal)


def test_it_is_told_who_gets_the_home_and_how_many_fewer_people_are_housed(market):
	lead, left, gets = effect(market.proposal)
	assert lead == "Without this pair the best round of today would house 1 fewer people."
	assert left == f"{market.family.title} would be left without a home."
	assert gets == f"{market.alone.title}, who is left without today, would get {market.home.title}."


def test_it_is_told_of_today_and_changes_nothing(market):
	frappe.db.set_value("Applicant", market.alone.name, "stage", "Dormant")
	lead, left = effect(market.proposal)
	assert "house 2 fewer people" in lead and market.family.title in left
	frappe.db.set_value("Applicant", market.family.name, "stage", "Dormant")
	(only,) = effect(market.proposal)
	assert "can't be told" in only


def test_a_protected_household_is_no_part_of_what_an_uncleared_officer_is_told(market):
	protected = make.applicant("Seeking", members=FAMILY, protection="Sekretessmarkering")
	assert not any(protected.title in text for text in effect(market.proposal))
	assert any(protected.title in text for text in effect(market.proposal, OFFICER, CLEARED))


def test_who_may_not_decide_is_told_nothing(market):
	for role in ("Auditor", CONTROLLER, "Landlord", "Housing Administrator"):
		with pytest.raises(frappe.PermissionError):
			effect(market.proposal, role)
