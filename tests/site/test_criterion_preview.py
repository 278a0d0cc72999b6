"""What a change would do with the market of the day, by name, before anything is saved."""

import frappe
import pytest
from criteria_rows import ADMINISTRATOR, FAMILY, SCHOOL, as_administrator, built_in, change
from factories import CLEARED, acting_as, make, make_user
from frappe.utils import add_days, nowdate

from oppna_ditt_hem.criteria import api

BOTH = (ADMINISTRATOR, CLEARED)


def preview(name=None, role=(ADMINISTRATOR,), **changes):
	with acting_as(make_user(*role)):
		doc = frappe.get_doc("Matching Criterion", name).as_dict() if name else {"__islocal": 1, "active": 1}
		return api.preview(frappe.as_json({**doc, **changes}))


@pytest.fixture
def market():
	"""A flat with a school for a family, a cottage without one, and a person who fits in both."""
	make.locality("Nås")
	frappe.db.set_value("Locality", make.locality("Vansbro"), "has_school", 0)
	frappe.db.set_value("Locality", "Nås", "has_school", 1)
	return frappe._dict(
		flat=make.listing("Approved", locality="Nås", rooms=3),
		small=make.listing("Approved", locality="Vansbro", places=2, rooms=1),
		family=make.applicant("Seeking", members=FAMILY * 2),
		alone=make.applicant("Seeking"),
	)


def test_who_loses_the_last_home_is_named_and_nothing_is_saved(market):
	found = preview(built_in("overcrowding"), parameters='{"people_per_room": 1}')

	assert found["pairs"]["lost"] == {"count": 1, "rows": [[market.family.name, market.flat.name]]}
	assert found["last_homes"]["lost"] == {"count": 1, "rows": [[market.family.name, 1]]}
	assert found["last_homes"]["gained"]["count"] == found["pairs"]["gained"]["count"] == 0
	assert found["last_households"]["lost"]["count"] == 0
	assert (found["homeless_before"], found["homeless_after"]) == (0, 1)
	assert (found["pairs_before"], found["pairs_after"]) == (3, 2)
	assert found["titles"]["households"] == {market.family.name: market.family.title}
	assert found["titles"]["listings"] == {market.flat.name: market.flat.title}
	saved = frappe.db.get_value("Matching Criterion", built_in("overcrowding"), "parameters")
	assert saved == '{"people_per_room": 2}'


def test_a_new_criterion_is_previewed_before_it_has_been_saved(market):
	found = preview(**{**SCHOOL, "expression": "listing.locality_has_school"})
	assert found["last_households"]["lost"]["rows"] == [[market.small.name, 1]]
	assert found["pairs"]["lost"]["rows"] == [[market.alone.name, market.small.name]]
	assert not frappe.db.exists("Matching Criterion", SCHOOL["criterion_name"])


def test_switching_a_rule_off_gives_homes_back(market):
	change(built_in("overcrowding"), parameters='{"people_per_room": 1}')
	found = preview(built_in("overcrowding"), active=0)
	assert found["last_homes"]["gained"]["rows"] == [[market.family.name, 1]]
	assert not found["used"]


def test_a_preference_tells_whose_best_home_is_another_and_what_moves(market):
	rule = {"kind": "Preference", "source": "Expression", "weight": 500}
	found = preview(**rule, criterion_name="Large homes", expression="1 if listing.rooms != 1 else 0")
	((household, before, score, after, new_score),) = found["best"]["rows"]
	assert (household, before, after) == (market.alone.name, market.small.name, market.flat.name)
	assert 0 < score < 100 and new_score > 80
	assert found["moved"]["count"] == 3 and not found["pairs"]["lost"]["count"]
	opposite = preview(**rule, criterion_name="Small homes", expression="1 if listing.rooms == 1 else 0")
	assert not opposite["best"]["count"] and opposite["moved"]["count"] == 3


def test_nothing_changes_where_nothing_is_changed(market):
	found = preview(built_in("overcrowding"), explanation="Another text")
	assert found["changes_nothing"] and found["used"]
	assert (found["households"], found["listings"], found["day"]) == (2, 2, nowdate())


def test_nobody_to_compare_is_said_and_not_an_error():
	found = preview(built_in("overcrowding"), parameters='{"people_per_room": 1}')
	assert found["changes_nothing"] and (found["households"], found["listings"]) == (0, 0)


def test_a_criterion_that_begins_later_is_seen_on_its_first_day(market):
	later = add_days(nowdate(), 30)
	found = preview(**{**SCHOOL, "expression": "listing.locality_has_school"}, valid_from=later)
	assert (found["day"], found["used"]) == (later, True)
	assert found["pairs"]["lost"]["count"] == 1
	past = preview(
		**{**SCHOOL, "expression": "listing.locality_has_school"}, valid_to=add_days(nowdate(), -1)
	)
	assert past["changes_nothing"] and not past["used"]


def test_who_holds_a_home_is_not_in_the_market(market):
	make.placement("Moved In", listing=market.small, applicant=market.alone)
	found = preview(built_in("overcrowding"), parameters='{"people_per_room": 1}')
	assert (found["households"], found["pairs_before"]) == (1, 1)


def test_a_protected_household_is_neither_named_nor_counted_for_who_is_not_cleared(market):
	hidden = make.applicant("Seeking", members=FAMILY * 2, protection="Skyddad folkbokföring")
	stricter = {"parameters": '{"people_per_room": 1}'}

	found = preview(built_in("overcrowding"), **stricter)
	assert (found["households"], found["pairs"]["lost"]["count"], found["homeless_after"]) == (2, 1, 1)
	assert hidden.name not in frappe.as_json(found) and hidden.title not in frappe.as_json(found)

	cleared = preview(built_in("overcrowding"), BOTH, **stricter)
	assert (cleared["households"], cleared["pairs"]["lost"]["count"]) == (3, 2)
	assert hidden.name in cleared["titles"]["households"]


def test_what_the_form_sends_beside_its_fields_is_not_taken(market):
	with as_administrator():
		doc = frappe.get_doc("Matching Criterion", built_in("overcrowding")).as_dict()
		found = api.preview({**doc, "criterion_name": "Another", "doctype": "User", "owner": "Guest"})
	assert found["changes_nothing"]
