"""What the search shows beside the ranking: where points come from, what to ask, the map, narrowing, and more of it."""

import frappe
import pytest
from factories import CLEARED, OFFICER, acting_as, make, make_user
from frappe.utils import add_days, nowdate

from oppna_ditt_hem import asking, brokerage
from oppna_ditt_hem.matching.catalogue import RULES
from oppna_ditt_hem.matching.tables import Households, Listings

COUPLE = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 1986, "relation": "Partner"}]


@pytest.fixture(autouse=True)
def officer():
	with acting_as(make_user(OFFICER)) as user:
		yield user


def homes(applicant, **asked) -> dict:
	return brokerage.find_homes(applicant.name, **asked)


def names(found: dict) -> list[str]:
	return [card["name"] for card in found["cards"]]


def test_the_parts_of_the_score_add_up_to_it_fit_and_priority_apart():
	make.listing("Approved", rent=4000)
	applicant = make.applicant(
		"Seeking",
		max_rent=6000,
		must_receive_by=add_days(nowdate(), 20),
		registered_on=add_days(nowdate(), -90),
	)

	(card,) = homes(applicant)["cards"]

	fit, priority = card["parts"]
	assert (fit["aspect"], priority["aspect"]) == ("fit", "priority")
	assert fit["points"] + priority["points"] == pytest.approx(card["score"], abs=0.05)
	assert fit["most"] + priority["most"] == pytest.approx(100, abs=0.05)
	for aspect in (fit, priority):
		assert sum(part["points"] for part in aspect["parts"]) == pytest.approx(aspect["points"], abs=0.05)
		assert all(0 <= part["points"] <= part["most"] + 0.01 for part in aspect["parts"])
	assert "Wait" in {part["criterion"] for part in priority["parts"]}
	assert fit["points"] / fit["most"] * 100 == pytest.approx(card["fit"], abs=0.1)


def test_a_criterion_is_explained_in_the_administrators_words():
	frappe.db.set_value("Matching Criterion", {"rule": "places"}, "explanation", "As many beds as people.")
	make.listing("Approved")

	(card,) = homes(make.applicant("Seeking"))["cards"]

	said = {reason["key"]: reason for reason in card["reasons"]}
	assert said["places"]["explanation"] == "As many beds as people."
	assert said["rent_ceiling"]["explanation"].startswith("The rent per month")


def test_what_is_unknown_says_whom_to_ask_and_only_that():
	make.listing("Approved", rent=4000)
	applicant = make.applicant("Seeking", members=COUPLE)

	def asked() -> dict[str, list[str]]:
		(card,) = homes(applicant)["cards"]
		return {reason["key"]: reason["ask"] for reason in card["reasons"] if reason["ask"]}

	first = asked()
	assert first["rent_ceiling"] == ["Ask the household for the highest rent it can pay."]
	assert "Ask the landlord how many rooms the home has." in first["overcrowding"]
	with acting_as("Administrator"):
		frappe.get_doc("Applicant", applicant.name).update({"max_rent": 6000}).save()
	assert "rent_ceiling" not in asked()


def test_every_question_is_about_a_rule_and_a_column_there_is():
	tables = {asking.LANDLORD: Listings, asking.HOUSEHOLD: Households}
	for key, questions in asking.QUESTIONS.items():
		assert key in RULES
		for question in questions:
			table = tables.get(question.whom)
			assert table is None or question.column in table.__dataclass_fields__


def test_a_rule_that_can_be_unknown_has_a_question_of_its_own():
	"""Those without one are always known: what they read can't be empty."""
	always_known = {"vacant", "period", "length_of_stay", "long_stay", "scarce_home", "near_services"}
	always_known |= {"must_receive_by", "current_housing_ends", "children", "broke_down"}
	assert set(RULES) - set(asking.QUESTIONS) <= always_known


def test_a_scarce_home_says_what_it_costs_to_give_it_to_others():
	make.listing("Approved", step_free=1, wheelchair_accessible=1, places=1)
	plain = make.applicant("Seeking")

	(card,) = homes(plain)["cards"]

	(text,) = card["scarce"]
	assert text.startswith("The home is accessible, and the household doesn't need that. That costs ")
	with acting_as("Administrator"):
		frappe.get_doc("Applicant", plain.name).update({"needs_step_free": 1}).save()
	(card,) = homes(plain)["cards"]
	assert card["scarce"] == []


