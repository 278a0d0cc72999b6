"""Who moves where a pair falls through, against every choice there is."""

import pytest
from small_markets import RULES, choices, market

from oppna_ditt_hem.matching.falling import FIRST, INSTEAD, WITHOUT, if_it_falls
from oppna_ditt_hem.matching.field import field_of
from oppna_ditt_hem.matching.policies import most


def best_people(found, forbidden=None) -> int:
	"""The most people that any choice houses without a pair."""
	sizes = found.households.size
	return max(
		sum(int(sizes[seeker]) for seeker, _home, _worth in pairs)
		for pairs in choices(found)
		if forbidden not in [(seeker, home) for seeker, home, _worth in pairs]
	)


def proposed(found) -> dict[str, str]:
	field = field_of(found, RULES)
	return dict(field.names(most(field).chosen))


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_the_others_move_to_what_is_best_without_the_pair(seed, shared):
	found = market(seed, shared=shared)
	before = proposed(found)
	for household, listing in before.items():
		fall = if_it_falls(found, RULES, household, listing)
		pair = (found.household(household), found.listing(listing))
		assert fall.people == best_people(found) - best_people(found, pair)
		for move in fall.moves:
			assert move.before == before.get(move.household) != move.after
		after = {**before, **{move.household: move.after for move in fall.moves}}
		assert after[household] != listing
		kept = {(found.household(h), found.listing(home)) for h, home in after.items() if home}
		assert kept in [{pair[:2] for pair in one} for one in choices(found)]


def test_each_move_is_said_with_its_names():
	moves = [
		move
		for seed in range(12)
		for household, listing in proposed(market(seed, shared=False)).items()
		for move in if_it_falls(market(seed, shared=False), RULES, household, listing).moves
	]
	assert {move.template for move in moves} == {FIRST, INSTEAD, WITHOUT}
	for move in moves:
		assert move.household in move.text()
		assert not move.after or move.after in move.text()


def test_a_pair_that_is_not_in_the_round_moves_nobody():
	found = market(1, shared=False)
	before = proposed(found)
	(household, listing), *_ = before.items()
	other = next(name for name in found.listings.names if name != listing)
	assert if_it_falls(found, RULES, household, other).moves == ()
	with pytest.raises(KeyError):
		if_it_falls(found, RULES, "Nobody", listing)
