"""What a round tells beside its proposals: prices, what a forced pair costs, homes to look for, obstacles, the plain list."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from small_markets import RULES, TODAY, as_pairs, choices, market, people

from benchmarks.market import market as drawn
from benchmarks.market import rules as study_rules
from oppna_ditt_hem.matching import field as fields
from oppna_ditt_hem.matching import passes, prepared, pricing
from oppna_ditt_hem.matching import round as rounds
from oppna_ditt_hem.matching import wanted as hints
from oppna_ditt_hem.matching.catalogue import rule_set
from oppna_ditt_hem.matching.columns import build
from oppna_ditt_hem.matching.evaluate import explain
from oppna_ditt_hem.matching.prepared import Prepared, possible_pairs
from oppna_ditt_hem.matching.prices import cost_of


def without_home(found, row):
	slots = found.listings.free_households.copy()
	slots[row] -= 1
	return replace(found, listings=replace(found.listings, free_households=slots))


@pytest.mark.parametrize("seed", range(40))
def test_the_round_loses_at_least_a_homes_price_without_it(seed):
	found = market(seed, shared=False)
	made = rounds.propose(found, RULES)
	for name, price in made.prices.items():
		less = rounds.propose(without_home(found, found.listing(name)), RULES)
		lost = (made.totals.people - less.totals.people, made.totals.score - less.totals.score)
		assert lost[0] > price.people or (lost[0] == price.people and lost[1] >= price.score - 0.005)


def with_one_more(found, row):
	slots = found.listings.free_households.copy()
	slots[row] += 1
	roomy = np.full(len(slots), 100)
	return replace(found, listings=replace(found.listings, free_households=slots, free_places=roomy))


@pytest.mark.parametrize("seed", range(40))
def test_one_more_of_a_home_adds_its_price(seed):
	"""The size rule is left out, so that a second slot with as many places is the same as a second home."""
	rules = rule_set([{"rule": rule} for rule in ("vacant", "rent_ceiling", "rent_headroom", "wait")])
	found = market(seed, shared=False)
	made = rounds.propose(found, rules)
	for row, name in enumerate(found.listings.names):
		more = rounds.propose(with_one_more(found, row), rules).totals.less(made.totals)
		price = made.prices.get(name, rounds.Price(0, 0.0))
		assert (more.people, more.score) == (price.people, pytest.approx(price.score, abs=0.005))


def test_a_home_that_others_wait_for_has_their_number_as_its_price():
	seekers = [{"name": name, "household_size": size} for name, size in (("H1", 4), ("H2", 1), ("H3", 4))]
	homes = [
		{"name": "L1", "kind": "House", "rooms": 5, "places": 4},
		{"name": "L2", "kind": "Room", "places": 1},
	]
	made = rounds.propose(build(seekers, homes, today=TODAY), RULES)
	assert {name: price.people for name, price in made.prices.items()} == {"L1": 4}


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("shared", [False, True])
def test_a_forced_pair_costs_what_the_best_choice_with_it_lacks(seed, shared):
	found = market(seed, shared=shared, households=4, listings=3)
	best = max((people(found, pairs), sum(pair[2] for pair in pairs)) for pairs in choices(found))
	for pair in {pair for pairs in choices(found) for pair in pairs}:
		with_it = [pairs for pairs in choices(found) if pair in pairs]
		most = max((people(found, pairs), sum(one[2] for one in pairs)) for pairs in with_it)
		lost = cost_of(found, RULES, found.households.names[pair[0]], found.listings.names[pair[1]])
		assert (lost.people, round(lost.score * 100)) == (best[0] - most[0], best[1] - most[1])


def test_a_forced_pair_may_break_a_requirement():
	homes = [{"name": "L", "kind": "Flat", "rooms": 2, "places": 2, "rent": 9000}]
	seekers = [
		{"name": "H1", "household_size": 1, "max_rent": 3000},
		{"name": "H2", "household_size": 2, "max_rent": 9000},
	]
	found = build(seekers, homes, today=TODAY)
	assert not explain(found, RULES, 0, 0).possible
	lost = cost_of(found, RULES, "H1", "L")
	assert (lost.households, lost.people) == (0, 1)


def with_home(found, hint):
	"""The market with the home that was told of, as an inventory would write it."""
	row = {
		"name": "L-new",
		"kind": hint.kind,
		"locality": hint.locality,
		"places": hint.places,
		"rooms": hint.places + 1,
		**hints.WITHOUT_FAULT,
	}
	return [*found, row]


SEEKERS = [
	{"name": "H1", "household_size": 5, "must_reach": "Nås", "max_distance_km": 5.0},
	{"name": "H2", "household_size": 2, "registered_on": TODAY - timedelta(days=9)},
	{"name": "H3", "household_size": 1},
]
PLACES = [
	{"locality_name": "Nås", "latitude": 60.4558, "longitude": 14.4975},
	{"locality_name": "Vansbro", "latitude": 60.517, "longitude": 14.217},
]


def test_the_home_to_look_for_houses_as_many_more_as_was_told():
	homes = [{"name": "L1", "kind": "Flat", "places": 2, "rooms": 3, "locality": "Vansbro"}]
	before = rounds.propose(build(SEEKERS, homes, PLACES, today=TODAY), RULES)
	assert {hint.kind for hint in before.wanted[:2]} == {"Flat", "House"}
	assert (before.wanted[0].locality, before.wanted[0].places) == ("Nås", 5)
	for hint in before.wanted:
		after = rounds.propose(build(SEEKERS, with_home(homes, hint), PLACES, today=TODAY), RULES)
		assert after.totals.people - before.totals.people == hint.people > 0
	assert len({(hint.kind, hint.locality) for hint in before.wanted}) == len(before.wanted)


def test_nothing_is_worth_looking_for_when_everybody_has_a_home():
	homes = [{"name": "L1", "kind": "Flat", "places": 2, "rooms": 3, "locality": "Vansbro"}]
	made = rounds.propose(build(SEEKERS[1:2], homes, PLACES, today=TODAY), RULES)
	assert (made.wanted, made.households_left) == ((), ())


def test_obstacles_count_those_whom_one_requirement_alone_keeps_out():
	homes = [{"name": "L1", "kind": "Flat", "places": 2, "rooms": 3, "rent": 5000, "pets_allowed": 0}]
	seekers = [
		{"name": "Poor", "household_size": 1, "max_rent": 3000},
		{"name": "Poor too", "household_size": 2, "max_rent": 4000},
		{"name": "Large", "household_size": 3, "max_rent": 6000},
		{"name": "Poor with a dog", "household_size": 1, "max_rent": 3000, "has_pets": 1},
	]
	made = rounds.propose(
		build(seekers, homes, today=TODAY),
		rule_set([{"rule": r} for r in ("places", "rent_ceiling", "pets")]),
	)
	assert [(one.key, one.households) for one in made.obstacles] == [("rent_ceiling", 2), ("places", 1)]
	assert made.obstacles[0].names == ("Poor", "Poor too")
	assert "rent" in made.obstacles[0].text().lower()


def test_differences_name_who_is_treated_otherwise():
	"""The plain list gives the flat to the best fit and leaves the family without; the round finds both a home."""
	rules = rule_set([{"rule": "places"}, {"rule": "wait"}])
	homes = [{"name": "L1", "places": 4}, {"name": "L2", "places": 1}]
	seekers = [
		{"name": "One", "household_size": 1, "registered_on": TODAY - timedelta(days=300)},
		{"name": "Four", "household_size": 4, "registered_on": TODAY},
	]
	made = rounds.propose(build(seekers, homes, today=TODAY), rules)
	assert dict(made.greedy) == {"One": "L1"}
	assert [text.text() for text in made.differences] == [
		"The round houses 4 more people than the plain list.",
		"Four gets L1; in the plain list it got nothing.",
		"One gets L2 instead of L1.",
	]


def test_when_both_lists_agree_one_sentence_says_so():
	made = rounds.propose(build(SEEKERS[1:2], [{"name": "L", "places": 2}], today=TODAY), RULES)
	assert [text.text() for text in made.differences] == [
		"The round and the plain list give the same homes to the same households."
	]


def test_progress_is_told_in_order_and_may_stop_the_round():
	heard = []
	rounds.propose(market(3), RULES, progress=lambda done, doing: heard.append((done, doing)))
	assert [done for done, _doing in heard] == sorted(done for done, _doing in heard)
	assert (heard[0][0], heard[-1]) == (0.0, (1.0, "Done"))

	class Stopped(Exception):
		pass

	def stop(done, doing):
		raise Stopped

	with pytest.raises(Stopped):
		rounds.propose(market(3), RULES, progress=stop)


@pytest.mark.parametrize("policy", list(rounds.POLICIES))
def test_every_policy_says_what_proves_it(policy):
	made = rounds.propose(market(5), RULES, policy)
	text = made.differences[0].text()
	assert text and "{" not in text
	assert made.certificate["params"].keys() == {*made.certificate["params"]}
	assert made.certificate["bound"] >= made.certificate["value"]


def test_a_larger_market_is_certified():
	found = drawn(300, 200, 2)
	made = rounds.propose(found, study_rules())
	assert made.certificate["value"] == made.totals.people
	assert made.certificate["gap"] <= 0.05
	assert made.greedy_totals.people <= made.totals.people
	assert len(set(as_pairs(found, made))) == made.totals.households
	assert date.fromordinal(found.today) == TODAY


@pytest.mark.parametrize("remembered", ["all", "some", "none"])
@pytest.mark.parametrize("policy", [rounds.HOUSE_THE_MOST, rounds.BEST_TOTAL])
def test_a_market_too_large_to_hold_is_solved_as_well_from_its_core(policy, remembered, monkeypatch):
	found = drawn(250, 150, 4)
	whole = rounds.propose(found, study_rules(), policy)
	pairs = len(possible_pairs(Prepared(found, study_rules()))[0])
	monkeypatch.setattr(passes, "MOST_KEPT", {"all": pairs, "some": pairs // 2, "none": 0}[remembered])
	monkeypatch.setattr(prepared, "BLOCK_BYTES", 40 * 150)
	monkeypatch.setattr(fields, "MOST_CROSSED", 0)
	monkeypatch.setattr(fields, "ENOUGH", 0.0)
	monkeypatch.setattr(pricing, "PROMISING", 3)
	made = rounds.propose(found, study_rules(), policy)
	assert made.certificate["proven"]
	assert made.totals == whole.totals


def test_a_core_that_is_cut_short_says_how_far_it_may_be(monkeypatch):
	found = drawn(250, 150, 4)
	best = rounds.propose(found, study_rules())
	monkeypatch.setattr(fields, "MOST_CROSSED", 0)
	monkeypatch.setattr(pricing, "PROMISING", 2)
	monkeypatch.setattr(pricing, "MOST_PASSES", 1)
	made = rounds.propose(found, study_rules())
	assert not made.certificate["proven"]
	assert made.totals.people < best.totals.people <= made.certificate["bound"]


@pytest.mark.parametrize("seed", range(40))
def test_a_core_of_a_market_with_shared_beds_claims_no_more_than_it_knows(seed, monkeypatch):
	"""Beds that are dear in the core may be cheap elsewhere, so only the bound with beds for nothing holds for all pairs."""
	found = market(seed, households=6)
	best = max(people(found, pairs) for pairs in choices(found))
	monkeypatch.setattr(fields, "MOST_CROSSED", 0)
	monkeypatch.setattr(pricing, "PROMISING", 1)
	made = rounds.propose(found, RULES)
	assert made.totals.people <= best <= made.certificate["bound"]
	assert not made.certificate["proven"] or made.totals.people == best
