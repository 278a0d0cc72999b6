"""What the page of a round shows, to whom, and in whose words."""

import json

import frappe
import pytest
from factories import CLEARED, CONTROLLER, MANAGER, OFFICER, acting_as, make, make_user
from round_help import done, field, proposals, start

from oppna_ditt_hem import matching_runs
from oppna_ditt_hem.rounds import page
from oppna_ditt_hem.rounds import pairs as pairs_of

ALL = (
	matching_runs.round_overview,
	matching_runs.round_proposals,
	lambda run: matching_runs.round_left(run, "households"),
	lambda run: matching_runs.round_left(run, "listings"),
)
READS = (OFFICER, MANAGER, CLEARED, "Auditor", "Housing Administrator")


@pytest.fixture
def market():
	"""Five households for three homes; one wants less rent than any costs, one needs what no home has."""
	make.locality("Nås")
	homes = [
		make.listing("Approved", places=4),
		make.listing("Approved", kind="Room", places=1, locality="Nås"),
		make.listing("Approved", kind="House", places=6, rent=6000, locality="Nås"),
	]
	poor, walking = make.applicant("Seeking", max_rent=1000), make.applicant("Seeking", needs_step_free=1)
	others = [make.applicant("Seeking") for _number in range(3)]
	return frappe._dict(homes=homes, poor=poor, walking=walking, others=others)


@pytest.fixture
def run(market) -> str:
	return done()


def ask(call, run: str, role: str = OFFICER, **values):
	with acting_as(make_user(role)):
		found = call(run, **values)
	json.dumps(found, default=str)
	return found


def test_the_overview_says_how_it_went_and_how_that_is_known(run):
	found = ask(matching_runs.round_overview, run)

	assert found["totals"] == {"households": 3, "people": 3, "score": found["totals"]["score"]}
	assert found["counts"] == {"households": 5, "listings": 3}
	assert found["certificate"].startswith("Proven: no other choice houses more people")
	assert found["policy"]["label"] == "House the most people" and found["policy"]["text"]
	assert found["tally"] == {"Open": 3}
	assert found["may"] == {"decide": True, "cancel": False, "start": True}
	assert found["beside"]["plain"]["people"] <= 3 and found["beside"]["sentences"]


def test_each_side_left_without_is_told_why_with_the_nearest_miss(run, market):
	households = ask(matching_runs.round_left, run, side="households")
	homes = ask(matching_runs.round_left, run, side="listings")

	rows = {row["name"]: row for row in households["rows"]}
	assert set(rows) == {market.poor.name, market.walking.name}
	assert (households["total"], households["told"], households["next"]) == (2, 2, None)
	poor = rows[market.poor.name]
	assert poor["title"] == market.poor.title and "requirement" in poor["text"]
	assert poor["nearest"]["name"] in {home.name for home in market.homes} and poor["nearest"]["broken"]
	assert any("Rent within the household's limit" in one["text"] for one in poor["relaxations"])
	assert households["obstacles"]
	assert (homes["rows"], homes["total"]) == ([], 0)


def test_a_large_list_comes_a_page_at_a_time(run, monkeypatch):
	monkeypatch.setattr(pairs_of, "PAGE", 2)
	first = ask(matching_runs.round_proposals, run)
	second = ask(matching_runs.round_proposals, run, start=first["next"])

	assert [len(part["rows"]) for part in (first, second)] == [2, 1]
	assert (first["next"], second["next"], first["total"]) == (2, None, 3)
	shown = [row["name"] for part in (first, second) for row in part["rows"]]
	assert shown == [row.name for row in proposals(run)]


def test_proposals_are_filtered_by_place_kind_size_and_status(run, market):
	whole = ask(matching_runs.round_proposals, run)
	assert whole["choices"]["locality"] == [
		{"value": "Nås", "label": "Nås", "count": 2},
		{"value": "Vansbro", "label": "Vansbro", "count": 1},
	]
	assert whole["choices"]["size"] == [{"value": "1", "label": "1", "count": 3}]

	rooms = ask(matching_runs.round_proposals, run, kind="Room")
	assert [row["listing"] for row in rooms["rows"]] == [market.homes[1].name]
	assert (rooms["found"], rooms["total"]) == (1, 3)
	assert ask(matching_runs.round_proposals, run, locality="Nås", kind="House")["found"] == 1
	assert ask(matching_runs.round_proposals, run, status="Dropped")["found"] == 0


def test_a_proposal_carries_its_reasons_and_what_became_of_it(run):
	first, second, third = ask(matching_runs.round_proposals, run)["rows"]
	with acting_as(make_user(OFFICER)):
		placement = matching_runs.approve([first["name"]])["done"][0]["placement"]
		matching_runs.drop([second["name"]], "The landlord has other plans", "Moves in herself")

	rows = {row["name"]: row for row in ask(matching_runs.round_proposals, run)["rows"]}
	assert "places" in {reason["key"] for reason in third["reasons"]}
	assert all(reason["text"].endswith(".") for reason in third["reasons"])
	assert third["outcome"].startswith("To be decided by")
	assert rows[first["name"]]["placement"] == placement
	assert rows[first["name"]]["live"]["name"] == placement
	assert "Moves in herself" in rows[second["name"]]["outcome"]
	assert ask(matching_runs.round_overview, run)["tally"] == {"Dropped": 1, "Open": 1, "Proposed": 1}


