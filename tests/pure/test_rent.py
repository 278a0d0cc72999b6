"""The highest rent of each law, and what it takes to know it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from law_days import CODE, IN_2016, NEW, NOW, OLD, asked

from oppna_ditt_hem.tenancy.rent import (
	ABOVE,
	ASK_COMPARABLES,
	ASK_HELD,
	ASK_MARKET_VALUE,
	ASK_OWN_RENT,
	ASK_REFERENCE_RATE,
	ASK_RENT,
	ASK_RUNNING_COSTS,
	CANNOT_TELL,
	WITHIN,
	RentFacts,
	rent_rule,
	rent_test,
)

# A flat worth 600 000 at 2 % + 2 points costs 2 000 a month, and 1 000 to run: 3 000; noticeable from 3 150.
COST = RentFacts(market_value=600_000, reference_rate=2.0, running_costs=1000)
CAP = RentFacts(second_hand=True, own_rent=6000)
BESIDE = RentFacts(second_hand=False, comparables=(4000, 5000, 6000))


@pytest.mark.parametrize(
	("law", "facts", "rent", "verdict", "highest", "paragraph"),
	[
		(OLD, COST, 3000, WITHIN, 3150, "(2012:978) 4 §"),
		(OLD, COST, 3149, WITHIN, 3150, "(2012:978) 4 §"),
		(OLD, COST, 3150, ABOVE, 3150, "RH 2017:34"),
		(OLD, replace(COST, share=0.5), 1600, ABOVE, 1575, "(2012:978) 4 §"),
		(OLD, replace(COST, reference_rate=-0.5), 1837, WITHIN, 1837.5, "(2012:978) 4 §"),
		(NEW, BESIDE, 5000, WITHIN, 6000, "(2026:772) 2 kap. 5"),
		(NEW, BESIDE, 6000, WITHIN, 6000, "(2026:772) 2 kap. 5"),
		(NEW, BESIDE, 6001, ABOVE, 6000, "(2026:772) 2 kap. 5"),
		(CODE, BESIDE, 6001, ABOVE, 6000, "12 kap. 55 §"),
		(CODE, CAP, 6000, WITHIN, 6000, "12 kap. 55 §"),
		(CODE, CAP, 6001, ABOVE, 6000, "12 kap. 55 §"),
		# 15 % of 6 000 is 900.
		(CODE, replace(CAP, furniture=900), 6900, WITHIN, 6900, "12 kap. 55 §"),
		(CODE, replace(CAP, furniture=901), 6901, ABOVE, 6900, "12 kap. 55 §"),
		# No furniture charged, so its room isn't for the flat.
		(CODE, CAP, 6900, ABOVE, 6000, "12 kap. 55 §"),
		(CODE, replace(CAP, extras=300, extras_cost=300), 6300, WITHIN, 6300, "12 kap. 55 §"),
		(CODE, replace(CAP, extras=400, extras_cost=300), 6400, ABOVE, 6300, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4), 2400, WITHIN, 2400, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4, furniture=360), 2760, WITHIN, 2760, "12 kap. 55 §"),
		(CODE, replace(CAP, share=0.4), 2401, ABOVE, 2400, "12 kap. 55 §"),
	],
)
def test_rents(law, facts, rent, verdict, highest, paragraph):
	found = rent_test(law, replace(facts, rent=rent), NOW)
	assert (found.value, found.ask) == (verdict, ())
	assert found.highest == pytest.approx(highest)
	assert paragraph in found.reference and found.text.say()


def test_only_the_second_hand_cap_is_verified():
	assert rent_test(CODE, replace(CAP, rent=6000), NOW).verified
	assert not rent_test(CODE, replace(CAP, rent=2760, share=0.4, furniture=360), NOW).verified
	assert not rent_test(OLD, replace(COST, rent=3000), NOW).verified
	assert not rent_test(NEW, replace(BESIDE, rent=3000), NOW).verified
	assert not rent_test(CODE, replace(CAP, rent=6000), IN_2016).verified


@pytest.mark.parametrize(
	("law", "facts", "questions"),
	[
		(OLD, RentFacts(), {ASK_RENT, ASK_MARKET_VALUE, ASK_REFERENCE_RATE, ASK_RUNNING_COSTS}),
		(OLD, replace(COST, rent=3000, reference_rate=None), {ASK_REFERENCE_RATE}),
		(NEW, RentFacts(rent=5000, comparables=(5000, 5000)), {ASK_COMPARABLES}),
		(CODE, RentFacts(rent=5000), {ASK_HELD}),
		(CODE, RentFacts(rent=5000, second_hand=True), {ASK_OWN_RENT}),
		(CODE, RentFacts(rent=5000, second_hand=False), {ASK_COMPARABLES}),
	],
)
def test_a_rent_that_cannot_be_tested_is_asked_about(law, facts, questions):
	found = rent_test(law, facts, NOW)
	assert (found.value, found.highest, found.verified) == (CANNOT_TELL, None, False)
	assert asked(found) == questions


def test_a_rent_whose_parts_do_not_fit_is_refused():
	with pytest.raises(ValueError, match="share"):
		RentFacts(share=0)
	with pytest.raises(ValueError, match="parts of the rent"):
		RentFacts(rent=500, furniture=400, extras=200)


@pytest.mark.parametrize(
	("law", "second_hand", "words"),
	[
		(OLD, None, "market value"),
		(NEW, None, "considerably higher"),
		(CODE, True, "at most 15 % of it"),
		(CODE, False, "utility value"),
		(CODE, None, "Does the landlord rent"),
	],
)
def test_the_rent_rule_in_words(law, second_hand, words):
	assert words in rent_rule(law, second_hand, NOW).text.say()


@given(st.floats(500, 20_000), st.floats(0.1, 1), st.floats(0, 3000), st.floats(0, 1000))
def test_the_highest_second_hand_rent_is_within_and_a_krona_more_is_not(own, share, furniture, extras):
	start = RentFacts(
		second_hand=True, own_rent=own, share=share, furniture=furniture, extras=extras, extras_cost=extras
	)
	furniture = min(furniture, own * share * 0.15)
	start = replace(start, furniture=furniture)
	highest = own * share + furniture + extras
	assert rent_test(CODE, replace(start, rent=highest), NOW).value == WITHIN
	assert rent_test(CODE, replace(start, rent=highest + 1), NOW).value == ABOVE