def test_more_are_shown_without_repeating_any_and_belong_to_the_same_search():
	for number in range(5):
		make.listing("Approved", rent=3000 + number)
	applicant = make.applicant("Seeking", max_rent=6000)

	first = homes(applicant, limit=2)
	second = homes(applicant, limit=2, start=2)
	last = homes(applicant, limit=2, start=4)

	assert (first["more"], second["more"], last["more"]) == (True, True, False)
	assert names(first) + names(second) + names(last) == names(homes(applicant, limit=5))
	assert first["run"] and second["run"] is None
	assert frappe.db.count("Matching Run") == 2


def test_the_search_is_narrowed_by_place_and_kind_and_stays_in_order():
	make.locality("Nås")
	flat = make.listing("Approved", locality="Nås")
	room = make.listing("Approved", kind="Room", locality="Nås", places=1)
	other = make.listing("Approved")
	applicant = make.applicant("Seeking", accepts_shared_home=1)

	everything = homes(applicant)
	assert everything["choices"] == {"locality": ["Nås", "Vansbro"], "kind": ["Room", "Flat"]}
	in_nas = homes(applicant, locality="Nås")
	assert set(names(in_nas)) == {flat.name, room.name} and in_nas["searched"] == 2
	assert names(in_nas) == [name for name in names(everything) if name != other.name]
	assert names(homes(applicant, locality="Nås", kind="Room")) == [room.name]
	assert homes(applicant, kind="House")["searched"] == 0
	assert homes(applicant, locality="' or 1=1 --")["searched"] == 0


def test_households_are_narrowed_by_wished_place_and_kind():
	make.locality("Nås")
	listing = make.listing("Approved")
	single = make.applicant("Seeking", wished_localities=[{"locality": "Nås"}, {"locality": "Vansbro"}])
	pair = make.applicant("Seeking", members=COUPLE)

	found = brokerage.find_households(listing.name)
	assert set(names(found)) == {single.name, pair.name}
	assert found["choices"] == {"locality": ["Nås", "Vansbro"], "kind": ["Single", "Couple"]}
	assert names(brokerage.find_households(listing.name, locality="Nås")) == [single.name]
	assert names(brokerage.find_households(listing.name, kind="Couple")) == [pair.name]


def test_the_map_has_the_homes_and_what_the_household_asks_for():
	for name, latitude, longitude in (("Nås", 60.4558, 14.4975), ("Äppelbo", 60.4859, 14.0139)):
		make.locality(name)
		frappe.db.set_value("Locality", name, {"latitude": latitude, "longitude": longitude})
	frappe.get_doc({"doctype": "Locality", "locality_name": "Somewhere"}).insert(ignore_permissions=True)
	for _number in range(2):
		make.listing("Approved", locality="Nås")
	make.listing("Approved", locality="Somewhere")
	applicant = make.applicant("Seeking", must_reach="Vansbro", wished_localities=[{"locality": "Äppelbo"}])

	points = {point["locality"]: point for point in homes(applicant)["map"]["points"]}

	assert set(points) == {"Nås", "Vansbro", "Äppelbo"}
	assert (points["Nås"]["free_places"], points["Nås"]["reach"], points["Nås"]["wished"]) == (
		2,
		False,
		False,
	)
	assert points["Vansbro"]["reach"] and points["Äppelbo"]["wished"]
	assert points["Äppelbo"]["x"] < points["Vansbro"]["x"] < points["Nås"]["x"]


def test_a_protected_household_is_in_nothing_that_the_uncleared_are_shown():
	for name in ("Nås", "Äppelbo"):
		make.locality(name)
	listing = make.listing("Approved")
	make.applicant("Seeking")
	values = {"must_reach": "Nås", "wished_localities": [{"locality": "Äppelbo"}]}
	hidden = make.applicant("Seeking", protection="Sekretessmarkering", **values)

	found = brokerage.find_households(listing.name)
	with acting_as(make_user(CLEARED)):
		cleared = brokerage.find_households(listing.name)

	text = frappe.as_json(found)
	assert not [word for word in (hidden.name, hidden.alias, "Nås", "Äppelbo") if word in text]
	assert hidden.name in frappe.as_json(cleared)
