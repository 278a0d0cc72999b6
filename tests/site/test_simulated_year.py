"""A year in which everybody acts at random; see `simulation`. `make simulate YEARS=10` goes on for longer."""

import pytest
from simulation import plan
from simulation.__main__ import why
from simulation.ground import Ground
from simulation.story import Fault, Story, run, shortest
from text_gateway import listen

SEED = 20261019
ACTS = 200


@pytest.fixture
def ground(committed, reset_site):
	with listen() as gateway:
		ground = Ground(reset_site, gateway)
		yield ground
		ground.leave()


def test_a_year_in_which_everybody_acts_at_random_breaks_no_invariant(ground):
	acts = plan.acts(SEED, days=365, a_day=6, idle=0.88)
	ground.begin()
	story = Story()
	fault = run(acts, ground.gateway.sent, story=story)
	assert not fault, f"seed {SEED}\n{why(ground, acts, fault, seconds=300)}"
	assert story.survived >= ACTS and all(story.kinds.values()), story.kinds


def test_the_shortest_history_is_found_that_breaks_the_same_rule():
	acts = plan.acts(1, days=20, a_day=4, idle=0)
	culprits = {acts[11], acts[-4]}

	def fails(tried):
		numbers = [number for number, act in enumerate(tried) if act in culprits]
		return Fault(numbers[-1], "a rule", "") if len(numbers) == 2 else None

	assert set(shortest(acts, fails(acts), fails, seconds=60)) == culprits


def test_another_seed_is_another_year_and_the_same_one_the_same():
	assert plan.acts(1, 30, 5, 0.3) == plan.acts(1, 30, 5, 0.3) != plan.acts(2, 30, 5, 0.3)
