"""The officer's search and proposal."""

import json

import frappe
import pytest
from factories import CLEARED, CONTROLLER, OFFICER, acting_as, filling, make, make_user
from frappe.model.workflow import apply_workflow
from frappe.utils import add_days, getdate, nowdate

from oppna_ditt_hem import brokerage
from oppna_ditt_hem.brokerage import AlreadyProposedError
from oppna_ditt_hem.refusals import StageRuleError

FAMILY = [{"birth_year": 1985, "relation": "Head"}, {"birth_year": 2015, "relation": "Child"}]


@pytest.fixture
def officer():
	with acting_as(make_user(OFFICER)) as user:
		yield user


def names(found: dict, field: str) -> list[str]:
	return [card[field] for card in found["cards"]]


def search_homes(applicant, role=OFFICER) -> dict:
	with acting_as(make_user(role)):
		return brokerage.find_homes(applicant.name)


def search_households(listing, role=OFFICER) -> dict:
	with acting_as(make_user(role)):
		return brokerage.find_households(listing.name)


def proposal(applicant, listing, role=OFFICER, **values):
	with acting_as(make_user(role)):
		return brokerage.propose(applicant.name, listing.name, **values)["placement"]


def test_the_best_home_comes_first_with_its_reasons_in_words():
	make.locality("Nås")
	wished = make.listing("Approved", locality="Nås")
	other = make.listing("Approved")
	applicant = make.applicant("Seeking", wished_localities=[{"locality": "Nås"}], max_rent=6000)

	found = search_homes(applicant)

	assert names(found, "listing") == [wished.name, other.name]
	best, second = found["cards"]
	assert best["score"] > second["score"]
	said = {reason["key"]: reason for reason in best["reasons"]}
	assert said["wished_locality"]["state"] == "met"
	assert said["wished_locality"]["text"] == "Nås is one of the household's wished localities."
	assert said["places"]["kind"] == "Requirement"
	assert best["title"] == wished.title and best["rent"] == wished.rent
	assert frappe.parse_json(frappe.as_json(found))["cards"][0]["listing"] == wished.name


def test_only_approved_homes_that_are_free_are_proposed():
	free = make.listing("Approved")
	inspected = make.listing("Inspection")
	paused = make.listing("Paused")
	held = make.placement("Offered").listing

	found = search_homes(make.applicant("Seeking"))

	assert names(found, "listing") == [free.name]
	assert not {inspected.name, paused.name, held} & set(names(found, "listing"))


def test_a_room_is_not_proposed_while_its_home_is_let_though_the_home_is_no_candidate():
	whole = make.listing("Approved", kind="House")
	room = make.listing("Approved", kind="Room", part_of=whole, landlord=whole.landlord, places=1)
	make.placement("Offered", listing=whole)
	with acting_as(make_user(OFFICER)):
		apply_workflow(frappe.get_doc("Listing", whole.name), "Pause")

	assert room.name not in names(search_homes(make.applicant("Seeking")), "listing")


def test_a_search_is_kept_with_its_rules_and_counts_but_proposes_nothing():
	make.listing("Approved")
	applicant = make.applicant("Seeking")

	found = search_homes(applicant)

	run = frappe.get_doc("Matching Run", found["run"])
	assert (run.kind, run.status, run.applicant) == ("Search", "Done", applicant.name)
	assert (run.households, run.listings, run.proposals) == (1, found["searched"], len(found["cards"]))
	assert {row["rule"] for row in json.loads(run.rule_set)} >= {"places", "rent_ceiling"}
	assert not frappe.db.count("Match Proposal")
	assert not frappe.db.count("Placement")


@pytest.fixture
def one_shown():
	frappe.db.set_single_value("Matching Settings", "proposals_shown", 1)
	yield
	# Neither rolling back nor clearing the cache makes the connection forget a single value.
	frappe.db.value_cache.pop("Matching Settings", None)


def test_the_limit_is_the_askers_or_the_setting(officer, one_shown):
	for _number in range(3):
		make.listing("Approved")
	applicant = make.applicant("Seeking").name

	assert len(brokerage.find_homes(applicant)["cards"]) == 1
	assert len(brokerage.find_homes(applicant, limit=2)["cards"]) == 2
	assert brokerage.shown(10_000) == brokerage.MOST_SHOWN


def test_with_nothing_possible_it_says_which_single_requirement_would_open_how_many():
	dear = make.listing("Approved", rent=9000)
	applicant = make.applicant("Seeking", max_rent=2000)

	found = search_homes(applicant)

	assert found["cards"] == []
	relaxations = found["why_not"]["relaxations"]
	assert [(row["opens"], row["examples"]) for row in relaxations] == [
		(1, [{"name": dear.name, "title": dear.title}])
	]
	assert found["why_not"]["nearest"]["listing"] == dear.name
	assert not found["why_not"]["nearest"]["possible"]


def test_with_no_approved_home_the_answer_is_empty_and_says_so():
	found = search_homes(make.applicant("Seeking"))

	assert (found["cards"], found["searched"]) == ([], 0)
	assert found["why_not"]["text"] == "There are no homes to choose from."


def test_households_with_an_offer_or_a_home_are_left_out_and_counted():
	listing = make.listing("Approved")
	waiting = make.applicant("Seeking")
	make.placement("Offered")
	make.placement("Moved In")
	make.applicant("Ready")

	found = search_households(listing)

	assert names(found, "applicant") == [waiting.name]
	assert (found["left_out"], found["searched"]) == (2, 1)