@pytest.mark.parametrize("role", READS)
def test_who_may_read_runs_reads_the_page_and_only_who_may_propose_decides(run, role):
	for call in ALL:
		assert ask(call, run, role)
	may = ask(matching_runs.round_overview, run, role)["may"]
	assert may["decide"] is may["start"] is (role in (OFFICER, MANAGER, CLEARED))


@pytest.mark.parametrize("role", [CONTROLLER, "Concern Handler", "Landlord", "Applicant"])
def test_nobody_else_reads_it(run, role):
	for call in (*ALL, matching_runs.round_status):
		with pytest.raises(frappe.PermissionError):
			ask(call, run, role)


def test_who_may_not_know_what_households_need_reads_no_reasons(run):
	rows = ask(matching_runs.round_proposals, run, "Housing Administrator")["rows"]
	left = ask(matching_runs.round_left, run, "Housing Administrator", side="households")

	assert rows and not any(row["reasons"] for row in rows)
	assert left["rows"] and left["obstacles"] == []
	assert not any(row["relaxations"] or row["nearest"] for row in left["rows"])
	kept = ask(lambda name: frappe.get_doc("Match Proposal", name).as_dict(), rows[0]["name"])
	with acting_as(make_user("Housing Administrator")):
		doc = frappe.get_doc("Match Proposal", rows[0]["name"])
		doc.apply_fieldlevel_read_permissions()
	assert kept["reasons"] and not doc.get("reasons")


def test_a_household_that_became_protected_is_gone_from_the_page(market):
	dear = make.listing("Approved", rent=90000)
	run = done()
	chosen = proposals(run)[0].applicant
	left = [why["subject"] for why in json.loads(field(run, "result"))["households_left"]]
	hidden = [chosen, left[0]]
	titles = frappe.get_all("Applicant", {"name": ["in", hidden]}, pluck="title", order_by="name")
	values = {"protected_identity": 1, "protection": "Sekretessmarkering"}
	frappe.db.set_value("Applicant", {"name": ["in", hidden]}, values)

	seen = frappe.as_json([ask(call, run) for call in ALL])
	known = frappe.as_json([ask(call, run, CLEARED) for call in ALL])

	assert dear.name in seen
	for text in (*hidden, *titles):
		assert text not in seen and text in known


def test_the_stored_result_names_documents_and_no_people(run, market):
	stored = field(run, "result") + "".join(row.reasons for row in proposals(run))

	for household in (market.poor, market.walking, *market.others):
		assert household.household_name not in stored and household.title not in stored
		assert household.alias not in stored


def test_sentences_come_in_the_readers_language_with_titles_for_names(run, market):
	frappe.local.lang = "sv"
	left = ask(matching_runs.round_left, run, side="households")
	beside = ask(matching_runs.round_overview, run)["beside"]
	frappe.local.lang = "en"

	assert any("Utan kravet" in one["text"] for row in left["rows"] for one in row["relaxations"])
	assert not any("APP-" in text or "LST-" in text for text in beside["sentences"])


def test_the_rules_are_shown_as_they_were_kept(run):
	frappe.db.set_value("Matching Criterion", {"rule": "places"}, "active", 0)
	rules = ask(matching_runs.round_overview, run)["rules"]

	(places,) = [
		rule
		for rule in rules
		if rule["name"] == frappe.db.get_value("Matching Criterion", {"rule": "places"}, "criterion_name")
	]
	assert places["is_requirement"] and places["explanation"]
	assert any(rule["weight"] and not rule["is_requirement"] for rule in rules)
	assert any(rule["parameters"] for rule in rules)


def test_a_replay_is_compared_with_the_round_whose_rules_it_used(run):
	again = done(replay_of=run)

	found = ask(matching_runs.round_overview, again)
	assert found["replay"] == {"run": run, "same": 3, "gone": 0, "new": 0}
	assert ask(matching_runs.round_proposals, again)["rows"] == []


def test_prices_and_homes_to_look_for_are_worded_and_drawn():
	for _number in range(4):
		make.applicant("Seeking")
	make.listing("Approved", kind="Room", places=1)
	found = ask(matching_runs.round_overview, done())["scarcity"]

	assert found["prices"] and found["prices"][0]["label"] == "Room, Vansbro"
	assert found["prices"][0]["homes"] == 1 and found["prices"][0]["people"] == 1
	wanted = found["wanted"][0]
	assert (wanted["locality"], wanted["people"]) == ("Vansbro", 1)
	assert [point["locality"] for point in found["map"]["points"]] == ["Vansbro"]


def test_an_unfinished_round_has_no_result_yet(market):
	run = start()
	found = ask(matching_runs.round_overview, run)
	assert "totals" not in found and found["rules"] == [] and found["may"]["cancel"]
	assert ask(matching_runs.round_proposals, run)["total"] == 0


def test_an_empty_round_is_shown_as_one():
	run = done()
	assert ask(matching_runs.round_overview, run)["counts"] == {"households": 0, "listings": 0}
	for call in ALL:
		ask(call, run)


def test_a_search_shows_the_rules_it_kept_as_well():
	from oppna_ditt_hem import brokerage

	make.listing("Approved")
	applicant = make.applicant("Seeking").name
	with acting_as(make_user(OFFICER)):
		search = brokerage.find_homes(applicant)["run"]
	assert ask(matching_runs.round_overview, search)["rules"]


def test_every_policy_has_its_sentence():
	from oppna_ditt_hem.matching.round import POLICIES

	assert set(page.POLICY_TEXTS) == set(POLICIES)
