"""What an override takes from the round: told to the manager before, kept on the placement afterwards."""

import frappe
import pytest
from factories import CLEARED, MANAGER, OFFICER, acting_as, make, make_user
from frappe.model.workflow import apply_workflow

from oppna_ditt_hem import matching_runs
from oppna_ditt_hem.refusals import OverrideNeededError
from oppna_ditt_hem.rounds import cost as override_cost
from oppna_ditt_hem.saying import for_all_readers

REASON = "The parish pays the difference"


@pytest.fixture
def placement():
	"""The only home is dear for the household that it was proposed for, and suits a family of two."""
	family = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]
	home = make.listing("Approved")
	make.applicant("Seeking", members=family)
	poor = make.applicant("Seeking", max_rent=1000)
	return make.placement("Proposed", listing=home, applicant=poor)


def cost(placement, role=MANAGER) -> dict:
	with acting_as(make_user(role)):
		return matching_runs.override_cost(placement.name)


def offer(placement, user: str):
	with acting_as(user):
		doc = frappe.get_doc("Placement", placement.name)
		doc.override_reason = REASON
		doc.save()
		return apply_workflow(doc, "Offer")


def test_the_manager_is_told_how_many_fewer_people_get_a_home(placement):
	found = cost(placement)

	assert (found["households"], found["people"]) == (0, 1)
	assert found["text"].startswith("Forcing this pair would leave the best round with 1 fewer people housed")


def test_a_pair_that_nobody_else_needs_costs_nothing():
	home = make.listing("Approved")
	alone = make.placement("Proposed", listing=home, applicant=make.applicant("Seeking", max_rent=1000))

	found = cost(alone)

	assert found["people"] <= 0
	assert found["text"] == "Forcing this pair takes nothing from the best round."


def test_what_the_manager_saw_is_kept_with_the_override(placement):
	cost(placement)
	lost = override_cost.loss(placement.applicant, placement.listing)

	offered = offer(placement, make_user(MANAGER))

	assert (offered.override_by, offered.override_reason) == (make_user(MANAGER), REASON)
	# In the language of everybody who reads it, whatever the manager's own is.
	assert offered.override_cost == override_cost.in_words(lost, for_all_readers)


def test_an_override_whose_cost_nobody_looked_at_keeps_none(placement):
	cost(placement)
	assert offer(placement, make_user(MANAGER, number=2)).override_cost is None


def test_no_client_writes_the_cost(placement):
	with acting_as(make_user(MANAGER)):
		doc = frappe.get_doc("Placement", placement.name)
		doc.override_cost = "Nothing at all"
		doc.save()
	assert frappe.db.get_value("Placement", placement.name, "override_cost") is None


def test_only_a_manager_overrides_and_asks_for_the_cost(placement):
	for role in (OFFICER, "Auditor", "Landlord", "Housing Administrator", CLEARED):
		with pytest.raises(frappe.PermissionError):
			cost(placement, role)
	with pytest.raises(OverrideNeededError):
		offer(placement, make_user(OFFICER))


def test_it_cannot_be_told_of_a_household_that_is_not_open(placement):
	frappe.db.set_value("Applicant", placement.applicant, "stage", "Dormant")
	found = cost(placement)
	assert found["people"] is None and "can't be told" in found["text"]


def test_a_protected_household_is_no_part_of_what_an_uncleared_manager_is_told(placement):
	family = [{"birth_year": 1985, "relation": "Head"}] * 4
	before = cost(placement)
	make.applicant("Seeking", members=family, protection="Sekretessmarkering")
	assert cost(placement) == before
	with acting_as(make_user(MANAGER, CLEARED)):
		assert matching_runs.override_cost(placement.name)["people"] > before["people"]