def test_a_protected_household_is_found_by_the_cleared_only_and_not_even_counted():
	listing = make.listing("Approved")
	seen = make.applicant("Seeking")
	hidden = make.applicant("Seeking", protection="Sekretessmarkering")

	officers = search_households(listing)
	cleared = search_households(listing, role=CLEARED)

	assert names(officers, "applicant") == [seen.name]
	assert (officers["searched"], officers["left_out"]) == (1, 0)
	assert hidden.name not in frappe.as_json(officers)
	assert set(names(cleared, "applicant")) == {seen.name, hidden.name}
	assert hidden.household_name not in frappe.as_json(cleared)
	with acting_as(make_user(OFFICER)), pytest.raises(frappe.PermissionError):
		brokerage.find_homes(hidden.name)


@pytest.mark.parametrize(
	"role", [CONTROLLER, "Auditor", "Housing Administrator", "Concern Handler", "Landlord", "Applicant"]
)
def test_who_may_not_propose_may_not_search_and_leaves_no_trace(role):
	listing, applicant = make.listing("Approved"), make.applicant("Seeking")
	user = make_user(role)
	make.own(listing, role, user)
	make.own(applicant, role, user)

	with acting_as(user):
		for call in (
			lambda: brokerage.find_homes(applicant.name),
			lambda: brokerage.find_households(listing.name),
			lambda: brokerage.propose(applicant.name, listing.name),
		):
			with pytest.raises(frappe.PermissionError):
				call()
	assert not frappe.db.count("Matching Run") and not frappe.db.count("Placement")


def test_a_proposal_is_a_placement_that_holds_nothing_yet_and_keeps_why():
	listing = make.listing("Approved", available_from=add_days(nowdate(), 40))
	applicant = make.applicant("Seeking", wanted_from=add_days(nowdate(), 10))
	run = search_homes(applicant)["run"]

	name = proposal(applicant, listing, matching_run=run)

	placement = frappe.get_doc("Placement", name)
	assert (placement.stage, placement.owner) == ("Proposed", make_user(OFFICER))
	assert getdate(placement.from_date) == getdate(add_days(nowdate(), 40))
	assert frappe.db.get_value("Listing", listing.name, "availability") == "Free"
	kept = frappe.get_doc("Match Proposal", placement.match_proposal)
	assert (kept.placement, kept.matching_run, kept.status) == (name, run, "Proposed")
	assert "places" in {reason["key"] for reason in json.loads(kept.reasons)}


def test_the_officer_chooses_the_first_day():
	listing, applicant = make.listing("Approved"), make.applicant("Seeking")

	name = proposal(applicant, listing, from_date=add_days(nowdate(), 70))

	assert getdate(frappe.db.get_value("Placement", name, "from_date")) == getdate(add_days(nowdate(), 70))


def test_a_pair_is_proposed_once_until_it_came_to_nothing():
	listing, applicant = make.listing("Approved"), make.applicant("Seeking")
	first = proposal(applicant, listing)

	with pytest.raises(AlreadyProposedError, match=first):
		proposal(applicant, listing)
	assert search_homes(applicant)["cards"][0]["placement"] == {"name": first, "stage": "Proposed"}

	with acting_as(make_user(OFFICER)):
		doc = frappe.get_doc("Placement", first)
		doc.update(filling("Placement", "Withdrawn")).save()
		apply_workflow(doc, "Withdraw")
	card = search_homes(applicant)["cards"][0]
	assert card["placement"] is None
	assert (card["earlier"]["name"], card["earlier"]["stage"]) == (first, "Withdrawn")
	assert proposal(applicant, listing) != first


@pytest.mark.parametrize(("listing", "applicant"), [("Inspection", "Seeking"), ("Approved", "Ready")])
def test_only_what_is_open_on_both_sides_is_proposed(listing, applicant):
	with pytest.raises(StageRuleError):
		proposal(make.applicant(applicant), make.listing(listing))


def test_reasons_are_todays_until_the_offer_freezes_them(officer):
	listing, applicant = make.listing("Approved"), make.applicant("Seeking", members=FAMILY, max_rent=6000)
	name = brokerage.propose(applicant.name, listing.name)["placement"]

	assert rent_reason(name) == (False, "met")
	frappe.db.set_value("Listing", listing.name, "rent", 9000)
	assert rent_reason(name) == (False, "broken")
	assert brokerage.reasons_for(name)["blocked"]

	frappe.db.set_value("Listing", listing.name, "rent", 5000)
	apply_workflow(frappe.get_doc("Placement", name), "Offer")
	frappe.db.set_value("Listing", listing.name, "rent", 9000)
	assert rent_reason(name) == (True, "met")


def rent_reason(placement: str) -> tuple[bool, str]:
	found = brokerage.reasons_for(placement)
	return found["frozen"], next(row["state"] for row in found["reasons"] if row["key"] == "rent_ceiling")


def test_a_landlord_reads_no_reasons_of_their_own_placement():
	placement = make.placement("Offered")
	user = make_user("Landlord")
	frappe.db.set_value("Landlord", placement.landlord, "user", user)

	with acting_as(user), pytest.raises(frappe.PermissionError):
		brokerage.reasons_for(placement.name)


def test_over_http_a_search_is_posted_by_a_login_with_the_right_types(http, committed):
	applicant = make.applicant("Seeking").name
	make.listing("Approved")
	officer = make_user(OFFICER)
	frappe.db.commit()
	url = "/api/method/oppna_ditt_hem.brokerage.find_homes"

	assert http(officer).post(url, json={"applicant": applicant}).json()["message"]["cards"]
	assert http(officer).get(url, params={"applicant": applicant}).status_code == 403
	assert http().post(url, json={"applicant": applicant}).status_code == 403
	wrong = http(officer).post(url, json={"applicant": {"name": ["like", "%"]}})
	assert (wrong.status_code, wrong.json()["exc_type"]) == (417, "FrappeTypeError")
